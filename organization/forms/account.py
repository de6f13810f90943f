"""Signing in, and terms of office."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UserChangeForm
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from organization import clock
from organization.access import PostTaken, mandate_faults, relief_fault, term_in_the_way, unfit_for
from organization.forms.everywhere import accept_any_sign
from organization.models import CategoryStep, Government, Officeholder, User


class LoginForm(AuthenticationForm):
    """Account and password; a wrong pair is told without saying which of both is wrong."""

    error_messages = {
        "invalid_login": _(
            "Nama akun atau sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."
        ),
        "inactive": _("Akun ini tidak aktif. Hubungi administrator perangkat daerah Anda."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Nama akun")
        self.fields["password"].label = _("Sandi")
        accept_any_sign(self.fields["password"])


class AccountForm(UserChangeForm[User]):
    """An account as administrators change it; none of them holds a post."""

    today: date

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        flags = [name for name in ("is_staff", "is_superuser") if data.get(name)]
        held = self.instance.terms.exclude(ends_on__lt=self.today)
        term = held.select_related("position").first() if flags else None
        if term is not None:
            sentence = _(
                "Akun ini memegang jabatan %(title)s; administrator tidak memegang jabatan. "
                "Akhiri dahulu masa jabatannya, atau buat akun administrator tersendiri."
            )
            self.add_error(flags[0], sentence % {"title": term.title})
        return data


class FillerForm(forms.Form):
    """Whom a holder lets fill in figures for him, by the name of the account."""

    term = forms.ModelChoiceField(
        label=_("Jabatan Anda"), queryset=Officeholder.objects.none(), empty_label=None
    )
    account = forms.CharField(
        label=_("Nama akun pengisi"),
        max_length=150,
        help_text=_("Akun staf di perangkat daerah Anda, misalnya operator atau anggota tim."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    starts_on = forms.DateField(
        label=_("Mulai tanggal"),
        required=False,
        help_text=_("Kosongkan bila berlaku mulai hari ini."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=_("Sampai tanggal"),
        required=False,
        help_text=_("Kosongkan bila berlaku sampai Anda mencabutnya."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, terms: list[Officeholder], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = cast("forms.ModelChoiceField[Officeholder]", self.fields["term"])
        field.queryset = Officeholder.objects.filter(pk__in=[term.pk for term in terms])
        if len(terms) == 1:
            field.initial = terms[0]
            field.widget = forms.HiddenInput()

    def clean_account(self) -> User:
        typed = self.cleaned_data["account"].strip()
        user = User.objects.filter(username=typed).first()
        if user is None:
            raise forms.ValidationError(
                _("Akun “%(account)s” tidak ada. Periksa penulisannya.") % {"account": typed}
            )
        return user

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"] or self.today
        if day < self.today:
            raise forms.ValidationError(_("Tanggal mulai tidak boleh sebelum hari ini."))
        return day

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("Tanggal berakhir tidak boleh sebelum hari ini."))
        if day and day < self.cleaned_data.get("starts_on", day):
            raise forms.ValidationError(_("Tanggal berakhir mendahului tanggal mulai."))
        return day


class CategoryFormSet(forms.BaseInlineFormSet[CategoryStep, Government, Any]):
    """Classes of capaian without gap or overlap: different bounds, and one lowest without bound."""

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        return str(_("Dua kategori mempunyai batas “di atas” yang sama."))

    def clean(self) -> None:
        super().clean()
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        bounds = [row.get("above") for row in kept]
        if kept and bounds.count(None) != 1:
            raise forms.ValidationError(
                _("Harus ada tepat satu kategori terendah, yaitu yang kolom “di atas” kosong.")
            )


class TermForm(forms.ModelForm[Officeholder]):
    """A new term of office: dates in order, and the post is free for it."""

    class Meta:
        model = Officeholder
        fields = ("user", "position", "capacity", "starts_on", "ends_on", "pangkat", "nip")

    def clean(self) -> dict[str, Any]:
        super().clean()
        term = Officeholder(**self.cleaned_data)
        starts_on, ends_on = term.starts_on, term.ends_on
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Tanggal berakhir mendahului tanggal mulai."))
        elif {"user", "position", "capacity", "starts_on"} <= self.cleaned_data.keys():
            unfit, other = unfit_for(term, by_office=False), term_in_the_way(term)
            if unfit is not None:
                self.add_error("user", f"{unfit.sentence} {unfit.help}")
            elif other is not None:
                refusal = PostTaken(other)
                self.add_error("position", f"{refusal.sentence} {refusal.help}")
            relief = relief_fault(term)
            if relief is not None:
                self.add_error("starts_on", f"{relief.sentence} {relief.help}")
            for fault in mandate_faults(term, localdate(clock.now())):
                self.add_error(fault.field, fault.sentence)
        return self.cleaned_data


class TermEndForm(forms.ModelForm[Officeholder]):
    """Of a term that has begun, only its end can be changed, and only to an earlier day."""

    class Meta:
        model = Officeholder
        fields = ("ends_on",)

    def clean_ends_on(self) -> Any:
        day, before = self.cleaned_data["ends_on"], self.initial.get("ends_on")
        if day is None:
            raise forms.ValidationError(_("Isi hari terakhir masa jabatan ini."))
        if day < self.instance.starts_on:
            raise forms.ValidationError(_("Tanggal berakhir mendahului tanggal mulai."))
        if before is not None and day > before:
            raise forms.ValidationError(
                _("Masa jabatan yang sudah berakhir tidak diperpanjang; buat masa jabatan baru.")
            )
        return day
