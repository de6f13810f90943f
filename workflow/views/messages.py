"""What a person was told, and by which channels he wants to hear it."""

from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organization.access import barred, expect_administrator
from workflow import services
from workflow.forms import ChannelForm
from workflow.mail import path_of, run_of, sentence_of, whatsapp_link
from workflow.models import Channel, Notice
from workflow.queries.offices import letters_of
from workflow.queries.told import muted_channels, notices_of
from workflow.views.arriving import visitor

PER_PAGE = 25


def notice_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    page = Paginator(notices_of(who.user), PER_PAGE).get_page(request.GET.get("page"))
    notices = list(page.object_list)
    links = _links(notices)
    rows = [(each, sentence_of(each), path_of(each), links.get(each.pk, "")) for each in notices]
    has_unread = any(each.read_at is None for each in notices)
    context = {"page": page, "rows": rows, "has_unread": has_unread}
    return render(request, "workflow/notice_list.html", context)


def channel_list(request: HttpRequest) -> HttpResponse:
    who = visitor(request)
    if request.method == "POST":
        form = ChannelForm(request.POST)
        if form.is_valid():
            services.mute_channels(user=who.user, channels=form.muted(), now=who.now)
            messages.success(request, _("Pilihan saluran tersimpan."))
            return redirect("workflow:channel-list")
    else:
        muted = muted_channels(who.user)
        form = ChannelForm(initial={"channels": [c for c in Channel.values if c not in muted]})
    setting = partial(expect_administrator, who.user)
    context = {
        "form": form,
        "address": who.user.email,
        "barred": barred([(_("Ubah alamat surel dan jadwal pengiriman"), setting)]),
    }
    return render(
        request,
        "workflow/channel_list.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200,
    )


def _links(notices: list[Notice]) -> dict[int, str]:
    """Notices whose WhatsApp text was prepared for this person → the link that opens it."""
    prepared = [
        each
        for each in notices
        if each.task is not None
        and any(message.channel == Channel.WHATSAPP for message in each.messages.all())
    ]
    runs = [run for each in prepared if (run := run_of(each)) is not None]
    letters = letters_of(run.agency_id for run in runs) if runs else {}
    return {
        each.pk: whatsapp_link(
            task=each.task,
            holder=str(each.data.get("pemegang", "")),
            public_url=settings.PUBLIC_URL,
            letters=letters[each.task.run.agency_id],
        )
        for each in prepared
        if each.task is not None
    }
