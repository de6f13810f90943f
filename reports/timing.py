"""The SOP clock as tables and chart: the same for the page and for Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.notation import format_number, round_half_up
from reports.charts import TimeBar
from reports.tables import Cell, Column, Number, Table, indonesian_moment
from workflow.due import DAY_MINUTES
from workflow.queries.passages import PassageLine
from workflow.queries.people import PersonTimes
from workflow.queries.sopclock import SopClock, StepTimes, hours_words
from workflow.states import TaskState
from workflow.stopwatch import Times

ROMAN = ("", "I", "II", "III", "IV")
NONE = "–"


@dataclass(frozen=True, slots=True)
class Length(Number):
    """Working time in minutes, which Excel gets as a number and a reader in words."""

    decimals: int = 0

    def __str__(self) -> str:
        return length_words(timedelta(minutes=int(self.value)))


def length_words(length: timedelta) -> str:
    """`20 menit`, `6 jam 20 menit`, from a working day of 7 jam 30 menit on `2,5 hari`."""
    minutes = int(length.total_seconds()) // 60
    if minutes >= DAY_MINUTES:
        days = round_half_up(Decimal(minutes) / DAY_MINUTES, 1)
        told = ngettext("%(days)s hari", "%(days)s hari", 1 if days == 1 else 2)
        return told % {"days": format_number(days, 0 if days % 1 == 0 else 1)}
    return hours_words(minutes)


def timing_tables(clock: SopClock) -> dict[str, Table]:
    """The tables by name: what holds up, steps, lanes, triwulan, and every single stay."""
    return {
        "bottlenecks": _bottlenecks(clock),
        "steps": _steps(clock),
        "lanes": _lanes(clock),
        "runs": _runs(clock),
        "details": _details(clock),
    }


def person_table(person: PersonTimes) -> Table:
    """One person's steps."""
    return Table(
        title=f"{person.term.user.name} · {person.term.title}",
        columns=(Column(_("Langkah"), 36), Column(_("Waktu baku"), 16), *_times_columns()),
        rows=_step_rows(person.steps),
    )


def time_bars(clock: SopClock) -> tuple[TimeBar, ...]:
    """What the chart shows: one bar per step with ended work."""
    return tuple(
        TimeBar(
            label=step_name(each),
            waiting=_days(each.times.mean.waiting),
            working=_days(each.times.mean.working),
            returned=_days(each.times.mean.returned),
            standard=_days(each.allowed) if each.allowed is not None else None,
        )
        for each in clock.steps
        if each.times.count
    )


def step_name(each: StepTimes | PassageLine) -> str:
    """`3. Membuat laporan data kinerja`; the annual branch is marked first, for a chart cuts."""
    nomor = (each.step.nomor or each.step.nomor_read).rstrip(".")
    name = f"{nomor}. {each.step.kegiatan}" if nomor else each.step.kegiatan
    return _("(Tahunan) %(step)s") % {"step": name} if each.is_annual else name


def _days(length: timedelta) -> Decimal:
    return Decimal(int(length.total_seconds())) / 60 / DAY_MINUTES


