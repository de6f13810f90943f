"""One open triwulan of all demo agencies, with an account of each role."""

from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from indicators.models import Indicator
from kinerja import middleware, urls
from organization.models import Officeholder, User, WorkWeek
from organization.services import name_filler
from reports import pdf
from reports.models import Report
from reports.services import request_report
from sop.models import SopDocument
from tests.memory import load_once
from tests.printing import print_once
from workflow.models import Disposisi, DisposisiHop, Run, Submission, Task
from workflow.services import open_due

#: 10 April 2026, 09.00 at the office.
NOW = datetime(2026, 4, 10, 9, tzinfo=ZoneInfo("Asia/Makassar"))
AGENCY, OTHER = "dishub", "dpkp"
#: Role → account; the first eight belong to the agency whose rows are asked for.
ROLES = {
    "kepala": "kepala@dishub",
    "kabid": "kabid.lalu-lintas@dishub",
    "kasubid": "kasi.manajemen@dishub",
    "analis": "analis.manajemen@dishub",
    "kasubag perencanaan": "kasubag.perencanaan@dishub",
    "pembaca kabupaten": "kabid.pengendalian@bappeda",
    "administrator": "administrator",
    "pengisi": "operator@dishub",
    "orang dinas lain": "kepala@dpkp",
    "bukan pengguna": "",
}


#: Many ask for the same paper here: it is printed once, under whatever code.
FOOT = pdf.verified_foot("2K7M9PQR")


@dataclass(frozen=True)
class World:
    """Rows of one agency by the name of the URL argument's kind."""

    run: Run
    task: Task
    sheet: Disposisi
    hop: DisposisiHop
    indicator: Indicator
    document: SopDocument
    report: Report
    term: Officeholder
    week: WorkWeek

    def user(self, role: str) -> User | None:
        name = ROLES[role]
        return User.objects.get(username=name) if name else None


def make_world() -> World:
    """The agencies loaded and TW I opened on the 10th; call it once in a test."""
    load_once("peragaan", _open_demo)
    run = Run.objects.get(agency__key=AGENCY)
    holder = User.objects.get(username=ROLES["kasubid"])
    staff = User.objects.create_user(ROLES["pengisi"], name="Operator")
    name_filler(term=holder.terms.get(), user=staff, starts_on=NOW.date(), ends_on=None, now=NOW)
    sheet = Disposisi.objects.get(run=run)
    assert not Submission.objects.exists()
    return World(
        run=run,
        task=run.tasks.filter(step__key="perintahkan-analis").order_by("lane__order")[1],
        sheet=sheet,
        hop=sheet.hops.order_by("number")[0],
        indicator=Indicator.objects.filter(agency=run.agency)[0],
        document=run.document,
        term=holder.terms.get(),
        week=WorkWeek.objects.create(agency=run.agency, name="Pekan kerja"),
        report=request_report(kind="laporan_triwulan", run=run, now=NOW),
    )


def _open_demo() -> None:
    call_command("load_demo", stdout=StringIO())
    open_due(now=NOW)


@pytest.fixture
def world(db, monkeypatch, time_machine_at_office) -> World:
    """The world, for one test."""
    monkeypatch.setattr(pdf, "_printed", print_once)
    monkeypatch.setattr(pdf, "verified_foot", lambda _code: FOOT)
    return make_world()


@pytest.fixture
def known_refusals(monkeypatch) -> None:
    """The page that tells of a refusal is rendered once for each person and each wording.

    Whoever asks again for something else gets its status only: what was decided, and recorded,
    comes before the page. For walks in which nothing is typed.
    """
    rendered: set[tuple[object, ...]] = set()

    def is_known(request, template, refusal=None) -> bool:
        words = (refusal.code, refusal.sentence, refusal.help) if refusal else ()
        key = (template, request.user.pk, words)
        return key in rendered or bool(rendered.add(key))

    def render_once(request, template, context=None, *, status) -> HttpResponse:
        if is_known(request, template, (context or {}).get("refusal")):
            return HttpResponse(status=status)
        return render(request, template, context, status=status)

    def not_found_once(request, exception) -> HttpResponse:
        if is_known(request, "404.html"):
            return HttpResponse(status=404)
        return page_not_found(request, exception)

    monkeypatch.setattr(middleware, "render", render_once)
    monkeypatch.setattr(urls, "handler404", not_found_once, raising=False)


@pytest.fixture
def time_machine_at_office(monkeypatch):
    """Every door reads this moment; nothing else reads the clock."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
