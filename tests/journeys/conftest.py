"""Real browsers at a live server: the demo agencies, TW I opened on the 10th, a fixed clock."""

from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from threading import get_ident
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from kinerja.management.commands.load_demo import DEMO
from kinerja.simulation.acts import Script, act
from kinerja.simulation.figures import ExampleFigures
from kinerja.simulation.office import render_waiting
from organization.access import Acting, holders
from tests.memory import load_once
from tests.waiting import wait_until
from workflow.models import Task
from workflow.services import open_due
from workflow.states import TaskState

NOW = datetime(2026, 4, 10, 9, tzinfo=ZoneInfo("Asia/Makassar"))
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
DENOMINATOR = "20"
EVIDENCE = "https://contoh.go.id/bukti"
#: The first field of a line that a sheet would show as a cell.
CELL = '[name$="-value"], [name$="-numerator"], [name$="-denominator"]'
#: How far a page has come: its scripts have run, or only its first bytes are there.
Loaded = Literal["load", "commit"]
#: Until nothing that the form saves by itself waits for its moment or its answer.
QUIET = """async () => {
  for (let left = 300; left && (timers.size || onItsWay); left -= 1)
    await new Promise((go) => setTimeout(go, 50));
}"""
PASSWORD_FILE = "demo-password.txt"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def cut(context: BrowserContext) -> None:
    """No network; also not in the moment in which a page is closed.

    What is on its way comes first, or the page would be without its scripts.
    """
    for page in context.pages:
        page.wait_for_load_state()
    context.route("**/*", lambda route: route.abort())
    context.set_offline(True)


def mend(context: BrowserContext) -> None:
    context.unroute("**/*")
    context.set_offline(False)


def lose(page: Page) -> None:
    """The window of a form is lost, when no line of it is on its way to the server any more.

    While it closes the browser gives it its network back; a window that is lost sends nothing.
    """
    page.evaluate(QUIET)
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    page.close()


class Office:
    """The people of an agency at one browser, and those who work elsewhere meanwhile."""

    def __init__(self, page: Page, address: str, password: str) -> None:
        self.page = page
        self.address = address
        self.password = password
        self.script = Script(ExampleFigures(sorted((DEMO / "realisasi").glob("*.csv"))))

    def sign_in(self, account: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/akun/masuk/")
        self.page.get_by_label("Nama akun").fill(account)
        self.page.get_by_label("Sandi").fill(self.password)
        self.page.get_by_role("main").get_by_role("button", name="Masuk").click()
        self.page.wait_for_url(f"{self.address}/")
        expect(self.page.get_by_role("heading", name="Beranda")).to_be_visible()

    def open_task(self, account: str, words: str, *, until: Loaded = "load") -> None:
        """Sign in and open the task whose step begins with these words, from the inbox.

        The scripts of its page have run then, unless the test holds one back (`until="commit"`).
        """
        self.sign_in(account)
        found = self.page.get_by_role("main").get_by_role("link", name=words)
        assert found.count(), self.page.get_by_role("main").inner_text()
        target = f"{self.address}{found.first.get_attribute('href')}"
        found.first.click()
        self.page.wait_for_url(target, wait_until=until)
        self.says(words)

    def press(self, button: str) -> None:
        """Press a button of a page whose scripts have run; without network it may lead nowhere."""
        self.page.wait_for_load_state()
        self.page.get_by_role("main").get_by_role("button", name=button, exact=True).click()

    def says(self, sentence: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(sentence)

    def fill_figures(self, number: str) -> int:
        """The same number in every open value, a note and a link wherever they are asked for."""
        fields = self.page.locator('main input[name$="-value"], main input[name$="-numerator"]')
        for index in range(fields.count()):
            fields.nth(index).fill(number)
        whole = self.page.locator('main input[name$="-denominator"]')
        for index in range(whole.count()):
            whole.nth(index).fill(DENOMINATOR)
        for words, text in (("-note", "Sesuai keadaan lapangan."), ("-url", EVIDENCE)):
            asked = self.page.locator(f'main [name$="{words}"]:visible')
            for index in range(asked.count()):
                asked.nth(index).fill(text)
        return fields.count()

    def others_work(self, *, but: tuple[str, ...] = (), agency: str) -> None:
        """Everybody else does what lies open, except in the lanes or steps named."""
        while True:
            tasks = Task.objects.filter(state=TaskState.OPEN, run__agency__key=agency).exclude(
                lane__key__in=but
            )
            task = tasks.exclude(step__key__in=but).order_by("pk").first()
            if task is None:
                return
            position = task.assignments.order_by("pk")[0].position
            act(task, Acting.under(holders(position, NOW.date())[0]), self.script, NOW)

    def download(self, link: str, target: Path) -> Path:
        """What a link leads to, fetched with this person's own session."""
        found = self.page.get_by_role("main").get_by_role("link", name=link)
        href = found.first.get_attribute("href")
        answer = self.page.request.get(f"{self.address}{href}")
        assert answer.status == 200
        target.write_bytes(answer.body())
        return target

    def look_again(self) -> None:
        """Load the page anew; one that waits for the worker may be doing so by itself just now."""
        try:
            self.page.reload()
        except Error:
            self.page.wait_for_load_state()

    def worker_renders(self) -> None:
        render_waiting(NOW)


@pytest.fixture(autouse=True)
def _answered_to_the_end(transactional_db: None) -> Iterator[None]:
    """What a closed window had asked is answered before the database is emptied."""
    on_its_way: set[int] = set()

    def begin(**_signal: object) -> None:
        on_its_way.add(get_ident())

    def end(**_signal: object) -> None:
        on_its_way.discard(get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    wait_until(lambda: not on_its_way, 30)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture(params=[True, False], ids=["dengan JavaScript", "tanpa JavaScript"])
def office(
    request, transactional_db, live_server, browser, settings, monkeypatch
) -> Iterator[Office]:
    """One office, once with JavaScript and once without."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    load_once("peragaan", _open_demo)
    context = browser.new_context(java_script_enabled=request.param, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    password = (Path(settings.VAR_DIR) / PASSWORD_FILE).read_text(encoding="utf-8").strip()
    yield Office(page, live_server.url, password)
    context.close()


def _open_demo() -> None:
    call_command("load_demo", stdout=StringIO())
    open_due(now=NOW)
