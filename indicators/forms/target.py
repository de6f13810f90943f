"""A changed target, as the head of an agency decides it in mid-year."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.measures import TargetValue, read_target
from indicators.models import Indicator, TargetRevision
from indicators.notation import NotANumber
from indicators.queries import targets_by_indicator
from indicators.services import NewTarget, judged_periods, target_fault
from organization.forms import FAR_DAY, FIRST_YEAR, LAST_YEAR

YEAR = "tahun"
PERIODS = [
    (YEAR, _("Target tahun")),
    *((str(number), f"TW {roman}") for number, roman in enumerate(("I", "II", "III", "IV"), 1)),
]


class TargetForm(forms.Form):
    """PK Perubahan: which period, which value, by which document, from which day."""

    period = forms.ChoiceField(label=_("Target untuk"), choices=PERIODS)
    value = forms.CharField(
        label=_("Target baru"),
        max_length=40,
        help_text=_(
            "Titik untuk ribuan, koma untuk desimal, misalnya 1.234,5; target rentang: 70 s.d. 80."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    basis = forms.ChoiceField(
        label=_("Target triwulan dihitung"),
        choices=TargetRevision.Basis.choices,
        help_text=_("Hanya untuk target triwulan."),
    )
    document = forms.CharField(
        label=_("Dokumen"),
        max_length=300,
        help_text=_("Misalnya: Perjanjian Kinerja Perubahan 2026, tanggal 1 Juli 2026."),
    )
    effective_on = forms.DateField(
        label=_("Berlaku sejak"),
        help_text=_("Triwulan yang berakhir sebelum tanggal ini tetap memakai target lama."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, indicator: Indicator, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.notation = indicator.notation(year)
        self.is_range = indicator.polarity == Indicator.Polarity.RANGE
        if self.notation.choices:
            levels = ", ".join(reversed(self.notation.choices))
            self.fields["value"].help_text = _("Salah satu dari: %(levels)s.") % {"levels": levels}
        elif self.notation.is_day:
            self.fields["value"].help_text = _("Tanggal, misalnya 31-12-%(year)d.") % {"year": year}

    def clean_value(self) -> TargetValue:
        try:
            return read_target(self.cleaned_data["value"], self.notation, is_range=self.is_range)
        except NotANumber as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def target(self) -> NewTarget:
        period: str = self.cleaned_data["period"]
        effective_on: date = self.cleaned_data["effective_on"]
        own = TargetRevision.Basis.OWN
        return NewTarget(
            year=self.year,
            triwulan=None if period == YEAR else int(period),
            basis=own if period == YEAR else self.cleaned_data["basis"],
            value=self.cleaned_data["value"],
            document=self.cleaned_data["document"],
            effective_on=effective_on,
        )


class TargetRevisionForm(forms.ModelForm[TargetRevision]):
    """The row itself, as an administrator types it: what the service refuses is refused here."""

    class Meta:
        model = TargetRevision
        fields = (
            *("indicator", "year", "triwulan", "basis", "value", "upper"),
            *("code", "document", "effective_on"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        indicator: Indicator | None = data.get("indicator")
        if not self.errors and not FIRST_YEAR <= data["year"] <= LAST_YEAR:
            self.add_error("year", FAR_DAY % {"year": data["year"]})
        is_period = data.get("triwulan") in (None, 1, 2, 3, 4)
        if self.errors or not is_period or indicator is None or data.get("value") is None:
            return data
        target = NewTarget(
            year=data["year"],
            triwulan=data["triwulan"],
            basis=data["basis"],
            value=TargetValue(data["value"], data["upper"]),
            document=data["document"],
            effective_on=data["effective_on"],
        )
        recorded = targets_by_indicator([indicator.pk], target.year).get(indicator.pk, [])
        judged = judged_periods([indicator.pk]).get(indicator.pk, ())
        fault = target_fault(indicator, target, recorded, judged)
        if fault is not None:
            self.add_error(fault.field, fault.sentence)
        return data
