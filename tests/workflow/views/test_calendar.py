"""The office calendar: read by all of the agency, changed by administrators, sent to programs."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar

from organization.models import CalendarFeed, Event, Holiday, OfficeHours, User, WorkWeek
from organization.presets import PRESETS
from organization.queries import calendar_of
from organization.services import feed_token, renew_feed
from tests.factories.organization import UserFactory
from tests.workflow.offices import NOW, open_office
from workflow.models import Task
from workflow.services import follow_calendars, note_follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub")


@pytest.fixture
def come(client):
    def sign_in(user: User):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def admin(office, come):
    return come(UserFactory(username="administrator", is_staff=True))


def page(client, **query) -> str:
    answer = client.get(reverse("workflow:calendar"), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def add_week(client, office, preset="ramadan", **changed):
    """Send the form as it comes filled, with some fields changed."""
    address = reverse("workflow:week-add", args=[office.agency.key])
    form = client.get(address, {"contoh": preset}).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return client.post(address, {k: v for k, v in (data | changed).items() if v is not None})


def test_everybody_of_the_agency_sees_the_year(office, come):
    government = office.agency.government
    Holiday.objects.create(
        government=government, day=date(2026, 3, 19), name="Hari Suci Nyepi", basis="SKB 1497/2025"
    )
    text = page(come(office.user("analis.manajemen")), tahun=2026)
    for words in (
        "Kamis, 19 Maret",
        "Hari Suci Nyepi",
        "SKB 1497/2025",
        "07.30–16.00, istirahat 12.00–13.00",
        "37,5 jam sepekan",
        "WITA (Asia/Makassar)",
        "TW I 2026 dibuka",
        "Sabtu, 28 Februari",
        "Bukan hari kerja. Hari kerja terakhir sebelumnya: Jumat, 27 Februari 2026.",
        "Selasa, 31 Maret",
    ):
        assert words in text
    assert "Impor hari libur" not in text


def test_a_year_without_holidays_says_so(office, come):
    assert "Hari libur 2031 belum diisi" in page(come(office.user("kepala")), tahun=2031)


@pytest.mark.parametrize("query", [{"tahun": "x"}, {"tahun": "٢٠٢٦"}, {"tahun": "99999"}])
def test_a_year_that_is_none_is_the_present_one(office, come, query):
    assert "Kalender kerja 2026" in page(come(office.user("kepala")), **query)


def test_an_agency_of_others_does_not_exist_here(office, come):
    client = come(office.user("kepala"))
    assert client.get(reverse("workflow:calendar"), {"dinas": "dpkp"}).status_code == 404


@pytest.mark.parametrize("holidays", [1, 3])
def test_the_page_asks_the_same_whatever_is_listed(
    office, come, holidays, django_assert_num_queries
):
    for day in range(1, holidays + 1):
        Holiday.objects.create(
            government=office.agency.government, day=date(2026, 7, day), name="Libur"
        )
        week = WorkWeek.objects.create(
            agency=office.agency, name=f"Pekan {day}", starts_on=date(2026, 6, day)
        )
        OfficeHours.objects.create(week=week, weekday=0, starts_at=time(8), ends_at=time(12))
    client = come(office.user("kepala"))
    with django_assert_num_queries(13):
        page(client)


def test_ramadan_is_a_ready_choice_with_the_days_before_idul_fitri(office, admin, sent_tasks):
    Holiday.objects.create(
        government=office.agency.government, day=date(2026, 3, 21), name="Hari Raya Idul Fitri"
    )
    assert add_week(admin, office).status_code == 302
    week = WorkWeek.objects.get()
    assert (week.starts_on, week.ends_on) == (date(2026, 2, 19), date(2026, 3, 20))
    season = calendar_of(office.agency).seasons[0]
    assert dict(season.weekly) == dict(PRESETS["ramadan"].week)
    assert "32,5 jam sepekan" in page(admin, dinas=office.agency.key)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_ready_week_is_saved_as_it_is(office, admin, sent_tasks, preset):
    answer = add_week(admin, office, preset, starts_on="2026-05-04", ends_on="2026-05-29")
    assert answer.status_code == 302
    assert dict(calendar_of(office.agency).seasons[0].weekly) == dict(PRESETS[preset].week)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"ends_at_0": ""}, "ends_at_0", "Isi jam masuk dan jam pulang"),
        ({"starts_at_0": ""}, "starts_at_0", "Isi jam masuk dan jam pulang"),
        ({"ends_at_0": "07:00"}, "ends_at_0", "harus sesudah jam masuk"),
        ({"break_ends_at_0": ""}, "break_ends_at_0", "awal dan akhir istirahat"),
        ({"break_starts_at_0": "07:00"}, "break_starts_at_0", "di antara jam masuk dan pulang"),
        ({"break_ends_at_4": "17:00"}, "break_starts_at_4", "di antara jam masuk dan pulang"),
        ({"starts_at_0": "25:00"}, "starts_at_0", "valid"),
        ({"starts_on": "2026-04-01"}, "ends_on", "mendahului tanggal mulai"),
        ({"starts_on": ""}, "starts_on", "tanggal mulainya"),
        ({"starts_on": "0001-01-01"}, "starts_on", "Tahun 1 tidak wajar"),
        ({"ends_on": "9999-12-31"}, "ends_on", "Tahun 9999 tidak wajar"),
        ({"basis": ""}, "basis", "Belum diisi"),
    ],
)
def test_hours_that_cannot_be_are_told_at_their_field(office, admin, changed, field, sentence):
    dates = {"starts_on": "2026-02-19", "ends_on": "2026-03-20"}
    answer = add_week(admin, office, **(dates | changed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in answer.content.decode()
    assert not WorkWeek.objects.exists()


def test_a_week_in_the_way_is_told_and_what_was_typed_stays(office, admin, sent_tasks):
    add_week(admin, office, starts_on="2026-02-19", ends_on="2026-03-20")
    answer = add_week(admin, office, name="Lain", starts_on="2026-03-20", ends_on="2026-03-30")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "bertumpang dengan “Ramadan, lima hari kerja”" in text
    assert 'value="Lain"' in text


def test_hours_are_changed_and_removed_and_the_worker_is_asked_to_follow(
    office, admin, sent_tasks, django_capture_on_commit_callbacks
):
    follow_calendars(now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        add_week(admin, office, "enam-hari")
    assert sent_tasks[-1] == ("workflow.follow_calendars", [])
    week = WorkWeek.objects.get()
    form = admin.get(reverse("workflow:week-edit", args=[week.pk])).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"name": "Enam hari"}
    assert admin.post(reverse("workflow:week-edit", args=[week.pk]), data).status_code == 302
    week.refresh_from_db()
    assert (week.name, week.hours.count()) == ("Enam hari", 6)
    follow_calendars(now=NOW)
    # Friday's order is due at the end of Saturday now
    assert {task.due_at.astimezone(UTC) for task in office.tasks()} == {
        datetime(2026, 4, 11, 5, tzinfo=UTC)
    }
    assert admin.post(reverse("workflow:week-remove", args=[week.pk])).status_code == 302
    assert not WorkWeek.objects.exists()
    assert Event.objects.filter(action__startswith="hours.").count() == 3


@pytest.mark.parametrize(
    "name", ["week-add", "week-edit", "week-remove", "holiday-import", "holiday-apply"]
)
def test_nobody_else_changes_the_calendar(office, come, name):
    week = WorkWeek.objects.create(agency=office.agency, name="Pekan")
    argument = {
        "week-add": office.agency.key,
        "holiday-import": office.agency.government.key,
        "holiday-apply": office.agency.government.key,
    }.get(name, week.pk)
    address = reverse(f"workflow:{name}", args=[argument])
    assert come(office.user("kepala")).post(address).status_code == 403
    assert WorkWeek.objects.exists()


def entries(content: bytes) -> dict[str, dict[str, object]]:
    events = Calendar.from_ical(content).walk("VEVENT")
    return {
        str(each["SUMMARY"]): {"at": each["DTSTART"].dt, "uid": str(each["UID"])} for each in events
    }


def test_the_due_time_of_a_task_is_a_file_for_calendars(office, come):
    task = office.task("perintahkan-analis", "kasi-manajemen") or office.tasks()[0]
    address = reverse("workflow:task-calendar", args=[task.pk])
    answer = come(office.user("kepala")).get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    ((summary, entry),) = entries(answer.content).items()
    assert summary.startswith("Batas waktu: ")
    assert (entry["at"], entry["uid"]) == (task.due_at, f"tugas-{task.pk}@localhost")
    Task.objects.filter(pk=task.pk).update(due_at=None)
    assert come(office.user("kepala")).get(address).status_code == 404


def test_a_person_makes_renews_and_revokes_his_address(office, come):
    client = come(office.user("kepala"))
    profile = reverse("organization:profile")
    assert "Buat alamat langganan" in client.get(profile).content.decode()
    client.post(reverse("organization:feed-renew"))
    first = feed_token(CalendarFeed.objects.get())
    address = reverse("workflow:calendar-feed", args=[first])
    assert address in client.get(profile).content.decode()
    client.post(reverse("organization:feed-renew"))
    second = feed_token(CalendarFeed.objects.get(revoked_at=None))
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(reverse("workflow:calendar-feed", args=[second])).status_code == 200
    client = come(office.user("kepala"))
    client.post(reverse("organization:feed-revoke"))
    assert client.get(reverse("workflow:calendar-feed", args=[second])).status_code == 404


def test_the_feed_holds_ones_own_due_times_openings_and_reporting_dates(office, client):
    task = office.tasks()[0]
    user = User.objects.filter(terms__position__assignments__task=task)[0]
    feed = renew_feed(user=user, now=NOW)
    answer = client.get(reverse("workflow:calendar-feed", args=[feed_token(feed)]))
    assert answer["Cache-Control"] == "private, no-store"
    found = entries(answer.content)
    mine = {each["uid"] for each in found.values() if each["uid"].startswith("tugas-")}
    held = Task.objects.filter(assignments__position__terms__user=user, state="terbuka")
    assert mine == {f"tugas-{each.pk}@localhost" for each in held}
    assert found["LKjIP 2026 perangkat daerah"]["at"] == date(2027, 2, 28)
    assert b"Bukan hari kerja" in answer.content.replace(b"\r\n ", b"")
    assert date(2026, 7, 10) in [each["at"] for each in found.values()]


def test_the_feed_holds_the_day_on_which_one_looks_again(office, client):
    task = office.tasks()[0]
    acting = office.acting(task)
    note_follow_up(task=task, acting=acting, on=date(2026, 4, 14), now=NOW)
    address = reverse(
        "workflow:calendar-feed", args=[feed_token(renew_feed(user=acting.user, now=NOW))]
    )
    found = [e for e in entries(client.get(address).content).values() if "lihat" in e["uid"]]
    assert [each["at"] for each in found] == [date(2026, 4, 14)]
    note_follow_up(task=task, acting=acting, on=None, now=NOW)
    assert b"lihat-lagi" not in client.get(address).content


def test_the_schedule_names_the_reporting_dates_to_come(office, come):
    answer = come(office.user("kepala")).get(reverse("workflow:schedule"))
    text = " ".join(answer.content.decode().split())
    assert "Minggu, 28 Februari 2027: LKjIP 2026 perangkat daerah" in text
    assert "Hari kerja terakhir sebelumnya: Jumat, 26 Februari 2027." in text
