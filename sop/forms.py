"""Closing a gap of a binding (which position acts, which lane a level has), publishing a draft."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Position, Unit
from sop.queries import BindingGap


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
