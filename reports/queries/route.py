"""The way of a report: its stations with dates and people, and the legal date."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from organization.models import Agency
from organization.queries import lkjip_day
from organization.worktime import existing_day
from reports.models import FormalRule, Report, ReportAct, Review
from reports.outline import review_context
from reports.queries.report import letterhead_of, signature_under, versions_of
from reports.states import (
    ANNUAL_KINDS,
    FINAL,
    GOVERNMENT_KINDS,
    ReportKind,
    ReportState,
    next_station,
    route,
    watermark,
)

#: Stations that a rule adds: what went its way before the rule was made has not passed them.
BY_RULE = (ReportState.ASSISTED, ReportState.REVIEWED)


@dataclass(frozen=True, slots=True)
class Station:
    """One station on the way; `stand` is selesai, kini or nanti.

    `corrected`: what was recorded of it before, latest first.
    """

    state: ReportState
    stand: str
    act: ReportAct | None
    corrected: tuple[ReportAct, ...] = ()

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def is_recorded(self) -> bool:
        """Whether it happened outside, and the person behind the act only wrote it down."""
        return self.state in (ReportState.SIGNED, ReportState.SUBMITTED, ReportState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Way:
    """All stations, what was returned and why, and how it lies against the legal date.

    `given_back` is the return that nobody has answered yet with another act.
    """

    stations: tuple[Station, ...]
    returns: tuple[ReportAct, ...]
    due_on: date | None
    submitted_on: date | None
    following: ReportState | None
    is_draft: bool
    is_overdue: bool
    given_back: ReportAct | None

    @property
    def steps(self) -> list[dict[str, str]]:
        """For the strip of steps on the page."""
        return [{"label": each.label, "state": each.stand} for each in self.stations]

    @property
    def days_late(self) -> int | None:
        """Days after the legal date on which it was submitted; None before that or without one."""
        if self.due_on is None or self.submitted_on is None:
            return None
        return max(0, (self.submitted_on - self.due_on).days)


def stations_of(report: Report) -> tuple[ReportState, ...]:
    """The stations that this report passes. 1 query for reports of a year."""
    rule = None
    if report.kind in ANNUAL_KINDS:
        rule = FormalRule.objects.filter(agency=report.agency_id).first()
    return stations_under(report, rule)


def stations_under(report: Report, rule: FormalRule | None) -> tuple[ReportState, ...]:
    """The stations of a report where its agency has this rule."""
    # the kabupaten's is always reviewed; the Inspektorat does not review its own
    is_own = report.agency.kind == Agency.Kind.INSPEKTORAT
    is_asked = rule is not None and rule.is_reviewed and not is_own
    return route(
        report.kind,
        is_reviewed=is_asked or report.kind == ReportKind.GOVERNMENT_LKJIP,
        is_assisted=rule is not None and rule.is_assisted,
    )


def way_of(report: Report, today: date) -> Way:
    """Where a report stands; acts before the last return no longer count. 2 queries."""
    stations = stations_of(report)
    following = next_station(stations, report.state)
    acts = list(report.acts.select_related("officeholder__position"))
    reached: dict[ReportState, ReportAct] = {}
    corrected: list[ReportAct] = []
    for act in acts:
        if act.is_return:
            reached.clear()
            continue
        state = ReportState(act.state)
        if state == ReportState.PUBLISHED and state in reached:
            corrected.insert(0, reached[state])
        reached[state] = act
    present = stations.index(following) if following else len(stations)
    if report.state == ReportState.SUPERSEDED:
        present = 1 + max((stations.index(each) for each in reached if each in stations), default=0)
    submitted, due_on = reached.get(ReportState.SUBMITTED), legal_day(report)
    return Way(
        stations=tuple(
            Station(
                state,
                _stand(place, present),
                reached.get(state),
                tuple(corrected) if state == ReportState.PUBLISHED else (),
            )
            for place, state in enumerate(stations)
            if place >= present or state in reached or state not in BY_RULE
        ),
        returns=tuple(act for act in reversed(acts) if act.is_return),
        due_on=due_on,
        submitted_on=submitted.on if submitted else None,
        following=following,
        is_draft=watermark(report.state) == "DRAF",
        is_overdue=due_on is not None and submitted is None and today > due_on,
        given_back=_last_return(report, acts),
    )


def statement_of(report: Report) -> dict[str, Any]:
    """The statement of the review that the report has passed; empty where it has passed none."""
    done = {ReportState.REVIEWED, *FINAL}
    review = report.reviews.filter(outcome=Review.Outcome.DONE).last()
    if review is None or not (report.state in done or report.approved_at):
        return {}
    return {**review.statement, "answers": review.answers}


def begun_review(report: Report) -> Review | None:
    """The running review, else the last one of this report or of a version before it.

    Who reviews again what came back mended begins with the answers he had.
    """
    reviews = Review.objects.filter(report__in=versions_of(report))
    return reviews.select_related("officeholder__position").last()


def statement_page(report: Report) -> tuple[Agency, dict[str, Any]] | None:
    """Who reviewed, and what the paper of the statement prints under that letterhead."""
    statement = statement_of(report)
    if not statement:
        return None
    review = report.reviews.filter(outcome=Review.Outcome.DONE).latest("pk")
    reviewer = review.officeholder.position.agency
    named = whose(report)
    page = review_context(statement, letterhead_of(reviewer), agency_name=named, year=report.year)
    return reviewer, page


def whose(report: Report) -> str:
    """Whose performance a report tells of: the whole kabupaten's is kept by its Setda only."""
    agency = report.agency
    if report.kind in GOVERNMENT_KINDS:
        return f"Pemerintah {agency.government.name}"
    return agency.name


def approval_of(report: Report) -> dict[str, Any]:
    """The approval that the report's printing tells of, with the block of who signs it; empty
    where there is none."""
    term, at = report.approved_as, report.approved_at
    if term is None or at is None:
        return {}
    zone = ZoneInfo(report.agency.time_zone)
    return {
        "position": term.position.name,
        "capacity": term.capacity,
        "at": at.astimezone(zone).isoformat(),
        "signature": signature_under(term),
    }


def legal_day(report: Report) -> date | None:
    """The last legal day for submitting a report of a year; others have none."""
    government, year = report.agency.government, report.year + 1
    if report.kind == ReportKind.GOVERNMENT_LKJIP:
        return existing_day(year, government.lkj_due_month, government.lkj_due_day)
    return lkjip_day(report.agency, year) if report.kind == ReportKind.LKJIP else None


def _last_return(report: Report, acts: list[ReportAct]) -> ReportAct | None:
    """The return that has not been answered yet."""
    return acts[-1] if acts and acts[-1].is_return and report.state == ReportState.DRAFT else None


def _stand(place: int, present: int) -> str:
    if place < present:
        return "selesai"
    return "kini" if place == present else "nanti"
