"""`/gaya/`: every part of the interface once, for who builds pages; only with DEBUG."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from organization.access import Refused
from sop.flowchart import Flow, FlowStep, draw

WHEN = datetime(2026, 10, 14, 16, tzinfo=ZoneInfo("Asia/Makassar"))
#: Stored words of states, one for each shape and colour.
STATES = (
    *("draf", "terbuka", "menunggu", "diserahkan", "dikembalikan", "disetujui", "selesai"),
    *("terlambat", "gagal", "nanti", "digantikan", "tidak pasti"),
)
STEPS = (
    {"label": "Menugaskan", "state": "selesai"},
    {"label": "Mengumpulkan", "state": "kini"},
    {"label": "Memeriksa", "state": "nanti"},
)
LANES = (
    {"label": "Bidang A", "state": "selesai", "state_label": "sudah masuk"},
    {
        "label": "Bidang B",
        "state": "menunggu",
        "state_label": "belum masuk",
        "holder": "Kepala Bidang B",
    },
    {"label": "Bidang C", "state": "terlambat", "state_label": "terlambat", "note": "Mengumpulkan"},
)
FIGURES = (
    {"status": "terisi", "value": Decimal("98.25")},
    {"status": "terisi", "value": Decimal(0)},
    {
        "status": "terisi",
        "value": Decimal("62.5"),
        "numerator": Decimal(5),
        "denominator": Decimal(8),
    },
    {"status": "terisi", "value": Decimal(12), "is_sementara": True},
    {"status": "kosong"},
    {"status": "tidak tersedia", "unavailable_reason": "Survei belum terbit."},
)
FLOW = Flow(
    columns=("Kepala", "Kepala Bidang", "Analis"),
    steps=(
        FlowStep("a", "1", "Menugaskan", 0, "assign", next="b"),
        FlowStep("b", "2", "Mengumpulkan", 2, "collect", next="c"),
        FlowStep("c", "3", "Memeriksa", 1, "review", next="d", return_to="b"),
        FlowStep("d", "4", "Mendokumentasikan", 0, "document"),
    ),
)


class ExampleForm(forms.Form):
    """A form with one mistake in it."""

    reason = forms.CharField(label="Alasan")


def gallery(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    context = {
        "states": STATES,
        "when": WHEN,
        "steps": STEPS,
        "lanes": LANES,
        "figures": FIGURES,
        "chart": SafeString(draw(FLOW, "Contoh bagan alir", highlight=["c"])),
        "form": ExampleForm({}),
        "refusal": Refused(
            "Belum dapat diselesaikan. Jalur yang belum masuk: Bidang B.",
            help="Hubungi pemegang jalur tersebut, atau tunggu sampai datanya diserahkan.",
        ),
    }
    return render(request, "gallery.html", context)
