"""Open due times follow the calendar: once, told and written down; what is finished stays."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from organization.access import Acting
from organization.models import Event, Government, Holiday, User
from organization.queries import calendar_of
from tests.factories.organization import AgencyFactory
from tests.workflow.offices import NOW, open_office
from workflow.models import CalendarMark, DisposisiHop, Notice, Task
from workflow.services import extend_due, follow_calendars, rescheduling, sweep

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")
LATER = NOW + timedelta(hours=1)
#: The run opens on Friday 10 April 2026: what takes minutes is due on Monday at 16.00.
MONDAY, TUESDAY = (datetime(2026, 4, day, 16, tzinfo=ZONE) for day in (13, 14))


@pytest.fixture
def office():
    office = open_office("dishub")
    follow_calendars(now=NOW)
    return office


def holiday(office, day=date(2026, 4, 13)) -> Holiday:
    return Holiday.objects.create(
        government=office.agency.government, day=day, name="Cuti bersama", basis="SKB"
    )


def due(office) -> set[datetime | None]:
    return {task.due_at for task in office.tasks()}


def moved_events(office) -> list[Event]:
    return list(Event.objects.filter(action="run.rescheduled", subject_id=office.run.pk))


def test_a_new_holiday_moves_what_is_open_and_tells_its_holders_once(office):
    assert due(office) == {MONDAY}
    holiday(office)
    count = follow_calendars(now=LATER)
    assert due(office) == {TUESDAY}
    assert count == len(office.tasks())
    again = follow_calendars(now=LATER + timedelta(minutes=10))
    (event,) = moved_events(office)
    assert again == 0
    assert event.data["change"] == {"holidays": ["2026-04-13"]}
    assert {(each["from"], each["to"]) for each in event.data["tasks"]} == {
        (MONDAY.astimezone(ZoneInfo("UTC")).isoformat(), TUESDAY.isoformat())
    }
    told = Notice.objects.filter(kind=Notice.Kind.RESCHEDULED).values_list("user", "task")
    held = Task.objects.filter(run=office.run, state="terbuka").values_list(
        "assignments__position__terms__user", "pk"
    )
    assert sorted(told) == sorted(held)


def test_a_day_that_is_no_holiday_any_more_moves_it_back(office):
    row = holiday(office)
    follow_calendars(now=LATER)
    row.delete()
    follow_calendars(now=LATER + timedelta(hours=1))
    assert due(office) == {MONDAY}
    assert moved_events(office)[-1].data["change"] == {"no_holidays": ["2026-04-13"]}


def test_what_is_finished_keeps_its_due_time(office):
    task = office.task("perintahkan-kasi", "bidang-angkutan") or office.tasks()[0]
    Task.objects.filter(pk=task.pk).update(state="selesai", finished_at=LATER)
    holiday(office)
    follow_calendars(now=LATER)
    task.refresh_from_db()
    assert task.due_at == MONDAY
    assert due(office) == {TUESDAY}


def test_a_sheet_follows_until_its_giver_has_put_his_paraf(office):
    hops = DisposisiHop.objects.filter(task__run=office.run).order_by("number")
    signed, chosen, *others = hops
    hops.filter(pk=signed.pk).update(paraf_at=NOW)
    hops.filter(pk=chosen.pk).update(due_at=TUESDAY + timedelta(days=7))
    holiday(office)
    follow_calendars(now=LATER)
    found = dict(hops.values_list("pk", "due_at"))
    assert (found[signed.pk], found[chosen.pk]) == (MONDAY, TUESDAY + timedelta(days=7))
    assert {found[each.pk] for each in others} == {TUESDAY}


def test_a_due_time_extended_by_hand_stays(office):
    task = office.task("perintahkan-analis", "kasi-angkutan")
    giver = office.user("kabid.angkutan").terms.get()
    extend_due(
        task=task, acting=Acting.under(giver), due_at=TUESDAY, reason="Menunggu data.", now=NOW
    )
    holiday(office)
    holiday(office, date(2026, 4, 14))
    follow_calendars(now=LATER)
    task.refresh_from_db()
    assert (task.due_at, task.extended_to) == (TUESDAY, TUESDAY)
    assert due(office) == {TUESDAY, TUESDAY + timedelta(days=1)}


def test_a_holiday_on_a_day_that_no_due_time_meets_moves_and_tells_nothing(office):
    holiday(office, date(2026, 12, 31))
    assert follow_calendars(now=LATER) == 0
    assert moved_events(office) == []
    assert CalendarMark.objects.get(agency=office.agency).noted_at == LATER


def test_a_reminder_of_the_old_due_time_is_closed(office):
    task = office.tasks()[0]
    user = User.objects.filter(terms__position__assignments__task=task)[0]
    for kind in (Notice.Kind.OVERDUE, Notice.Kind.TASK_OPENED):
        Notice.objects.create(user=user, kind=kind, key=f"x:{kind}", task=task, created_at=NOW)
    holiday(office)
    follow_calendars(now=LATER)
    rows = Notice.objects.filter(key__startswith="x:").values_list("kind", "read_at")
    assert dict(rows) == {Notice.Kind.OVERDUE: LATER, Notice.Kind.TASK_OPENED: None}


def test_another_legal_day_moves_the_annual_task(office):
    step = office.run.version.steps.get(next=None)
    ready = datetime(2027, 1, 12, 8, tzinfo=ZONE)
    step.waktu.exclude(period="").delete()
    annual = Task.objects.create(
        run=office.run,
        lane=office.run.lanes.get(parent=None),
        step=step,
        scope="tahunan",
        opened_at=ready,
        ready_at=ready,
        due_at=datetime(2027, 2, 28, 23, 59, tzinfo=ZONE),
    )
    Government.objects.update(lkjip_due_month=1, lkjip_due_day=29)
    follow_calendars(now=LATER)
    annual.refresh_from_db()
    assert annual.due_at == datetime(2027, 1, 29, 16, 30, tzinfo=ZONE)
    assert moved_events(office)[0].data["change"] == {"parts": ["lkjip"]}


def test_an_agency_seen_for_the_first_time_is_only_noted():
    office = open_office("dishub")
    holiday(office)
    assert follow_calendars(now=LATER) == 0
    assert due(office) == {MONDAY}


def test_a_second_one_that_has_read_the_same_old_mark_changes_nothing(office):
    stale = CalendarMark.objects.get(agency=office.agency)
    holiday(office)
    follow_calendars(now=LATER)
    data = CalendarMark.objects.get(agency=office.agency).data
    calendar = calendar_of(office.agency)
    assert rescheduling._follow(office.agency, calendar, stale, data, LATER) == 0
    assert len(moved_events(office)) == 1


@pytest.mark.parametrize("agencies", [1, 3])
def test_looking_costs_four_queries_whatever_the_number_of_agencies(
    django_assert_num_queries, agencies
):
    for _each in range(agencies):
        AgencyFactory()
    follow_calendars(now=NOW)
    with django_assert_num_queries(4):
        follow_calendars(now=LATER)


def test_the_sweep_follows_the_calendar_of_each_agency_alone(office, sent_tasks):
    other = AgencyFactory()
    sweep(now=NOW)
    Holiday.objects.create(government=other.government, day=date(2026, 4, 13), name="Libur daerah")
    sweep(now=LATER)
    assert due(office) == {MONDAY}
    holiday(office)
    sweep(now=LATER)
    assert due(office) == {TUESDAY}
