"""The public page that tells what a printed document is, by its code or by its file.

Nothing of its content is shown, and an uploaded file is only hashed, never kept.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from organization import clock
from reports import codes
from reports.forms import CheckForm, CodeForm
from reports.queries import Issued, Published, issued_of, published_of, verdict_on
from reports.views.limiting import limited

PAGES = {
    Published: "reports/verification_check.html",
    Issued: "reports/verification_paper.html",
}


@login_not_required
@limited
def verification_find(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("verification:verification-check", form.cleaned_data["kode"])
    return render(request, "reports/verification_find.html", {"form": form})


@login_not_required
@limited
def verification_check(request: HttpRequest, code: str) -> HttpResponse:
    wanted = codes.read(code)
    if wanted and wanted != code:
        return redirect("verification:verification-check", wanted)
    document = published_of(wanted) or issued_of(wanted, localdate(clock.now()))
    if document is None:
        unknown = CodeForm({"kode": code})
        unknown.refuse_unknown()
        return render(request, "reports/verification_find.html", {"form": unknown}, status=404)
    form = CheckForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    context: dict[str, object] = {"document": document, "form": form}
    if request.method == "POST" and form.is_valid():
        context["verdict"] = verdict_on(document, form.cleaned_data["berkas"])
    return render(request, PAGES[type(document)], context)
