"""Snapshots, reports, their files, way and review, papers given out, narratives of the year."""

from reports.models.formal import FormalRule, ReportAct, Review, SignedCopy
from reports.models.issued import IssuedPaper
from reports.models.narrative import Narrative
from reports.models.pack import PACK_KIND, EvaluationPack
from reports.models.report import RENDER_KIND, Report, ReportFile, Snapshot

__all__ = [
    "PACK_KIND",
    "RENDER_KIND",
    "EvaluationPack",
    "FormalRule",
    "IssuedPaper",
    "Narrative",
    "Report",
    "ReportAct",
    "ReportFile",
    "Review",
    "SignedCopy",
    "Snapshot",
]
