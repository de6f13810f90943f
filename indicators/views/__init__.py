"""Doors of this floor, by subject."""

from indicators.views.evidence import evidence_download, evidence_preview, private_file
from indicators.views.figures import (
    capaian_check,
    figure_settle,
    indicator_detail,
    indicator_list,
    target_revise,
)
from indicators.views.plan import plan_load, plan_template

__all__ = [
    "capaian_check",
    "evidence_download",
    "evidence_preview",
    "figure_settle",
    "indicator_detail",
    "indicator_list",
    "plan_load",
    "plan_template",
    "private_file",
    "target_revise",
]
