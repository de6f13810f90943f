"""The words beside a figure, as the corrector of a report amends them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from indicators.models import WORDS, RealisasiRevision

MAX_TEXT = 2_000


def _text(label: "str | StrPromise") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )


class WordingForm(forms.Form):
    """The texts; `version` is the revision that was read."""

    version = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)
    note = _text(_("Catatan"))
    pendukung = _text(_("Faktor pendukung"))
    kendala = _text(_("Kendala"))
    solusi = _text(_("Solusi"))
    rencana_tindak_lanjut = _text(_("Rencana tindak lanjut"))
    rtl_followup = _text(_("Tindak lanjut atas rencana triwulan lalu"))

    @classmethod
    def of(
        cls, revision: RealisasiRevision, data: Mapping[str, Any] | None = None
    ) -> "WordingForm":
        """The form with what is saved."""
        initial = {name: getattr(revision, name) for name in WORDS}
        return cls(data, initial=initial | {"version": revision.number})

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}
