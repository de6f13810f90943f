"""Telling those whom an SOP binds that another version of it has taken effect."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from organization.access import holders_by_position
from sop.models import SopVersion
from sop.queries import bound_positions, version_in_force
from workflow.models import Notice
from workflow.queries.offices import zone_day
from workflow.services.notifying import write_notices

#: A version that took effect longer ago is no news, also after a long downtime.
NEWS = timedelta(days=31)


def announce_versions(*, now: datetime) -> int:
    """Tell the present holders of every post that a new version binds, once per version.

    From its first day on the office's own calendar; the first version of an SOP replaces nothing
    and is told to nobody. Returns how many notices are new.
    """
    told = Notice.objects.filter(kind=Notice.Kind.SOP_CHANGED).values_list("key", flat=True)
    known = set(told.filter(created_at__gte=now - 2 * NEWS).distinct().order_by())
    return sum(_announce(each, now) for each in _news(now) if _key(each) not in known)


def _news(now: datetime) -> QuerySet[SopVersion]:
    """Versions that took effect lately in the place of an earlier one."""
    earlier = SopVersion.objects.filter(
        document=OuterRef("document"), published_at__isnull=False, number__lt=OuterRef("number")
    )
    return SopVersion.objects.filter(
        Exists(earlier),
        published_at__isnull=False,
        effective_on__range=((now - NEWS).date(), (now + timedelta(days=1)).date()),
        document__agency__is_active=True,
    ).select_related("document__agency")


def _announce(version: SopVersion, now: datetime) -> int:
    today = zone_day(version.document.agency, now)
    if version_in_force(version.document, today) != version:
        return 0
    present = holders_by_position(bound_positions(version, today), today)
    users = {term.user for terms in present.values() for term in terms}
    data = {
        "sop": version.nama,
        "document": version.document_id,
        "number": version.number,
        "effective_on": version.effective_on.isoformat(),
    }
    return write_notices(
        Notice(
            user=user, kind=Notice.Kind.SOP_CHANGED, key=_key(version), data=data, created_at=now
        )
        for user in sorted(users, key=lambda user: user.pk)
    )


def _key(version: SopVersion) -> str:
    return f"{Notice.Kind.SOP_CHANGED}:{version.pk}"
