"""A signed copy brought back, and the key of those who sign here."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.forms import accept_any_sign
from reports.forms.verification import within_limit

SIGNED, SCAN = "tte", "pindaian"
#: A key file is a few kilobytes.
KEY_LIMIT = 200_000


class SignedCopyForm(forms.Form):
    """How the report was signed, the file, and for a scan the day of the signature."""

    cara = forms.ChoiceField(
        label=gettext_lazy("Cara penandatanganan"),
        choices=(
            (SIGNED, gettext_lazy("Tanda tangan elektronik (PDF dari BSrE atau penerbit lain)")),
            (SCAN, gettext_lazy("Tanda tangan basah (pindaian PDF, PNG, atau JPG)")),
        ),
        widget=forms.RadioSelect,
    )
    berkas = forms.FileField(label=gettext_lazy("Berkas yang sudah ditandatangani"))
    tanggal = forms.DateField(
        label=gettext_lazy("Tanggal tanda tangan basah"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Hanya untuk pindaian; tanda tangan elektronik memuat waktunya."),
    )

    def __init__(self, *args: Any, today: date, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.earliest = today, earliest

    def clean_berkas(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        return within_limit(file)

    def clean(self) -> None:
        day: date | None = self.cleaned_data.get("tanggal")
        if self.cleaned_data.get("cara") != SCAN or "tanggal" in self.errors:
            return
        if day is None:
            self.add_error("tanggal", _("Isi tanggal yang tertulis pada tanda tangan."))
        elif day > self.today:
            self.add_error("tanggal", _("Tanggal tidak boleh sesudah hari ini."))
        elif day < self.earliest:
            words = {"day": date_format(self.earliest)}
            self.add_error(
                "tanggal", _("Tanggal tidak boleh sebelum persetujuan, %(day)s.") % words
            )


class KeyForm(forms.Form):
    """A PKCS#12 and its passphrase, used once and kept nowhere."""

    kunci = forms.FileField(
        label=gettext_lazy("Berkas sertifikat (.p12 atau .pfx)"),
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
    )
    sandi = forms.CharField(
        label=gettext_lazy("Sandi sertifikat"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Berkas dan sandinya hanya dipakai sekarang dan tidak disimpan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accept_any_sign(self.fields["sandi"])

    def clean_kunci(self) -> bytes:
        file: UploadedFile[bytes] = self.cleaned_data["kunci"]
        if (file.size or 0) > KEY_LIMIT:
            raise forms.ValidationError(_("Berkas ini terlalu besar untuk sebuah sertifikat."))
        content: bytes = file.read()
        return content
