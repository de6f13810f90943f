"""A line of the grid keeps itself while its page stays open; without JavaScript the button does."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KABID = "kabid.tangkap@dpkp"
#: The first field of a line that a sheet would show as a cell.
CELL = '[name$="-value"], [name$="-numerator"], [name$="-denominator"]'


def cut(context: BrowserContext) -> None:
    """No network; also not in the moment in which a page is closed."""
    context.route("**/*", lambda route: route.abort())
    context.set_offline(True)


def mend(context: BrowserContext) -> None:
    context.set_offline(False)
    context.unroute("**/*")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_was_typed_survives_leaving_the_page_and_is_handed_over_once(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    line = office.page.locator("[data-line]").first
    field = line.locator('input[name$="-value"], input[name$="-numerator"]').first
    if field.get_attribute("name").endswith("numerator"):
        line.locator('input[name$="-denominator"]').fill("20")
    field.fill("10")
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    office.look_again()
    expect(office.page.locator(f'[name="{field.get_attribute("name")}"]')).to_have_value("10")
    assert office.fill_figures("12") > 0
    office.press("Serahkan")
    office.says("Diserahkan")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_a_network_that_is_away_is_said_at_the_line(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    line = office.page.locator("[data-line]").first
    office.page.context.set_offline(True)
    line.locator('textarea[name$="-note"]').fill("Menunggu data BPS.")
    expect(line.locator("[data-saved]")).to_contain_text("Belum tersimpan")
    office.page.context.set_offline(False)
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_was_typed_before_the_page_was_ready_is_saved_too(office: Office) -> None:
    """On a slow network the fields are there long before the script."""
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    held = []
    office.page.context.route("**/draft*.js", lambda route: held.append(route))
    office.open_task(KABID, "Mengisi Format")
    line = office.page.locator("[data-line]").first
    line.locator('textarea[name$="-note"]').fill("Menunggu data BPS.")
    [script] = held
    script.continue_()
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_was_typed_without_network_survives_a_crash_and_is_sent_later(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    address = office.page.url
    name = office.page.locator('[name$="-note"]').first.get_attribute("name")
    note = f'[name="{name}"]'
    context = office.page.context
    cut(context)
    office.page.locator(note).fill("Menunggu data BPS.")
    expect(office.page.get_by_text("Jaringan terputus.")).to_be_visible()
    office.page.close()
    mend(context)
    office.page = context.new_page()
    office.page.goto(address)
    expect(office.page.locator(note)).to_have_value("Menunggu data BPS.")
    line = office.page.locator("[data-line]").filter(has=office.page.locator(note))
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    assert office.page.evaluate("Object.keys(localStorage).length") == 0
    office.page.goto(address)
    expect(office.page.locator(note)).to_have_value("Menunggu data BPS.")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_another_tab_saved_meanwhile_is_shown_beside_the_own_text(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    address = office.page.url
    name = office.page.locator('[name$="-note"]').first.get_attribute("name")
    note = f'[name="{name}"]'
    context = office.page.context
    cut(context)
    office.page.locator(note).fill("Dari ponsel.")
    expect(office.page.get_by_text("aman di perangkat ini").first).to_be_visible()
    office.page.close()
    elsewhere = context.browser.new_context()
    elsewhere.add_cookies(context.cookies())
    other = elsewhere.new_page()
    other.goto(address)
    other.locator(note).fill("Dari kantor.")
    expect(other.locator("[data-saved]").first).to_contain_text("Tersimpan 09.00")
    elsewhere.close()
    mend(context)
    office.page = context.new_page()
    office.page.goto(address)
    expect(office.page.locator("[data-typed]")).to_have_text("Dari ponsel.")
    expect(office.page.locator(note)).to_have_value("Dari kantor.")
    office.page.get_by_role("button", name="Pakai ketikan saya").click()
    expect(office.page.locator(note)).to_have_value("Dari ponsel.")
    expect(office.page.locator("[data-saved]").first).to_contain_text("Tersimpan 09.00")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_enter_and_arrows_move_through_the_figures_like_a_sheet(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    rows = office.page.locator("[data-line]")
    cells = [rows.nth(place).locator(CELL).first for place in (0, 1)]
    cells[0].focus()
    office.page.keyboard.press("Enter")
    expect(cells[1]).to_be_focused()
    office.page.keyboard.press("ArrowUp")
    expect(cells[0]).to_be_focused()
    for cell in rows.nth(0).locator(CELL).all():
        cell.fill("7")
    expect(office.page.locator("[data-grid-words]")).to_contain_text("1 dari")
    office.page.get_by_role("link", name="Ke yang kosong").click()
    expect(cells[1]).to_be_focused()


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_evidence_chosen_without_network_survives_a_crash_and_goes_with_the_button(
    office: Office,
) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    address = office.page.url
    context = office.page.context
    name = office.page.locator('[name$="-file"]').first.get_attribute("name")
    field = f'[name="{name}"]'
    cut(context)
    office.page.locator(field).set_input_files(
        {"name": "rekap.csv", "mimeType": "text/csv", "buffer": b"bulan;ton\nJanuari;7\n"}
    )
    expect(office.page.get_by_text("Berkas disimpan di perangkat ini")).to_be_visible()
    office.press("Simpan draf")
    expect(office.page.get_by_text("Belum terkirim: tidak ada jaringan.")).to_be_visible()
    office.page.close()
    mend(context)
    office.page = context.new_page()
    office.page.goto(address)
    expect(office.page.get_by_text("Berkas “rekap.csv” dipulihkan")).to_be_visible()
    office.press("Simpan draf")
    line = office.page.locator("[data-line]").filter(has=office.page.locator(field))
    expect(line.get_by_role("link", name="rekap")).to_be_visible()
    office.page.goto(address)
    expect(line.get_by_role("link", name="rekap")).to_be_visible()
    expect(office.page.get_by_text("dipulihkan")).to_have_count(0)
