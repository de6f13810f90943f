"""The page of who fills sixty figures: few queries for the whole request, whatever the history.

Counted through a browser with all middleware, but for what is named here. Two statements tell who
comes and are on every page of the product: the row of the session and the row of the account. A
savepoint is no question to the database; outside a test the outer one of a save is the transaction
itself. All else counts: who may write (his terms, the task with its shares, what it carries), the
guard of the task, the figures and their history, and the event with its chain.

The budget is twelve to show and ten to save, in every round. A line that saves itself asks four
more, for what its answer shows: the year's figures, its targets, the scale, and earlier years for
what is doubtful.
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
    first = task.run.run_indicators.select_related("indicator").get(lane=task.lane)
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
    fill(office, indicators, [*quarters, (2026, 1)] if is_begun else quarters)
    return indicators


def fill(office, indicators, periods):
    """Figures straight into the tables, drafts of the lane's own holder."""
    figures = Realisasi.objects.bulk_create(
        Realisasi(indicator=each, year=year, triwulan=triwulan, version=1)
        for each in indicators
        for year, triwulan in periods
    )
    author, position = office.user("kabid.pangan"), office.position("kabid.pangan")
    revisions = RealisasiRevision.objects.bulk_create(
        RevisionFactory.build(realisasi=each, author=author, position=position) for each in figures
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


@pytest.mark.parametrize("number", [1, 60])
@pytest.mark.parametrize("is_begun", [True, False])
def test_a_line_that_saves_itself_takes_as_few(come, office, task, ask, number, is_begun):
    [first, *_others] = carry(office, task, number, is_begun=is_begun)
    sent = {"baris": first.pk, f"f{first.pk}-version": int(is_begun), f"f{first.pk}-value": "99"}
    browser = come(office.user("kabid.pangan"))
    answer, asked = ask(browser.post, reverse("workflow:task-autosave", args=[task.pk]), sent)
    most = TO_SAVE + (not is_begun) * TO_BEGIN + TO_SAY_WHAT_IT_SHOWS
    assert [answer.json()["version"], asked] == [1 + is_begun, most]


KASI = ("dishub", "periksa", "bidang-lalu-lintas", "buat-laporan", "kasi-manajemen")


@pytest.mark.parametrize(
    ("agency", "review", "above", "making", "lane", "is_named", "more"),
    [
        ("dpkp", "verifikasi", None, "isi-format", "bidang-pangan", True, 0),
        (*KASI, True, TO_SEE_WHETHER_ALL),
        (*KASI, False, TO_SEE_WHETHER_ALL),
    ],
)
def test_a_save_of_what_came_back_takes_as_few(
    come, ask, agency, review, above, making, lane, is_named, more
):
    office = open_office(agency, per_lane=3, until=review)
    rows = list(office.run.run_indicators.filter(lane__key=lane).select_related("indicator"))
    judging = office.task(review, above)
    services.give_back(
        task=judging,
        acting=office.acting(judging),
        lanes=[office.lane(lane)],
        reasons={row.pk: "Cek." for row in rows[:2] if is_named},
        reason="Cek.",
        now=NOW,
    )
    task = office.task(making, lane)
    values = dict(zip(rows, ["99", "99"] if is_named else ["99", "99", "7"], strict=False))
    sent = {f"f{row.indicator_id}-version": "1" for row in values}
    sent |= {f"f{row.indicator_id}-value": value for row, value in values.items()}
    browser = come(office.acting(task).user)
    answer, asked = ask(browser.post, reverse("workflow:task-save", args=[task.pk]), sent)
    saved = [office.figure(row.indicator).current.value for row in rows]
    assert [answer.status_code, saved, asked] == [302, [99, 99, 7], TO_SAVE + more]


def _parts(number):
    """SQLite takes a long INSERT of revisions in parts."""
    return -(-number * COLUMNS // (connection.features.max_query_params or 100_000))
