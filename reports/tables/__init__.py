"""Snapshot in, tables out: the same tables go to paper and to Excel. Pure."""

from reports.tables.annual import (
    PER_SASARAN,
    SECTIONS,
    annual_table,
    budget_table,
    efficiency_table,
    history_table,
    national_table,
    pk_funds_table,
    pk_table,
    program_table,
    renstra_table,
)
from reports.tables.dates import Moment, indonesian_date, indonesian_moment
from reports.tables.e81 import e81_table, kept_e81_table
from reports.tables.plan import funds_table, promises_table, renaksi_table
from reports.tables.quarterly import (
    all_figures,
    conformance_table,
    decisions_table,
    evidence_table,
    figures_table,
    followup_table,
    narrative_table,
    plan_told,
    returns_table,
)
from reports.tables.shape import Cell, Column, Number, Table
from reports.tables.summary import average_line, average_of_figures, extremes_table

__all__ = [
    "PER_SASARAN",
    "SECTIONS",
    "Cell",
    "Column",
    "Moment",
    "Number",
    "Table",
    "all_figures",
    "annual_table",
    "average_line",
    "average_of_figures",
    "budget_table",
    "conformance_table",
    "decisions_table",
    "e81_table",
    "efficiency_table",
    "evidence_table",
    "extremes_table",
    "figures_table",
    "followup_table",
    "funds_table",
    "history_table",
    "indonesian_date",
    "indonesian_moment",
    "kept_e81_table",
    "narrative_table",
    "national_table",
    "pk_funds_table",
    "pk_table",
    "plan_told",
    "program_table",
    "promises_table",
    "renaksi_table",
    "renstra_table",
    "returns_table",
]
