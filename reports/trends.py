"""The charts of Pantau, each as a picture, a table and words: the same for page and download."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.capaian import average_capaian
from indicators.models import BudgetLine, Indicator
from indicators.notation import ROMAN
from indicators.queries import YearRow, past_years, year_rows
from organization.models import Agency
from reports.charts import Bar, Point, capaian_chart, paired_chart, trend_chart
from reports.heatmap import HeatLine, heat_chart
from reports.tables import Cell, Column, Number, Table
from workflow.models import Run
from workflow.queries.home import HeatCell, heat_map, house_of
from workflow.queries.punctual import punctuality

NONE = "–"
HUNDRED = Decimal(100)
Draw = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart: `draw("svg")` or `draw("png")` makes its picture."""

    name: str
    table: Table
    words: str
    draw: Draw


def chart_of(name: str, agency: Agency, year: int, indicator: Indicator | None = None) -> Trend:
    """One chart by its name in `CHARTS`."""
    if name == "tren":
        return _trend(indicator, year)
    return _OF_AGENCY[name](agency, year)


def heat_of(agencies: QuerySet[Agency], year: int, triwulan: int, now: datetime) -> Trend:
    """The stages of every agency in a triwulan: who is where, and where it is late. 5 queries."""
    found = heat_map(agencies, now, (year, triwulan))
    stages = found.stages if found else ()
    runs = found.rows if found else ()
    several = {each.run.agency_id for each in runs}
    names = _run_names([each.run for each in runs]) if len(several) < len(runs) else {}
    lines = [
        HeatLine(
            names.get(each.run.pk, each.run.agency.short_name),
            tuple((cell.state, _with_steps(cell)) for cell in each.cells),
        )
        for each in runs
    ]
    for agency in found.unopened if found else ():
        lines.append(HeatLine(agency.short_name, (("nanti", _("belum dibuka")),) * len(stages)))
    late = sum(any(state == "terlambat" for state, _word in line.cells) for line in lines)
    return Trend(
        HEAT,
        Table(
            title=_("Tahap setiap perangkat daerah TW %(triwulan)s %(year)d")
            % {"triwulan": ROMAN[triwulan], "year": year},
            columns=(
                Column(_("Perangkat daerah"), 25),
                *(Column(stage, 15) for stage in stages),
            ),
            rows=tuple(
                (line.label, *(word.replace("\n", " · ") for _state, word in line.cells))
                for line in lines
            ),
        ),
        _("%(count)d pelaksanaan; %(late)d di antaranya dengan tahap yang terlambat.")
        % {"count": len(lines), "late": late},
        partial(heat_chart, stages, tuple(lines)),
    )


def _with_steps(cell: HeatCell) -> str:
    """What a stage of the map says: its state, and which steps of the SOP it holds."""
    if not cell.steps:
        return cell.label
    steps = _("langkah %(numbers)s") % {"numbers": cell.steps}
    return f"{cell.label}\n{steps}"


def _run_names(runs: list[Run]) -> dict[int, str]:
    """An agency with several SOP is told apart by theirs."""
    return {run.pk: f"{run.agency.short_name} · {run.document.name}" for run in runs}


def measurable(agency: Agency) -> list[Indicator]:
    """The indicators that can be drawn as a line: those written as numbers. 1 query."""
    rows = Indicator.objects.filter(agency=agency, is_active=True)
    return [each for each in rows if not each.notation(0).is_worded]


