"""What is measured: the plan (sasaran, indicator, target, budget) and the figures (realisasi)."""

from indicators.models.figures import (
    WORDS,
    BuktiDukung,
    FigureState,
    Realisasi,
    RealisasiRevision,
)
from indicators.models.plan import (
    BudgetLine,
    History,
    Indicator,
    Sasaran,
    TargetRevision,
    Tujuan,
)
from indicators.models.renstra import Renstra, RenstraTarget

__all__ = [
    "WORDS",
    "BudgetLine",
    "BuktiDukung",
    "FigureState",
    "History",
    "Indicator",
    "Realisasi",
    "RealisasiRevision",
    "Renstra",
    "RenstraTarget",
    "Sasaran",
    "TargetRevision",
    "Tujuan",
]
