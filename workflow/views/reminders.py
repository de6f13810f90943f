"""An agency's ladder, texts and messages, for administrators."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from organization.access import agency_for, expect_administrator
from organization.models import Agency
from workflow import services
from workflow.forms import LetterForm
from workflow.letters import EXAMPLE, NAMES, USUAL, render_letter
from workflow.models import Channel, LadderRung, Message
from workflow.queries.offices import deliveries_of, ladders_of, letters_of
from workflow.views.arriving import Visitor, visitor

LABELS = {
    "pengingat.setengah": gettext_lazy("Separuh waktu baku lewat"),
    "pengingat.sebelum": gettext_lazy("Mendekati batas waktu"),
    "pengingat.hari-ini": gettext_lazy("Batas waktu hari ini"),
    "pengingat.terlambat": gettext_lazy("Melewati batas waktu, kepada pemegang"),
    "pengingat.atasan": gettext_lazy("Melewati batas waktu, kepada atasan"),
    "pengingat.lihat-lagi": gettext_lazy("Dilihat lagi hari ini"),
    "whatsapp": gettext_lazy("Pesan WhatsApp yang disiapkan bagi atasan"),
}
LATEST = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """An agency before an administrator."""

    who: Visitor
    agency: Agency


def _setting(request: HttpRequest, agency: str) -> Setting:
    who = visitor(request)
    found = agency_for(who.user, agency, who.on)
    expect_administrator(who.user)
    return Setting(who, found)


def reminder_detail(request: HttpRequest, agency: str) -> HttpResponse:
    found = _setting(request, agency)
    letters = letters_of([found.agency.pk])[found.agency.pk]
    latest = Message.objects.filter(agency=found.agency).select_related("user")
    context = {
        "agency": found.agency,
        "ladder": ladders_of([found.agency])[found.agency.pk].sentences(),
        "has_own": LadderRung.objects.filter(agency=found.agency).exists(),
        "delivery": deliveries_of([found.agency])[found.agency.pk],
        "letters": [
            (kind, kind in letters.own, letters.write(kind, EXAMPLE), LABELS[kind])
            for kind in USUAL
        ],
        "latest": latest.order_by("-created_at", "-pk")[:LATEST],
    }
    return render(request, "workflow/reminder_detail.html", context)


@require_POST
def ladder_copy(request: HttpRequest, agency: str) -> HttpResponse:
    found = _setting(request, agency)
    if services.copy_ladder(agency=found.agency, user=found.who.user, now=found.who.now):
        messages.success(request, _("Tangga baku disalin; setiap anak tangga kini dapat diubah."))
    return redirect("workflow:reminder-detail", agency)


def letter_edit(request: HttpRequest, agency: str, kind: str) -> HttpResponse:
    found = _setting(request, agency)
    if kind not in USUAL:
        raise Http404
    letters = letters_of([found.agency.pk])[found.agency.pk]
    form = LetterForm(
        request.POST if request.method == "POST" else None, initial={"text": letters.text(kind)}
    )
    if request.method == "POST" and form.is_valid():
        answer = _act(request, found, kind, form)
        if answer is not None:
            return answer
    context = {
        "agency": found.agency,
        "form": form,
        "label": LABELS[kind],
        "usual": USUAL[kind],
        "names": [(name, meaning, EXAMPLE[name]) for name, meaning in NAMES.items()],
        "preview": _preview(form, letters.text(kind)),
        "has_webhook": bool(deliveries_of([found.agency])[found.agency.pk].webhook_url),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200
    return render(request, "workflow/letter_edit.html", context, status=status)


def _act(request: HttpRequest, found: Setting, kind: str, form: LetterForm) -> HttpResponse | None:
    """Save, or try the text; the preview only shows it."""
    text, user, now = form.cleaned_data["text"], found.who.user, found.who.now
    action = request.POST.get("aksi", "")
    if action == "simpan":
        services.save_letter(agency=found.agency, kind=kind, text=text, user=user, now=now)
        messages.success(request, _("Teks tersimpan."))
        return redirect("workflow:reminder-detail", found.agency.key)
    if action not in (f"uji-{Channel.MAIL}", f"uji-{Channel.WEBHOOK}"):
        return None
    channel = action.removeprefix("uji-")
    if not text.strip():
        form.add_error("text", _("Isi teks yang akan dicoba."))
    elif channel == Channel.MAIL and not user.email:
        form.add_error("text", _("Akun Anda tidak mempunyai alamat surel untuk kiriman uji."))
    else:
        services.send_test(agency=found.agency, text=text, channel=channel, user=user, now=now)
        messages.success(
            request, _("Kiriman uji masuk antrean; keadaannya tampil di halaman Pengingat.")
        )
    return None


def _preview(form: LetterForm, text: str) -> str:
    """The text as typed, or as it stands, with the example's values."""
    if form.is_bound:
        text = form.cleaned_data.get("text", "")
    return render_letter(text, EXAMPLE) if text else ""
