"""Reads of the report pages: lists, the way of a report, proofs for its review, verification."""

from reports.queries.awaiting import Awaited, awaiting, stations_ahead
from reports.queries.issued import Issued, issued_of
from reports.queries.jobs import SILENT, job_of, silent_jobs, silent_since
from reports.queries.judging import Judge, judge_of, judge_signature
from reports.queries.narratives import (
    Written,
    figures_now,
    government_written_of,
    narrated_sasaran,
    told_during,
    written_of,
)
from reports.queries.packs import PackState, pack_state
from reports.queries.proofs import Proof, proofs_for
from reports.queries.report import (
    PeriodReports,
    approved_years,
    by_period,
    file_name,
    latest_of,
    letterhead_of,
    signature_of,
    signature_under,
    versioned_title,
    versions_of,
    years_of,
)
from reports.queries.route import (
    Way,
    approval_of,
    begun_review,
    legal_day,
    statement_of,
    statement_page,
    stations_of,
    way_of,
    whose,
)
from reports.queries.verification import Published, Verdict, copies_of, published_of, verdict_on

__all__ = [
    "SILENT",
    "Awaited",
    "Issued",
    "Judge",
    "PackState",
    "PeriodReports",
    "Proof",
    "Published",
    "Verdict",
    "Way",
    "Written",
    "approval_of",
    "approved_years",
    "awaiting",
    "begun_review",
    "by_period",
    "copies_of",
    "figures_now",
    "file_name",
    "government_written_of",
    "issued_of",
    "job_of",
    "judge_of",
    "judge_signature",
    "latest_of",
    "legal_day",
    "letterhead_of",
    "narrated_sasaran",
    "pack_state",
    "proofs_for",
    "published_of",
    "signature_of",
    "signature_under",
    "silent_jobs",
    "silent_since",
    "statement_of",
    "statement_page",
    "stations_ahead",
    "stations_of",
    "told_during",
    "verdict_on",
    "versioned_title",
    "versions_of",
    "way_of",
    "whose",
    "written_of",
    "years_of",
]
