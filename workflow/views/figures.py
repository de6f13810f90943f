"""Writing figures: the draft, and one's own form as Excel out and back in."""

from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.access import EvidenceRefused, FigureConflict, FiguresLocked
from indicators.forms import FigureGrid
from indicators.queries import FigureRow
from indicators.services import Saved
from indicators.workbook import CONTENT_TYPE, EntryWorkbook, export_entry, read_entry, rejoin
from organization.access import Acting, Refused
from organization.language import in_office_language
from workflow import services
from workflow.access import WrongMove
from workflow.forms import WorkbookForm
from workflow.queries.conflicts import conflict_sentence
from workflow.queries.covering import editable_ids, mends_figures
from workflow.queries.figures import (
    Carried,
    approved_ids,
    lane_rows,
    own_rows,
    rows_carried,
    rows_to_save,
    run_rows,
)
from workflow.services.figures import FigureLocked
from workflow.views.arriving import Desk, desk_for, posted
from workflow.views.panels import show_task
from workflow.views.writing import carried_for, writing_for


@posted("workflow:task-detail")
def task_save(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.writing_as(), desk.task
    writing = writing_for(desk, acting, request)
    if writing.grid is None:
        raise WrongMove
    if not writing.is_valid(complete=False):
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, writing=writing)
    try:
        writing.expect_open()
        saved, is_worded = services.save_draft(
            task=task, acting=acting, now=desk.visitor.now, **writing.content
        )
    except (EvidenceRefused, FigureConflict, FigureLocked, FiguresLocked) as refusal:
        writing.refuse(refusal)
        return show_task(request, desk, status=refusal.status, writing=writing)
    told = [
        ngettext(
            "Draf tersimpan; %(count)d angka berubah.",
            "Draf tersimpan; %(count)d angka berubah.",
            saved.changed,
        )
        % {"count": saved.changed}
    ]
    if saved.joined:
        names = "; ".join(each.indicator.name for each in saved.joined)
        told.append(_("Digabung dengan simpanan lain: %(names)s.") % {"names": names})
    if writing.grid.attachments or writing.grid.removals:
        told.append(_("Bukti dukung ikut tersimpan."))
    if is_worded:
        told.append(_("Catatan dan tanggapan ikut tersimpan."))
    messages.success(request, " ".join(told))
    return redirect("workflow:task-detail", pk)


@in_office_language
def task_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    task = desk.task
    body = export_entry(
        _rows_asked_for(request, desk),
        agency=task.run.agency,
        year=task.run.year,
        triwulan=task.run.triwulan,
        now=desk.visitor.now,
    )
    period = f"{task.run.year}-tw{task.run.triwulan}"
    return workbook_file(body, f"isian-{task.run.agency.key}-{period}-{task.pk}.xlsx")


def workbook_file(body: bytes, name: str) -> HttpResponse:
    """A workbook as a download that no proxy keeps."""
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _rows_asked_for(request: HttpRequest, desk: Desk) -> list[FigureRow]:
    """The holder's own figures, or the blank format of a lane that a preparing step hands out."""
    task = desk.task
    lane = request.GET.get("jalur", "")
    if task.step.kind == "prepare" and _is_id(lane):
        return lane_rows(task, int(lane))
    if not mends_figures(task):
        raise Http404
    return own_rows(task, [desk.writing_as().position.pk])


@posted("workflow:task-detail")
def task_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would change; nothing is saved yet."""
    desk = desk_for(request, pk)
    acting, task = desk.writing_as(), desk.task
    form = WorkbookForm(request.POST, request.FILES)
    if not mends_figures(task):
        raise WrongMove
    context = {"task": task, "workbook_form": form, "chosen": desk.chosen}
    book = _read(desk, acting, form) if form.is_valid() else None
    if book is None or book.fault:
        context["book"] = book
        return render(
            request, "workflow/task_upload.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    if not book.changes and not book.strays:
        messages.info(request, _("Berkas itu tidak memuat perubahan."))
        return redirect("workflow:task-detail", pk)
    return render(request, "workflow/task_preview.html", context | {"book": book})


@posted("workflow:task-detail")
def task_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the rows of a preview, all of them or none."""
    desk = desk_for(request, pk)
    acting = desk.writing_as()
    grid, carried = _rows_sent(request, desk, acting)
    if not grid.is_valid():
        wrong = grid.errors[0]
        words = {"indicator": wrong.indicator, "sentence": wrong.sentence}
        told = _("Belum tersimpan. %(indicator)s: %(sentence)s Unggah berkasnya sekali lagi.")
        messages.error(request, told % words)
        return redirect("workflow:task-detail", pk)
    try:
        saved = _save_rows(desk, acting, grid, carried, "excel").changed
    except FigureConflict as refusal:
        return _show_overtaken(request, desk, grid, carried, refusal)
    if not saved:
        return _nothing_left(request, desk)
    told = ngettext(
        "%(count)d angka dimuat dari Excel.", "%(count)d angka dimuat dari Excel.", saved
    )
    messages.success(request, told % {"count": saved})
    return redirect("workflow:task-detail", pk)


