"""A published table as it comes in: a CSV whose numbers keep the notation of their print."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.access import TableRefused
from indicators.capaian import PrintedRow
from indicators.forms.tables import Line, read_table
from indicators.models import Indicator

REQUIRED = ("indicator", "polarity", "target", "realisasi", "published_capaian_percent")
OPTIONAL = ("source", "unit", "upper", "notes")
#: Larger than any published table; keeps one upload from filling the memory.
LIMIT_KB = 512
MAX_PRINTED = 60


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of the table with what names it."""

    row: int
    source: str
    indicator: str
    unit: str
    printed: PrintedRow


def read_published_rows(text: str) -> list[PublishedRow]:
    """The rows of a published table; raises TableRefused with every problem by row and column."""
    return read_table(text, required=REQUIRED, optional=OPTIONAL, clean=_published)


def _published(line: Line) -> PublishedRow:
    return PublishedRow(
        row=line.number_of_row,
        source=line.text("source"),
        indicator=line.text("indicator", required=True),
        unit=line.text("unit"),
        printed=PrintedRow(
            target=line.text("target", limit=MAX_PRINTED),
            realisasi=line.text("realisasi", limit=MAX_PRINTED),
            capaian=line.text("published_capaian_percent", limit=MAX_PRINTED),
            polarity=line.choice(
                "polarity", Indicator.Polarity.values, Indicator.Polarity.POSITIVE
            ),
            upper=line.text("upper", limit=MAX_PRINTED),
        ),
    )


class PublishedTableForm(forms.Form):
    """The upload of a published table; `rows` holds what was read."""

    table = forms.FileField(
        label=gettext_lazy("Tabel CSV"),
        help_text=gettext_lazy(
            "Kolom: indicator, polarity (positif/negatif/rentang), target, realisasi, "
            "published_capaian_percent; boleh juga source, unit, upper, notes."
        ),
        error_messages={
            "required": gettext_lazy("Pilih berkas CSV yang akan diperiksa."),
            "empty": gettext_lazy("Berkas ini kosong. Pilih berkas CSV yang berisi tabel."),
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through unchanged
        self.rows: list[PublishedRow] = []
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", _("Periksa tabel")))

    def clean_table(self) -> None:
        upload = self.cleaned_data["table"]
        if upload.size > LIMIT_KB * 1024:
            raise forms.ValidationError(
                _("Berkas terlalu besar: paling banyak %(limit)d KB.") % {"limit": LIMIT_KB}
            )
        try:
            self.rows = read_published_rows(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as unreadable:
            raise forms.ValidationError(
                _("Berkas ini bukan CSV berhuruf UTF-8. Simpan ulang sebagai “CSV UTF-8”.")
            ) from unreadable
        except TableRefused as refusal:
            raise forms.ValidationError([str(each) for each in refusal.problems]) from refusal
