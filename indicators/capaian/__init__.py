"""Capaian: how far a realisasi reached its target, or the reason why that cannot be said."""

from indicators.capaian.formula import (
    FORMULA_A,
    FORMULA_B,
    HUNDRED,
    Capaian,
    Formula,
    Outcome,
    Polarity,
    Reason,
    Target,
    compute_capaian,
    ratio_of,
)
from indicators.capaian.printed import PrintedRow, Recomputed, Verdict, recompute
from indicators.capaian.quarters import Aggregation, Figure, aggregate, realisasi_of
from indicators.capaian.scale import (
    PERMENDAGRI_86_2017,
    Average,
    Step,
    average_capaian,
    category_of,
)
from indicators.capaian.sentences import sentence_of
from indicators.capaian.year import (
    Basis,
    Judgement,
    Quarter,
    Rules,
    YearPlan,
    judge_triwulan,
    judge_year,
)

__all__ = [
    "FORMULA_A",
    "FORMULA_B",
    "HUNDRED",
    "PERMENDAGRI_86_2017",
    "Aggregation",
    "Average",
    "Basis",
    "Capaian",
    "Figure",
    "Formula",
    "Judgement",
    "Outcome",
    "Polarity",
    "PrintedRow",
    "Quarter",
    "Reason",
    "Recomputed",
    "Rules",
    "Step",
    "Target",
    "Verdict",
    "YearPlan",
    "aggregate",
    "average_capaian",
    "category_of",
    "compute_capaian",
    "judge_triwulan",
    "judge_year",
    "ratio_of",
    "realisasi_of",
    "recompute",
    "sentence_of",
]
