"""The form itself without network: kept by the worker for its person, and for nobody else."""

import pytest
from playwright.sync_api import Page, expect

from indicators.models import Realisasi
from tests.journeys.conftest import CELL, Office, cut, lose, mend

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True),
]
KABID = "kabid.tangkap@dpkp"
NOTE = '[name$="-note"]'
#: Paths of the forms that this device keeps.
PATHS = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    if (name.startsWith("kinerja-halaman "))
      for (const each of await (await caches.open(name)).keys())
        if (!each.url.includes("/static/")) paths.push(new URL(each.url).pathname);
  return paths;
}"""
DRAFTS = "Object.keys(localStorage).length"
AWAY = "Jaringan terputus"
COPY = "Tanpa jaringan: halaman disimpan 10 April 2026 pukul 09.00."


def open_kept(office: Office) -> str:
    """Open the form, and see that the worker has it with its files; returns its address."""
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    address = office.page.url
    wait_for(office.page, f"(await ({PATHS})()).length === 1")
    wait_for(office.page, "await caches.match('/static/js/draft.js')")
    return address


def wait_for(page: Page, condition: str) -> None:
    """Until something asynchronous holds in the page, which the worker brings about beside it."""
    pause = "await new Promise((go) => setTimeout(go, 50))"
    loop = f"for (let left = 300; left; left -= 1) {{ if ({condition}) return true; {pause}; }}"
    assert page.evaluate(f"async () => {{ {loop} }}"), condition


def leave(page: Page) -> None:
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Keluar").click()


def test_the_form_is_reloaded_and_opened_again_without_network(office: Office) -> None:
    address = open_kept(office)
    context = office.page.context
    cut(context)
    office.page.locator(NOTE).first.fill("Menunggu data BPS.")
    office.page.reload()
    expect(office.page.get_by_text(COPY)).to_be_visible()
    expect(office.page.locator(NOTE).first).to_have_value("Menunggu data BPS.")
    for cell in office.page.locator("[data-line]").nth(1).locator(CELL).all():
        cell.fill("7")
    lose(office.page)
    office.page = context.new_page()
    office.page.goto(office.address)
    expect(office.page.get_by_role("heading", name=AWAY)).to_be_visible()
    office.page.get_by_role("link", name="Mengisi Format").click()
    expect(office.page.get_by_text(COPY)).to_be_visible()
    first, second = (office.page.locator("[data-line]").nth(place) for place in (0, 1))
    expect(first.locator(NOTE)).to_have_value("Menunggu data BPS.")
    expect(second.locator(CELL).first).to_have_value("7")
    expect(second.locator("[data-saved]")).to_contain_text("aman di perangkat ini")
    mend(context)
    for line in (first, second):
        expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    assert office.page.evaluate(DRAFTS) == 0
    assert Realisasi.objects.filter(indicator__agency__key="dpkp", current__note__contains="BPS")
    office.page.goto(address)
    expect(office.page.get_by_text(COPY)).to_be_hidden()
    expect(second.locator(CELL).first).to_have_value("7")


def test_a_copy_gives_way_when_the_network_is_back(office: Office) -> None:
    """By itself where nothing was typed into it, else when its reader wants it."""
    open_kept(office)
    page, context = office.page, office.page.context
    cut(context)
    page.reload()
    expect(page.get_by_text(COPY)).to_be_visible()
    mend(context)
    expect(page.get_by_text(COPY)).to_be_hidden()
    expect(page.get_by_text("Jaringan sudah kembali.")).to_be_hidden()
    wait_for(page, f"(await ({PATHS})()).length === 1")
    cut(context)
    page.reload()
    page.locator(NOTE).first.fill("Menunggu data BPS.")
    mend(context)
    expect(page.get_by_text("Jaringan sudah kembali.")).to_be_visible()
    expect(page.get_by_text(COPY)).to_be_hidden()
    expect(page.locator("[data-saved]").first).to_contain_text("Tersimpan 09.00")
    page.get_by_role("link", name="Muat halaman terbaru").click()
    expect(page.get_by_text("Jaringan sudah kembali.")).to_be_hidden()
    expect(page.locator(NOTE).first).to_have_value("Menunggu data BPS.")


def test_signing_out_tells_what_is_unsent_and_then_leaves_nothing(office: Office) -> None:
    address = open_kept(office)
    page, context = office.page, office.page.context
    context.route("**/simpan-sebaris/", lambda route: route.abort())
    page.locator(NOTE).first.fill("Menunggu data BPS.")
    expect(page.locator("[data-saved]").first).to_contain_text("aman di perangkat ini")
    page.locator('[name$="-file"]').first.set_input_files(
        {"name": "rekap.csv", "mimeType": "text/csv", "buffer": b"bulan;ton\nJanuari;7\n"}
    )
    expect(page.get_by_text("Bukti dukung disimpan di perangkat ini")).to_be_visible()
    leave(page)
    expect(page.get_by_text("yang belum sampai di server")).to_be_visible()
    assert page.evaluate(DRAFTS) == 1
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", name="Masuk ke Kinerja")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate(PATHS) == []
    assert page.evaluate(DRAFTS) == 0
    assert page.evaluate("store('readonly', (rows) => rows.count())") == 0
    cut(context)
    page.goto(address)
    expect(page.get_by_role("heading", name=AWAY)).to_be_visible()
    expect(page.get_by_role("link", name="Mengisi Format")).to_have_count(0)


def test_the_form_goes_with_its_hand_over_and_with_another_account(office: Office) -> None:
    open_kept(office)
    office.sign_in("kepala@dpkp")
    wait_for(office.page, f"(await ({PATHS})()).length === 0")
    open_kept(office)
    office.fill_figures("12")
    office.press("Serahkan")
    office.says("Diserahkan")
    assert office.page.evaluate(PATHS) == []
