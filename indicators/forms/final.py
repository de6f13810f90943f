"""The final figure in the place of a provisional one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, Realisasi
from indicators.notation import NotANumber
from indicators.queries import rules_of
from indicators.services import Fault, FinalFigure, bounds_fault, pair_fault

PAIR = ("numerator", "denominator")


class FinalForm(forms.Form):
    """One figure, or numerator and denominator, in the indicator's own writing; and its source."""

    version = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)
    value = forms.CharField(label=_("Angka tetap"), max_length=40)
    numerator = forms.CharField(label=_("Pembilang"), max_length=40)
    denominator = forms.CharField(label=_("Penyebut"), max_length=40)
    source = forms.CharField(
        label=_("Sumber angka tetap"),
        max_length=120,
        help_text=_("Misalnya: BPS, Kabupaten Dalam Angka 2027, hlm. 12."),
    )

    def __init__(self, *args: Any, figure: Realisasi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"version": figure.version}
        self.indicator = figure.indicator
        self.notation = figure.indicator.notation(figure.year)
        is_pair = figure.indicator.measure == Indicator.Measure.RATIO
        for name in ("value",) if is_pair else PAIR:
            del self.fields[name]
        if self.notation.choices:
            choices = [(level, level) for level in reversed(self.notation.choices)]
            self.fields["value"].widget = forms.Select(choices=choices)
        elif self.notation.is_day:
            self.fields["value"].widget = forms.DateInput(attrs={"type": "date"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("value", *PAIR):
            if name in cleaned:
                cleaned[name] = self._read(name, cleaned[name])
        if cleaned.get("denominator") == 0:
            self.add_error("denominator", _("Penyebut tidak dapat nol."))
        elif not self.errors:
            self._check_bounds(cleaned)
        return cleaned

    def _check_bounds(self, cleaned: dict[str, Any]) -> None:
        """The same as for the figure that it replaces: nobody looks at this one again."""
        if "value" in cleaned:
            is_worded = self.notation.is_worded
            sentence = "" if is_worded else bounds_fault(self.indicator, cleaned["value"])
            fault = Fault("value", sentence) if sentence else None
        else:
            is_percent = rules_of(self.indicator).is_percent
            above, below = (cleaned[name] for name in PAIR)
            fault = pair_fault(self.indicator, above, below, is_percent=is_percent)
        if fault is not None:
            self.add_error(fault.field, fault.sentence)

    def final(self) -> FinalFigure:
        return FinalFigure(**self.cleaned_data)

    def _read(self, name: str, text: str) -> Decimal | None:
        try:
            return self.notation.read(text)
        except NotANumber as refusal:
            self.add_error(name, refusal.sentence)
            return None
