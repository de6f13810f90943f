"""Catatan pembagian tugas: which collector fills which indicator."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from workflow.models import LaneActor, RunIndicator


class ShareForm(forms.Form):
    """One choice per indicator, among the collectors of the lanes beneath."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        rows: Sequence[RunIndicator],
        places: Sequence[LaneActor],
    ) -> None:
        super().__init__(data)
        self.rows = rows
        self.places = {place.pk: place for place in places}
        choices: list[tuple[int | str, str]] = [(place.pk, _name(place)) for place in places]
        for row in rows:
            present = self._present(row)
            self.fields[_field(row)] = forms.TypedChoiceField(
                label=row.indicator.name,
                choices=choices if present else [("", _("– pilih –")), *choices],
                coerce=int,
                initial=present,
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def lines(self) -> list[tuple[RunIndicator, forms.BoundField]]:
        """Each indicator with its field, for a table."""
        return [(row, self[_field(row)]) for row in self.rows]

    def chosen(self) -> dict[int, LaneActor]:
        """Run indicator → where it shall go."""
        return {row.pk: self.places[self.cleaned_data[_field(row)]] for row in self.rows}

    def _present(self, row: RunIndicator) -> int | None:
        same = [
            place.pk
            for place in self.places.values()
            if (place.lane_id, place.position_id) == (row.lane_id, row.position_id)
        ]
        return next(iter(same), None)


def _field(row: RunIndicator) -> str:
    return f"bagian-{row.pk}"


def _name(place: LaneActor) -> str:
    return f"{place.lane.label} – {place.position.name}"
