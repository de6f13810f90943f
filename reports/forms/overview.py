"""Which report of the kabupaten is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organization.models import Agency

#: The choice that means the year as a whole.
YEAR = "tahun"
PERIODS = (
    ("1", _("Ikhtisar triwulan I")),
    ("2", _("Ikhtisar triwulan II")),
    ("3", _("Ikhtisar triwulan III")),
    ("4", _("Ikhtisar triwulan IV")),
    (YEAR, _("LKjIP kabupaten setahun")),
)
FIRST_YEAR, LAST_YEAR = 2000, 2099


class OverviewForm(forms.Form):
    """Kabupaten, year, and the triwulan or the year as a whole."""

    kabupaten = forms.ChoiceField(label=_("Pemerintah daerah"))
    tahun = forms.IntegerField(label=_("Tahun"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    laporan = forms.ChoiceField(label=_("Laporan"), choices=PERIODS)

    def __init__(
        self,
        *args: Any,
        keepers: Iterable[Agency],
        years: Mapping[int, Sequence[int]],
        **more: Any,
    ) -> None:
        """`years`: of each kabupaten, by id, those of which something is approved."""
        super().__init__(*args, **more)
        self.years = years
        self.keepers = {str(agency.pk): agency for agency in keepers}
        names = [(pk, agency.government.name) for pk, agency in self.keepers.items()]
        self.fields["kabupaten"] = forms.ChoiceField(label=_("Pemerintah daerah"), choices=names)
        self.order_fields(["kabupaten", "tahun", "laporan"])

    def clean(self) -> dict[str, Any]:
        """A year of which nothing is approved would be an empty report."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"kabupaten", "tahun"} <= cleaned.keys():
            known = self.years[self.keeper.government_id]
            if cleaned["tahun"] not in known:
                self.add_error("tahun", _nothing_of(cleaned["tahun"], known))
        return cleaned

    @property
    def keeper(self) -> Agency:
        """The Sekretariat Daerah of the kabupaten that was chosen."""
        return self.keepers[self.cleaned_data["kabupaten"]]

    @property
    def triwulan(self) -> int | None:
        """The triwulan that was chosen; None for the year."""
        chosen = self.cleaned_data["laporan"]
        return None if chosen == YEAR else int(chosen)


def _nothing_of(year: int, known: Sequence[int]) -> str:
    """Why nothing can be put together for a year, and for which years something can."""
    if not known:
        return gettext("Belum ada laporan perangkat daerah yang disetujui, pada tahun mana pun.")
    years = ", ".join(map(str, known))
    return gettext(
        "Tahun %(year)d belum mempunyai laporan perangkat daerah yang disetujui. "
        "Tahun yang sudah: %(years)s."
    ) % {"year": year, "years": years}
