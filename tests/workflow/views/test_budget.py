"""The page of who fills sixty figures: few queries for the whole request, whatever the history.

Counted through a browser with all middleware, but for what is named here. Two statements tell who
comes and are on every page of the product: the row of the session and the row of the account. A
savepoint is no question to the database; outside a test the outer one of a save is the transaction
itself. All else counts: who may write (his terms, the task with its shares, what it carries), the
guard of the task, the figures and their history, and the event with its chain.

The budget is twelve to show and ten to save, in every round, also for a line that saves itself and
says at once what it makes.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import History, Indicator, Realisasi, RealisasiRevision, TargetRevision
from tests.factories.indicators import (
    HistoryFactory,
    IndicatorFactory,
    RevisionFactory,
    TargetFactory,
)
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.models import RunIndicator

pytestmark = pytest.mark.django_db
WHO_COMES = 2
TO_SHOW, TO_SAVE = 9, 8
#: The rows of figures that nobody has typed before.
TO_BEGIN = 1
#: What a line that saved itself is held against: targets, earlier years, the scale.
TO_SAY_WHAT_IT_MAKES = 1
#: A maker's last return and the lanes beneath him: whether it named any figure.
TO_SEE_WHETHER_ALL = 2
#: Its capaian, and its earlier years for what is doubtful.
TO_SAY_WHAT_IT_SHOWS = 1
YEARS = 10
COLUMNS = len(RealisasiRevision._meta.fields) - 1


@pytest.fixture
def office():
    return open_office("dpkp")


@pytest.fixture
def task(office):
    office.run_until("isi-format")
    return office.task("isi-format", "bidang-pangan")


@pytest.fixture
def ask():
    """Ask something of the product; returns the answer and how often it asked the database."""

    def ask(what, *given):
        with CaptureQueriesContext(connection) as captured:
            answer = what(*given)
        asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
        return answer, len(asked) - WHO_COMES

    return ask


def carry(office, task, number, *, is_begun=True):
    """Give the lane `number` indicators, each with targets and ten years of figures, and one now
    where it `is_begun`."""
    first = task.run.run_indicators.select_related("indicator").filter(lane=task.lane)[0]
    agency, holder = first.indicator.agency, first.indicator.responsible_position
    more = Indicator.objects.bulk_create(
        IndicatorFactory.build(agency=agency, responsible_position=holder)
        for _number in range(number - 1)
    )
    RunIndicator.objects.bulk_create(
        RunIndicator(run=task.run, indicator=each, lane=task.lane, position=first.position)
        for each in more
    )
    indicators = [first.indicator, *more]
    TargetRevision.objects.bulk_create(
        TargetFactory.build(indicator=each, triwulan=triwulan)
        for each in indicators
        for triwulan in range(1, 5)
    )
    History.objects.bulk_create(
        HistoryFactory.build(indicator=each, year=2016 + year)
        for each in indicators
        for year in range(YEARS)
    )
    quarters = [(2016 + year, quarter) for year in range(YEARS) for quarter in range(1, 5)]
    fill(office.acting(task), indicators, [*quarters, (2026, 1)] if is_begun else quarters)
    return indicators


def fill(acting, indicators, periods):
    """Figures straight into the tables, drafts of the lane's own holder."""
    figures = Realisasi.objects.bulk_create(
        Realisasi(indicator=each, year=year, triwulan=triwulan, version=1)
        for each in indicators
        for year, triwulan in periods
    )
    revisions = RealisasiRevision.objects.bulk_create(
        RevisionFactory.build(realisasi=each, author=acting.user, position=acting.position)
        for each in figures
    )
    for figure, revision in zip(figures, revisions, strict=True):
        figure.current = revision
    Realisasi.objects.bulk_update(figures, ["current"], batch_size=500)


@pytest.mark.parametrize("number", [1, 60])
def test_the_whole_page_is_shown_in_twelve_queries(come, office, task, ask, number):
    carry(office, task, number)
    browser = come(office.user("kabid.pangan"))
    page, asked = ask(browser.get, reverse("workflow:task-detail", args=[task.pk]))
    lines = page.context["writing"].grid.editable_lines
    assert [len(lines), lines[0].typed["value"], asked] == [number, "5", TO_SHOW]


