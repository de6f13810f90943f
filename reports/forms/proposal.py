"""Which standard times a draft would change: one tick, number and unit per step."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from organization.language import in_office_language
from organization.worktime import UNITS
from sop.definition import Waktu, WaktuKey, worded
from workflow.queries.proposal import Suggestion

LONGEST = 9999


class ProposalForm(forms.Form):
    """A ticked step gets the time beside it; those over their standard are ticked at first."""

    def __init__(self, *args: Any, suggestions: Sequence[Suggestion]) -> None:
        super().__init__(*args)
        self.suggestions = suggestions
        for number, each in enumerate(suggestions):
            name = each.step.kegiatan
            self.fields[f"ubah-{number}"] = forms.BooleanField(
                label=_("Ubah: %(step)s") % {"step": name}, required=False, initial=each.is_over
            )
            self.fields[f"nilai-{number}"] = forms.IntegerField(
                label=_("Waktu usulan: %(step)s") % {"step": name},
                required=False,
                min_value=1,
                max_value=LONGEST,
                initial=each.suggested.value,
            )
            self.fields[f"satuan-{number}"] = forms.ChoiceField(
                label=_("Satuan: %(step)s") % {"step": name},
                choices=[(unit, unit) for unit in UNITS],
                initial=each.suggested.unit,
            )
        for field in self.fields.values():
            kind = {forms.BooleanField: "form-check-input", forms.ChoiceField: "form-select w-auto"}
            field.widget.attrs["class"] = kind.get(type(field), "form-control")

    def rows(self) -> Iterable[tuple[Suggestion, BoundField, BoundField, BoundField]]:
        """Each step with its three fields."""
        for number, each in enumerate(self.suggestions):
            yield each, self[f"ubah-{number}"], self[f"nilai-{number}"], self[f"satuan-{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked = [n for n, _each in enumerate(self.suggestions) if cleaned.get(f"ubah-{n}")]
        for number in ticked:
            if f"nilai-{number}" in cleaned and cleaned[f"nilai-{number}"] is None:
                self.add_error(f"nilai-{number}", _("Isi waktu usulan, atau lepaskan centangnya."))
        if not self.errors and not self.changes(cleaned):
            self.add_error(
                None, _("Centang sedikitnya satu langkah yang waktunya berbeda dari SOP.")
            )
        return cleaned

    def changes(self, cleaned: dict[str, Any]) -> dict[WaktuKey, Waktu]:
        """The new standard times by step and period; what equals the SOP is no change."""
        found = {}
        for number, each in enumerate(self.suggestions):
            value, unit = cleaned.get(f"nilai-{number}"), cleaned.get(f"satuan-{number}")
            is_new = (value, unit) != (each.waktu.value, each.waktu.unit)
            if cleaned.get(f"ubah-{number}") and value and unit and is_new:
                text = worded(each.waktu.text, value, unit)
                found[each.key] = Waktu(text, value, unit, each.waktu.period)
        return found

    @in_office_language
    def basis(self) -> str:
        """What the draft rests on, a line per change."""
        changes = self.changes(self.cleaned_data)
        return "\n".join(
            _("Usulan: %(step)s dari %(old)s menjadi %(new)s, median %(count)d pengerjaan.")
            % {
                "step": each.step.key,
                "old": each.waktu.text,
                "new": changes[each.key].text,
                "count": each.times.count,
            }
            for each in self.suggestions
            if each.key in changes
        )
