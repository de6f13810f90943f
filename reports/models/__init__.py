"""Snapshots, reports and their files, narratives of the year."""

from reports.models.narrative import Narrative
from reports.models.report import RENDER_KIND, Report, ReportFile, Snapshot

__all__ = ["RENDER_KIND", "Narrative", "Report", "ReportFile", "Snapshot"]
