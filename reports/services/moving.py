"""From station to station: one guarded update, one act with its day and person, one event."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from organization.access import Acting
from organization.services import record_event
from reports.access import (
    NotAtThisStation,
    expect_enterable,
    expect_published,
    expect_rendered,
    expect_returnable,
    keepers_of,
)
from reports.models import Report, ReportAct, Review
from reports.queries import stations_of, versioned_title
from reports.services.requesting import queue_rendering
from reports.states import ReportState, next_station, watermark
from workflow.models import Notice
from workflow.services.notifying import notify_positions

#: So much of a reason stands in a notice; the report's page has all of it.
TOLD = 160
#: What was done, as the event log names it.
ACTIONS = {
    ReportState.ASSISTED: "report.assisted",
    ReportState.REVIEWED: "report.reviewed",
    ReportState.APPROVED: "report.approved",
    ReportState.SIGNED: "report.signed",
    ReportState.SUBMITTED: "report.submitted",
    ReportState.PUBLISHED: "report.published",
}


def hold(report: Report) -> None:
    """Where the report stands now; until the transaction ends nobody else moves it.

    A page that was opened before knows an older state.
    """
    report.refresh_from_db(
        fields=["state", "pdf", "pdf_sha256"], from_queryset=Report.objects.select_for_update()
    )


def enter_station(
    *,
    report: Report,
    to: ReportState,
    acting: Acting,
    now: datetime,
    on: date | None = None,
    changes: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    **words: str,
) -> ReportAct:
    """Move a report to the next station of its way; `on` is the day on paper, else today.

    `changes` go to the report's row, `data` to the event, `words` to the act. Call it inside a
    transaction. Raises NotAtThisStation, NotNewest, NotRendered.
    """
    expect_enterable(report, to)
    old = Report.objects.filter(pk=report.pk, state=report.state)
    if not old.exclude(pdf_sha256="").update(state=to, **(changes or {})):
        # somebody was faster
        report.refresh_from_db()
        expect_rendered(report)
        raise NotAtThisStation(report.state, next_station(stations_of(report), report.state))
    act = ReportAct.objects.create(
        report=report,
        state=to,
        on=on or today_of(report, now),
        at=now,
        user=acting.user,
        officeholder=acting.officeholder,
        **words,
    )
    told = {"report": report.pk, "kind": report.kind, "on": act.on.isoformat()}
    _record(report, ACTIONS[to], acting, now, data=told | words | (data or {}))
    report.refresh_from_db()
    return act


def assist_report(*, report: Report, acting: Acting, note: str, now: datetime) -> ReportAct:
    """Bagian Organisasi has gone through the draft (asistensi)."""
    with transaction.atomic():
        return enter_station(
            report=report, to=ReportState.ASSISTED, acting=acting, now=now, reason=note
        )


def submit_report(
    *, report: Report, acting: Acting, on: date, recipient: str, letter: str, now: datetime
) -> ReportAct:
    """Record to whom the signed report was submitted, on which day, with which letter."""
    with transaction.atomic():
        return enter_station(
            report=report,
            to=ReportState.SUBMITTED,
            acting=acting,
            now=now,
            on=on,
            recipient=recipient,
            letter=letter,
        )


def publish_report(
    *, report: Report, acting: Acting, on: date, address: str, now: datetime
) -> ReportAct:
    """Record where and when the report was made public."""
    with transaction.atomic():
        return enter_station(
            report=report,
            to=ReportState.PUBLISHED,
            acting=acting,
            now=now,
            on=on,
            address=address,
        )


def correct_publication(
    *, report: Report, acting: Acting, on: date, address: str, reason: str, now: datetime
) -> ReportAct:
    """Record where and since when the report is public in truth; what was recorded stays beside it.

    The same correction sent twice is one. Raises NotAtThisStation for what is not public.
    """
    with transaction.atomic():
        hold(report)
        expect_published(report)
        last = report.acts.filter(state=ReportState.PUBLISHED).latest("at", "pk")
        if (last.user, last.on, last.address, last.reason) == (acting.user, on, address, reason):
            return last
        act = ReportAct.objects.create(
            report=report,
            state=ReportState.PUBLISHED,
            on=on,
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
            address=address,
            reason=reason,
        )
        data = {
            "report": report.pk,
            "kind": report.kind,
            "from": {"on": last.on.isoformat(), "address": last.address},
            "to": {"on": on.isoformat(), "address": address},
        }
        _record(report, "report.publication_corrected", acting, now, reason=reason, data=data)
    return act


def return_report(*, report: Report, acting: Acting, reason: str, now: datetime) -> ReportAct:
    """Give a report back with a reason: it is a draft again, whatever it had reached.

    A running review ends with it; the same return sent twice is one. Raises NotReturnable for
    what is published or superseded.
    """
    changes: dict[str, Any] = {"approved_at": None, "approved_by": None, "approved_as": None}
    with transaction.atomic():
        hold(report)
        expect_returnable(report)
        last = report.acts.last()
        if last and last.is_return and (last.user, last.reason) == (acting.user, reason):
            return last
        if watermark(report.state) != watermark(ReportState.DRAFT):
            changes |= {"pdf": "", "pdf_sha256": ""}
        Report.objects.filter(pk=report.pk).update(state=ReportState.DRAFT, **changes)
        report.reviews.filter(outcome=Review.Outcome.RUNNING).update(
            outcome=Review.Outcome.RETURNED, finished_at=now
        )
        act = ReportAct.objects.create(
            report=report,
            state=ReportState.DRAFT,
            is_return=True,
            on=today_of(report, now),
            at=now,
            user=acting.user,
            officeholder=acting.officeholder,
            reason=reason,
        )
        data = {"report": report.pk, "kind": report.kind, "from": report.state}
        _record(report, "report.returned", acting, now, reason=reason, data=data)
        report.refresh_from_db()
        queue_rendering(report=report, now=now)
        _tell_keepers(report, act)
    return act


def _tell_keepers(report: Report, act: ReportAct) -> None:
    """Who mends a returned report is told why it came back; not who returned it."""
    posts = keepers_of(report, today_of(report, act.at))
    notify_positions(
        positions=[each for each in posts if each.pk != act.officeholder.position_id],
        kind=Notice.Kind.REPORT_RETURNED,
        key=f"{Notice.Kind.REPORT_RETURNED}:{act.pk}",
        agency=report.agency,
        now=act.at,
        title=versioned_title(report),
        reason=Truncator(act.reason).chars(TOLD),
        path=reverse("reports:report-detail", args=[report.pk]),
    )


def today_of(report: Report, now: datetime) -> date:
    """The day at the agency's place."""
    return now.astimezone(ZoneInfo(report.agency.time_zone)).date()


def _record(
    report: Report,
    action: str,
    acting: Acting,
    now: datetime,
    *,
    data: dict[str, Any],
    reason: str = "",
) -> None:
    record_event(
        agency=report.agency,
        subject_type=report.subject[0],
        subject_id=report.subject[1],
        action=action,
        at=now,
        acting=acting,
        reason=reason,
        data=data,
    )
