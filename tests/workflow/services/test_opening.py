"""What should be open by now: by each agency's own trigger, in order, whatever was down."""

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext

from organization.models import Agency, Holiday
from organization.services import event_hash
from sop.definition import parse
from sop.models import SopDocument, SopVersion
from sop.services import load_definition, publish_version
from tests.bench.government import make_government
from tests.workflow.offices import ROOT, load_office
from workflow.models import Disposisi, Notice, Run
from workflow.services import due_openings, open_due

pytestmark = pytest.mark.django_db
#: Of openings that are due together: what is due, calendars, the plans, then each table once.
OPENING_QUERIES = 40


def at(day: str, hour: int = 10) -> datetime:
    """That hour of the day in Makassar."""
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+08:00").astimezone(UTC)


def trigger(**values) -> None:
    SopVersion.objects.update(**values)


def due(day: str) -> list[tuple[str, int, int, str]]:
    return [
        (
            each.document.agency.key,
            each.period.year,
            each.period.triwulan,
            str(each.period.opens_on),
        )
        for each in due_openings(now=at(day))
    ]


def opened() -> list[tuple[int, int]]:
    return list(Run.objects.order_by("pk").values_list("year", "triwulan"))


def new_version(document: SopDocument, effective_on: date, **values) -> SopVersion:
    path = ROOT / "sop" / "definitions" / f"{document.key}.yaml"
    text = path.read_text(encoding="utf-8") + f"# {effective_on}\n"
    version = load_definition(
        definition=parse(text, path.name), now=at("2026-04-01"), effective_on=effective_on
    ).version
    SopVersion.objects.filter(pk=version.pk).update(**values)
    version.refresh_from_db()
    publish_version(version=version, now=at("2026-04-01"))
    return version


def test_a_day_that_is_no_working_day_opens_all_the_same_unless_it_shifts():
    """10 October 2026 is a Saturday; Monday the 12th is made a holiday."""
    document = load_office("dishub")
    Agency.objects.update(live_from=date(2026, 9, 1))
    assert due("2026-10-10") == [("dishub", 2026, 3, "2026-10-10")]
    Holiday.objects.create(
        government=document.agency.government, day=date(2026, 10, 12), name="Libur", kind="libur"
    )
    trigger(trigger_shift="hari_kerja_berikutnya")
    assert (due("2026-10-10"), due("2026-10-12")) == ([], [])
    assert due("2026-10-13") == [("dishub", 2026, 3, "2026-10-13")]


def test_a_long_downtime_is_caught_up_in_order_and_once():
    load_office("dishub")
    open_due(now=at("2026-10-11"))
    assert opened() == [(2026, 1), (2026, 2), (2026, 3)]
    assert [each.is_new for each in open_due(now=at("2026-10-11"))] == []


def test_each_zone_opens_at_its_own_ten_past_midnight():
    load_office("dishub")
    load_office("dpmd")
    Agency.objects.filter(key="dishub").update(time_zone="Asia/Jayapura")
    early = datetime(2026, 4, 9, 15, 30, tzinfo=UTC)
    assert [each.document.agency.key for each in due_openings(now=early)] == ["dishub"]


def test_what_is_caught_up_opens_by_the_version_of_its_own_day():
    document = load_office("dishub")
    first = document.versions.get()
    second = new_version(document, date(2026, 4, 20))
    open_due(now=at("2026-07-10"))
    assert list(Run.objects.order_by("triwulan").values_list("triwulan", "version")) == [
        (1, first.pk),
        (2, second.pk),
    ]


def test_a_trigger_moved_to_an_earlier_day_loses_no_triwulan():
    """Until 12 April the 15th opens, from then on the 5th: TW I opens when the change holds."""
    document = load_office("dishub")
    trigger(trigger_day=15)
    second = new_version(document, date(2026, 4, 12), trigger_day=5)
    assert due("2026-04-11") == []
    open_due(now=at("2026-04-12"))
    assert Run.objects.get().version == second


