"""Papers printed on request, each with what it is and how it is printed under a code.

A paper is a function of its data: the same words are the same paper, whenever it is printed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Protocol

from lxml import html

from organization.models import Agency, Officeholder
from reports.books import BOOKS, book_page, takeover_page
from reports.models import IssuedPaper, Report
from reports.paper import html_of
from reports.pdf import write_form, write_pdf
from reports.planning import Document, page_of
from reports.queries import statement_page, whose
from reports.sheet import sheet_of
from sop.models import SopVersion
from sop.sheet import prepare_form
from workflow.models import Run
from workflow.queries.takeover import takeover_of

Kind = IssuedPaper.Kind


@dataclass(frozen=True, slots=True)
class Issuable:
    """A paper before its code is known. `text`: its HTML; `write`: its code → its PDF.

    The other fields are those of `IssuedPaper`.
    """

    agency: Agency
    kind: IssuedPaper.Kind
    subject: str
    text: str
    write: Callable[[str], bytes]
    title: str = ""
    year: int | None = None
    triwulan: int | None = None
    word: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for the same words in the same places, however they are marked up and set."""
        pieces = (piece.strip() for piece in html.fromstring(self.text).itertext())
        return hashlib.sha256("\n".join(filter(None, pieces)).encode()).hexdigest()


class Issue(Protocol):
    """Gives a paper out, with its code on every page."""

    def __call__(self, *, paper: Issuable) -> bytes:
        """The paper as PDF."""


def plan_paper(
    agency: Agency, kind: IssuedPaper.Kind, document: Document, year: int, on: date
) -> Issuable:
    """A document of the year's plan, or another made of its tables, signed by who heads it then."""
    page = page_of(agency, document, year, on)
    return _filled(document.template, page, agency, kind, str(year), year=year)


def disposisi_paper(run: Run) -> Issuable:
    """The lembar disposisi of a run; of its names and words nothing is told to the public."""
    return _filled(
        "print/lembar_disposisi.html",
        sheet_of(run),
        run.agency,
        Kind.DISPOSISI,
        str(run.pk),
        year=run.year,
        triwulan=run.triwulan,
    )


def book_paper(agency: Agency, book: str, year: int) -> Issuable:
    """The buku agenda or ekspedisi of a year."""
    page = book_page(agency, BOOKS[book](agency, year))
    return _filled("print/book.html", page, agency, Kind(book), str(year), year=year)


def takeover_paper(term: Officeholder, on: date) -> Issuable:
    """What lies at a post as its term ends, as on this day."""
    page = takeover_page(takeover_of(term, on), on)
    return _filled("print/takeover.html", page, term.position.agency, Kind.TAKEOVER, str(term.pk))


def review_paper(report: Report) -> Issuable | None:
    """The statement of a report's review, given out by who reviewed; None where there is none."""
    found = statement_page(report)
    if found is None:
        return None
    agency, page = found
    return _filled(
        "print/review_statement.html",
        page,
        agency,
        Kind.REVIEW,
        str(report.pk),
        title=f"{report.get_kind_display()} {whose(report)}, versi {report.number}",
        year=report.year,
        triwulan=report.triwulan,
    )


def procedure_paper(version: SopVersion) -> Issuable:
    """The official form of an SOP; `version` is whole (`whole_version`)."""
    form = prepare_form(version)
    return Issuable(
        agency=version.document.agency,
        kind=Kind.SOP,
        subject=str(version.pk),
        text=form.html,
        write=partial(write_form, form),
        title=f"{version.nama}, versi {version.number}",
    )


def _filled(
    template: str,
    page: dict[str, Any],
    agency: Agency,
    kind: IssuedPaper.Kind,
    subject: str,
    **known: Any,
) -> Issuable:
    """A print template filled with its page; `known` are further fields."""
    text, paper = html_of(template, page), page["data"]["agency"]["paper"]
    return Issuable(
        agency=agency,
        kind=kind,
        subject=subject,
        text=text,
        write=partial(write_pdf, text, paper),
        word=page["watermark"],
        **known,
    )
