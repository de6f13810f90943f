"""The tables of this floor, column by column (described in docs/indicator-tables.md)."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.forms.tables import Line, read_table
from indicators.measures import SEPARATOR, Notation, read_levels
from indicators.models import Indicator, TargetRevision
from indicators.services import BudgetRow, HistoryRow, IndicatorLine, RenstraRow

#: What can be said of words: the last of the year, or the only one; they do not add up.
WORDED_AGGREGATIONS = (Indicator.Aggregation.LAST, Indicator.Aggregation.ANNUAL)
#: More than the column of a weight holds.
HEAVIEST = Decimal(100_000)
#: Which way is better, where the measure leaves no choice.
WORDED_POLARITY = {
    Indicator.Measure.PREDIKAT: Indicator.Polarity.POSITIVE,
    Indicator.Measure.DOCUMENT: Indicator.Polarity.POSITIVE,
    Indicator.Measure.DATE: Indicator.Polarity.NEGATIVE,
}

#: Units that come whole; a table may say otherwise under `decimals`.
COUNTED = frozenset(
    {
        *("dokumen", "laporan", "berkas", "surat", "rekomendasi", "kegiatan", "paket", "kali"),
        *("orang", "peserta", "keluarga", "kk", "kelompok", "lembaga", "unit", "buah", "kasus"),
        *("desa", "kelurahan", "kecamatan", "sekolah", "kendaraan", "titik", "layanan"),
    }
)

INDICATOR_REQUIRED = (
    *("code", "level", "sasaran", "name", "unit", "polarity", "aggregation"),
    *("responsible_unit", "year", "target"),
)
INDICATOR_OPTIONAL = (
    *("tujuan", "measure", "predikat_levels", "formula", "decimals", "minimum", "maximum"),
    *("definisi_operasional", "sumber_data", "responsible_position", "program", "kegiatan"),
    *("weight", "is_evidence_required", "national_standard", "renstra_year", "renstra_target"),
    *("source_document", "page", "contoh", "tw1", "tw2", "tw3", "tw4", "basis"),
    *("target_document", "effective_on", "note"),
)
BUDGET_REQUIRED = ("year", "program", "pagu")
BUDGET_OPTIONAL = (
    *("kegiatan", "realisasi", "renstra_pagu", "tw1", "tw2", "tw3", "tw4"),
    *("source_document", "page", "contoh", "capaian"),
)
RENSTRA_REQUIRED = ("renstra", "code", "year", "target")
RENSTRA_OPTIONAL = ("source_document", "page", "note")
PERIOD = re.compile(r"(20\d\d)\s*[-–]\s*(20\d\d)")
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


def read_renstra_rows(text: str) -> list[RenstraRow]:
    """A table of a Renstra's yearly targets; raises TableRefused."""
    return read_table(text, required=RENSTRA_REQUIRED, optional=RENSTRA_OPTIONAL, clean=_renstra)


def _indicator(line: Line) -> IndicatorLine:
    year = line.year("year")
    notation = _notation(line, year)
    is_range = line.text("polarity").lower() == Indicator.Polarity.RANGE
    quarters = {
        triwulan: line.target(f"tw{triwulan}", notation, is_range=is_range)
        for triwulan in range(1, 5)
    }
    renstra_year = line.year("renstra_year") if line.text("renstra_year") else None
    renstra = replace(notation, year=renstra_year or year)
    renstra_target = line.target("renstra_target", renstra, is_range=is_range)
    minimum, maximum = line.number("minimum"), line.number("maximum")
    if minimum is not None and maximum is not None and maximum < minimum:
        line.refuse("maximum", _("lebih kecil daripada minimum."))
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
        measure=notation.kind,
        predikat_levels=f" {SEPARATOR} ".join(notation.levels),
        polarity=_polarity(line, notation),
        formula=line.choice("formula", Indicator.Formula.values, Indicator.Formula.A),
        aggregation=_aggregation(line, notation),
        decimals=line.integer("decimals", lowest=0, highest=4, default=_decimals(line, notation)),
        minimum=minimum,
        maximum=maximum,
        definisi_operasional=line.text("definisi_operasional"),
        sumber_data=line.text("sumber_data", limit=200),
        responsible_unit=line.text("responsible_unit", required=True),
        responsible_position=line.text("responsible_position"),
        program=line.text("program", limit=300),
        kegiatan=line.text("kegiatan", limit=300),
        weight=_weight(line),
        is_evidence_required=line.yes("is_evidence_required"),
        national_standard=line.text("national_standard", limit=200),
        renstra_year=renstra_year,
        renstra_target=renstra_target.value if renstra_target else None,
        renstra_upper=renstra_target.upper if renstra_target else None,
        is_example=line.yes("contoh"),
        source_document=_source(line),
        year=year,
        target=line.target("target", notation, is_range=is_range),
        basis=line.choice("basis", TargetRevision.Basis.values, TargetRevision.Basis.OWN),
        target_document=line.text("target_document", limit=300),
        effective_on=line.day("effective_on") or date(max(year, 1), 1, 1),
        quarters={triwulan: value for triwulan, value in quarters.items() if value is not None},
    )


