"""One run: lanes, times, outputs, log, and reopening once it is filed."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indicators.workbook import export_lanes
from organization.access import barred
from organization.language import in_office_language
from workflow import artifacts, services
from workflow.access import reopening_as, run_for
from workflow.forms import ReturnForm
from workflow.models import Run
from workflow.queries.figures import run_rows
from workflow.queries.reopening import Reopenable, expect_filed, reopenable
from workflow.queries.run import run_page
from workflow.views.arriving import Visitor, posted, visitor
from workflow.views.figures import workbook_file


def run_detail(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    return _show(request, who, run_for(who.user, pk, who.on))


@in_office_language
def run_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """All lanes' figures as one workbook, a sheet per lane; one's own rows can come back."""
    who = visitor(request)
    run = run_for(who.user, pk, who.on)
    body = export_lanes(
        run_rows(run), agency=run.agency, year=run.year, triwulan=run.triwulan, now=who.now
    )
    return workbook_file(body, f"semua-jalur-{run.agency.key}-{run.year}-tw{run.triwulan}.xlsx")


@posted("workflow:run-detail")
def run_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    run = run_for(who.user, pk, who.on)
    acting = reopening_as(who.user, run, who.on)
    expect_filed(run)
    filed = reopenable(run)
    form = _form(filed, request)
    if not form.is_valid():
        return _show(
            request, who, run, form=form, filed=filed, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    services.reopen_run(
        run=run,
        acting=acting,
        leaves=form.chosen_lanes,
        reasons=form.reasons,
        reason=form.cleaned_data["reason"],
        now=who.now,
    )
    messages.success(request, _("Pelaksanaan dibuka kembali; laporan lama ditandai digantikan."))
    return redirect("workflow:run-detail", pk)


def _show(
    request: HttpRequest,
    who: Visitor,
    run: Run,
    *,
    form: ReturnForm | None = None,
    filed: Reopenable | None = None,
    status: int = 200,
) -> HttpResponse:
    page = run_page(run, who.on, who.now, whole_log="log" in request.GET)
    locked = barred([(_("Buka kembali pelaksanaan ini"), lambda: _expect_reopening(who, run))])
    if form is None and not locked:
        filed = reopenable(run)
        form = _form(filed)
    context = {
        "page": page,
        "run": run,
        "now": who.now,
        "form": form,
        "filed": filed,
        "barred": locked,
        "texts": artifacts.texts_of(who.user, run, who.on),
    }
    return render(request, "workflow/run_detail.html", context, status=status)


def _expect_reopening(who: Visitor, run: Run) -> None:
    """What opening this run again asks before its form."""
    reopening_as(who.user, run, who.on)
    expect_filed(run)


def _form(filed: Reopenable, request: HttpRequest | None = None) -> ReturnForm:
    return ReturnForm(
        request.POST if request is not None else None,
        choices=filed.choices,
        lanes=filed.lanes,
        returnable=filed.keys,
        must_name=True,
    )
