"""One sheet hop by hop: reading, passing on, taking back, the head's own arahan."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organization.queries import calendar_of
from workflow import services
from workflow.access import (
    directing_as,
    disposisi_for,
    forwarding_as,
    hop_for,
    reading_as,
    recalling_as,
)
from workflow.forms import ForwardForm, RecallForm
from workflow.models import Disposisi
from workflow.queries.agenda import may_receive, sheet_page
from workflow.views.arriving import Visitor, posted, visitor


def disposisi_detail(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    return _show(request, who, disposisi_for(who.user, pk, who.on))


@posted("workflow:disposisi-detail")
def disposisi_direct(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    sheet = disposisi_for(who.user, pk, who.on)
    acting = directing_as(who.user, sheet, who.on)
    form = _form(who, sheet, acting.position.pk, request)
    if not form.is_valid() or not form.fits(calendar := calendar_of(sheet.agency)):
        return _show(request, who, sheet, direct_form=form)
    services.add_arahan(
        sheet=sheet,
        acting=acting,
        recipients=list(form.cleaned_data["recipients"]),
        text=form.text(calendar),
        now=who.now,
    )
    messages.success(request, _("Arahan tercatat pada lembar disposisi."))
    return redirect("workflow:disposisi-detail", sheet.pk)


def hop_read(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    hop = hop_for(who.user, pk, who.on)
    if request.method == "POST":
        acting = reading_as(who.user, hop, who.on)
        services.read_hop(hop=hop, acting=acting, now=who.now)
        messages.success(request, _("Disposisi ditandai sudah dibaca."))
    task = request.POST.get("kembali", "")
    if task.isascii() and task.isdecimal() and len(task) < 10:
        return redirect("workflow:task-detail", int(task))
    return redirect("workflow:disposisi-detail", hop.disposisi_id)


def hop_forward(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    hop = hop_for(who.user, pk, who.on)
    acting = forwarding_as(who.user, hop, who.on)
    posted_one = request if request.method == "POST" else None
    form = _form(who, hop.disposisi, acting.position.pk, posted_one)
    if not form.is_valid() or not form.fits(calendar := calendar_of(hop.disposisi.agency)):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
        return render(
            request, "workflow/hop_forward.html", {"hop": hop, "form": form}, status=status
        )
    services.forward_hop(
        hop=hop,
        acting=acting,
        recipients=list(form.cleaned_data["recipients"]),
        text=form.text(calendar),
        now=who.now,
    )
    messages.success(request, _("Disposisi diteruskan."))
    return redirect("workflow:disposisi-detail", hop.disposisi_id)


def hop_recall(request: HttpRequest, pk: int) -> HttpResponse:
    who = visitor(request)
    hop = hop_for(who.user, pk, who.on)
    acting = recalling_as(who.user, hop, who.on)
    form = RecallForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
        return render(
            request, "workflow/hop_recall.html", {"hop": hop, "form": form}, status=status
        )
    reason = form.cleaned_data["reason"]
    take_back = services.recall_hop if hop.task_id is None else services.withdraw_order
    take_back(hop=hop, acting=acting, reason=reason, now=who.now)
    messages.success(request, _("Disposisi ditarik kembali."))
    return redirect("workflow:disposisi-detail", hop.disposisi_id)


def _form(
    who: Visitor, sheet: Disposisi, sender: int | None, request: HttpRequest | None = None
) -> ForwardForm:
    return ForwardForm(
        request.POST if request is not None else None,
        today=who.on,
        positions=may_receive(sheet.agency, [] if sender is None else [sender]),
    )


def _show(
    request: HttpRequest, who: Visitor, sheet: Disposisi, direct_form: ForwardForm | None = None
) -> HttpResponse:
    page = sheet_page(sheet, who.user, who.on)
    if direct_form is None and page.can_direct:
        direct_form = _form(who, sheet, sheet.agency.signing_position_id)
    context = {"page": page, "sheet": sheet, "direct_form": direct_form}
    is_bound = direct_form is not None and direct_form.is_bound
    return render(
        request,
        "workflow/disposisi_detail.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_bound else 200,
    )