def _notation(line: Line, year: int) -> Notation:
    """How this row's figures are written; the levels of a predikat come with it."""
    measure = line.choice("measure", Indicator.Measure.values, Indicator.Measure.VALUE)
    levels = read_levels(line.text("predikat_levels", limit=200))
    if measure == Indicator.Measure.PREDIKAT and not levels:
        line.refuse(
            "predikat_levels", _("tulis urutannya dari yang terendah: TMP < TW < WDP < WTP.")
        )
    if measure != Indicator.Measure.PREDIKAT and line.text("predikat_levels"):
        line.refuse("predikat_levels", _("hanya untuk measure predikat."))
    return Notation(measure, levels, year)


def _decimals(line: Line, notation: Notation) -> int:
    """Where nothing is said: none for what is counted piece by piece, else two."""
    is_count = notation.kind == Indicator.Measure.VALUE and line.text("unit").lower() in COUNTED
    return 0 if is_count else 2


def _weight(line: Line) -> Decimal | None:
    weight = line.number("weight")
    if weight is not None and not 0 < weight < HEAVIEST:
        line.refuse("weight", _("bobot lebih dari nol dan paling banyak 99.999, atau kosong."))
    return weight


def _polarity(line: Line, notation: Notation) -> str:
    polarity = line.choice("polarity", Indicator.Polarity.values)
    wanted = WORDED_POLARITY.get(Indicator.Measure(notation.kind), polarity)
    if polarity != wanted:
        line.refuse(
            "polarity",
            _("untuk measure %(measure)s tulis %(wanted)s.")
            % {"measure": notation.kind, "wanted": wanted},
        )
    return polarity


def _aggregation(line: Line, notation: Notation) -> str:
    allowed = WORDED_AGGREGATIONS if notation.is_worded else Indicator.Aggregation.values
    aggregation = line.choice("aggregation", [str(each) for each in allowed])
    is_pair = notation.kind == Indicator.Measure.RATIO
    if aggregation == Indicator.Aggregation.RATIO and not is_pair:
        line.refuse("aggregation", _("rasio hanya untuk measure rasio (pembilang dan penyebut)."))
    return aggregation


def _budget(line: Line) -> BudgetRow:
    quarters = {f"tw{triwulan}": line.money(f"tw{triwulan}") for triwulan in range(1, 5)}
    spent, known = (
        line.money("realisasi"),
        [each for each in quarters.values() if each is not None],
    )
    if spent is not None and known and spent != sum(known):
        line.refuse("realisasi", _("tidak sama dengan jumlah tw1 sampai tw4."))
    pagu = {
        "pagu": line.money("pagu", required=True),
        "renstra_pagu": line.money("renstra_pagu"),
    }
    for name, money in pagu.items():
        if money is not None and money < 0:
            line.refuse(name, _("tidak dapat negatif."))
    return BudgetRow(
        row=line.number_of_row,
        year=line.year("year"),
        program=line.text("program", required=True, limit=300),
        kegiatan=line.text("kegiatan", limit=300),
        pagu=pagu["pagu"] or Decimal(0),
        realisasi=spent,
        renstra_pagu=pagu["renstra_pagu"],
        **quarters,
        source_document=_source(line),
        is_example=line.yes("contoh"),
        printed_capaian=line.text("capaian", limit=60),
    )


def _renstra(line: Line) -> RenstraRow:
    period = PERIOD.fullmatch(line.text("renstra", required=True))
    first, last = (int(period[1]), int(period[2])) if period else (2000, 2100)
    if period is None or last < first:
        line.refuse("renstra", _("tulis tahun pertama dan terakhirnya, misalnya 2025-2029."))
    return RenstraRow(
        row=line.number_of_row,
        first_year=first,
        last_year=last,
        code=line.text("code", required=True, limit=60),
        year=line.year("year"),
        target=line.text("target", required=True, limit=60),
        source_document=_source(line),
    )


def _history(line: Line) -> HistoryRow:
    return HistoryRow(
        row=line.number_of_row,
        code=line.text("code", required=True, limit=60),
        year=line.year("year"),
        target=line.text("target", limit=60),
        realisasi=line.text("realisasi", limit=60),
        source_document=_source(line),
        printed_capaian=line.text("capaian", limit=60),
    )


def _source(line: Line) -> str:
    """The document with its page, as it is printed under a table."""
    source, page = line.text("source_document", limit=270), line.text("page", limit=20)
    return f"{source}, hlm. {page}" if source and page else source
