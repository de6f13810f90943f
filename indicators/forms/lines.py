"""The tables of this floor, column by column (described in docs/indicator-tables.md)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.forms.tables import Line, read_table
from indicators.models import Indicator, TargetRevision
from indicators.services import BudgetRow, HistoryRow, IndicatorLine

#: Measures that the entry form can take; the others need a form of their own.
MEASURES = (
    Indicator.Measure.VALUE,
    Indicator.Measure.RATIO,
    Indicator.Measure.PERCENTAGE,
    Indicator.Measure.INDEX,
)

INDICATOR_REQUIRED = (
    *("code", "level", "sasaran", "name", "unit", "polarity", "aggregation"),
    *("responsible_unit", "year", "target"),
)
INDICATOR_OPTIONAL = (
    *("tujuan", "measure", "formula", "decimals", "minimum", "maximum"),
    *("definisi_operasional", "sumber_data", "responsible_position", "program", "kegiatan"),
    *("is_evidence_required", "national_standard", "renstra_year", "renstra_target"),
    *("source_document", "page", "contoh", "tw1", "tw2", "tw3", "tw4", "basis"),
    *("target_document", "effective_on", "note"),
)
BUDGET_REQUIRED = ("year", "program", "pagu")
BUDGET_OPTIONAL = ("kegiatan", "realisasi", "source_document", "page", "contoh")
HISTORY_REQUIRED = ("code", "year", "target", "realisasi")
HISTORY_OPTIONAL = ("source_document", "page", "note", "capaian")


def read_indicator_lines(text: str) -> list[IndicatorLine]:
    """An indicator table; raises TableRefused with every problem by row and column."""
    return read_table(
        text, required=INDICATOR_REQUIRED, optional=INDICATOR_OPTIONAL, clean=_indicator
    )


def read_budget_rows(text: str) -> list[BudgetRow]:
    """A budget table in rupiah; raises TableRefused."""
    return read_table(text, required=BUDGET_REQUIRED, optional=BUDGET_OPTIONAL, clean=_budget)


def read_history_rows(text: str) -> list[HistoryRow]:
    """A table of earlier years; raises TableRefused."""
    return read_table(text, required=HISTORY_REQUIRED, optional=HISTORY_OPTIONAL, clean=_history)


def _indicator(line: Line) -> IndicatorLine:
    year = line.year("year")
    quarters = {triwulan: line.number(f"tw{triwulan}") for triwulan in range(1, 5)}
    code = line.text("code", required=True, limit=60)
    if not all(character.isalnum() or character in "-_" for character in code):
        line.refuse("code", _("hanya huruf, angka, tanda - dan _."))
    return IndicatorLine(
        row=line.number_of_row,
        code=code,
        level=line.choice("level", Indicator.Level.values),
        tujuan=line.text("tujuan"),
        sasaran=line.text("sasaran"),
        name=line.text("name", required=True),
        unit=line.text("unit", required=True, limit=60),
        measure=line.choice("measure", MEASURES, Indicator.Measure.VALUE),
        polarity=line.choice("polarity", Indicator.Polarity.values),
        formula=line.choice("formula", Indicator.Formula.values, Indicator.Formula.A),
        aggregation=line.choice("aggregation", Indicator.Aggregation.values),
        decimals=line.integer("decimals", lowest=0, highest=4, default=2),
        minimum=line.number("minimum"),
        maximum=line.number("maximum"),
        definisi_operasional=line.text("definisi_operasional"),
        sumber_data=line.text("sumber_data", limit=200),
        responsible_unit=line.text("responsible_unit", required=True),
        responsible_position=line.text("responsible_position"),
        program=line.text("program", limit=300),
        kegiatan=line.text("kegiatan", limit=300),
        is_evidence_required=line.yes("is_evidence_required"),
        national_standard=line.text("national_standard", limit=200),
        renstra_year=line.year("renstra_year") if line.text("renstra_year") else None,
        renstra_target=line.number("renstra_target"),
        is_example=line.yes("contoh"),
        source_document=_source(line),
        year=year,
        target=line.number("target"),
        basis=line.choice("basis", TargetRevision.Basis.values, TargetRevision.Basis.OWN),
        target_document=line.text("target_document", limit=300),
        effective_on=line.day("effective_on") or date(max(year, 1), 1, 1),
        quarters={triwulan: value for triwulan, value in quarters.items() if value is not None},
    )


def _budget(line: Line) -> BudgetRow:
    return BudgetRow(
        row=line.number_of_row,
        year=line.year("year"),
        program=line.text("program", required=True, limit=300),
        kegiatan=line.text("kegiatan", limit=300),
        pagu=line.number("pagu", required=True) or Decimal(0),
        realisasi=line.number("realisasi"),
        source_document=_source(line),
        is_example=line.yes("contoh"),
    )


def _history(line: Line) -> HistoryRow:
    return HistoryRow(
        row=line.number_of_row,
        code=line.text("code", required=True, limit=60),
        year=line.year("year"),
        target=line.number("target"),
        realisasi=line.number("realisasi"),
        source_document=_source(line),
        printed_capaian=line.text("capaian", limit=60),
    )


def _source(line: Line) -> str:
    """The document with its page, as it is printed under a table."""
    source, page = line.text("source_document", limit=270), line.text("page", limit=20)
    return f"{source}, hlm. {page}" if source and page else source
