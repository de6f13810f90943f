"""Units, posts and people: from a workbook with a preview, and the accounts they sign in with."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organization.access import staff_rows, staffing_of
from organization.forms import StaffFileForm
from organization.language import in_office_language
from organization.models import Agency, User
from organization.services import (
    StaffRefused,
    StaffTally,
    import_staff,
    open_accounts,
    rehearse_staff,
)
from organization.workbook import (
    Cells,
    RowProblem,
    Unreadable,
    cells_from_text,
    check_staff,
    export_staff,
    read_cells,
    text_of_cells,
)
from workflow.services import Preparation, preparation_of
from workflow.views.preparing.frame import Preparing, preparing, step_page

#: A password takes the processor's time, and a page is not waited for longer.
AT_ONCE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def staff_import(request: HttpRequest, agency: str) -> HttpResponse:
    """Show what a workbook would change; import all of it or nothing when that is confirmed."""
    found = preparing(request, agency)
    is_sent = request.method == "POST"
    form = StaffFileForm(request.POST, request.FILES) if is_sent else StaffFileForm()
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            cells = _cells(form, found.agency)
            file = check_staff(cells, found.agency)
            if file.problems:
                context["problems"] = file.problems
            elif form.upload is None:
                return _imported(request, found, cells)
            else:
                tally = rehearse_staff(
                    agency=found.agency, rows=file.rows, by=found.who.user, now=found.who.now
                )
                context |= {
                    "tally": tally,
                    "rows": file.rows,
                    "text": text_of_cells(cells, found.agency),
                }
                return step_page(request, found, "susunan", context)
        except Unreadable as fault:
            form.add_error("file", str(fault))
        except StaffRefused as refused:
            context["problems"] = [RowProblem(*each) for each in refused.problems]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else 200
    return step_page(request, found, "susunan", context, status=status)


@in_office_language
def staff_workbook(request: HttpRequest, agency: str) -> HttpResponse:
    """The template, with what is recorded already."""
    found = preparing(request, agency)
    response = HttpResponse(export_staff(found.agency, found.who.on), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="susunan-{found.agency.key}.xlsx"'
    return response


def staff_list(request: HttpRequest, agency: str) -> HttpResponse:
    """Who holds what; accounts without a password are given one, which is shown this one time."""
    found = preparing(request, agency)
    who = found.who
    state = preparation_of(found.agency, who.now)
    opened: list[tuple[User, str]] = []
    if request.method == "POST":
        closed = _closed(state)[:AT_ONCE]
        opened = open_accounts(agency=found.agency, users=closed, by=who.user, now=who.now)
        state = preparation_of(found.agency, who.now)
    staffing = staffing_of(who.user, found.agency, who.on)
    context = {
        "rows": staff_rows(found.agency, staffing, who.on),
        "opened": opened,
        "has_closed": bool(_closed(state)),
        "at_once": AT_ONCE,
    }
    answer = step_page(request, found, "pejabat", context, state=state)
    answer["Cache-Control"] = "no-store"
    return answer


def _closed(state: Preparation) -> list[User]:
    """Accounts of holders that nobody can sign in with yet."""
    return [each.account for each in state.step("pejabat").missing if each.account is not None]


def _cells(form: StaffFileForm, agency: Agency) -> Cells:
    upload = form.upload
    if upload is None:
        return cells_from_text(form.cleaned_data["isi"], agency)
    return read_cells(upload, agency)


def _imported(request: HttpRequest, found: Preparing, cells: Cells) -> HttpResponse:
    tally: StaffTally = import_staff(
        agency=found.agency,
        rows=check_staff(cells, found.agency).rows,
        by=found.who.user,
        now=found.who.now,
    )
    words = {"new": tally.created, "changed": tally.changed}
    messages.success(request, _("Dimuat: %(new)d baris baru, %(changed)d berubah.") % words)
    return redirect("preparing:staff-list", found.agency.key)
