"""One open triwulan of all demo agencies, with an account of each role."""

import functools
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from indicators.models import Indicator
from organization.models import Officeholder, User, WorkWeek
from organization.services import name_filler
from reports import pdf
from reports.models import Report
from reports.services import request_report
from sop.models import SopDocument
from tests.memory import load_once
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


#: Many ask for the same paper here: what says the same is printed once.
print_once = functools.lru_cache(maxsize=256)(pdf._printed)


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
    return make_world()


@pytest.fixture
def time_machine_at_office(monkeypatch):
    """Every door reads this moment; nothing else reads the clock."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
