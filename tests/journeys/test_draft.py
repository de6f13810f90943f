"""A line of the grid keeps itself while its page stays open; without JavaScript the button does."""

import re

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.journeys.conftest import CELL, Office, cut, lose, mend

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KABID = "kabid.tangkap@dpkp"
#: Where a file of evidence is chosen, and the scripts that keep what is typed and chosen.
FILE = '[name$="-file"]'
SCRIPTS = re.compile(r"/js/(draft|kept)\.")


class Held:
    """The scripts of the form, which stay on their way until they are let go."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.routes: list[Route] = []
        context.route(SCRIPTS, lambda route: self.routes.append(route))

    def let_go(self) -> None:
        assert self.routes
        for route in self.routes:
            route.continue_()
        self.context.unroute(SCRIPTS)


def choose(office: Office, name: str) -> None:
    """A file as evidence of the first line."""
    office.page.locator(FILE).first.set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": b"bulan;ton\nJanuari;7\n"}
    )


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
    note = line.locator('textarea[name$="-note"]')
    # a line that stays empty is saved like any other
    note.fill("M")
    note.fill("")
    expect(line).to_have_attribute("data-state", "tersimpan")
    cut(office.page.context)
    note.fill("Menunggu data BPS.")
    expect(line.locator("[data-saved]")).to_contain_text("Belum tersimpan")
    mend(office.page.context)
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_was_typed_or_chosen_before_the_page_was_ready_is_kept_too(office: Office) -> None:
    """On a slow network the fields are there long before the scripts; the newest counts."""
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    context = office.page.context
    held = Held(context)
    office.open_task(KABID, "Mengisi Format", until="commit")
    address = office.page.url
    line = office.page.locator("[data-line]").first
    line.locator('textarea[name$="-note"]').fill("Menunggu data BPS.")
    choose(office, "januari.csv")
    held.let_go()
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    expect(office.page.get_by_text("Bukti dukung disimpan di perangkat ini")).to_be_visible()
    held = Held(context)
    office.page.goto(address, wait_until="commit")
    choose(office, "februari.csv")
    held.let_go()
    expect(office.page.get_by_text("Bukti dukung disimpan di perangkat ini")).to_be_visible()
    office.page.goto(address)
    expect(office.page.get_by_text("Berkas “februari.csv” dipulihkan")).to_be_visible()


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_what_is_typed_while_the_script_is_held_goes_over_what_was_kept(office: Office) -> None:
    """Field by field: the older rest of the line comes back beside it."""
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    context, address = office.page.context, office.page.url
    line = office.page.locator("[data-line]").first
    cell, note = line.locator(CELL).first, line.locator('textarea[name$="-note"]')
    cut(context)
    cell.fill("7")
    note.fill("Dari ponsel.")
    expect(line.locator("[data-saved]")).to_contain_text("aman di perangkat ini")
    lose(office.page)
    mend(context)
    held = Held(context)
    office.page = context.new_page()
    office.page.goto(address, wait_until="commit")
    line = office.page.locator("[data-line]").first
    cell, note = line.locator(CELL).first, line.locator('textarea[name$="-note"]')
    note.fill("Sudah ada data BPS.")
    held.let_go()
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    expect(cell).to_have_value("7")
    expect(note).to_have_value("Sudah ada data BPS.")


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
    lose(office.page)
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
    expect(office.page.locator("[data-saved]").first).to_contain_text("aman di perangkat ini")
    lose(office.page)
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
    cut(context)
    choose(office, "rekap.csv")
    expect(office.page.get_by_text("Bukti dukung disimpan di perangkat ini")).to_be_visible()
    office.press("Simpan draf")
    expect(office.page.get_by_text("Belum terkirim: tidak ada jaringan.")).to_be_visible()
    lose(office.page)
    mend(context)
    office.page = context.new_page()
    office.page.goto(address)
    expect(office.page.get_by_text("Berkas “rekap.csv” dipulihkan")).to_be_visible()
    office.press("Simpan draf")
    line = office.page.locator("[data-line]").first
    expect(line.get_by_role("link", name="rekap")).to_be_visible()
    office.page.goto(address)
    expect(line.get_by_role("link", name="rekap")).to_be_visible()
    expect(office.page.get_by_text("dipulihkan")).to_have_count(0)


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_an_evidence_link_waits_for_the_button_although_its_figure_is_saved(office: Office) -> None:
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    office.open_task(KABID, "Mengisi Format")
    address = office.page.url
    context = office.page.context
    name = office.page.locator('[name$="-url"]').first.get_attribute("name")
    link = f'[name="{name}"]'
    line = office.page.locator("[data-line]").filter(has=office.page.locator(link))
    office.page.locator(link).fill("https://contoh.go.id/rekap")
    line.locator('textarea[name$="-note"]').fill("Menunggu data BPS.")
    said = re.compile("Tersimpan 09.00. Bukti dukung disimpan di perangkat ini; terkirim setelah")
    expect(line.locator("[data-saved]")).to_contain_text(said)
    lose(office.page)
    office.page = context.new_page()
    office.page.goto(address)
    line = office.page.locator("[data-line]").filter(has=office.page.locator(link))
    expect(office.page.locator(link)).to_have_value("https://contoh.go.id/rekap")
    expect(line.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")
    office.press("Simpan draf")
    expect(line.get_by_role("link", name="contoh.go.id")).to_have_count(1)
    expect(office.page.locator(link)).to_have_value("")
    assert office.page.evaluate("Object.keys(localStorage).length") == 0
