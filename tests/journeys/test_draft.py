"""A line of the grid keeps itself while its page stays open; without JavaScript the button does."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KABID = "kabid.tangkap@dpkp"


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
