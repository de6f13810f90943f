"""One mail per person and day: queued, claimed before sending, never sent twice by itself."""

import smtplib
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from organization.models import Agency, User
from workflow.mail import Mail, render_digest
from workflow.models import MailDigest, Notice

#: Local time from which the day's mail is made.
FROM_HOUR = time(8)
#: A claimed mail whose sender has not come back by then: nobody knows whether it went out.
GIVEN_UP_AFTER = timedelta(minutes=15)
#: Failures that leave no doubt: the server never took the mail.
CERTAIN = (
    ConnectionRefusedError,
    smtplib.SMTPConnectError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)

State = MailDigest.State


def queue_digests(*, now: datetime) -> list[MailDigest]:
    """Make today's mail of everybody with unread notices, from 08.00 of his own office's day.

    A person has one mail a day at most; who has no address gets none and no row pretends it.
    Mails that wait, or surely failed today, are sent for again. Returns those asked for.
    """
    _give_up(now)
    for user in _readers():
        local = now.astimezone(_zone_of(user))
        if local.time() >= FROM_HOUR:
            _make(user, local.date())
    waiting = [each for each in _unsent() if _is_of_today(each, now)]
    for digest in waiting:
        transaction.on_commit(partial(current_app.send_task, "workflow.send_digest", [digest.pk]))
    return waiting


def send_digest(*, digest_id: int, now: datetime) -> bool:
    """Send one mail, claimed by an UPDATE on its old state; False when another claimed it.

    A sure failure leaves `gagal` and is tried again the same day; any doubt leaves `tidak pasti`.
    """
    claimed = MailDigest.objects.filter(
        pk=digest_id, state__in=(State.WAITING, State.FAILED)
    ).update(state=State.SENDING, claimed_at=now, error="")
    if not claimed:
        return False
    digest = MailDigest.objects.select_related("user").get(pk=digest_id)
    if not digest.user.email:
        return _settle(digest, State.FAILED, error=_("Pengguna ini tidak mempunyai alamat surel."))
    mail = render_digest(
        name=digest.user.name, notices=_notices(digest), public_url=settings.PUBLIC_URL
    )
    try:
        _post(mail, digest.user.email)
    except CERTAIN as failure:
        return _settle(digest, State.FAILED, error=str(failure))
    except (OSError, smtplib.SMTPException) as doubt:
        return _settle(digest, State.UNSURE, error=str(doubt))
    return _settle(digest, State.SENT, sent_at=now)


def _post(mail: Mail, address: str) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[address])
    message.attach_alternative(mail.html, "text/html")
    message.send()


def _settle(
    digest: MailDigest, state: str, *, error: str = "", sent_at: datetime | None = None
) -> bool:
    MailDigest.objects.filter(pk=digest.pk, state=State.SENDING).update(
        state=state, error=error, sent_at=sent_at
    )
    return state == State.SENT


def _give_up(now: datetime) -> int:
    """A mail left in the middle stays visible as unsure and is never resent by itself."""
    return MailDigest.objects.filter(
        state=State.SENDING, claimed_at__lte=now - GIVEN_UP_AFTER
    ).update(state=State.UNSURE)


def _readers() -> list[User]:
    """Active people with an address and notices that they have neither read nor been mailed."""
    waiting = Notice.objects.filter(read_at=None, digest=None).values("user")
    return list(User.objects.filter(pk__in=waiting, is_active=True).exclude(email=""))


def _unsent() -> QuerySet[MailDigest]:
    return (
        MailDigest.objects.filter(state__in=(State.WAITING, State.FAILED), user__is_active=True)
        .exclude(user__email="")
        .select_related("user")
    )


def _is_of_today(digest: MailDigest, now: datetime) -> bool:
    """A waiting mail is always sent; one that failed only while its day lasts."""
    today = now.astimezone(_zone_of(digest.user)).date()
    return digest.state == State.WAITING or digest.day == today


def _make(user: User, day: date) -> None:
    with transaction.atomic():
        digest, is_new = MailDigest.objects.get_or_create(user=user, day=day)
        if is_new:
            Notice.objects.filter(user=user, read_at=None, digest=None).update(digest=digest)


def _notices(digest: MailDigest) -> list[Notice]:
    rows = digest.notices.select_related(
        "task__step", "task__lane", "task__run", "run__document", "run__agency"
    )
    return list(rows.order_by("-created_at", "-pk"))


def _zone_of(user: User) -> ZoneInfo:
    """The zone of the office that he serves, else the product's own."""
    agency = Agency.objects.filter(positions__terms__user=user).order_by("pk").first()
    return ZoneInfo(agency.time_zone if agency else settings.TIME_ZONE)
