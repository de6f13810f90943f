"""One message per person, day and channel: asked for by sweep, within the office's hours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from celery import current_app
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from kombu.exceptions import OperationalError

from organization.models import User
from organization.services import record_event
from workflow.models import Channel, Message, MutedChannel, Notice
from workflow.queries.offices import Office, offices_of

#: A claimed message whose sender has not come back by then: nobody knows whether it went out.
GIVEN_UP_AFTER = timedelta(minutes=15)
#: So often a sure failure is tried again, on its own day only.
MAX_ATTEMPTS = 6

State = Message.State


@dataclass(frozen=True, slots=True)
class Reader:
    """A person to whom something is to be said by a channel."""

    user: int
    channel: str


def queue_messages(*, now: datetime) -> list[Message]:
    """Make today's messages of everybody with unread notices, and send for what waits.

    A person has one message a day and channel at most, from the hour of his own office's digest,
    outside its quiet hours. Who has no address, or turned the channel off, gets none and no row
    pretends it. Messages that wait, or surely failed today, are sent for again; in quiet hours
    nothing is. Returns those sent for. Reads in a fixed number of queries.
    """
    _give_up(now)
    readers = _readers()
    offices = offices_of({each.user for each in readers})
    _make([each for each in readers if offices[each.user].may_make(now)], offices, now)
    unsent = list(_unsent(now))
    others = {each.user_id for each in unsent} - offices.keys()
    if others:
        offices |= offices_of(others)
    waiting = [each for each in unsent if _may_go(each, offices, now)]
    for message in waiting:
        transaction.on_commit(partial(send_for, message.pk))
    return waiting


def send_for(message_id: int) -> None:
    """Tell the worker by name; a broker that is away is made good by the sweep."""
    try:
        current_app.send_task("workflow.send_message", [message_id], retry=False)
    except OperationalError:
        return


def resend_message(*, message: Message, user: User, now: datetime) -> bool:
    """Send again by hand what is unsure or failed for good; False when its state has changed."""
    with transaction.atomic():
        changed = Message.objects.filter(
            pk=message.pk, state__in=(State.UNSURE, State.FAILED)
        ).update(state=State.WAITING, attempts=0, try_after=None, error="")
        if changed and message.agency is not None:
            record_event(
                agency=message.agency,
                subject_type="message",
                subject_id=message.pk,
                action="message.resent",
                at=now,
                user=user,
                data={"key": message.key},
            )
    return bool(changed)


def _give_up(now: datetime) -> int:
    """A message left in the middle stays visible as unsure and is never sent again by itself."""
    return Message.objects.filter(state=State.SENDING, claimed_at__lte=now - GIVEN_UP_AFTER).update(
        state=State.UNSURE
    )


def unsent_notices(channel: str) -> QuerySet[Notice]:
    """Notices that are neither read nor in a message of this channel."""
    carried = Message.objects.filter(notices=OuterRef("pk"), channel=channel)
    rows = Notice.objects.filter(~Exists(carried), read_at=None)
    if channel == Channel.WHATSAPP:
        return rows.filter(kind=Notice.Kind.OVERDUE_BELOW)
    return rows


def _readers() -> list[Reader]:
    """Active people with something unsent, by channel, without those who turned it off. 3 queries.

    A mail needs an address; a webhook is left out later, where the office has none. Who has a
    message under way gets what is new with it: two at once could carry the same.
    """
    found: list[Reader] = []
    for channel in Channel.values:
        muted = MutedChannel.objects.filter(channel=channel).values("user")
        people = User.objects.filter(
            pk__in=unsent_notices(channel).values("user"), is_active=True
        ).exclude(pk__in=muted)
        under_way = Message.objects.filter(
            channel=channel, is_test=False, state__in=(State.WAITING, State.SENDING)
        )
        people = people.exclude(pk__in=under_way.values("user"))
        if channel == Channel.MAIL:
            people = people.exclude(email="")
        if channel == Channel.WEBHOOK:
            people = people.filter(
                terms__position__agency__delivery__webhook_url__startswith="http"
            ).distinct()
        found.extend(Reader(pk, channel) for pk in people.values_list("pk", flat=True))
    return found


def _make(readers: Iterable[Reader], offices: Mapping[int, Office], now: datetime) -> None:
    rows = [
        _row(each, offices[each.user], now)
        for each in readers
        if each.channel != Channel.WEBHOOK or offices[each.user].delivery.webhook_url
    ]
    days = {row.day for row in rows}
    known = set(Message.objects.filter(day__in=days).values_list("key", flat=True))
    rows = [row for row in rows if row.key not in known]
    if rows:
        with transaction.atomic():
            Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
            _link_prepared(rows)


def _row(reader: Reader, office: Office, now: datetime) -> Message:
    day = office.day(now)
    return Message(
        user_id=reader.user,
        agency=office.agency,
        channel=reader.channel,
        day=day,
        key=f"{reader.channel}:{reader.user}:{day}",
        state=State.PREPARED if reader.channel == Channel.WHATSAPP else State.WAITING,
        created_at=now,
    )


def _link_prepared(rows: Iterable[Message]) -> None:
    """What a person sends by hand is filled at once; the others are when they are sent."""
    people = {row.user_id for row in rows if row.channel == Channel.WHATSAPP}
    if not people:
        return
    days = {row.day for row in rows}
    prepared = Message.objects.filter(user__in=people, channel=Channel.WHATSAPP, day__in=days)
    messages = {row.user_id: row.pk for row in prepared.order_by("day")}
    link = Message.notices.through
    link.objects.bulk_create(
        [
            link(message_id=messages[user], notice_id=pk)
            for pk, user in unsent_notices(Channel.WHATSAPP)
            .filter(user__in=messages)
            .values_list("pk", "user")
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def _unsent(now: datetime) -> QuerySet[Message]:
    failed = Q(state=State.FAILED, attempts__lt=MAX_ATTEMPTS)
    return (
        Message.objects.filter(
            Q(try_after=None) | Q(try_after__lte=now),
            Q(state=State.WAITING) | failed,
            user__is_active=True,
        )
        .exclude(channel=Channel.MAIL, user__email="")
        .select_related("user")
    )


def _may_go(message: Message, offices: Mapping[int, Office], now: datetime) -> bool:
    """A waiting message is always sent; one that failed only while its day lasts."""
    office = offices[message.user_id]
    if message.is_test:
        return message.state == State.WAITING
    if office.is_quiet(now):
        return False
    return message.state == State.WAITING or message.day == office.day(now)