def write_csv(table: Table) -> bytes:
    """A table with semicolons and decimal commas, as a spreadsheet here opens it at once."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow([column.label for column in table.columns])
    writer.writerows([[_plain(cell) for cell in row] for row in table.rows])
    return target.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """A number without its thousands; a text that looks like a formula is quoted."""
    if isinstance(cell, Number):
        return f"{cell.value:.{cell.decimals}f}".replace(".", ",")
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _sasaran(agency: Agency, year: int) -> Trend:
    house = house_of(agency, year)
    when = f"TW {ROMAN[house.triwulan]} {year}" if house.triwulan else str(year)
    bars = tuple(Bar(each.name, each.value, _("belum ada")) for each in house.sasaran)
    known = [bar.value for bar in bars if bar.value is not None]
    return Trend(
        "sasaran",
        Table(
            title=_("Capaian per sasaran %(when)s") % {"when": when},
            columns=(
                Column(_("Sasaran"), 50),
                Column(_("Capaian (%)"), 15, is_number=True),
                Column(_("Triwulan sebelumnya (%)"), 15, is_number=True),
                Column(_("Kategori"), 20),
            ),
            rows=tuple(
                (each.name, _cell(each.value), _cell(each.before), each.category or NONE)
                for each in house.sasaran
            ),
        ),
        _("%(reached)d dari %(total)d sasaran mencapai 100 %% atau lebih.")
        % {"reached": sum(value >= HUNDRED for value in known), "total": len(known)},
        partial(capaian_chart, bars),
    )


def _budget(agency: Agency, year: int) -> Trend:
    """Absorption and capaian by program: what the money made."""
    lines: dict[str, list[BudgetLine]] = {}
    for line in BudgetLine.objects.filter(agency=agency, year=year):
        lines.setdefault(line.program, []).append(line)
    made = year_rows(agency, year)
    rows = [(name, _absorbed(group), _made(name, made)) for name, group in lines.items()]
    return Trend(
        "anggaran",
        Table(
            title=_("Penyerapan anggaran dan capaian per program %(year)d") % {"year": year},
            columns=(
                Column(_("Program"), 60),
                Column(_("Penyerapan (%)"), 20, is_number=True),
                Column(_("Capaian (%)"), 20, is_number=True),
            ),
            rows=tuple((name, _cell(spent), _cell(reached)) for name, spent, reached in rows),
        ),
        ngettext(
            "%(count)d program; batang penuh: penyerapan, batang berarsir: rata-rata capaian.",
            "%(count)d program; batang penuh: penyerapan, batang berarsir: rata-rata capaian.",
            len(rows),
        )
        % {"count": len(rows)},
        partial(paired_chart, tuple(rows), (_("penyerapan"), _("capaian")), _("Persen")),
    )


def _absorbed(lines: list[BudgetLine]) -> Decimal | None:
    pagu = sum((line.pagu for line in lines), Decimal(0))
    spent = [line.spent for line in lines if line.spent is not None]
    return sum(spent, Decimal(0)) * HUNDRED / pagu if spent and pagu else None


def _made(program: str, rows: list[YearRow]) -> Decimal | None:
    """The mean of the latest capaian of a program's indicators."""
    latest = []
    for row in rows:
        known = [each.capaian for each in row.quarters.values() if each.capaian.value is not None]
        if row.indicator.program == program and known:
            latest.append(known[-1])
    return average_capaian(latest).value


def _timeliness(agency: Agency, year: int) -> Trend:
    found = punctuality(agency, year)
    rows = [
        (f"TW {ROMAN[number]}", Decimal(each.on_time), Decimal(each.late))
        for number, each in found.items()
    ]
    return Trend(
        "ketepatan",
        Table(
            title=_("Langkah yang selesai tepat waktu dan terlambat %(year)d") % {"year": year},
            columns=(
                Column(_("Triwulan"), 40),
                Column(_("Tepat waktu"), 30, is_number=True),
                Column(_("Terlambat"), 30, is_number=True),
            ),
            rows=tuple((name, Number(good, 0), Number(late, 0)) for name, good, late in rows),
        ),
        _("%(late)d dari %(total)d langkah terlambat.")
        % {
            "late": sum(each.late for each in found.values()),
            "total": sum(each.late + each.on_time for each in found.values()),
        },
        partial(
            paired_chart, tuple(rows), (_("tepat waktu"), _("terlambat")), _("Langkah selesai")
        ),
    )


def _trend(indicator: Indicator | None, year: int) -> Trend:
    """Earlier years, then the triwulan of this one."""
    points = _points(indicator, year) if indicator is not None else []
    decimals = indicator.decimals if indicator is not None else 2
    known = [point for point in points if point.made is not None]
    return Trend(
        "tren",
        Table(
            title=_("Tren %(name)s (%(unit)s)") % {"name": indicator.name, "unit": indicator.unit}
            if indicator is not None
            else _("Tren indikator"),
            columns=(
                Column(_("Waktu"), 40),
                Column(_("Realisasi"), 30, is_number=True),
                Column(_("Target"), 30, is_number=True),
            ),
            rows=tuple(
                (point.label, _cell(point.made, decimals), _cell(point.aim, decimals))
                for point in points
            ),
        ),
        _("%(count)d realisasi dari %(total)d waktu.")
        % {"count": len(known), "total": len(points)},
        partial(trend_chart, tuple(points), indicator.unit if indicator else ""),
    )


def _points(indicator: Indicator, year: int) -> list[Point]:
    history = past_years([indicator], before=year).get(indicator.pk, [])
    points = [Point(str(each.year), each.realisasi, each.target) for each in history]
    for row in year_rows(indicator.agency, year, indicator_id=indicator.pk):
        points += [
            Point(f"TW {ROMAN[number]} {year}", each.realisasi.value, each.target)
            for number, each in row.quarters.items()
        ]
    return points


def _cell(value: Decimal | None, decimals: int = 1) -> Cell:
    return NONE if value is None else Number(value, decimals)


_OF_AGENCY: Mapping[str, Callable[[Agency, int], Trend]] = {
    "sasaran": _sasaran,
    "anggaran": _budget,
    "ketepatan": _timeliness,
}
#: The map of all agencies, then the charts of one, in the order of the page.
HEAT = "peta"
CHARTS = (HEAT, *_OF_AGENCY, "tren")