def _length(length: timedelta | None) -> Cell:
    return NONE if length is None else Length(Decimal(int(length.total_seconds()) // 60))


def _share(times: Times) -> Cell:
    return NONE if times.share_kept is None else Number(times.share_kept, 1, " %")


def _count(value: int) -> Number:
    return Number(Decimal(value), 0)


def _note() -> str:
    return _(
        "Waktu kerja menurut jam kerja perangkat daerah; 1 hari = 7 jam 30 menit. "
        "Di Excel tertulis dalam menit."
    )


def _bottlenecks(clock: SopClock) -> Table:
    return Table(
        title=_("Langkah yang paling menahan"),
        columns=(
            Column(_("Langkah"), 44),
            Column(_("Menahan per triwulan"), 14, is_number=True),
            Column(_("Waktu baku"), 18),
            Column(_("Median"), 12, is_number=True),
            Column(_("Sesuai baku"), 12, is_number=True),
        ),
        rows=tuple(
            (
                step_name(each),
                _length(each.times.held),
                "; ".join(each.standard) or NONE,
                _length(each.times.median),
                _share(each.times),
            )
            for each in clock.bottlenecks
        ),
        notes=(
            _(
                "Menahan: waktu kerja yang melewati waktu baku, rata-rata semua triwulan; "
                "dari jalur yang berjalan bersamaan dihitung yang paling lama."
            ),
        ),
    )


def _times_columns() -> tuple[Column, ...]:
    return (
        Column(_("Selesai"), 8, is_number=True),
        Column(_("Berjalan"), 8, is_number=True),
        Column(_("Sesuai baku"), 10, is_number=True),
        Column(_("Median"), 12, is_number=True),
        Column(_("Persentil 90"), 12, is_number=True),
        Column(_("Menunggu"), 12, is_number=True),
        Column(_("Dikerjakan"), 12, is_number=True),
        Column(_("Diulang"), 12, is_number=True),
    )


def _times_cells(times: Times) -> tuple[Cell, ...]:
    return (
        _count(times.count),
        _count(times.under_way),
        _share(times),
        _length(times.median),
        _length(times.p90),
        _length(times.spent.waiting),
        _length(times.spent.working),
        _length(times.spent.returned),
    )


def _steps(clock: SopClock) -> Table:
    return Table(
        title=_("Menurut langkah"),
        columns=(Column(_("Langkah"), 36), Column(_("Waktu baku"), 16), *_times_columns()),
        rows=_step_rows(clock.steps),
        notes=(
            _note(),
            _(
                "Median dan persentil 90: lamanya satu kali pengerjaan, tanpa menunggu. Menunggu, "
                "dikerjakan, diulang: jumlah semua yang selesai."
            ),
        ),
    )


def _step_rows(steps: Sequence[StepTimes]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (step_name(each), "; ".join(each.standard) or NONE, *_times_cells(each.times))
        for each in steps
    )


def _lanes(clock: SopClock) -> Table:
    return Table(
        title=_("Menurut jalur"),
        columns=(Column(_("Jalur"), 36), *_times_columns()),
        rows=tuple((each.label, *_times_cells(each.times)) for each in clock.lanes),
    )


def _runs(clock: SopClock) -> Table:
    zone = ZoneInfo(clock.document.agency.time_zone)
    return Table(
        title=_("Menurut triwulan"),
        columns=(
            Column(_("Triwulan"), 14),
            Column(_("Versi SOP"), 8, is_number=True),
            Column(_("Dibuka"), 18),
            Column(_("Ditutup"), 18),
            *_times_columns(),
        ),
        rows=tuple(
            (
                _period(each.run.year, each.run.triwulan),
                _count(each.run.version.number),
                indonesian_moment(each.run.opened_at, zone),
                indonesian_moment(each.run.ended_at, zone) or _("berjalan"),
                *_times_cells(each.times),
            )
            for each in clock.runs
        ),
        is_wide=True,
    )


def _details(clock: SopClock) -> Table:
    zone = ZoneInfo(clock.document.agency.time_zone)
    return Table(
        title=_("Setiap pengerjaan"),
        columns=(
            *(Column(_("Triwulan"), 12), Column(_("Langkah"), 36), Column(_("Jalur"), 20)),
            *(Column(_("Putaran"), 8, is_number=True), Column(_("Kali"), 6, is_number=True)),
            *(Column(_("Keadaan"), 12), Column(_("Jabatan"), 24), Column(_("Dibuka"), 18)),
            *(Column(_("Siap"), 18), Column(_("Selesai"), 18), Column(_("Waktu baku"), 16)),
            Column(_("Menunggu"), 12, is_number=True),
            Column(_("Dikerjakan"), 12, is_number=True),
            Column(_("Diulang"), 12, is_number=True),
            Column(_("Lewat baku"), 12, is_number=True),
        ),
        rows=tuple(_detail(line, zone) for line in _in_time(clock.lines)),
        is_wide=True,
    )


def _in_time(lines: Sequence[PassageLine]) -> list[PassageLine]:
    def key(line: PassageLine) -> tuple[int, int, datetime]:
        return (line.task.run.year, line.task.run.triwulan, line.stay.opened_at)

    return sorted(lines, key=key)


def _detail(line: PassageLine, zone: ZoneInfo) -> tuple[Cell, ...]:
    parts = line.measured.spent
    return (
        _period(line.task.run.year, line.task.run.triwulan),
        step_name(line),
        line.task.lane.label,
        _count(line.task.round),
        _count(line.number),
        str(TaskState(line.state).label),
        line.act.position if line.act else NONE,
        indonesian_moment(line.stay.opened_at, zone),
        indonesian_moment(line.stay.ready_at, zone) or NONE,
        indonesian_moment(line.stay.ended_at, zone) or NONE,
        "; ".join(line.standard) or NONE,
        _length(parts.waiting),
        _length(parts.working),
        _length(parts.returned),
        _length(line.measured.excess),
    )


def _period(year: int, triwulan: int) -> str:
    return f"TW {ROMAN[triwulan]} {year}"
