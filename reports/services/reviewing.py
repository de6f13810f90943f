"""The review by APIP: answers kept as they are given, and the statement that ends it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from organization.access import Acting
from organization.services import record_event
from reports import checklist
from reports.access import ReviewIncomplete, expect_station
from reports.models import Report, Review
from reports.queries import proofs_for, signature_under
from reports.services.moving import enter_station, hold, today_of
from reports.states import ReportState

Answers = dict[str, dict[str, str]]


def save_review(*, report: Report, acting: Acting, answers: Answers, now: datetime) -> Review:
    """Keep the checklist as it stands, unfinished; the first time begins the review.

    Raises NotAtThisStation where no review is due.
    """
    with transaction.atomic():
        hold(report)
        expect_station(report, ReportState.REVIEWED)
        review = _running(report, acting, now)
        Review.objects.filter(pk=review.pk, outcome=Review.Outcome.RUNNING).update(
            answers=answers, user=acting.user, officeholder=acting.officeholder
        )
        review.refresh_from_db()
    return review


def finish_review(*, report: Report, acting: Acting, answers: Answers, now: datetime) -> Review:
    """End the review with its statement; the report is then direviu.

    Raises ReviewIncomplete where an item wants an answer or a note, NotAtThisStation.
    """
    open_items = checklist.missing(answers)
    if open_items:
        raise ReviewIncomplete(open_items)
    with transaction.atomic():
        review = save_review(report=report, acting=acting, answers=answers, now=now)
        enter_station(
            report=report,
            to=ReportState.REVIEWED,
            acting=acting,
            now=now,
            data={"review": review.pk, "is_clean": checklist.is_clean(answers)},
        )
        Review.objects.filter(pk=review.pk).update(
            outcome=Review.Outcome.DONE,
            finished_at=now,
            statement=_statement(report, acting, answers, now),
        )
        review.refresh_from_db()
    return review


def _running(report: Report, acting: Acting, now: datetime) -> Review:
    """The running review of a report; two who begin at once share one."""
    running = report.reviews.filter(outcome=Review.Outcome.RUNNING)
    found = running.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            review = Review.objects.create(
                report=report, started_at=now, user=acting.user, officeholder=acting.officeholder
            )
    except IntegrityError:
        return running.get()
    record_event(
        agency=report.agency,
        subject_type=report.subject[0],
        subject_id=report.subject[1],
        action="report.review_started",
        at=now,
        acting=acting,
        data={"report": report.pk, "review": review.pk},
    )
    return review


def _statement(report: Report, acting: Acting, answers: Answers, now: datetime) -> dict[str, Any]:
    """What the paper says, frozen: who signs, on which day, and what the log proved then."""
    proofs = {key: proof.sentence for key, proof in proofs_for(report).items()}
    return {
        "dated_on": today_of(report, now).isoformat(),
        "signature": signature_under(acting.officeholder),
        "proofs": proofs,
        "is_clean": checklist.is_clean(answers),
        "draft_sha256": report.pdf_sha256,
    }
