"""What goes with a button stays on the device until the server says that it arrived."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Office, cut, mend
from tests.journeys.test_kept_page import leave
from workflow.models import Task

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True),
]
KABID, ANALIS = "kabid.lalu-lintas@dishub", "analis.manajemen@dishub"
JUDGING, FILLING = "periksa", "serahkan-bahan"
REASON = "Angka belum sesuai bukti dukung."
KEPT = "Ketikan ini disimpan di perangkat ini sampai terkirim."
RESTORED = "Ketikan Anda dipulihkan dari perangkat ini; belum terkirim."
DRAFTS = "Object.keys(localStorage).length"


def reason_of(office: Office) -> Locator:
    return office.page.locator("#id_reason")


def reopened(office: Office, address: str) -> None:
    """The window is lost, and the page opened in another one."""
    context = office.page.context
    office.page.close()
    office.page = context.new_page()
    office.page.goto(address)


def test_a_return_survives_a_crash_and_a_reload_and_is_gone_once_sent(office: Office) -> None:
    office.others_work(but=(JUDGING,), agency="dishub")
    office.open_task(KABID, "Memeriksa laporan kinerja")
    page, context, address = office.page, office.page.context, office.page.url
    cut(context)
    page.locator('main input[name="angka"]').first.check()
    page.locator('main [name^="alasan-"]').first.fill("Salah satuan.")
    reason_of(office).fill(REASON)
    expect(page.get_by_text(KEPT)).to_be_visible()
    office.press("Kembalikan")
    expect(page.get_by_text("Belum terkirim: tidak ada jaringan.")).to_be_visible()
    mend(context)
    reopened(office, address)
    page = office.page
    expect(page.get_by_text(RESTORED)).to_be_visible()
    expect(reason_of(office)).to_have_value(REASON)
    expect(page.locator('main [name^="alasan-"]').first).to_have_value("Salah satuan.")
    box = page.locator('main input[name="angka"]').first
    expect(box).to_be_checked()
    # an answer with mistakes is not an arrival
    box.uncheck()
    office.press("Kembalikan")
    office.says("Pilih jalur, atau centang angka, yang dikembalikan.")
    page.goto(address)
    expect(reason_of(office)).to_have_value(REASON)
    page.locator('main input[name="angka"]').first.check()
    office.press("Kembalikan")
    office.says("Dikembalikan")
    assert page.evaluate(DRAFTS) == 0


def test_what_was_typed_into_a_form_that_closed_meanwhile_can_still_be_read(
    office: Office,
) -> None:
    office.others_work(but=(JUDGING,), agency="dishub")
    office.open_task(KABID, "Memeriksa laporan kinerja")
    address = office.page.url
    reason_of(office).fill(REASON)
    office.others_work(but=("dokumentasikan",), agency="dishub")
    office.page.goto(address)
    left = office.page.get_by_text("Formulirnya sudah tidak terbuka").locator("..")
    expect(left).to_contain_text(REASON)
    left.get_by_role("button", name="Hapus dari perangkat ini").click()
    expect(left).to_have_count(0)
    assert office.page.evaluate(DRAFTS) == 0


def test_the_note_of_a_hand_over_stays_while_a_draft_is_saved(office: Office) -> None:
    """The button that saves the figures takes no note along; the one that hands over does."""
    office.others_work(but=(FILLING,), agency="dishub")
    office.open_task(ANALIS, "Menyerahkan bahan")
    note = office.page.locator("#id_note")
    office.fill_figures("10")
    note.fill("Data BPS menyusul.")
    office.press("Simpan draf")
    office.says("tersimpan")
    expect(note).to_have_value("Data BPS menyusul.")
    office.press("Serahkan")
    office.says("iserahkan")
    assert office.page.evaluate(DRAFTS) == 0


def test_a_request_for_more_time_is_kept_and_cleared_at_sign_out(office: Office) -> None:
    office.others_work(but=(FILLING,), agency="dishub")
    task = Task.objects.get(step__key=FILLING, lane__key="kasi-manajemen")
    office.sign_in("kasi.manajemen@dishub")
    address = f"{office.address}/tugas/{task.pk}/waktu/"
    office.page.goto(address)
    reason = office.page.get_by_label("Alasan perpanjangan")
    reason.fill("Menunggu data BPS.")
    reopened(office, address)
    reason = office.page.get_by_label("Alasan perpanjangan")
    expect(reason).to_have_value("Menunggu data BPS.")
    leave(office.page)
    expect(office.page.get_by_text("yang belum sampai di server")).to_be_visible()
    office.page.get_by_role("button", name="Keluar").click()
    expect(office.page.get_by_role("heading", name="Masuk ke Kinerja")).to_be_visible()
    assert office.page.evaluate(DRAFTS) == 0


def test_a_narrative_survives_its_preview_and_a_crash_until_it_is_saved(office: Office) -> None:
    office.sign_in("kasubag.perencanaan@dishub")
    address = f"{office.address}/laporan/narasi/dishub/2026/"
    office.page.goto(address)
    field = office.page.locator("main textarea").first
    field.fill("Jalan rusak.")
    expect(office.page.get_by_text(KEPT)).to_be_visible()
    office.page.get_by_role("button", name="Pratinjau").first.click()
    expect(office.page.locator("main textarea").first).to_have_value("Jalan rusak.")
    reopened(office, address)
    # below the line that counts empty parts, and beside the button far below
    expect(office.page.get_by_text(RESTORED)).to_have_count(2)
    expect(office.page.locator("[data-restored-here] + [data-told]")).to_have_text(RESTORED)
    expect(office.page.locator("main textarea").first).to_have_value("Jalan rusak.")
    office.press("Simpan narasi")
    office.says("tersimpan")
    assert office.page.evaluate(DRAFTS) == 0
