"""A code from paper, and a file to compare."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports import codes

MEGABYTE = 1024 * 1024


class CodeForm(forms.Form):
    """The short code as it stands on every page; signs that are easily misread are mended."""

    kode = forms.CharField(
        label=_("Kode verifikasi"),
        max_length=40,
        help_text=_("Sepuluh huruf dan angka di kaki setiap halaman, misalnya 4XK2P-9QWTZ."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_kode(self) -> str:
        code = codes.read(self.cleaned_data["kode"])
        if not code:
            raise forms.ValidationError(
                _("Ini bukan kode verifikasi: kode terdiri atas sepuluh huruf dan angka.")
            )
        return code

    def refuse_unknown(self) -> None:
        """Say that no document has this code, unless the code itself is wrong already."""
        if not self.errors:
            self.add_error(
                "kode",
                _(
                    "Tidak ada dokumen dengan kode ini. Periksa kembali kode pada kertas; bila "
                    "sama, dokumen itu tidak berasal dari aplikasi ini."
                ),
            )


class CheckForm(forms.Form):
    """A file whose fingerprint is compared; it is not kept."""

    berkas = forms.FileField(
        label=_("Berkas yang diperiksa"),
        help_text=_("Berkas hanya dihitung sidik jarinya (SHA-256) dan tidak disimpan."),
    )

    def clean_berkas(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["berkas"]
        return within_limit(file)


def within_limit(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """The file, unless it is larger than a report may be. Raises ValidationError."""
    limit = settings.REPORT_LIMIT
    if (file.size or 0) > limit:
        raise forms.ValidationError(
            _("Berkas ini terlalu besar; paling besar %(limit)d MB.") % {"limit": limit // MEGABYTE}
        )
    return file
