"""The review by APIP: the checklist with what the log proves, and its statement on paper."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.language import in_office_language
from organization.models import User
from reports import checklist, services
from reports.access import expect_station, report_for, reviewer_for
from reports.forms import ReviewForm, state_of
from reports.issuable import review_paper
from reports.models import Review
from reports.naming import paper_name
from reports.queries import Proof, begun_review, proofs_for, whose
from reports.states import ReportState


def report_review(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    acting = reviewer_for(_user(request), report, localdate(now))
    expect_station(report, ReportState.REVIEWED)
    proofs = proofs_for(report)
    begun = begun_review(report)
    form = ReviewForm(
        request.POST if request.method == "POST" else None, answers=_known(begun, proofs)
    )
    if request.method == "POST" and form.is_valid() and form.expect_seen(begun, request.POST):
        if "selesai" not in request.POST:
            services.save_review(report=report, acting=acting, answers=form.answers(), now=now)
            return _kept(request, pk)
        if form.expect_complete():
            services.finish_review(report=report, acting=acting, answers=form.answers(), now=now)
            messages.success(request, _("Laporan telah direviu; pernyataannya dapat diunduh."))
            return redirect("reports:report-detail", pk)
    context = {
        "report": report,
        "form": form,
        "parts": _parts(form, proofs),
        "begun": begun,
        "seen": state_of(begun),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "reports/report_review.html", context, status=status)


@in_office_language
def review_statement(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    report = report_for(_user(request), pk, localdate(now))
    paper = review_paper(report)
    if paper is None:
        raise Http404
    content = services.issue_paper(paper=paper, now=now)
    response = HttpResponse(content, content_type="application/pdf")
    title = f"Pernyataan Telah Direviu {report.get_kind_display()} {report.year}"
    name = paper_name(title, whose(report), ending="pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _kept(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers are kept; on to the return's reason, or back to the list."""
    if "kembalikan" in request.POST:
        return redirect("reports:report-return", pk)
    messages.success(request, _("Daftar uji tersimpan; reviu dapat dilanjutkan nanti."))
    return redirect("reports:report-review", pk)


def _known(begun: Review | None, proofs: dict[str, Proof]) -> dict[str, dict[str, str]]:
    """What the reviewer saved; before he began, what the log proves is ticked."""
    if begun is not None:
        return cast("dict[str, dict[str, str]]", begun.answers)
    return {
        key: {"answer": checklist.YES, "note": ""}
        for key, proof in proofs.items()
        if proof.is_complete
    }


def _parts(form: ReviewForm, proofs: dict[str, Proof]) -> list[dict[str, Any]]:
    """The checklist with its fields and proofs, as the page walks it."""
    return [
        {
            "part": part,
            "rows": [
                {
                    "item": item,
                    "answer": form[f"jawab-{item.key}"],
                    "note": form[f"catatan-{item.key}"],
                    "proof": proofs.get(item.key),
                }
                for item in part.items
            ],
        }
        for part in checklist.CHECKLIST
    ]


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
