"""Every change of a report: requested, rendered, moved on its way; the year's narratives."""

from reports.services.approving import approve_report, supersede_reports
from reports.services.claiming import hear_of
from reports.services.consolidating import request_overview
from reports.services.issuing import issue_paper
from reports.services.judging import approve_judged
from reports.services.moving import (
    assist_report,
    correct_publication,
    publish_report,
    return_report,
    submit_report,
)
from reports.services.narrating import save_narrative
from reports.services.packing import build_pack, request_pack, resend_lost_packs
from reports.services.rebuilding import rebuild_report
from reports.services.rendering import render_report, resend_lost_jobs, retry_report
from reports.services.requesting import request_report
from reports.services.reviewing import finish_review, save_review
from reports.services.signing import sign_locally, take_scan, take_signed_copy

__all__ = [
    "approve_judged",
    "approve_report",
    "assist_report",
    "build_pack",
    "correct_publication",
    "finish_review",
    "hear_of",
    "issue_paper",
    "publish_report",
    "rebuild_report",
    "render_report",
    "request_overview",
    "request_pack",
    "request_report",
    "resend_lost_jobs",
    "resend_lost_packs",
    "retry_report",
    "return_report",
    "save_narrative",
    "save_review",
    "sign_locally",
    "submit_report",
    "supersede_reports",
    "take_scan",
    "take_signed_copy",
]
