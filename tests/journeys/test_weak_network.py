"""A slow network: the first page is small and asks for little, later pages are smaller still."""

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import Office

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
