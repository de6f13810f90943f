"""When the SOP of an agency open: each version's own trigger, moved by the agency's calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from organization.models import Agency
from organization.queries import calendar_of
from organization.worktime import WorkCalendar, next_moment
from sop.models import SopDocument, SopVersion
from workflow.period import Period, Shift, as_it_falls, due_periods, next_opening


@dataclass(frozen=True, slots=True)
class Due:
    """A triwulan that should be open, and the version that was in force on its day."""

    document: SopDocument
    period: Period
    version: SopVersion


def due_of(
    document: SopDocument, today: date, calendar: WorkCalendar | None = None
) -> Iterator[Due]:
    """Every triwulan of an SOP that should be open by `today`, by the trigger in force then.

    A triwulan that falls between two triggers opens with the first version that reaches back to
    it. Versions are read from the document, so prefetch them for several, and give the agency's
    calendar where `is_shifted` says so.
    """
    versions = _in_force(document.versions.all(), today)
    found: set[tuple[int, int]] = set()
    for number, version in enumerate(versions):
        is_last = number + 1 == len(versions)
        until = today if is_last else versions[number + 1].effective_on - timedelta(days=1)
        for period in due_periods(
            trigger_day=version.trigger_day,
            trigger_months=version.trigger_months,
            live_from=document.agency.live_from,
            today=until,
            shift=shift_of(version, document.agency, calendar),
        ):
            if (period.year, period.triwulan) not in found:
                found.add((period.year, period.triwulan))
                yield Due(document, period, version)


def coming_opening(version: SopVersion, agency: Agency, today: date) -> Period | None:
    """The first opening after `today` by this version; none where it names no month."""
    if not version.trigger_months:
        return None
    return next_opening(
        trigger_day=version.trigger_day,
        trigger_months=version.trigger_months,
        today=today,
        shift=shift_of(version, agency),
    )


def is_shifted(document: SopDocument) -> bool:
    """Whether a version of this SOP moves its day, for which it takes a calendar."""
    return any(each.trigger_shift != SopVersion.Shift.NONE for each in document.versions.all())


def shift_of(version: SopVersion, agency: Agency, known: WorkCalendar | None = None) -> Shift:
    """What a version does with a day that is no working day. 2 queries for an unknown calendar."""
    if version.trigger_shift == SopVersion.Shift.NONE:
        return as_it_falls
    calendar = known or calendar_of(agency)
    zone = ZoneInfo(agency.time_zone)

    def to_next_working_day(day: date) -> date:
        return next_moment(calendar, datetime.combine(day, time(0), zone)).date()

    return to_next_working_day


def _in_force(versions: Iterable[SopVersion], today: date) -> Sequence[SopVersion]:
    """Published versions that have taken effect, oldest first; one per day, the last numbered."""
    effective = (
        each for each in versions if each.published_at is not None and each.effective_on <= today
    )
    ordered = sorted(effective, key=lambda each: (each.effective_on, each.number))
    return list({each.effective_on: each for each in ordered}.values())
