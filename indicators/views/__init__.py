"""Doors of this floor, by subject."""

from indicators.views.figures import (
    capaian_check,
    evidence_download,
    figure_settle,
    indicator_detail,
    indicator_list,
    private_file,
    target_revise,
)
from indicators.views.plan import plan_load, plan_template

__all__ = [
    "capaian_check",
    "evidence_download",
    "figure_settle",
    "indicator_detail",
    "indicator_list",
    "plan_load",
    "plan_template",
    "private_file",
    "target_revise",
]
