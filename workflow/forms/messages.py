"""The channels of a person, and an agency's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflow.letters import MAX_LENGTH, LetterError, check_letter
from workflow.models import Channel


class ChannelForm(forms.Form):
    """Which channels a person wants; notices in the product cannot be turned off."""

    channels = forms.MultipleChoiceField(
        label=_("Saluran yang Anda terima"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pemberitahuan di dalam aplikasi selalu ada."),
    )

    def muted(self) -> list[str]:
        """The channels left unticked."""
        return [each for each in Channel.values if each not in self.cleaned_data["channels"]]


class LetterForm(forms.Form):
    """One text of a message, told at its place where it cannot be rendered."""

    text = forms.CharField(
        label=_("Teks"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Kosongkan dan simpan untuk kembali ke teks baku."),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            check_letter(text)
        except LetterError as error:
            raise forms.ValidationError(str(error)) from error
        return text
