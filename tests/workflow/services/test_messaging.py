"""One message a day, person and channel; quiet hours; given up, tried again, resent by hand."""

from datetime import date, time, timedelta

import pytest

from organization.models import Holiday, User
from tests.factories.organization import (
    AgencyFactory,
    OfficeholderFactory,
    PositionFactory,
    UserFactory,
)
from tests.workflow.offices import NOW
from workflow.models import Channel, Delivery, Message, MutedChannel, Notice
from workflow.services import mute_channels, queue_messages, resend_message

pytestmark = pytest.mark.django_db
State = Message.State
EIGHT = NOW.replace(hour=0)


@pytest.fixture
def agency():
    return AgencyFactory(time_zone="Asia/Makassar")


def person(agency, name="a", **values) -> User:
    user = UserFactory(username=name, name=name.upper(), email=f"{name}@contoh.go.id", **values)
    OfficeholderFactory(user=user, position=PositionFactory(agency=agency, key=name))
    return user


@pytest.fixture
def user(agency):
    return person(agency)


def notify(user, key="k", kind=Notice.Kind.REPORT_READY, **values) -> Notice:
    return Notice.objects.create(user=user, kind=kind, key=key, created_at=NOW, **values)


def message(user, **values) -> Message:
    fields = {"channel": "surel", "day": NOW.date(), "key": f"k{user.pk}", "created_at": NOW}
    return Message.objects.create(user=user, **fields | values)


def test_one_mail_a_day_is_made_and_asked_for_on_commit(
    user, sent_tasks, django_capture_on_commit_callbacks
):
    notify(user)
    with django_capture_on_commit_callbacks(execute=True):
        [made] = queue_messages(now=NOW)
    assert sent_tasks == [("workflow.send_message", [made.pk])]
    assert (made.channel, made.key) == ("surel", f"surel:{user.pk}:2026-04-10")
    notify(user, "later")
    Message.objects.update(state=State.SENT)
    assert queue_messages(now=NOW + timedelta(hours=2)) == []
    assert Message.objects.count() == 1
    assert len(queue_messages(now=NOW + timedelta(days=3))) == 1


def test_the_day_begins_at_the_hour_that_the_agency_set(user, agency):
    notify(user)
    assert queue_messages(now=EIGHT - timedelta(minutes=10)) == []
    assert len(queue_messages(now=EIGHT)) == 1
    Message.objects.all().delete()
    Delivery.objects.create(agency=agency, digest_at=time(10, 30))
    assert queue_messages(now=NOW) == []
    assert len(queue_messages(now=NOW + timedelta(minutes=30))) == 1


@pytest.mark.parametrize(
    ("moment", "is_sent"),
    [
        (NOW.replace(hour=9, minute=59), True),
        (NOW.replace(hour=10), False),
        (NOW.replace(hour=20), False),
        (NOW + timedelta(days=1), False),
    ],
)
def test_quiet_hours_and_days_off_hold_messages_back(user, moment, is_sent):
    """18.00 in the evening, the night, and Saturday; in the app the notice is there at once."""
    notify(user)
    waiting = message(user, state=State.WAITING)
    assert (waiting in queue_messages(now=moment)) is is_sent


def test_an_office_that_does_not_rest_sends_on_saturday(user, agency):
    Delivery.objects.create(
        agency=agency, rests_on_days_off=False, quiet_from=time(0), quiet_to=time(0)
    )
    notify(user)
    assert len(queue_messages(now=NOW + timedelta(days=1, hours=12))) == 1


def test_a_holiday_is_a_day_off(user, agency):
    Holiday.objects.create(government=agency.government, day=date(2026, 4, 10), name="Libur")
    notify(user)
    assert queue_messages(now=NOW) == []


def test_who_has_no_address_left_or_read_it_all_gets_no_mail(agency, user):
    notify(person(agency, "b"))
    notify(person(agency, "c", is_active=False))
    User.objects.filter(username="b").update(email="")
    notify(user, read_at=NOW)
    assert queue_messages(now=NOW) == []
    assert not Message.objects.exists()