def _show_overtaken(
    request: HttpRequest,
    desk: Desk,
    grid: FigureGrid,
    carried: Carried,
    refusal: FigureConflict,
) -> HttpResponse:
    """The preview again, joined with what was saved since; all that was chosen in it stays."""
    lines = grid.editable_lines
    places = {
        line.row.indicator.pk: request.POST.get(f"{line.prefix}-tempat", "") for line in lines
    }
    book = rejoin(lines, rows_carried(desk.task.run, carried.rows), places)
    if not book.changes:
        return _nothing_left(request, desk)
    context = {
        "task": desk.task,
        "book": book,
        "conflicts": refusal.conflicts,
        "workbook_form": WorkbookForm(),
        "chosen": desk.chosen,
    }
    return render(request, "workflow/task_preview.html", context, status=refusal.status)


def _nothing_left(request: HttpRequest, desk: Desk) -> HttpResponse:
    messages.info(request, _("Isi berkas itu sudah tersimpan; tidak ada yang berubah."))
    return redirect("workflow:task-detail", desk.task.pk)


@posted("workflow:task-detail")
def task_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Save one line of the grid while its page stays open; evidence waits for the button.

    Answers `sentence` and, when it was saved, the line's new `version`, its `capaian` in words and
    its `doubts` as they stand in the page.
    """
    desk = desk_for(request, pk)
    try:
        acting = desk.writing_as()
        grid, carried = _rows_sent(request, desk, acting)
        if not grid.is_valid():
            return JsonResponse(
                {"sentence": _unsaved(grid.errors[0].sentence)},
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        saved = _save_rows(desk, acting, grid, carried, "web")
        if saved.overtaken:
            # the page would take a version for its own that it has never shown
            raise FigureConflict(saved.overtaken)
    except FigureConflict as refusal:
        sentence = _unsaved(conflict_sentence(refusal.conflicts[0]))
        return JsonResponse({"sentence": sentence}, status=refusal.status)
    except Refused as refusal:
        return JsonResponse({"sentence": _unsaved(refusal.sentence)}, status=refusal.status)
    zone = ZoneInfo(desk.task.run.agency.time_zone)
    sentence = _("Tersimpan %(time)s") % {"time": f"{desk.visitor.now.astimezone(zone):%H.%M}"}
    row = rows_to_save(desk.task.run, carried, saved.figures)[0]
    line = replace(grid.editable_lines[0], row=row)
    capaian = line.capaian_said if row.current else ""
    told = {"sentence": sentence, "version": row.version, "capaian": capaian}
    doubts = render_to_string("indicators/_figure_doubts.html", {"doubts": line.doubts})
    return JsonResponse(told | {"doubts": doubts.strip()})


def _unsaved(sentence: object) -> str:
    return _("Belum tersimpan: %(sentence)s") % {"sentence": sentence}


def _rows_sent(request: HttpRequest, desk: Desk, acting: Acting) -> tuple[FigureGrid, Carried]:
    """The lines that were sent, all of them their writer's, with their figures as they are saved;
    raises FigureLocked."""
    task, chosen = desk.task, request.POST.getlist("baris")
    if not mends_figures(task) or not chosen or not all(_is_id(each) for each in chosen):
        raise FigureLocked
    wanted = {int(each) for each in chosen}
    carried = carried_for(desk, acting, wanted)
    if foreign := wanted - {each.indicator_id for each in carried.rows}:
        raise FigureLocked.of(task, foreign)
    rows = rows_to_save(task.run, carried)
    return FigureGrid(rows, request.POST, editable=wanted), carried


def _save_rows(
    desk: Desk, acting: Acting, grid: FigureGrid, carried: Carried, origin: str
) -> Saved:
    return services.save_task_figures(
        task=desk.task,
        acting=acting,
        entries=grid.entries,
        carried=carried,
        now=desk.visitor.now,
        origin=origin,
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _read(desk: Desk, acting: Acting, form: WorkbookForm) -> EntryWorkbook:
    task = desk.task
    rows = [row for lane in run_rows(task.run).values() for row in lane]
    return read_entry(
        BytesIO(form.cleaned_data["file"].read()),
        rows=rows,
        editable=editable_ids(task, [acting.position.pk]) - approved_ids(rows),
        agency=task.run.agency,
        year=task.run.year,
        triwulan=task.run.triwulan,
    )
