"""The tables of the plan as an operator meets them: what each is called, and its columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from indicators.forms import lines
from indicators.models import Indicator, TargetRevision
from organization.workbook import OLD_OR_LOCKED

#: Larger than any plan; keeps one upload from filling the memory.
LIMIT_KB = 2_048
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table that can be loaded: its columns, how it is read, and the choices of some columns."""

    title: "str | StrPromise"
    required: Sequence[str]
    optional: Sequence[str]
    read: Callable[[str], Sequence[Any]]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


YES_NO = ("ya", "tidak")
PLAN_TABLES = {
    "indikator": PlanTable(
        gettext_lazy("Indikator, Perjanjian Kinerja, dan Rencana Aksi"),
        lines.INDICATOR_REQUIRED,
        lines.INDICATOR_OPTIONAL,
        lines.read_indicator_lines,
        {
            "level": Indicator.Level.values,
            "measure": Indicator.Measure.values,
            "polarity": Indicator.Polarity.values,
            "formula": Indicator.Formula.values,
            "aggregation": Indicator.Aggregation.values,
            "basis": TargetRevision.Basis.values,
            "is_evidence_required": YES_NO,
            "contoh": YES_NO,
        },
    ),
    "renstra": PlanTable(
        gettext_lazy("Target Renstra tiap tahun"),
        lines.RENSTRA_REQUIRED,
        lines.RENSTRA_OPTIONAL,
        lines.read_renstra_rows,
    ),
    "anggaran": PlanTable(
        gettext_lazy("Pagu dan realisasi anggaran"),
        lines.BUDGET_REQUIRED,
        lines.BUDGET_OPTIONAL,
        lines.read_budget_rows,
        {"contoh": YES_NO},
    ),
    "tahun-lalu": PlanTable(
        gettext_lazy("Capaian tahun lalu"),
        lines.HISTORY_REQUIRED,
        lines.HISTORY_OPTIONAL,
        lines.read_history_rows,
    ),
}

#: Column → what it takes, for the template's own sheet; the same words as the operator's guide.
HINTS = {
    "code": gettext_lazy("Huruf, angka, - dan _; unik dalam perangkat daerah."),
    "level": gettext_lazy("Tingkat indikator; sasaran = IKU."),
    "tujuan": gettext_lazy("Teks tujuan; dibuat bila belum ada."),
    "sasaran": gettext_lazy("Teks sasaran; dibuat bila belum ada, boleh kosong."),
    "name": gettext_lazy("Nama indikator."),
    "unit": gettext_lazy("Satuan."),
    "measure": gettext_lazy("Cara mengukur; kosong = nilai. rasio: pembilang dan penyebut."),
    "predikat_levels": gettext_lazy("Hanya predikat; dari yang terendah: TMP < TW < WDP < WTP."),
    "polarity": gettext_lazy("positif, negatif (makin rendah makin baik), atau rentang."),
    "formula": gettext_lazy("Polaritas negatif: A = (2T − R)/T × 100 (baku), B = T/R × 100."),
    "aggregation": gettext_lazy("Cara triwulan menjadi tahun."),
    "decimals": gettext_lazy(
        "Angka di belakang koma, 0 sampai 4; baku 2, atau 0 untuk Dokumen, Orang, dan sejenisnya."
    ),
    "minimum": gettext_lazy("Nilai terendah yang masuk akal; kosong = tanpa batas."),
    "maximum": gettext_lazy("Nilai tertinggi yang masuk akal; kosong = tanpa batas."),
    "definisi_operasional": gettext_lazy("Definisi operasional (PermenPAN-RB 88/2021)."),
    "sumber_data": gettext_lazy("Sumber data."),
    "responsible_unit": gettext_lazy("Kunci unit penanggung jawab."),
    "responsible_position": gettext_lazy("Kunci jabatan penanggung jawab."),
    "program": gettext_lazy("Nama program, seperti pada tabel anggaran."),
    "kegiatan": gettext_lazy("Nama kegiatan, seperti pada tabel anggaran."),
    "weight": gettext_lazy("Bobot dalam rata-rata; kosong = sama berat."),
    "is_evidence_required": gettext_lazy("ya bila bukti dukung wajib."),
    "national_standard": gettext_lazy("Standar nasional pembanding."),
    "renstra_year": gettext_lazy("Tahun terakhir Renstra."),
    "renstra_target": gettext_lazy("Target pada tahun terakhir Renstra; rentang 70 s.d. 80."),
    "source_document": gettext_lazy("Dokumen sumber."),
    "page": gettext_lazy("Halaman dokumen sumber."),
    "contoh": gettext_lazy("ya untuk data peraga."),
    "year": gettext_lazy("Tahun."),
    "target": gettext_lazy("Target tahun itu; rentang ditulis 70 s.d. 80."),
    "tw1": gettext_lazy("Triwulan I: target (indikator) atau realisasi rupiah (anggaran)."),
    "tw2": gettext_lazy("Triwulan II."),
    "tw3": gettext_lazy("Triwulan III."),
    "tw4": gettext_lazy("Triwulan IV."),
    "basis": gettext_lazy("Target triwulan dihitung: triwulan ini (baku) atau s.d. triwulan."),
    "target_document": gettext_lazy("Dokumen target, misalnya Perjanjian Kinerja 2026."),
    "effective_on": gettext_lazy("Tanggal berlakunya target; kosong = 1 Januari."),
    "note": gettext_lazy("Catatan; tidak dimuat."),
    "renstra": gettext_lazy("Masa Renstra, misalnya 2025-2029."),
    "pagu": gettext_lazy("Pagu, rupiah penuh."),
    "realisasi": gettext_lazy("Realisasi tahun itu; kosong = tidak ada angka."),
    "renstra_pagu": gettext_lazy("Pagu sampai akhir Renstra."),
    "capaian": gettext_lazy("Capaian seperti tercetak; dihitung ulang, salah cetak diperingatkan."),
}


class PlanTableForm(forms.Form):
    """A table coming in: the file, or after its preview its text once more, confirmed."""

    table = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx) atau CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": gettext_lazy("Berkas ini kosong.")},
    )
    isi = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data["isi"])

    @property
    def text(self) -> str:
        """The table as text; empty where it is a workbook."""
        return str(self.cleaned_data["text"])

    @property
    def file(self) -> "UploadedFile[bytes]":
        found: UploadedFile[bytes] = self.cleaned_data["table"]
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload, text = cleaned.get("table"), cleaned.get("isi", "")
        if self.errors:
            return cleaned
        if upload is None and not text:
            self.add_error("table", _("Pilih berkas yang akan dimuat."))
        elif upload is not None:
            text = self._text_of(upload)
        return cleaned | {"text": text, "isi": "" if upload is not None else text}

    def _text_of(self, upload: "UploadedFile[bytes]") -> str:
        if (upload.size or 0) > LIMIT_KB * 1024:
            limit = {"limit": LIMIT_KB}
            self.add_error("table", _("Berkas terlalu besar: paling banyak %(limit)d KB.") % limit)
            return ""
        content = upload.read()
        upload.seek(0)
        if content.startswith((ZIP, OLD_OR_LOCKED)):
            return ""
        try:
            text: str = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            sentence = _("Berkas ini bukan Excel (.xlsx) dan bukan CSV berhuruf UTF-8.")
            self.add_error("table", sentence)
            return ""
        return text
