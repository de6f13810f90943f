"""The five agencies with their own SOP, opened for TW I 2026, and hands to move a run along."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from indicators.models import Indicator, Realisasi
from indicators.queries import figure_rows
from indicators.services import FigureEntry
from organization.access import Acting, holders
from organization.models import Agency, Position, User
from organization.services import load_organization
from sop.definition import parse, parse_bindings
from sop.models import LaneBinding, SopDocument
from sop.services import bind_actors, load_definition, publish_version
from tests.factories.indicators import IndicatorFactory
from tests.memory import load_once
from workflow import services
from workflow.models import Disposisi, Lane, Run, Submission, Task
from workflow.period import Period, period_opened_on
from workflow.queries.covering import editable_ids
from workflow.services import HopText

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "kinerja" / "demo"
#: Friday 10 April 2026, 10.00 in Makassar.
NOW = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
SOPS = {
    "dishub": "dishub-jeneponto",
    "inspektorat": "inspektorat-jeneponto",
    "satpolpp": "satpolpp-jeneponto",
    "dpmd": "dpmd-jeneponto",
    "dpkp": "dpkp-soppeng",
}


@dataclass(frozen=True)
class Office:
    """An agency with a run; people are found by the key of their position."""

    agency: Agency
    run: Run

    def position(self, key: str) -> Position:
        return self.agency.positions.get(key=key)

    def user(self, key: str) -> User:
        return User.objects.get(username=f"{key}@{self.agency.key}")

    def lane(self, key: str) -> Lane:
        return self.run.lanes.get(key=key)

    def task(self, step: str, lane: str | None = None, **where) -> Task:
        """The newest task of a step, in a lane where the step has several."""
        rows = Task.objects.filter(run=self.run, step__key=step, **where)
        if lane is not None:
            rows = rows.filter(lane__key=lane)
        return rows.order_by("round", "pk").last()

    def tasks(self, **where) -> list[Task]:
        return list(Task.objects.filter(run=self.run, state="terbuka", **where).order_by("pk"))

    def acting(self, task: Task) -> Acting:
        """The first present holder of a task."""
        for share in task.assignments.filter(state="terbuka").order_by("pk"):
            for term in holders(share.position, NOW.date()):
                return Acting.under(term)
        raise LookupError(task)

    def finish(self, task: Task, *, now: datetime = NOW) -> None:
        """Do a task as its holder would, with figures where it collects."""
        act(self, Task.objects.get(pk=task.pk), self.acting(task), now)

    def run_until(self, step: str, *, scope: str = "triwulan") -> Task:
        """Finish whatever is open until this step is open everywhere; returns one such task."""
        for _move in range(200):
            others = [task for task in self.tasks() if not _is(task, step, scope)]
            if not others:
                return self.task(step, scope=scope)
            self.finish(others[0])
        raise AssertionError(step)

    def indicators(self, lane: str) -> list[Indicator]:
        return [row.indicator for row in self.run.run_indicators.filter(lane__key=lane)]

    @property
    def sheet(self) -> Disposisi:
        return Disposisi.objects.get(run=self.run)

    def figure(self, indicator: Indicator) -> Realisasi:
        return Realisasi.objects.get(indicator=indicator, year=2026, triwulan=self.run.triwulan)


def _is(task: Task, step: str, scope: str) -> bool:
    return task.step.key == step and task.scope == scope


def open_office(
    key: str, *, per_lane: int = 1, day: datetime = NOW, until: str | None = None
) -> Office:
    """An agency of the demo with its SOP, `per_lane` indicators in each leaf lane, and a run.

    With `until` everything before that step is done; "" is no step, so that the run has ended.
    """
    if until is not None:
        load_once(
            ("sampai", key, per_lane, day, until),
            lambda: open_office(key, per_lane=per_lane, day=day).run_until(until),
        )
    else:
        load_once(("buka", key, per_lane, day), lambda: _open_run(key, per_lane, day))
    period = period_opened_on(day.date().replace(day=10))
    run = Run.objects.select_related("agency", "document__agency").get(
        document__key=SOPS[key], year=period.year, triwulan=period.triwulan
    )
    return Office(run.agency, run)


def _open_run(key: str, per_lane: int, day: datetime) -> None:
    document = load_office(key, per_lane=per_lane)
    plan = services.plan_opening(document=document, on=day.date())
    services.open_run(plan=plan, period=period_opened_on(day.date().replace(day=10)), now=day)


def open_more(office: Office, count: int) -> None:
    """Open earlier triwulan of the same SOP until the agency has `count` runs."""
    plan = services.plan_opening(document=office.run.document, on=NOW.date())
    for number in range(1, count):
        year, quarter = divmod(4 * 2026 - number, 4)
        period = Period(year, quarter + 1, NOW.date())
        services.open_run(plan=plan, period=period, now=NOW)


def load_office(key: str, *, per_lane: int = 1) -> SopDocument:
    """The same before anything is opened."""
    load_once(("kantor", key, per_lane), lambda: _load_office(key, per_lane))
    return SopDocument.objects.get(key=SOPS[key])


def _load_office(key: str, per_lane: int) -> None:
    government = "soppeng" if key == "dpkp" else "jeneponto"
    if not Agency.objects.filter(key=key).exists():
        text = (DEMO / "organization" / f"{government}.yaml").read_text(encoding="utf-8")
        load_organization(text=text, now=NOW)
    agency = Agency.objects.get(key=key)
    document = _load_sop(SOPS[key], agency)
    for lane in LaneBinding.objects.filter(document=document, children=None).order_by("order"):
        for number in range(per_lane):
            IndicatorFactory(
                agency=agency,
                code=f"{lane.key}-{number}",
                name=f"Indikator {number + 1} {lane.label}",
                responsible_unit=_unit(lane),
                responsible_position=lane.position,
            )


def _unit(lane: LaneBinding):
    each = lane
    while each is not None:
        if each.unit:
            return each.unit
        each = each.parent
    return lane.position.unit


def _load_sop(key: str, agency: Agency) -> SopDocument:
    known = SopDocument.objects.filter(key=key).first()
    if known is not None:
        return known
    path = ROOT / "sop" / "definitions" / f"{key}.yaml"
    definition = parse(path.read_text(encoding="utf-8"), path.name)
    version = load_definition(definition=definition, agency=agency, now=NOW).version
    publish_version(version=version, now=NOW)
    bindings = parse_bindings((DEMO / "bindings" / f"{key}.yaml").read_text(encoding="utf-8"))
    bind_actors(bindings=bindings, starts_on=agency.live_from, now=NOW)
    return version.document


def act(office: Office, task: Task, acting: Acting, now: datetime) -> None:
    """What a diligent holder does with a task of each kind."""
    given = {"task": task, "acting": acting, "now": now}
    match task.step.kind:
        case "assign":
            services.assign(text=HopText(instruction="Laksanakan sesuai SOP."), **given)
        case "prepare" | "compile":
            services.hand_over(note="Disusun dari bahan.", **given)
        case "collect":
            fill(task, acting, now)
            services.hand_over(**given)
        case "receive":
            services.receive(**given)
        case "document":
            services.document(**given)
        case _:
            services.approve(**given)


def fill(task: Task, acting: Acting, now: datetime = NOW, value: int = 7) -> None:
    """Write a figure for everything that the holder may edit; a later round raises it by one."""
    ids = sorted(editable_ids(task, [acting.position.pk]))
    entries = [
        FigureEntry(
            row.indicator.pk,
            row.version,
            status="terisi",
            value=Decimal(value + row.version),
            note="Sesuai catatan.",
        )
        for row in figure_rows(ids, task.run.year, task.run.triwulan)
    ]
    services.save_task_figures(task=task, acting=acting, entries=entries, now=now, origin="web")


def submission_of(task: Task) -> Submission:
    return Submission.objects.filter(task=task).latest("at")
