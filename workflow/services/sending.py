"""Sending one message: claimed by an UPDATE on its old state, never twice by itself."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from organization.language import in_office_language
from workflow.mail import MailLine, lines_of, render_lines, run_of
from workflow.models import Channel, Message, Notice
from workflow.queries.offices import deliveries_of, letters_of
from workflow.services.messaging import unsent_notices
from workflow.services.posting import Doubtful, NotTaken, post_call, post_mail
from workflow.webhook import render_call

#: After a sure failure the next attempt waits this long, twice as long each time.
PAUSE = timedelta(minutes=10)

State = Message.State


@in_office_language
def send_message(*, message_id: int, now: datetime) -> bool:
    """Send one message with all that is unread by now; False when another claimed it.

    A sure failure leaves `gagal` and is tried again the same day; any doubt leaves `tidak pasti`.
    """
    message = _claim(message_id, now)
    if message is None:
        return False
    notices = list(_fill(message))
    if not notices and not message.is_test:
        return _settle(message, State.UNNEEDED)
    lines = _lines(message, notices)
    Message.objects.filter(pk=message.pk).update(text="\n".join(line.sentence for line in lines))
    try:
        _post(message, lines, now)
    except NotTaken as failure:
        pause = PAUSE * 2 ** (message.attempts - 1)
        return _settle(message, State.FAILED, error=str(failure), try_after=now + pause)
    except Doubtful as doubt:
        return _settle(message, State.UNSURE, error=str(doubt))
    return _settle(message, State.SENT, sent_at=now)


def _claim(message_id: int, now: datetime) -> Message | None:
    row = Message.objects.filter(pk=message_id).select_related("user", "agency").first()
    if row is None:
        return None
    claimed = Message.objects.filter(
        pk=message_id, state__in=(State.WAITING, State.FAILED), attempts=row.attempts
    ).update(state=State.SENDING, claimed_at=now, error="", attempts=row.attempts + 1)
    row.attempts += 1
    return row if claimed else None


def _fill(message: Message) -> list[Notice]:
    """Put into a claimed message what its person has not read and no message has carried.

    One that is sent again keeps what it had.
    """
    if message.is_test:
        return []
    if not message.notices.exists():
        message.notices.add(*unsent_notices(message.channel).filter(user=message.user_id))
    rows = message.notices.filter(read_at=None).select_related(
        "task__step", "task__lane", "task__run__agency", "task__run__document"
    )
    return list(rows.select_related("run__document", "run__agency").order_by("-created_at", "-pk"))


def _lines(message: Message, notices: list[Notice]) -> list[MailLine]:
    site = settings.PUBLIC_URL
    if message.is_test:
        return [MailLine(message.text, site)]
    agencies = {run.agency_id for notice in notices if (run := run_of(notice)) is not None}
    return lines_of(
        name=message.user.name, notices=notices, public_url=site, letters=letters_of(agencies)
    )


def _post(message: Message, lines: list[MailLine], now: datetime) -> None:
    user = message.user
    if message.channel == Channel.MAIL:
        if not user.email:
            raise NotTaken(_("Pengguna ini tidak mempunyai alamat surel."))
        mail = render_lines(name=user.name, lines=lines, public_url=settings.PUBLIC_URL)
        post_mail(mail=mail, address=user.email)
        return
    agencies = [message.agency] if message.agency else []
    delivery = next(iter(deliveries_of(agencies).values()), None)
    if delivery is None or not delivery.webhook_url:
        raise NotTaken(_("Perangkat daerah ini tidak mempunyai alamat webhook."))
    call = render_call(
        key=message.key,
        account=user.username,
        name=user.name,
        lines=lines,
        secret=delivery.webhook_secret,
        now=now,
    )
    post_call(call=call, url=delivery.webhook_url)


def _settle(
    message: Message,
    state: str,
    *,
    error: str = "",
    sent_at: datetime | None = None,
    try_after: datetime | None = None,
) -> bool:
    Message.objects.filter(pk=message.pk, state=State.SENDING).update(
        state=state, error=error, sent_at=sent_at, try_after=try_after
    )
    return state == State.SENT
