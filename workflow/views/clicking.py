"""A second click of the same button: the first one has done it, and the second is told so."""

import json
from contextlib import suppress
from functools import wraps
from hashlib import sha256

from django.contrib import messages
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from workflow.access import AlreadyMoved
from workflow.models import Assignment, Return
from workflow.states import AssignmentState
from workflow.views.arriving import View

#: Where a session keeps the mark of the last form that was sent to end a task.
LAST = "last_sent"


def clicked_once(view: View) -> View:
    """Leads a second click of the same form to the inbox, where the first one led.

    The mark is kept before the work begins, so that a click made meanwhile finds it. Another form
    of the same task is none: what it holds was not saved, and it meets AlreadyMoved.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **arguments: int) -> HttpResponse:
        mark = _mark(request)
        is_second = request.session.get(LAST) == mark
        if is_second and _has_ended(request, pk):
            return _told(request)
        if not is_second:
            request.session[LAST] = mark
            with suppress(UpdateError):  # he has signed out meanwhile
                request.session.save()
        try:
            return view(request, pk, **arguments)
        except AlreadyMoved:
            if is_second and _has_ended(request, pk):
                return _told(request)
            raise

    return guarded


def _mark(request: HttpRequest) -> str:
    """The same address, fields and files give the same mark."""
    fields = sorted(each for each in request.POST.lists() if each[0] != "csrfmiddlewaretoken")
    files = sorted(
        (name, str(file.name), file.size or 0)
        for name in request.FILES
        for file in request.FILES.getlist(name)
    )
    return sha256(json.dumps([request.path, fields, files]).encode()).hexdigest()


def _has_ended(request: HttpRequest, pk: int) -> bool:
    """Whether this person himself handed the task over, or gave it back."""
    shares = Assignment.objects.filter(task=pk, state=AssignmentState.HANDED_OVER)
    return (
        shares.filter(handed_over_by=request.user.pk).exists()
        or Return.objects.filter(task=pk, user=request.user.pk).exists()
    )


def _told(request: HttpRequest) -> HttpResponse:
    messages.info(
        request, _("Sudah tersimpan dan diserahkan pada klik pertama; tidak ada yang hilang.")
    )
    return redirect("workflow:inbox")
