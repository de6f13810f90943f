"""Every change of a report: requested, rendered, approved, superseded; the year's narratives."""

from reports.services.approving import approve_report, supersede_reports
from reports.services.narrating import save_narrative
from reports.services.rendering import render_report, resend_lost_jobs, retry_report
from reports.services.requesting import request_report

__all__ = [
    "approve_report",
    "render_report",
    "request_report",
    "resend_lost_jobs",
    "retry_report",
    "save_narrative",
    "supersede_reports",
]
