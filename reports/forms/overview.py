"""Which report of the kabupaten is asked for."""

from collections.abc import Iterable
from typing import Any

from django import forms
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

    def __init__(self, *args: Any, keepers: Iterable[Agency], **more: Any) -> None:
        super().__init__(*args, **more)
        self.keepers = {str(agency.pk): agency for agency in keepers}
        names = [(pk, agency.government.name) for pk, agency in self.keepers.items()]
        self.fields["kabupaten"] = forms.ChoiceField(label=_("Pemerintah daerah"), choices=names)
        self.order_fields(["kabupaten", "tahun", "laporan"])

    @property
    def keeper(self) -> Agency:
        """The Sekretariat Daerah of the kabupaten that was chosen."""
        return self.keepers[self.cleaned_data["kabupaten"]]

    @property
    def triwulan(self) -> int | None:
        """The triwulan that was chosen; None for the year."""
        chosen = self.cleaned_data["laporan"]
        return None if chosen == YEAR else int(chosen)
