"""What anybody may know of a paper printed on request, by its code."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reports.models import IssuedPaper, Report
from reports.states import ReportState
from sop.models import SopVersion
from sop.queries import version_in_force


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper by its code: its latest issue under it, the latest of all, and its files' hashes.

    `overtaken`: what has replaced that of which the paper tells, in words, or nothing.
    """

    paper: IssuedPaper
    newest: IssuedPaper
    files: tuple[IssuedPaper, ...]
    overtaken: str

    @property
    def code(self) -> str:
        return self.paper.code

    @property
    def is_replaced(self) -> bool:
        """Whether other content was given out since."""
        return self.newest.code != self.paper.code


def issued_of(code: str, on: date) -> Issued | None:
    """The paper with this verification code, as on this day. 2 to 4 queries."""
    under = IssuedPaper.objects.filter(code=code).select_related("agency__government")
    issues = list(under.order_by("number"))
    if not issues:
        return None
    paper = issues[-1]
    every = IssuedPaper.objects.filter(
        agency=paper.agency_id, kind=paper.kind, subject=paper.subject
    )
    # a file given out again after another keeps its first day
    files = {issue.sha256: issue for issue in reversed(issues)}
    return Issued(
        paper=paper,
        newest=every.latest("number"),
        files=tuple(files.values()),
        overtaken=_overtaken(paper, on),
    )


def _overtaken(paper: IssuedPaper, on: date) -> str:
    if paper.kind == IssuedPaper.Kind.SOP:
        return _later_procedure(int(paper.subject), on)
    if paper.kind == IssuedPaper.Kind.REVIEW:
        report = Report.objects.filter(pk=int(paper.subject), state=ReportState.SUPERSEDED)
        return _("Laporan yang direviu telah digantikan.") if report.exists() else ""
    return ""


def _later_procedure(pk: int, on: date) -> str:
    version = SopVersion.objects.select_related("document").get(pk=pk)
    present = version_in_force(version.document, on)
    if present is None or present.number <= version.number:
        return ""
    return _("SOP ini telah diganti dengan versi %(number)d.") % {"number": present.number}
