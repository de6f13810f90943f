"""The agenda entry of a sheet, and the scan of the paper."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflow.services import AgendaEntry

#: No letter that is entered today is older.
OLDEST = timedelta(days=3_653)


class AgendaForm(forms.Form):
    """What a secretariat writes into its buku agenda beside the number."""

    surat_dari = forms.CharField(label=gettext_lazy("Surat dari"), max_length=160)
    nomor_surat = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=80, required=False)
    tanggal_surat = forms.DateField(
        label=gettext_lazy("Tanggal surat"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    diterima_on = forms.DateField(
        label=gettext_lazy("Diterima tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        written: date | None = self.cleaned_data.get("tanggal_surat")
        received: date | None = self.cleaned_data.get("diterima_on")
        if received and received > self.today and "diterima_on" in self.changed_data:
            self.add_error("diterima_on", _("Tanggal diterima tidak boleh sesudah hari ini."))
        for name, day in (("tanggal_surat", written), ("diterima_on", received)):
            if day and day < self.today - OLDEST and name in self.changed_data:
                self.add_error(name, _("Tanggal ini lebih dari sepuluh tahun yang lalu; periksa."))
        if written and received and written > received:
            self.add_error(
                "tanggal_surat", _("Tanggal surat tidak boleh sesudah tanggal diterima.")
            )

    def entry(self) -> AgendaEntry:
        return AgendaEntry(**self.cleaned_data)


class ScanForm(forms.Form):
    """A scan or photograph of the sheet that was signed on paper."""

    scan = forms.FileField(
        label=gettext_lazy("Pindaian lembar berparaf basah"),
        help_text=gettext_lazy("PDF, PNG, atau JPG. Pindaian sebelumnya tetap tersimpan."),
        error_messages={"required": gettext_lazy("Pilih berkas pindaiannya.")},
    )
