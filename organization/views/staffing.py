"""An office's people: who holds what, Plt, Plh and leave, entered by whoever may."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organization import clock
from organization.access import (
    Barred,
    LeaveBeyond,
    LeaveTaken,
    NotAppointable,
    PostTaken,
    Staffing,
    TermEnded,
    agencies_for,
    agency_for,
    barred,
    changing_as,
    expect_leave_ending,
    expect_staffing,
    is_barred,
    leave_for,
    leave_posts,
    leave_rows,
    relieved_by,
    staff_accounts,
    staff_rows,
    staffing_of,
    term_for,
)
from organization.forms import BackForm, CancelForm, LastDayForm, LeaveForm, OfficeTermForm
from organization.models import Agency, Officeholder, User
from organization.services import (
    appoint_officeholder,
    cancel_term,
    end_leave,
    end_term,
    grant_leave,
)
from organization.wayback import way_back


def officeholder_list(request: HttpRequest) -> HttpResponse:
    user, _now, on = _visitor(request)
    agency = _agency(request, on)
    agencies = agencies_for(user, on).select_related("government")
    if agency is None:
        return render(request, "organization/officeholder_list.html", {"agencies": agencies})
    staffing = staffing_of(user, agency, on)
    locked = _barred_from_staffing(user, agency, staffing, on)
    context = {
        "agency": agency,
        "agencies": agencies,
        "rows": staff_rows(agency, staffing, on),
        "leaves": leave_rows(agency, user, staffing, on),
        "staffing": staffing,
        "may_leave": not is_barred(_("Catat cuti"), locked),
        "barred": locked,
    }
    return render(request, "organization/officeholder_list.html", context)


def _barred_from_staffing(
    user: User, agency: Agency, staffing: Staffing | None, on: date
) -> list[Barred]:
    """What this visitor finds no button for; who keeps no staff is told so once."""
    acts: list[tuple[str, Callable[[], object]]] = [
        (_("Catat cuti"), partial(leave_posts, user, agency, staffing, on)),
        (_("Catat Plt., Plh., dan cuti pejabat lain"), partial(expect_staffing, staffing, agency)),
    ]
    if staffing is not None:
        head = agency.signing_position
        posts = [head] if head is not None else []
        acts += [
            (_("Catat pengganti dan cuti kepala"), partial(staffing.expect_covers, posts)),
            (_("Catat atau akhiri pejabat definitif"), partial(staffing.expect_definitif, agency)),
        ]
    return barred(acts)


def term_add(request: HttpRequest) -> HttpResponse:
    user, now, on = _visitor(request)
    agency, staffing = _staffed(request, on)
    form = OfficeTermForm(
        request.POST if request.method == "POST" else None,
        staffing=staffing,
        today=on,
        positions=agency.positions.select_related("agency"),
        initial={"position": request.GET.get("jabatan"), "starts_on": on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            term = appoint_officeholder(
                user=form.cleaned_data["account"], **form.values(), now=now, **_who(staffing, user)
            )
        except PostTaken as refused:
            form.add_error("position", f"{refused.sentence} {refused.help}")
        else:
            return _done(request, agency, _appointed(term))
    return _form(request, agency, form, _("Catat masa jabatan"))


def _appointed(term: Officeholder) -> str:
    """What was written, and whom it relieved."""
    told = [_("%(title)s dicatat.") % {"title": term.title}]
    last = term.starts_on - timedelta(days=1)
    told += [
        _(
            "Masa jabatan %(title)s, %(name)s, berakhir pada %(day)s; daftar pekerjaan yang "
            "dialihkan ada pada Serah terima."
        )
        % {"title": each.title, "name": each.user.name, "day": date_format(last)}
        for each in relieved_by(term)
    ]
    return " ".join(told)


def term_end(request: HttpRequest, pk: int) -> HttpResponse:
    user, now, on = _visitor(request)
    term = term_for(user, pk, on)
    staffing = changing_as(user, term, on)
    form = LastDayForm(request.POST if request.method == "POST" else None, initial={"ends_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            end_term(
                term=term, ends_on=form.cleaned_data["ends_on"], now=now, **_who(staffing, user)
            )
        except TermEnded as refused:
            form.add_error("ends_on", f"{refused.sentence} {refused.help}")
        else:
            return _done(request, term.position.agency, _("Akhir masa jabatan dicatat."))
    return _form(request, term.position.agency, form, _("Akhiri masa jabatan"), str(term))


def term_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    user, now, on = _visitor(request)
    term = term_for(user, pk, on)
    staffing = changing_as(user, term, on)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cancel_term(term=term, reason=form.cleaned_data["reason"], now=now, **_who(staffing, user))
        return _done(request, term.position.agency, _("Masa jabatan dibatalkan."))
    return _form(request, term.position.agency, form, _("Batalkan masa jabatan"), str(term))


def leave_add(request: HttpRequest) -> HttpResponse:
    """By who keeps the office's staff for everybody, by anybody else for himself."""
    user, now, on = _visitor(request)
    agency = agency_for(user, request.GET.get("instansi", ""), on)
    staffing = staffing_of(user, agency, on)
    terms = leave_posts(user, agency, staffing, on)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        terms=terms,
        today=on,
        may_substitute=staffing is not None,
        initial={"term": request.GET.get("pejabat") or terms[0].pk, "starts_on": on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            grant_leave(**form.cleaned_data, now=now, **_who(staffing, user))
        except LeaveTaken as refused:
            form.add_error("starts_on", f"{refused.sentence} {refused.help}")
        except LeaveBeyond as refused:
            form.add_error("term", f"{refused.sentence} {refused.help}")
        except (PostTaken, NotAppointable) as refused:
            form.add_error("substitute", f"{refused.sentence} {refused.help}")
        else:
            return _done(request, agency, _("Cuti dicatat."))
    return _form(request, agency, form, _("Catat cuti"))


def leave_end(request: HttpRequest, pk: int) -> HttpResponse:
    user, now, on = _visitor(request)
    leave, agency = leave_for(user, pk, on)
    staffing = staffing_of(user, agency, on)
    expect_leave_ending(user, leave, staffing, agency)
    form = BackForm(request.POST if request.method == "POST" else None, initial={"back_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            end_leave(
                leave=leave,
                back_on=form.cleaned_data["back_on"],
                now=now,
                **_who(staffing, user),
            )
        except LeaveTaken as refused:
            form.add_error("back_on", f"{refused.sentence} {refused.help}")
        else:
            return _done(request, agency, _("Akhir cuti dicatat; Plh.-nya ikut berakhir."))
    return _form(request, agency, form, _("Akhiri atau batalkan cuti"), str(leave.user))


def _visitor(request: HttpRequest) -> tuple[User, datetime, date]:
    now = clock.now()
    return cast("User", request.user), now, localdate(now)


def _agency(request: HttpRequest, on: date) -> Agency | None:
    """The agency asked for, else the first one that this person may read."""
    user = cast("User", request.user)
    asked = request.GET.get("instansi")
    return agency_for(user, asked, on) if asked else agencies_for(user, on).first()


def _staffed(request: HttpRequest, on: date) -> tuple[Agency, Staffing]:
    user = cast("User", request.user)
    agency = agency_for(user, request.GET.get("instansi", ""), on)
    return agency, expect_staffing(staffing_of(user, agency, on), agency)


def _who(staffing: Staffing | None, user: User) -> dict[str, Any]:
    """The person as services take him: an official under his post, or somebody by himself."""
    if staffing is None or staffing.acting is None:
        return {"by": user}
    return {"acting": staffing.acting}


def _done(request: HttpRequest, agency: Agency, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    address = f"{reverse('staffing:officeholder-list')}?instansi={agency.key}"
    return redirect(way_back(request.GET) or address)


def _form(
    request: HttpRequest, agency: Agency, form: forms.Form, title: str, about: str = ""
) -> HttpResponse:
    context = {
        "agency": agency,
        "form": form,
        "title": title,
        "about": about,
        "accounts": staff_accounts(agency),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return render(request, "organization/staff_form.html", context, status=status)