def test_a_channel_is_turned_off_for_oneself_and_no_duty_with_it(user):
    mute_channels(user=user, channels=["surel", "bukan saluran"], now=NOW)
    notify(user)
    assert queue_messages(now=NOW) == []
    assert Notice.objects.filter(user=user, read_at=None).exists()
    mute_channels(user=user, channels=[], now=NOW)
    assert not MutedChannel.objects.exists()
    assert len(queue_messages(now=NOW)) == 1


def test_each_channel_has_its_own_message(agency, user):
    Delivery.objects.create(agency=agency, webhook_url="http://localhost:1/")
    notify(user, kind=Notice.Kind.OVERDUE_BELOW)
    asked = queue_messages(now=NOW)
    assert {each.channel for each in asked} == {"surel", "webhook"}
    prepared = Message.objects.get(channel=Channel.WHATSAPP)
    assert prepared.state == State.PREPARED
    assert [each.key for each in prepared.notices.all()] == ["k"]
    assert queue_messages(now=NOW) == asked
    assert Message.objects.count() == 3


def test_whatsapp_is_prepared_for_superiors_only_and_never_sent(user):
    notify(user)
    queue_messages(now=NOW)
    assert not Message.objects.filter(channel=Channel.WHATSAPP).exists()


@pytest.mark.parametrize("state", [State.WAITING, State.SENDING])
def test_a_message_under_way_takes_the_news_of_the_next_day_along(user, state):
    """Two at once could both carry the same notice."""
    earlier = message(user, state=state, day=date(2026, 4, 9), claimed_at=NOW)
    notify(user)
    queue_messages(now=NOW)
    assert list(Message.objects.all()) == [earlier]


def test_what_was_left_in_the_middle_is_given_up_and_never_sent_by_itself(user):
    message(user, state=State.SENDING, claimed_at=NOW - timedelta(minutes=16))
    assert queue_messages(now=NOW) == []
    assert Message.objects.get().state == State.UNSURE
    assert queue_messages(now=NOW + timedelta(days=3)) == []


def test_a_sender_has_his_fifteen_minutes(user):
    message(user, state=State.SENDING, claimed_at=NOW - timedelta(minutes=14))
    queue_messages(now=NOW)
    assert Message.objects.get().state == State.SENDING


def test_a_sure_failure_is_tried_again_after_its_pause_the_same_day_only(user):
    failed = message(user, state=State.FAILED, attempts=1, try_after=NOW + timedelta(minutes=10))
    assert queue_messages(now=NOW) == []
    assert queue_messages(now=NOW + timedelta(minutes=10)) == [failed]
    assert queue_messages(now=NOW + timedelta(days=3)) == []


def test_after_six_attempts_a_failure_stands(user):
    message(user, state=State.FAILED, attempts=6)
    assert queue_messages(now=NOW) == []


def test_an_unsure_message_goes_again_by_hand_only(user):
    unsure = message(user, state=State.UNSURE, attempts=1)
    assert resend_message(message=unsure, user=user, now=NOW)
    assert not resend_message(message=unsure, user=user, now=NOW)
    assert queue_messages(now=NOW + timedelta(days=3)) == [unsure]


@pytest.mark.parametrize("people", [3, 9])
def test_many_people_cost_as_many_queries_as_few(agency, people, django_assert_num_queries):
    Delivery.objects.create(agency=agency, webhook_url="https://contoh.go.id/kait")
    for number in range(people):
        each = person(agency, f"orang{number}")
        notify(each, kind=Notice.Kind.OVERDUE_BELOW)
    with django_assert_num_queries(16):
        assert len(queue_messages(now=NOW)) == 2 * people
    Message.objects.update(state=State.SENT)
    with django_assert_num_queries(10):
        assert queue_messages(now=NOW) == []
