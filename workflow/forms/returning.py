"""A return: which lanes, which figures with which reason, and why as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.forms.answers import short_text
from workflow.models import Lane, ReturnItem, RunIndicator

REASON = "alasan"
MAX_REASON = 2_000


def leaf_choices(
    returnable: Iterable[Lane], parents: Mapping[int, int | None], carried: Iterable[RunIndicator]
) -> dict[int, list[RunIndicator]]:
    """Returnable lane → the indicators that lie in it or beneath it."""
    found: dict[int, list[RunIndicator]] = {lane.pk: [] for lane in returnable}
    for row in carried:
        lane: int | None = row.lane_id
        while lane is not None:
            if lane in found:
                found[lane].append(row)
                break
            lane = parents.get(lane)
    return found


class ReturnForm(forms.Form):
    """Lanes may be left out where a ticked figure names them; each figure may have its own reason.

    `must_name`: the way back leads to where figures are filled, so that something has to unlock;
    a ticked lane then stands for all its figures, those still `empty` only where all are.
    Elsewhere a lane without a ticked figure opens as a whole.
    """

    jalur = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Jalur yang dikembalikan"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("Jalur yang dipilih tidak dapat dikembalikan.")
        },
    )
    angka = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Ada angka yang tidak lagi dapat dikembalikan.")
        },
    )
    setujui_lain = forms.BooleanField(
        label=gettext_lazy("Setujui angka lain yang sudah diserahkan"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Pada putaran berikutnya Anda cukup melihat angka yang berubah. Angka pada jalur yang "
            "dikembalikan seluruhnya tidak ikut disetujui."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan pengembalian"),
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Boleh kosong bila setiap angka yang dikembalikan sudah diberi alasannya sendiri."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        choices: Mapping[int, Sequence[RunIndicator]],
        lanes: Sequence[Lane],
        returnable: Iterable[str],
        must_name: bool,
        empty: Iterable[str] = (),
        pending: Iterable[ReturnItem] = (),
    ) -> None:
        super().__init__(data)
        self.lanes = {lane.pk: lane for lane in lanes}
        self.home = {row.pk: lane for lane, rows in choices.items() for row in rows}
        self.must_name = must_name
        if must_name:
            self.fields["jalur"].label = _("Semua angka pada jalur")
        self.names = {row.pk: row.indicator.name for rows in choices.values() for row in rows}
        _offer(self.fields["jalur"], [(lane.pk, lane.label) for lane in lanes])
        self.keys = [int(key) for key in returnable]
        filled = [pk for pk in self.keys if str(pk) not in set(empty)]
        filled_lanes = {self.home[pk] for pk in filled}
        self.of_lane = {*filled, *(pk for pk in self.keys if self.home[pk] not in filled_lanes)}
        _offer(self.fields["angka"], [(key, str(key)) for key in self.keys])
        self.suggested = {str(item.run_indicator_id): item.reason for item in pending}

    @property
    def chosen(self) -> list[str]:
        """Ticked figures: what was sent, else those that came back to this step and wait."""
        if isinstance(self.data, QueryDict):
            return self.data.getlist("angka")
        return list(self.suggested)

    @property
    def typed(self) -> dict[str, str]:
        """Reasons of single figures, as typed or as they came."""
        if self.is_bound:
            return {str(pk): self._typed(pk) for pk in self.home}
        return self.suggested

    @property
    def reasons(self) -> dict[int, str]:
        """Figure (run indicator) → its own reason, empty where the whole return's holds."""
        return {pk: short_text(self._typed(pk)) for pk in self.cleaned_data["angka"]}

    @property
    def chosen_lanes(self) -> list[Lane]:
        return [self.lanes[pk] for pk in self.cleaned_data["jalur"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked = set(cleaned.get("jalur", []))
        if self.must_name:
            cleaned["angka"] = self._with_all_of(ticked, cleaned.get("angka", []))
        figures: list[int] = cleaned.get("angka", [])
        lanes = ticked | {self.home[pk] for pk in figures}
        if not lanes and len(self.lanes) == 1 and not self.must_name:
            lanes = set(self.lanes)
        if not {"jalur", "angka"} & set(self.errors):
            self._expect_something(lanes, figures)
        if not (cleaned.get("reason") or "reason" in self.errors):
            self._expect_reasons(lanes, figures)
        cleaned["jalur"] = [pk for pk in self.lanes if pk in lanes]
        return cleaned

    def _with_all_of(self, lanes: set[int], figures: Sequence[int]) -> list[int]:
        """The figures ticked, and all that may come back of a ticked lane, in their order."""
        whole = {pk for pk in self.of_lane if self.home[pk] in lanes}
        return [pk for pk in self.keys if pk in figures or pk in whole]

    def _expect_something(self, lanes: set[int], figures: Sequence[int]) -> None:
        if self.must_name:
            self._expect_figures(lanes, figures)
        elif lanes:
            self._expect_ticks(lanes, figures)
        else:
            self.add_error("jalur", _("Pilih jalur, atau centang angka, yang dikembalikan."))

    def _expect_figures(self, lanes: set[int], figures: Sequence[int]) -> None:
        """A lane without indicators comes back as it is; any other unlocks figure by figure."""
        if not lanes:
            self.add_error(
                "angka",
                _("Centang angka yang dikembalikan, atau jalur yang semua angkanya dikembalikan."),
            )
        locked = lanes & set(self.home.values()) - {self.home[pk] for pk in figures}
        for lane in [pk for pk in self.lanes if pk in locked]:
            self.add_error(
                "jalur",
                _("Tidak ada angka %(lane)s yang dapat dikembalikan.")
                % {"lane": self.lanes[lane].label},
            )

    def _expect_ticks(self, lanes: set[int], figures: Sequence[int]) -> None:
        """A reason beside a figure of a lane in which none is ticked was meant for that one."""
        whole = lanes - {self.home[pk] for pk in figures}
        names = [
            self.names[pk]
            for pk, lane in self.home.items()
            if lane in whole
            and short_text(self._typed(pk)) not in ("", self.suggested.get(str(pk)))
        ]
        if names:
            self.add_error(
                "angka",
                _("Centang juga angka yang Anda beri alasan: %(names)s.")
                % {"names": ", ".join(names)},
            )

    def _expect_reasons(self, lanes: set[int], figures: Sequence[int]) -> None:
        """The whole needs no reason where each of its figures has one."""
        is_whole = bool(lanes - {self.home[pk] for pk in figures})
        if not figures or is_whole or not all(short_text(self._typed(pk)) for pk in figures):
            self.add_error(
                "reason",
                _("Tuliskan alasan pengembalian agar penerima tahu apa yang diperbaiki."),
            )

    def _typed(self, pk: int) -> str:
        return str(self.data.get(f"{REASON}-{pk}", ""))


def _offer(field: forms.Field, choices: list[tuple[int, str]]) -> None:
    if isinstance(field, forms.TypedMultipleChoiceField):
        field.choices = choices
