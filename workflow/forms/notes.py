"""Short forms that close a step: a note, a signature, a workbook."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_NOTE = 8_000


class NoteForm(forms.Form):
    """A word to go with the work: uraian of a report, catatan of a decision."""

    note = forms.CharField(
        label=gettext_lazy("Uraian/catatan"),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(NoteForm):
    """Who signs, as the name shall stand under the report."""

    signature_name = forms.CharField(label=gettext_lazy("Nama penanda tangan"), max_length=200)


class WorkbookForm(forms.Form):
    """One's own form coming back as Excel."""

    file = forms.FileField(
        label=gettext_lazy("Berkas Excel (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Pilih berkas yang akan diunggah."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        size = file.size or 0
        if size > settings.FILE_LIMIT:
            raise forms.ValidationError(
                _("Berkas terlalu besar: %(size)s, paling banyak %(limit)s."),
                params={
                    "size": filesizeformat(size),
                    "limit": filesizeformat(settings.FILE_LIMIT),
                },
            )
        return file
