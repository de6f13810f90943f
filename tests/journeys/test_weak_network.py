"""A slow network: the first page is small and asks for little, later pages are smaller still."""

import gzip
from copy import copy

import pytest
from playwright.sync_api import Page, Response, expect

from indicators.models import TargetRevision
from tests.journeys.conftest import Office
from workflow.models import RunIndicator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST_BYTES, FIRST_REQUESTS, LATER_BYTES = 100_000, 8, 30_000
#: 50 kB/s and 800 ms, as a phone at the edge of a village has it.
SLOW = {
    "offline": False,
    "latency": 800,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}


def watch(page: Page) -> list[Response]:
    """Every answer that this page gets over the network from now on."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    return answers


def weight(answers: list[Response]) -> int:
    """Bytes as they travel compressed: what the server would send of each answer."""
    return sum(len(gzip.compress(each.body())) for each in answers if each.status == 200)


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_a_weak_network_is_enough(office: Office) -> None:
    page = office.page
    page.set_default_timeout(30_000)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    answers = watch(page)
    page.goto(f"{office.address}/akun/masuk/", wait_until="load")
    assert len(answers) <= FIRST_REQUESTS
    assert weight(answers) <= FIRST_BYTES
    office.sign_in("kasi.angkutan@dishub")
    button = page.get_by_role("main").get_by_role("link", name="Kirim disposisi")
    path = button.first.get_attribute("href")
    page.wait_for_load_state("networkidle")
    answers.clear()
    page.goto(f"{office.address}{path}", wait_until="networkidle")
    expect(page.get_by_role("button", name="Kirim disposisi")).to_be_visible()
    assert weight([each for each in answers if "/static/vendor/" not in each.url]) <= LATER_BYTES


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_a_form_of_sixty_indicators_is_a_later_page_too(office: Office) -> None:
    """Weighed compressed, with every file that no page before it has brought to the browser."""
    office.others_work(but=("bidang-tangkap",), agency="dpkp")
    _grow_to(60, lane="bidang-tangkap")
    page = office.page
    answers = watch(page)
    office.sign_in("kabid.tangkap@dpkp")
    link = page.get_by_role("main").get_by_role("link", name="Mengisi Format")
    path = link.first.get_attribute("href")
    page.wait_for_load_state("networkidle")
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    known = {each.url for each in answers}
    answers.clear()
    page.goto(f"{office.address}{path}", wait_until="networkidle")
    rows = page.locator("[data-line]")
    expect(rows).to_have_count(60)
    assert weight([each for each in answers if each.url not in known]) <= LATER_BYTES
    rows.last.locator('[name$="-value"]').fill("7")
    expect(rows.last.locator("[data-saved]")).to_contain_text("Tersimpan 09.00")


def _grow_to(count: int, *, lane: str) -> None:
    """As many like indicators in a lane, each with its own name, definition and target."""
    first = RunIndicator.objects.filter(lane__key=lane).order_by("pk")[0]
    target = TargetRevision.objects.filter(indicator=first.indicator, triwulan=0)
    for number in range(RunIndicator.objects.filter(lane=first.lane).count(), count):
        source, aim = copy(first.indicator), copy(target.first())
        source.pk, source.code, source.name = None, f"n-{number}", f"Produksi komoditas {number}"
        source.save(force_insert=True)
        if aim is not None:
            aim.pk, aim.indicator, aim.value = None, source, aim.value + number
            aim.save(force_insert=True)
        RunIndicator.objects.create(
            run=first.run, indicator=source, lane=first.lane, position=first.position
        )
