"""The office whose hours hold for a person's messages, and what an agency set for its own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organization.models import Agency, Officeholder
from organization.presets import DEFAULT_WEEK
from organization.queries import calendars_of
from organization.worktime import WorkCalendar
from sop.models import SopStep
from workflow.ladder import AFTER, BEFORE, DEFAULT_LADDER, HALF, ON_DAY, Rung
from workflow.letters import Letters
from workflow.models import Delivery, LadderRung, MessageTemplate


@dataclass(frozen=True, slots=True)
class Office:
    """A person's office on its own clock; without an agency, the product's own zone."""

    agency: Agency | None
    delivery: Delivery
    calendar: WorkCalendar

    def day(self, now: datetime) -> date:
        """The office's own day."""
        return self.calendar.local(now).date()

    def is_quiet(self, now: datetime) -> bool:
        """Whether messages rest now: in quiet hours, and on days off where the agency says so."""
        local = self.calendar.local(now)
        if self.delivery.rests_on_days_off and not self.calendar.spans(local.date()):
            return True
        return self.delivery.is_quiet(local.time())

    def may_make(self, now: datetime) -> bool:
        """Whether the day's message may be made: from its hour on, outside quiet hours."""
        local = self.calendar.local(now)
        return local.time() >= self.delivery.digest_at and not self.is_quiet(now)


def offices_of(users: Collection[int]) -> dict[int, Office]:
    """The office of each of these people, by user id: that of his latest term. 4 queries."""
    terms = (
        Officeholder.objects.filter(user__in=users)
        .select_related("position__agency")
        .order_by("starts_on", "pk")
    )
    agencies = {term.user_id: term.position.agency for term in terms}
    distinct = {agency.pk: agency for agency in agencies.values()}
    calendars = calendars_of(distinct.values())
    deliveries = deliveries_of(distinct.values())
    nowhere = Office(None, Delivery(), WorkCalendar(zone=settings.TIME_ZONE, weekly=DEFAULT_WEEK))
    return {
        user: Office(agencies[user], deliveries[agencies[user].pk], calendars[agencies[user].pk])
        if user in agencies
        else nowhere
        for user in users
    }


def deliveries_of(agencies: Iterable[Agency]) -> dict[int, Delivery]:
    """When each agency's messages go, by agency id; the usual hours where it set none. 1 query."""
    wanted = {agency.pk: agency for agency in agencies}
    found = {row.agency_id: row for row in Delivery.objects.filter(agency__in=wanted)}
    return {pk: found.get(pk) or Delivery(agency=agency) for pk, agency in wanted.items()}


@dataclass(frozen=True, slots=True)
class Ladder:
    """An agency's rungs by kind of step; the empty kind is for those without rungs of their own."""

    rungs: dict[str, tuple[Rung, ...]]

    def of(self, kind: str) -> tuple[Rung, ...]:
        return self.rungs.get(kind) or self.rungs.get("", ())

    def sentences(self) -> list[tuple[str, list[str]]]:
        """The ladder in words: the kind of step, and a sentence for each rung."""
        return [
            (
                str(SopStep.Kind(kind).label) if kind else _("Semua jenis langkah"),
                [_sentence(rung) for rung in rungs],
            )
            for kind, rungs in sorted(self.rungs.items())
        ]


def _sentence(rung: Rung) -> str:
    words = {"days": rung.days, "at": f"{rung.at:%H.%M}"}
    moment = {
        HALF: ngettext(
            "pada separuh waktu, bila paling sedikit %(days)d hari kerja, pukul %(at)s",
            "pada separuh waktu, bila paling sedikit %(days)d hari kerja, pukul %(at)s",
            rung.days,
        ),
        BEFORE: ngettext(
            "%(days)d hari kerja sebelum batas waktu, pukul %(at)s",
            "%(days)d hari kerja sebelum batas waktu, pukul %(at)s",
            rung.days,
        ),
        ON_DAY: _("pada hari batas waktu, pukul %(at)s"),
        AFTER: ngettext(
            "setelah lewat %(days)d hari kerja", "setelah lewat %(days)d hari kerja", rung.days
        ),
    }[rung.moment]
    people = [
        (rung.tells_holder, _("pemegang")),
        (rung.tells_superior, _("atasannya")),
        (rung.tells_head, _("kepala perangkat daerah")),
    ]
    told = ", ".join(name for is_told, name in people if is_told) or _("tidak ada")
    return f"{moment % words}: {told}"


def ladders_of(agencies: Iterable[Agency]) -> dict[int, Ladder]:
    """The ladder of each agency, by agency id; the usual one where it has no rows. 1 query."""
    wanted = {agency.pk for agency in agencies}
    found: dict[int, dict[str, tuple[Rung, ...]]] = {}
    for row in LadderRung.objects.filter(agency__in=wanted).order_by("pk"):
        kinds = found.setdefault(row.agency_id, {})
        kinds[row.kind] = (*kinds.get(row.kind, ()), row.rung)
    return {pk: Ladder(found.get(pk) or {"": DEFAULT_LADDER}) for pk in wanted}


def letters_of(agencies: Iterable[int]) -> dict[int, Letters]:
    """The texts of each agency by its id: its own, else the usual ones. 1 query."""
    wanted = set(agencies)
    own: dict[int, dict[str, str]] = {pk: {} for pk in wanted}
    for row in MessageTemplate.objects.filter(agency__in=wanted):
        own[row.agency_id][row.kind] = row.text
    return {pk: Letters(texts) for pk, texts in own.items()}


def zone_day(agency: Agency, now: datetime) -> date:
    """The agency's own day."""
    return now.astimezone(ZoneInfo(agency.time_zone)).date()
