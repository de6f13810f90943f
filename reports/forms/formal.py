"""What is typed on a report's way: dates, recipients, reasons, and the reviewer's checklist."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import checklist
from reports.models import ReportAct, Review

ANSWERS = (
    (checklist.YES, gettext_lazy("Ya")),
    (checklist.NO, gettext_lazy("Tidak")),
    (checklist.VOID, gettext_lazy("Tidak berlaku")),
)
NOTE = 2_000


def state_of(begun: Review | None) -> str:
    """By which a page tells whether the answers it shows are still the last ones."""
    if begun is None:
        return ""
    return hashlib.sha256(json.dumps(begun.answers, sort_keys=True).encode()).hexdigest()[:16]


class DayForm(forms.Form):
    """An act with its day: not in the future, and not before the act that it follows."""

    tanggal = forms.DateField(
        label=gettext_lazy("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tanggal"].initial = today
        self.today, self.earliest = today, earliest

    def clean_tanggal(self) -> date:
        day: date = self.cleaned_data["tanggal"]
        if day > self.today:
            raise forms.ValidationError(_("Tanggal tidak boleh sesudah hari ini."))
        if day < self.earliest:
            raise forms.ValidationError(
                _("Tanggal tidak boleh sebelum tahap sebelumnya, %(day)s.")
                % {"day": date_format(self.earliest)}
            )
        return day


class SubmitForm(DayForm):
    """To whom a report was submitted, and with which letter."""

    penerima = forms.CharField(
        label=gettext_lazy("Disampaikan kepada"),
        max_length=200,
        help_text=gettext_lazy("Misalnya Bupati melalui Bagian Organisasi."),
    )
    nomor_surat = forms.CharField(
        label=gettext_lazy("Nomor surat pengantar"), max_length=80, required=False
    )


class PublishForm(DayForm):
    """Where a report was made public."""

    alamat = forms.URLField(
        label=gettext_lazy("Alamat publikasi"),
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=("http", "https"))],
        help_text=gettext_lazy("Halaman situs tempat laporan dapat dibaca umum."),
    )


class CorrectForm(PublishForm):
    """Where and since when a report is public in truth, and what was wrong."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasan koreksi"),
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Misalnya laporan dipindahkan, atau alamatnya salah ketik."),
    )

    def __init__(self, *args: Any, recorded: ReportAct, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tanggal"].initial = recorded.on
        self.fields["alamat"].initial = recorded.address
        self.recorded = recorded

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if (typed.get("tanggal"), typed.get("alamat")) == (self.recorded.on, self.recorded.address):
            self.add_error(
                "alamat",
                _("Alamat dan tanggalnya sama dengan yang sudah tercatat; ubah salah satunya."),
            )
        return typed


class AssistForm(forms.Form):
    """What Bagian Organisasi noted."""

    catatan = forms.CharField(
        label=gettext_lazy("Catatan asistensi"),
        max_length=NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GiveBackForm(forms.Form):
    """Why a report is given back."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasan pengembalian"),
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Sebutkan bagian laporan dan apa yang harus diperbaiki."),
    )


class ReviewForm(forms.Form):
    """The checklist of Lampiran III: fields jawab- and catatan- with the key of each item."""

    def __init__(self, *args: Any, answers: dict[str, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in checklist.ITEMS:
            said = answers.get(item.key, {})
            choices = ANSWERS if item.depends_on else ANSWERS[:2]
            self.fields[f"jawab-{item.key}"] = forms.ChoiceField(
                label=f"{item.key} {item.text.rstrip('.')}",
                choices=choices,
                required=False,
                initial=said.get("answer", ""),
                widget=forms.RadioSelect,
            )
            self.fields[f"catatan-{item.key}"] = forms.CharField(
                label=_("Catatan butir %(key)s") % {"key": item.key},
                max_length=NOTE,
                required=False,
                initial=said.get("note", ""),
                widget=forms.Textarea(attrs={"rows": 1, "class": "form-control"}),
            )

    def answers(self) -> dict[str, dict[str, str]]:
        """Item key → answer and note, for the items that have either."""
        found = {
            item.key: {
                "answer": self.cleaned_data.get(f"jawab-{item.key}", ""),
                "note": self.cleaned_data.get(f"catatan-{item.key}", "").strip(),
            }
            for item in checklist.ITEMS
        }
        return {key: said for key, said in found.items() if said["answer"] or said["note"]}

    def expect_seen(self, begun: Review | None, sent: Mapping[str, str]) -> bool:
        """Whether nobody else has saved the checklist since the page was opened; else it says so.

        What is typed stays, and the next saving counts.
        """
        state = state_of(begun)
        is_seen = sent.get("dilihat", state) == state
        if begun is not None and not is_seen and self.answers() != begun.answers:
            self.add_error(
                None,
                _(
                    "Daftar uji ini disimpan oleh %(title)s sejak Anda membuka halaman ini. "
                    "Jawaban Anda masih terisi di bawah; simpan sekali lagi untuk menggantikannya."
                )
                % {"title": begun.officeholder.title},
            )
        return not self.errors

    def expect_complete(self) -> bool:
        """Whether the review can end; else each open item says what it wants."""
        for key in checklist.missing(self.answers()):
            said = self.answers().get(key, {}).get("answer", "")
            words = {
                checklist.NO: _("Jawaban “tidak” memerlukan catatan."),
                checklist.VOID: _("Butir ini berlaku karena ada jawaban “tidak” sebelumnya."),
            }
            field = f"catatan-{key}" if said == checklist.NO else f"jawab-{key}"
            self.add_error(field, words.get(said, _("Butir ini belum dijawab.")))
        return not self.errors
