"""Closing a gap of a binding (which position acts, which lane a level has), publishing a draft."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Position, Unit
from sop.definition import Definition, DefinitionErrors, Problem, parse
from sop.queries import BindingGap

#: Bytes; the longest SOP so far has 30 thousand.
LARGEST = 1024 * 1024


class GapForm(forms.Form):
    """What every gap's form has: which one it closes."""

    gap = forms.ChoiceField(label=_("Yang belum lengkap"))
    position = forms.ModelChoiceField(label=_("Jabatan"), queryset=Position.objects.none())

    def __init__(
        self, *args: Any, gaps: Sequence[BindingGap], agency: Agency, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gaps = {gap.key: gap for gap in gaps}
        choices = [(gap.key, gap.sentence) for gap in gaps]
        cast("forms.ChoiceField", self.fields["gap"]).choices = choices
        field = cast("forms.ModelChoiceField[Position]", self.fields["position"])
        field.queryset = agency.positions.order_by("order", "name")

    def clean_gap(self) -> BindingGap:
        return self.gaps[self.cleaned_data["gap"]]


class ActorForm(GapForm):
    """The position that acts for an actor."""


class LaneForm(GapForm):
    """The lane of a level: a unit, a position, or both."""

    field_order = ("gap", "label", "unit", "position")
    label = forms.CharField(label=_("Nama jalur"), max_length=160)
    unit = forms.ModelChoiceField(
        label=_("Unit kerja"), queryset=Unit.objects.none(), required=False
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        self.fields["position"].required = False
        field = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        field.queryset = agency.units.order_by("order", "name")

    def clean(self) -> dict[str, Any]:
        super().clean()
        named = self.cleaned_data.get("unit") or self.cleaned_data.get("position")
        if not named and not self.errors:
            self.add_error("unit", _("Pilih unit kerja atau jabatan bagi jalur ini."))
        return self.cleaned_data


class PublishForm(forms.Form):
    """From when a draft is in force, and the signed revision it rests on."""

    effective_on = forms.DateField(
        label=_("Berlaku bagi triwulan yang dibuka sejak"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    basis = forms.CharField(
        label=_("Dasar: nomor dan tanggal pengesahan SOP hasil revisi"), max_length=300
    )


class UploadForm(forms.Form):
    """A text of an SOP as a file, the same as `sop_load` takes; `problems` name their lines."""

    file = forms.FileField(
        label=_("Berkas SOP (.yaml)"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={
            "required": _("Pilih berkas yang akan diunggah."),
            "empty": _("Berkas ini kosong."),
        },
    )
    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_("Kosongkan bila berkas menyebutnya atau SOP ini sudah ada."),
    )

    def __init__(self, *args: Any, agencies: "QuerySet[Agency]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Agency]", self.fields["agency"]).queryset = agencies
        self.problems: list[Problem] = []

    def clean_file(self) -> Definition | None:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            sentence = _("Berkas terlalu besar untuk naskah SOP: paling banyak 1 MB.")
            raise forms.ValidationError(sentence)
        try:
            return parse(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Berkas ini bukan teks UTF-8.")) from error
        except DefinitionErrors as errors:
            self.problems = errors.problems
            raise forms.ValidationError(
                _("Naskah ini belum dapat dipakai; lihat baris yang disebut di bawah.")
            ) from errors
