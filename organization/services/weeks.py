"""Office hours of an agency, a whole week at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organization.access import Refused
from organization.language import filled
from organization.models import Agency, OfficeHours, User, WorkWeek
from organization.services.events import record_event
from organization.worktime import FULL_RAMADAN_WEEK, FULL_WEEK, Span, worked


class WeekRefused(Refused):
    """A week of office hours that cannot hold: no open day, too few hours, or in the way of
    another season."""

    code = "jam-kerja-ditolak"
    status = 409


@dataclass(frozen=True, slots=True)
class DayHours:
    """Hours of one weekday, with a break inside them or none."""

    starts_at: time
    ends_at: time
    break_starts_at: time | None = None
    break_ends_at: time | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is worked: one span, or two around the break."""
        if self.break_starts_at is None or self.break_ends_at is None:
            return ((self.starts_at, self.ends_at),)
        return ((self.starts_at, self.break_starts_at), (self.break_ends_at, self.ends_at))


@dataclass(frozen=True, slots=True)
class WeekText:
    """A week as it is entered: weekdays left out are closed; no first day means the usual week."""

    name: str
    basis: str
    starts_on: date | None
    ends_on: date | None
    days: Mapping[int, DayHours]


def save_week(
    *, agency: Agency, text: WeekText, by: User, now: datetime, week: WorkWeek | None = None
) -> WorkWeek:
    """Write a week: a new one, or `week` as a whole. Raises WeekRefused; then nothing is saved."""
    with transaction.atomic():
        _expect_room(agency, text, week)
        before = week_data(week) if week is not None else {}
        row = week or WorkWeek(agency=agency)
        row.name, row.basis = text.name, text.basis
        row.starts_on, row.ends_on = text.starts_on, text.ends_on
        row.save()
        row.hours.all().delete()
        OfficeHours.objects.bulk_create(
            OfficeHours(
                week=row,
                weekday=weekday,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
                break_starts_at=each.break_starts_at,
                break_ends_at=each.break_ends_at,
            )
            for weekday, each in text.days.items()
        )
        after = week_data(row)
        if before != after:
            _record(row, "hours.saved", by, now, {"before": before, "after": after})
    return row


def remove_week(*, week: WorkWeek, by: User, now: datetime) -> bool:
    """Take a week out: its days fall back to the usual hours, or to the legal default."""
    with transaction.atomic():
        before, pk = week_data(week), week.pk
        removed, _rows = WorkWeek.objects.filter(pk=pk).delete()
        if removed:
            week.pk = pk
            _record(week, "hours.removed", by, now, {"before": before})
    return bool(removed)


def _expect_room(agency: Agency, text: WeekText, week: WorkWeek | None) -> None:
    if not text.days:
        raise WeekRefused(
            _("Pekan tanpa satu pun hari kerja tidak dapat disimpan."),
            help=_("Hari yang tutup dicatat sebagai hari libur."),
            agency=agency,
        )
    _expect_enough(agency, text)
    others = WorkWeek.objects.filter(_in_the_way(text), agency=agency)
    other = next((each for each in others if each != week), None)
    if other is not None:
        raise WeekRefused(
            filled(
                _("Tanggalnya bertumpang dengan “%(name)s”%(dates)s."),
                {"name": other.name, "dates": _dates(other)},
            ),
            help=_("Ubah jam kerja yang sudah ada itu, atau pilih tanggal lain."),
            agency=agency,
        )


def _expect_enough(agency: Agency, text: WeekText) -> None:
    """Less than half of what Perpres 21/2023 sets is a slip of the pen, not a short week.

    A season with a last day may be Ramadan, whose full week is shorter.
    """
    full = FULL_RAMADAN_WEEK if text.starts_on and text.ends_on else FULL_WEEK
    found = worked(span for day in text.days.values() for span in day.spans)
    if found >= full / 2:
        return
    words = {"found": _hours(found), "least": _hours(full / 2), "full": _hours(full)}
    raise WeekRefused(
        filled(
            _(
                "Jam kerja sepekan hanya %(found)s jam. Perpres 21/2023 menetapkan %(full)s jam; "
                "kurang dari separuhnya (%(least)s jam) tidak dapat menjadi dasar batas waktu."
            ),
            words,
        ),
        help=_(
            "Periksa jam masuk dan pulang tiap hari. Hari yang tutup karena libur dicatat sebagai "
            "hari libur, bukan sebagai pekan yang pendek."
        ),
        agency=agency,
    )


def _hours(time: timedelta) -> str:
    """Hours as offices write them: 18,75."""
    hours = round(Decimal(time // timedelta(minutes=1)) / 60, 2).normalize()
    return f"{hours:f}".replace(".", ",")


def _in_the_way(text: WeekText) -> Q:
    """One usual week; one week per first day; seasons with a last day do not overlap."""
    same = Q(starts_on=text.starts_on) if text.starts_on else Q(starts_on__isnull=True)
    if text.starts_on is None or text.ends_on is None:
        return same
    return same | Q(starts_on__lte=text.ends_on, ends_on__gte=text.starts_on)


def _dates(week: WorkWeek) -> str:
    days = [date_format(day) for day in (week.starts_on, week.ends_on) if day is not None]
    return f" ({' – '.join(days)})" if days else ""


def week_data(week: WorkWeek) -> dict[str, Any]:
    """A week in plain values, for the event log."""
    return {
        "name": week.name,
        "basis": week.basis,
        "from": week.starts_on.isoformat() if week.starts_on else None,
        "to": week.ends_on.isoformat() if week.ends_on else None,
        "hours": {
            str(row.weekday): [
                f"{moment:%H.%M}"
                for moment in (row.starts_at, row.break_starts_at, row.break_ends_at, row.ends_at)
                if moment is not None
            ]
            for row in week.hours.order_by("weekday")
        },
    }


def _record(week: WorkWeek, action: str, by: User, now: datetime, data: dict[str, Any]) -> None:
    record_event(
        agency=week.agency,
        subject_type="workweek",
        subject_id=week.pk,
        action=action,
        at=now,
        user=by,
        data=data,
    )