@pytest.mark.parametrize("is_begun", [True, False])
@pytest.mark.parametrize(("number", "changed"), [(1, 1), (60, 1), (60, 60)])
def test_a_save_of_one_figure_or_all_sixty_takes_as_few(
    come, office, task, ask, number, changed, is_begun
):
    indicators = carry(office, task, number, is_begun=is_begun)
    sent = {f"f{each.pk}-version": str(int(is_begun)) for each in indicators}
    sent |= {f"f{each.pk}-value": "5" for each in indicators if is_begun}
    sent |= {f"f{each.pk}-value": "99" for each in indicators[:changed]}
    browser = come(office.user("kabid.pangan"))
    answer, asked = ask(browser.post, reverse("workflow:task-save", args=[task.pk]), sent)
    written = RealisasiRevision.objects.filter(value=99, number=1 + is_begun).count()
    most = TO_SAVE + (not is_begun) * TO_BEGIN + _parts(changed) - 1
    assert [answer.status_code, written, asked] == [302, changed, most]


def line_of(indicator, version):
    """A line as it saves itself."""
    name = f"f{indicator.pk}"
    return {"baris": indicator.pk, f"{name}-version": version, f"{name}-value": "99"}


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize("is_begun", [True, False])
def test_a_line_that_saves_itself_takes_as_few(come, office, task, ask, number, is_begun):
    [first, *_others] = carry(office, task, number, is_begun=is_begun)
    browser = come(office.user("kabid.pangan"))
    sent = line_of(first, int(is_begun))
    answer, asked = ask(browser.post, reverse("workflow:task-autosave", args=[task.pk]), sent)
    most = TO_SAVE + (not is_begun) * TO_BEGIN + TO_SAY_WHAT_IT_MAKES
    assert [answer.json()["version"], asked] == [1 + is_begun, most]


DPKP = ("dpkp", "verifikasi", None, "isi-format", "bidang-pangan")
KASI = ("dishub", "periksa", "bidang-lalu-lintas", "buat-laporan", "kasi-manajemen")


def given_back(agency, review, above, making, lane, *, is_named):
    """An office in which a lane was returned, with two of its figures named or as a whole; and the
    task to mend it."""
    office = open_office(agency, per_lane=3, until=review)
    judging = office.task(review, above)
    rows = office.run.run_indicators.filter(lane__key=lane)
    services.give_back(
        task=judging,
        acting=office.acting(judging),
        lanes=[office.lane(lane)],
        reasons={row.pk: "Cek." for row in rows[:2] if is_named},
        reason="Cek.",
        now=NOW,
    )
    return office, office.task(making, lane)


@pytest.mark.parametrize(("where", "is_named"), [(DPKP, True), (KASI, True), (KASI, False)])
def test_a_save_of_what_came_back_takes_as_few(come, ask, where, is_named):
    office, task = given_back(*where, is_named=is_named)
    rows = list(task.run.run_indicators.filter(lane=task.lane).select_related("indicator"))
    values = dict(zip(rows, ["99", "99"] if is_named else ["99", "99", "7"], strict=False))
    sent = {f"f{row.indicator_id}-version": "1" for row in values}
    sent |= {f"f{row.indicator_id}-value": value for row, value in values.items()}
    browser = come(office.acting(task).user)
    answer, asked = ask(browser.post, reverse("workflow:task-save", args=[task.pk]), sent)
    saved = [office.figure(row.indicator).current.value for row in rows]
    assert [answer.status_code, saved, asked] == [302, [99, 99, 7], TO_SAVE]


def test_a_line_that_nobody_filled_in_before_it_came_back_saves_itself_in_as_few(come, ask):
    office, task = given_back(*KASI, is_named=False)
    *_filled, new = carry(office, task, 2, is_begun=False)
    browser = come(office.acting(task).user)
    address = reverse("workflow:task-autosave", args=[task.pk])
    answer, asked = ask(browser.post, address, line_of(new, 0))
    assert [answer.json()["version"], asked] == [1, TO_SAVE + TO_BEGIN + TO_SAY_WHAT_IT_MAKES]


def _parts(number):
    """SQLite takes a long INSERT of revisions in parts."""
    return -(-number * COLUMNS // (connection.features.max_query_params or 100_000))
