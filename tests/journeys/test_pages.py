"""Every page in a real browser: wide and light, narrow and dark, as reader and as actor.

No accessibility violation (WCAG 2.2 AA, axe-core), no word in the console, nothing wider than the
screen, nothing that jumps while it loads, nothing heavier than a weak network bears.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Error, Page, Response

from organization.models import User
from tests.architecture.conftest import World, make_world
from tests.architecture.test_urls_by_role import NARROW, PAGES, address
from tests.factories.indicators import SasaranFactory, TargetFactory
from tests.journeys.conftest import NOW
from tests.journeys.test_weak_network import (
    FIRST_BYTES,
    FIRST_REQUESTS,
    LATER_BYTES,
    watch,
    weight,
)
from tests.workflow.offices import open_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What a page may jump while it loads (Core Web Vitals: good).
SHIFT = 0.1
SCREENS = {
    "lebar terang": ("light", {"width": 1280, "height": 900}),
    "sempit gelap": ("dark", {"width": 360, "height": 740}),
}
#: Answers that are files, or that are no page to look at.
FILES = ("pdf", "xlsx", "workbook", "sheet")
#: Where the screenshots go when somebody wants to look at them.
PICTURES = os.environ.get("KINERJA_PICTURES")
#: A form that asks to be kept on the device is on a page with the script that does it.
KEPT = "!document.querySelector('[data-draft]') || typeof kept === 'object'"
#: Sums what moved without anybody having touched the page.
WATCH_SHIFT = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


def pages_of(world: World) -> Iterator[tuple[str, str, str]]:
    """(role, name, address) of every page that answers 200 to somebody; files are no pages."""
    rows = [
        (_reader_of(name), name, address(world, name, arguments))
        for name, (arguments, own, _other) in PAGES.items()
        if own == 200
    ]
    rows += [
        (roles[0], name, address(world, name, arguments))
        for name, (arguments, roles) in NARROW.items()
    ]
    # the first page differs by role; the widest is who oversees every agency
    rows.append(("pembaca kabupaten", "beranda pengawas", "/"))
    return ((role, name, path) for role, name, path in rows if _is_page(name, path))


def _is_page(name: str, path: str) -> bool:
    """The address of a page ends with a slash; some files are asked for as if they were pages."""
    return path.partition("?")[0].endswith("/") and not name.endswith(FILES)


def _reader_of(name: str) -> str:
    """Whose task lies open sees the most of it; the head sees the most of the rest."""
    return "kasubid" if name.startswith("workflow:") else "kepala"


@pytest.fixture(params=SCREENS)
def page(request, browser: Browser, live_server, monkeypatch) -> Iterator[Page]:
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    scheme, size = SCREENS[request.param]
    context = browser.new_context(color_scheme=scheme, viewport=size, base_url=live_server.url)
    context.add_init_script(WATCH_SHIFT)
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def sign_in(page: Page, user: User | None, live_server) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = django_settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )


def test_every_page_is_accessible_quiet_and_fits_its_screen(page: Page, live_server) -> None:
    world = make_world()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    found: dict[str, list[str]] = {}
    present = ""
    answers = watch(page)
    known: set[str] = set()
    for role, name, path in pages_of(world):
        if role != present:
            sign_in(page, world.user(role), live_server)
            present = role
        else:
            # pictures of the page before that came late
            answers.clear()
        page.goto(path)
        faults = [*_violations(page), *_measures(page), *_weight(answers, known), *said]
        said.clear()
        if faults:
            found[name] = faults
        _keep_picture(page, name)
    assert found == {}


def test_the_first_page_of_a_head_with_figures_on_their_way_fits_a_telephone(
    browser: Browser, live_server, monkeypatch
) -> None:
    office = open_office("satpolpp", per_lane=2, until="buat-laporan")
    office.agency.indicators.update(sasaran=SasaranFactory(agency=office.agency))
    for each in office.agency.indicators.all():
        TargetFactory(indicator=each)
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    size = {"width": 360, "height": 740}
    with browser.new_context(viewport=size, base_url=live_server.url) as context:
        context.add_init_script(WATCH_SHIFT)
        page = context.new_page()
        sign_in(page, office.user("kasat"), live_server)
        page.goto("/")
        assert "belum disetujui" in page.inner_text("main")
        assert _measures(page) == []
        _keep_picture(page, "beranda kepala")


def _violations(page: Page) -> list[str]:
    answer = Axe().run(page, options={"runOnly": RULES})
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in answer.response["violations"]
    ]


def _measures(page: Page) -> list[str]:
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    shifted = page.evaluate("window.shifted")
    is_kept = page.evaluate(KEPT)
    return [
        *([f"lebih lebar {wide} px daripada layar"] if wide > 0 else []),
        *([f"bergeser {shifted:.2f}"] if shifted > SHIFT else []),
        *([] if is_kept else ["formulirnya tidak disimpan di perangkat"]),
    ]


def _weight(answers: list[Response], known: set[str]) -> list[str]:
    """What this page and the files that no page before it brought weigh as they travel."""
    fresh = [each for each in answers if each.url not in known]
    known.update(each.url for each in answers if "/static/" in each.url)
    is_first = len(known) == len({each.url for each in fresh if "/static/" in each.url})
    answers.clear()
    carried = sum(map(_travelled, fresh))
    limit = FIRST_BYTES if is_first else LATER_BYTES
    return [
        *([f"{carried} bita, lebih dari {limit}"] if carried > limit else []),
        *([f"{len(fresh)} permintaan"] if len(fresh) > FIRST_REQUESTS else []),
    ]


def _travelled(answer: Response) -> int:
    """Bytes of one answer; none of what the page before was still waiting for."""
    try:
        return weight([answer])
    except Error as gone:
        if "navigated away" in str(gone):
            return 0
        raise


def _keep_picture(page: Page, name: str) -> None:
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        target = Path(PICTURES) / f"{name.replace(':', '-')}-{width}.jpg"
        page.screenshot(path=target, full_page=True, type="jpeg", quality=60)
