"""Writing figures: the draft, and one's own form as Excel out and back in."""

from io import BytesIO

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indicators.access import EvidenceRefused, FigureConflict, FiguresLocked
from indicators.queries import FigureRow
from indicators.workbook import CONTENT_TYPE, EntryWorkbook, export_entry, read_entry
from organization.access import Acting
from workflow import services
from workflow.access import WrongMove
from workflow.forms import WorkbookForm
from workflow.queries.covering import editable_ids, mends_figures, represented
from workflow.queries.figures import lane_rows
from workflow.views.arriving import Desk, desk_for, posted
from workflow.views.panels import INVALID, show_task, writing_for


@posted("workflow:task-detail")
def task_save(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.writing_as(), desk.page.task
    writing = writing_for(desk, acting, request)
    if writing.grid is None:
        raise WrongMove
    if not writing.is_valid(complete=False):
        return show_task(request, desk, status=INVALID, writing=writing)
    try:
        saved = services.save_task_figures(
            task=task,
            acting=acting,
            entries=writing.grid.entries,
            attachments=writing.grid.attachments,
            removals=writing.grid.removals,
            now=desk.visitor.now,
            origin="web",
        )
    except (EvidenceRefused, FigureConflict, FiguresLocked) as refusal:
        writing.refuse(refusal)
        return show_task(request, desk, status=refusal.status, writing=writing)
    messages.success(request, _("Draf tersimpan; %(count)d angka berubah.") % {"count": saved})
    return redirect("workflow:task-detail", pk)


def task_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    task = desk.page.task
    body = export_entry(
        _rows_asked_for(request, desk),
        agency=task.run.agency,
        year=task.run.year,
        triwulan=task.run.triwulan,
        now=desk.visitor.now,
    )
    name = f"isian-{task.run.agency.key}-{task.run.year}-tw{task.run.triwulan}-{task.pk}.xlsx"
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _rows_asked_for(request: HttpRequest, desk: Desk) -> list[FigureRow]:
    """The holder's own figures, or the blank format of a lane that a preparing step hands out."""
    task = desk.page.task
    lane = request.GET.get("jalur", "")
    if task.step.kind == "prepare" and lane.isascii() and lane.isdecimal() and len(lane) < 10:
        return lane_rows(task, int(lane))
    if not mends_figures(task):
        raise Http404
    return desk.page.rows_of(represented(task, [desk.writing_as().position.pk]))


@posted("workflow:task-detail")
def task_upload(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.writing_as(), desk.page.task
    form = WorkbookForm(request.POST, request.FILES)
    if not mends_figures(task):
        raise WrongMove
    if not form.is_valid():
        return show_task(request, desk, status=INVALID, workbook_form=form)
    book = _read(desk, acting, form)
    if book.problems:
        context = {"task": task, "problems": book.problems, "workbook_form": WorkbookForm()}
        return render(request, "workflow/task_upload.html", context, status=INVALID)
    saved = services.save_task_figures(
        task=task, acting=acting, entries=book.entries, now=desk.visitor.now, origin="excel"
    )
    if saved:
        messages.success(request, _("%(count)d angka dimuat dari Excel.") % {"count": saved})
    else:
        messages.info(request, _("Berkas itu tidak memuat perubahan."))
    return redirect("workflow:task-detail", pk)


def _read(desk: Desk, acting: Acting, form: WorkbookForm) -> EntryWorkbook:
    task = desk.page.task
    positions = represented(task, [acting.position.pk])
    return read_entry(
        BytesIO(form.cleaned_data["file"].read()),
        rows=desk.page.rows_of(positions),
        editable=editable_ids(task, positions),
        agency=task.run.agency,
        year=task.run.year,
        triwulan=task.run.triwulan,
    )
