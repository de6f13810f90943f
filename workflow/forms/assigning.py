"""Who answers for an indicator."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from organization.models import Position, Unit


class AssignForm(forms.Form):
    """A unit, and where the SOP has a lane per position, that position."""

    unit = forms.ModelChoiceField(
        label=_("Unit kerja penanggung jawab"), queryset=Unit.objects.none(), required=False
    )
    position = forms.ModelChoiceField(
        label=_("Jabatan penanggung jawab"),
        queryset=Position.objects.none(),
        required=False,
        help_text=_("Kosongkan bila pelaksana pada jalur unitnya yang mengisi."),
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        initial = {
            "unit": indicator.responsible_unit_id,
            "position": indicator.responsible_position_id,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        agency = indicator.agency
        units = cast("forms.ModelChoiceField[Unit]", self.fields["unit"])
        units.queryset = agency.units.order_by("order", "name")
        positions = cast("forms.ModelChoiceField[Position]", self.fields["position"])
        positions.queryset = agency.positions.order_by("order", "name")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("unit", _("Pilih unit kerja atau jabatan penanggung jawab."))
        return self.cleaned_data
