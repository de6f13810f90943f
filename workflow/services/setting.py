"""What administrators and each person set about messages: ladder, texts, trial, channels."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from organization.models import Agency, User
from organization.services import record_agency_event
from workflow.ladder import DEFAULT_LADDER
from workflow.letters import EXAMPLE, check_letter, render_letter
from workflow.models import Channel, LadderRung, Message, MessageTemplate, MutedChannel
from workflow.queries.offices import zone_day
from workflow.services.messaging import send_for


def copy_ladder(*, agency: Agency, user: User, now: datetime) -> bool:
    """Give an agency the usual rungs as rows of its own to edit; False where it has some."""
    with transaction.atomic():
        if LadderRung.objects.filter(agency=agency).exists():
            return False
        LadderRung.objects.bulk_create(
            [
                LadderRung(
                    agency=agency,
                    moment=rung.moment,
                    days=rung.days,
                    at=rung.at,
                    tells_holder=rung.tells_holder,
                    tells_superior=rung.tells_superior,
                    tells_head=rung.tells_head,
                )
                for rung in DEFAULT_LADDER
            ],
            ignore_conflicts=True,
        )
        _record(agency, user, "ladder.copied", now)
    return True


def save_letter(*, agency: Agency, kind: str, text: str, user: User, now: datetime) -> None:
    """Keep an agency's own words for a kind of line; an empty text goes back to the usual one.

    Raises LetterError for a text that could not be rendered.
    """
    with transaction.atomic():
        if text.strip():
            check_letter(text)
            MessageTemplate.objects.update_or_create(
                agency=agency, kind=kind, defaults={"text": text.strip()}
            )
        else:
            MessageTemplate.objects.filter(agency=agency, kind=kind).delete()
        _record(agency, user, "letter.saved", now, kind=kind, text=text.strip())


def send_test(*, agency: Agency, text: str, channel: str, user: User, now: datetime) -> Message:
    """Send one line, with the example's values, to the administrator himself, once he asks.

    Mail goes to his own address, the webhook's to the address of the agency. Raises LetterError.
    """
    line = render_letter(text, EXAMPLE)
    day = zone_day(agency, now)
    with transaction.atomic():
        message, is_new = Message.objects.get_or_create(
            key=f"uji:{channel}:{agency.pk}:{user.pk}:{now:%Y%m%d%H%M%S%f}",
            defaults={
                "user": user,
                "agency": agency,
                "channel": channel,
                "day": day,
                "is_test": True,
                "text": line,
                "created_at": now,
            },
        )
        if is_new:
            transaction.on_commit(partial(send_for, message.pk))
    return message


def mute_channels(*, user: User, channels: Iterable[str], now: datetime) -> None:
    """Turn off these channels for a person, and all others on; notices in the product stay."""
    wanted = set(channels) & set(Channel.values)
    with transaction.atomic():
        MutedChannel.objects.filter(user=user).exclude(channel__in=wanted).delete()
        MutedChannel.objects.bulk_create(
            [MutedChannel(user=user, channel=each, since=now) for each in sorted(wanted)],
            ignore_conflicts=True,
        )


def _record(agency: Agency, user: User, what: str, now: datetime, **data: str) -> None:
    record_agency_event(
        agency=agency,
        action=f"configuration.{what}",
        at=now,
        user=user,
        data=data,
    )
