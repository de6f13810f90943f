"""Correcting the wording of a report before the paraf, figure by figure."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from indicators.access import FigureConflict, FiguresLocked
from workflow import services
from workflow.access import WrongMove
from workflow.forms import WordingForm
from workflow.queries.covering import figures_of
from workflow.views.arriving import desk_for


def wording_edit(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    desk = desk_for(request, pk)
    acting, task = desk.acting(), desk.task
    if task.step.kind != "initial":
        raise WrongMove
    found = figures_of(task).filter(pk=figure).first()
    if found is None or found.current is None:
        raise Http404
    form = WordingForm.of(found.current, request.POST if request.method == "POST" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    if form.is_valid():
        try:
            services.amend_task_wording(
                task=task,
                acting=acting,
                figure=found,
                version=form.cleaned_data["version"],
                words=form.words(),
                now=desk.visitor.now,
            )
        except (FigureConflict, FiguresLocked) as refused:
            form.add_error(None, f"{refused.sentence} {refused.help}")
            status = refused.status
        else:
            messages.success(request, _("Redaksi tersimpan; angkanya tidak berubah."))
            return redirect("workflow:task-detail", pk)
    context = {"task": task, "figure": found, "form": form}
    return render(request, "workflow/wording_edit.html", context, status=status)
