"""Rows of the plan's tables, made clean: what the loading services take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from indicators.measures import TargetValue


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One row of an indicator table: the indicator and its targets of one year."""

    row: int
    code: str
    level: str
    tujuan: str
    sasaran: str
    name: str
    unit: str
    measure: str
    predikat_levels: str
    polarity: str
    formula: str
    aggregation: str
    decimals: int
    minimum: Decimal | None
    maximum: Decimal | None
    definisi_operasional: str
    sumber_data: str
    responsible_unit: str
    responsible_position: str
    program: str
    kegiatan: str
    weight: Decimal | None
    is_evidence_required: bool
    national_standard: str
    renstra_year: int | None
    renstra_target: Decimal | None
    renstra_upper: Decimal | None
    is_example: bool
    source_document: str
    year: int
    target: TargetValue | None
    basis: str
    target_document: str
    effective_on: date
    quarters: Mapping[int, TargetValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row of a budget table, in rupiah."""

    row: int
    year: int
    program: str
    kegiatan: str
    pagu: Decimal
    realisasi: Decimal | None
    renstra_pagu: Decimal | None
    tw1: Decimal | None
    tw2: Decimal | None
    tw3: Decimal | None
    tw4: Decimal | None
    source_document: str
    is_example: bool
    printed_capaian: str = ""


@dataclass(frozen=True, slots=True)
class RenstraRow:
    """What a Renstra plans of one indicator for one year, in that indicator's writing."""

    row: int
    first_year: int
    last_year: int
    code: str
    year: int
    target: str
    source_document: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Target and realisasi of an earlier year of one indicator, in that indicator's writing."""

    row: int
    code: str
    year: int
    target: str
    realisasi: str
    source_document: str
    printed_capaian: str = ""
