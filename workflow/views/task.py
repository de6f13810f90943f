"""The tasks of a person: list, page, and one verb for each thing that he can do."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from indicators.access import EvidenceRefused, FigureConflict, FiguresLocked
from organization.queries import calendar_of
from workflow import services
from workflow.access import CannotGiveBack, FiguresIncomplete, ReturnUnanswered, WrongMove
from workflow.models import Submission
from workflow.queries.giving import posts_with
from workflow.queries.mine import TaskFilter, my_tasks
from workflow.queries.task import step_page
from workflow.services.figures import FigureLocked
from workflow.views.arriving import desk_for, posted, visitor
from workflow.views.clicking import clicked_once
from workflow.views.panels import closing_form, hop_form, return_form, share_form, show_task
from workflow.views.writing import writing_for

PER_PAGE = 25
#: Refusals that belong on the page where somebody writes, beside what he typed.
AT_THE_GRID = (
    EvidenceRefused,
    FigureConflict,
    FigureLocked,
    FiguresIncomplete,
    FiguresLocked,
    ReturnUnanswered,
)


def task_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    chosen = TaskFilter.of(request.GET)
    rows = my_tasks(who.user, who.on, chosen)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "chosen": chosen, "now": who.now, "years": chosen.years(who.on)}
    return render(request, "workflow/task_list.html", context)


def task_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return show_task(request, desk_for(request, pk))


def task_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What the SOP says around the step; the task page loads it when its reader opens it."""
    desk = desk_for(request, pk)
    return render(request, "workflow/task_step.html", {"page": step_page(desk.task)})


@posted("workflow:task-detail")
@clicked_once
def task_assign(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.acting(), desk.task
    form = hop_form(desk, request.POST)
    if form is None:
        raise WrongMove
    if not form.is_valid() or not form.fits(calendar := calendar_of(task.run.agency)):
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, hop_form=form)
    text = form.text(calendar)
    services.assign(task=task, acting=acting, text=text, now=desk.visitor.now)
    is_paraf = task.step.is_issued_by_clock
    told = _("Disposisi diparaf.") if is_paraf else _("Disposisi diparaf dan terkirim.")
    messages.success(request, told)
    return redirect("workflow:inbox")


@posted("workflow:task-detail")
def task_share(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.acting(), desk.task
    form = share_form(desk, request.POST)
    if form is None:
        raise WrongMove
    if not form.is_valid():
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, share_form=form)
    moved = services.share_indicators(
        task=task, acting=acting, places=form.chosen(), now=desk.visitor.now
    )
    messages.success(request, _("Pembagian tugas tersimpan; %(count)d berubah.") % {"count": moved})
    return redirect("workflow:task-detail", pk)


@posted("workflow:task-detail")
@clicked_once
def task_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting = desk.acting()
    writing = writing_for(desk, acting, request)
    if not writing.is_valid(complete=True):
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, writing=writing)
    try:
        writing.expect_open()
        is_done = services.fill_and_hand_over(
            task=desk.task,
            acting=acting,
            now=desk.visitor.now,
            **writing.content | {"note": writing.note.cleaned_data["note"]},
        )
    except AT_THE_GRID as refusal:
        writing.refuse(refusal)
        return show_task(request, desk, status=refusal.status, writing=writing)
    messages.success(request, _handed_over(is_done=is_done))
    return redirect("workflow:inbox")


@posted("workflow:task-detail")
@clicked_once
def task_receive(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting = desk.acting()
    form = closing_form(desk, request.POST)
    if not form.is_valid():
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, closing_form=form)
    services.receive(
        task=desk.task, acting=acting, now=desk.visitor.now, note=form.cleaned_data["note"]
    )
    is_on = desk.task.step.hands_on
    told = (
        _("Laporan diserahkan; tugas berlanjut ke langkah berikutnya.")
        if is_on
        else _("Penerimaan selesai; tugas berlanjut ke langkah berikutnya.")
    )
    messages.success(request, told)
    return redirect("workflow:inbox")


@posted("workflow:task-detail")
def task_receive_lane(request: HttpRequest, pk: int, submission: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.acting(), desk.task
    rows = Submission.objects.filter(task__run=task.run).select_related("task__lane")
    handed = get_object_or_404(rows, pk=submission)
    services.receive_lane(task=task, submission=handed, acting=acting, now=desk.visitor.now)
    messages.success(request, _("Data dari %(lane)s diterima.") % {"lane": handed.task.lane.label})
    return redirect("workflow:task-detail", pk)


@posted("workflow:task-detail")
@clicked_once
def task_approve(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting = desk.acting()
    desk.expect_seen(request)
    form = closing_form(desk, request.POST)
    if not form.is_valid():
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, closing_form=form)
    services.approve(
        task=desk.task,
        acting=acting,
        now=desk.visitor.now,
        note=form.cleaned_data["note"],
        signature_name=form.cleaned_data.get("signature_name", ""),
    )
    messages.success(request, _("Tersimpan; tugas berlanjut ke langkah berikutnya."))
    return redirect("workflow:inbox")


@posted("workflow:task-detail")
@clicked_once
def task_document(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting = desk.acting()
    desk.expect_seen(request)
    form = closing_form(desk, request.POST)
    if not form.is_valid():
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, closing_form=form)
    services.document(
        task=desk.task, acting=acting, now=desk.visitor.now, note=form.cleaned_data["note"]
    )
    messages.success(request, _("Laporan terdokumentasi; berkasnya sedang dibuat."))
    return redirect("workflow:run-detail", desk.task.run_id)


@posted("workflow:task-detail")
@clicked_once
def task_return(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting = desk.acting()
    form = return_form(desk, request.POST)
    if form is None:
        raise CannotGiveBack
    if not form.is_valid():
        return show_task(request, desk, status=HTTPStatus.UNPROCESSABLE_ENTITY, return_form=form)
    given_back = services.give_back(
        task=desk.task,
        acting=acting,
        lanes=form.chosen_lanes,
        reasons=form.reasons,
        reason=form.cleaned_data["reason"],
        now=desk.visitor.now,
        with_rest=form.cleaned_data["setujui_lain"],
    )
    posts = ", ".join(posts_with(given_back))
    messages.success(request, _("Dikembalikan kepada %(posts)s.") % {"posts": posts})
    return redirect("workflow:inbox")


def _handed_over(*, is_done: bool) -> str:
    if is_done:
        return _("Diserahkan; tugas berlanjut ke langkah berikutnya.")
    return _("Bagian Anda diserahkan; tugas ini masih menunggu pemegang lain.")
