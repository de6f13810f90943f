"""A new agency as an administrator prepares it: government, identity, staff by file."""

import re
from collections.abc import Iterable
from typing import Any, cast

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from organization.models import Agency, Government

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Words of addresses in whose place an agency's key stands.
RESERVED = frozenset({"baru", "pemerintah"})
LOGO_KB = 300
LOGO_KINDS = ("image/png", "image/jpeg")


class GovernmentForm(forms.ModelForm[Government]):
    """A kabupaten or kota, with what only an administrator can know."""

    class Meta:
        model = Government
        fields = ("name", "key", "head_title", "seat", "time_zone")
        help_texts = {
            "key": _("Huruf kecil, angka, dan tanda hubung; tidak diubah lagi."),
        }


class IdentityForm(forms.ModelForm[Agency]):
    """What stands in the kop surat, and from when the agency uses the product."""

    class Meta:
        model = Agency
        fields = (
            *("government", "name", "short_name", "key", "kind", "address", "phone", "logo"),
            *("time_zone", "paper", "live_from"),
        )
        labels = {"address": _("Alamat pada kop surat"), "phone": _("Telepon pada kop surat")}
        help_texts = {
            "key": _(
                "Huruf kecil, angka, dan tanda hubung, misalnya dinas-contoh. Menjadi bagian "
                "alamat dan nama akun, dan tidak diubah lagi."
            ),
            "logo": _("PNG atau JPEG, paling besar 300 KB; tercetak di kiri kop surat."),
            "time_zone": _("Jam dan tanggal seluruh perangkat daerah mengikuti zona ini."),
            "paper": _("F4 bila kantor memakai folio."),
        }
        widgets = {
            "live_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "logo": forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = True
        if self.instance.pk is not None:  # other rows and addresses hang on these two
            for name in ("government", "key"):
                del self.fields[name]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not SLUG.fullmatch(key):
            raise forms.ValidationError(_("Hanya huruf kecil, angka, dan tanda hubung."))
        if key in RESERVED:
            raise forms.ValidationError(_("Kunci ini dipakai alamat halaman; pilih yang lain."))
        return key

    def clean_logo(self) -> Any:
        found = self.cleaned_data["logo"]
        if not isinstance(found, UploadedFile):
            return found or ""
        if (found.size or 0) > LOGO_KB * 1024:
            raise forms.ValidationError(_("Logo terlalu besar; paling banyak 300 KB."))
        kind = filetype.guess_mime(found.read(512))
        found.seek(0)
        if kind not in LOGO_KINDS:
            raise forms.ValidationError(_("Logo harus berupa gambar PNG atau JPEG."))
        found.name = "logo.png" if kind == "image/png" else "logo.jpg"
        return found

    def values(self, names: Iterable[str] | None = None) -> dict[str, Any]:
        """The checked fields as services take them."""
        return {name: self.cleaned_data[name] for name in names or self.fields}


class AddressForm(forms.Form):
    """Where the administrator himself gets the test mail."""

    address = forms.EmailField(
        label=_("Alamat surel Anda"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class StaffFileForm(forms.Form):
    """A workbook of units, posts and people; after its preview its cells once more, confirmed."""

    file = forms.FileField(
        label=_("Buku kerja Excel (.xlsx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("Berkas ini kosong.")},
    )
    isi = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    @property
    def upload(self) -> "UploadedFile[bytes] | None":
        """The file; None where a preview is confirmed."""
        return cast("UploadedFile[bytes] | None", self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and data["file"] is None and not data["isi"]:
            self.add_error("file", _("Pilih buku kerja yang akan dimuat."))
        return data