def test_a_version_that_cannot_open_is_mended_by_the_next_one():
    document = load_office("dishub")
    SopDocument.objects.get(pk=document.pk).actor_bindings.filter(actor="kabid").update(
        actor="kabid-baru"
    )
    [blocked] = open_due(now=at("2026-04-10"))
    assert blocked.problems
    second = new_version(document, date(2026, 4, 13))
    second.actors.filter(key="kabid").update(key="kabid-baru")
    open_due(now=at("2026-04-13"))
    assert Run.objects.get().version == second


@pytest.mark.parametrize("shift", ["tetap", "hari_kerja_berikutnya"])
def test_a_further_agency_costs_no_further_query(shift):
    """What is read is read for all, and each table is written once for all."""
    make_government(6)
    trigger(trigger_shift=shift)
    counts = []
    for number in (1, 3):
        waiting = Agency.objects.filter(runs=None).values_list("pk", flat=True)
        Agency.objects.update(is_active=False)
        Agency.objects.filter(pk__in=list(waiting[:number])).update(is_active=True)
        with CaptureQueriesContext(connection) as queries:
            assert [each.is_new for each in open_due(now=at("2026-04-10"))] == [True] * number
        counts.append(len(queries))
    assert counts[1] == counts[0] <= OPENING_QUERIES


def test_an_agency_whose_rows_fail_stops_no_other(monkeypatch, caplog):
    """All are tried together, then each alone: only the broken one stays behind, and is told."""
    make_government(3)
    name = SopDocument.objects.get(agency__key="dinas-1").name
    SopDocument.objects.filter(agency__key="dinas-1").update(name=f"{name} yang rusak")
    write = Disposisi.objects.bulk_create

    def refuse(sheets):
        rows = list(sheets)
        if any("rusak" in row.hal for row in rows):
            raise DataError("terlalu panjang")
        return write(rows)

    monkeypatch.setattr(Disposisi.objects, "bulk_create", refuse)
    found = {each.document.agency.key: each for each in open_due(now=at("2026-04-10"))}
    assert {key: each.is_new for key, each in found.items()} == {
        "dinas-0": True,
        "dinas-1": False,
        "dinas-2": True,
    }
    assert found["dinas-1"].problems == (
        "Pembukaan gagal karena galat pada sistem; rinciannya ada di log server.",
    )
    assert Notice.objects.filter(kind=Notice.Kind.OPENING_FAILED).count() == 1
    assert "terlalu panjang" in caplog.text
    assert [run.agency.key for run in Run.objects.order_by("agency__key")] == ["dinas-0", "dinas-2"]
    monkeypatch.undo()
    assert [each.is_new for each in open_due(now=at("2026-04-10"))] == [True]


def test_a_run_opened_meanwhile_keeps_the_others_opening(monkeypatch):
    """A second opener between plan and writing loses one row, not its whole round."""
    make_government(2)
    dues = due_openings(now=at("2026-04-10"))
    Agency.objects.filter(key="dinas-1").update(is_active=False)
    assert [each.is_new for each in open_due(now=at("2026-04-10"))] == [True]
    monkeypatch.setattr("workflow.services.opening.due_openings", lambda *, now: dues)
    found = {each.document.agency.key: each.is_new for each in open_due(now=at("2026-04-10"))}
    assert found == {"dinas-0": False, "dinas-1": True}


def test_events_of_agencies_opened_together_stand_in_their_own_chains():
    make_government(3)
    Agency.objects.filter(key="dinas-1").get().event_chain.delete()
    open_due(now=at("2026-07-10"))
    for agency in Agency.objects.all():
        events = list(agency.events.order_by("sequence"))
        assert [event.sequence for event in events] == [1, 2]
        assert [event.hash for event in events] == [event_hash(event) for event in events]
        assert [event.previous_hash for event in events] == ["", events[0].hash]
        assert agency.event_chain.last_hash == events[1].hash
