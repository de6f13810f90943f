"""Terms of office and leave as an office enters them, without the configuration pages."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from organization.access import (
    LATEST_ENTRY,
    PostTaken,
    Staffing,
    mandate_faults,
    relief_fault,
    term_in_the_way,
    unfit_for,
)
from organization.models import Capacity, Officeholder, Position, User

ACCOUNTS = "akun"


def date_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


#: Leave is entered for no longer than a year.
LONGEST_LEAVE = timedelta(days=366)


class AccountField(forms.CharField):
    """The name of an account; the page lists those of the agency beside it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocapitalize": "none", "autocomplete": "off", "list": ACCOUNTS}
        super().__init__(max_length=150, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        user = User.objects.filter(username=typed).first()
        if user is None:
            raise forms.ValidationError(
                _("Akun “%(account)s” tidak ada. Periksa penulisannya.") % {"account": typed}
            )
        return user


class Dated(forms.Form):
    """From a day to a day, in this order."""

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Tanggal berakhir mendahului tanggal mulai."))
        return self.cleaned_data


class OfficeTermForm(Dated):
    """A new term: the definitif holder by an administrator, Plt and Plh also by the office."""

    position = forms.ModelChoiceField(label=_("Jabatan"), queryset=Position.objects.none())
    account = AccountField(label=_("Nama akun pejabat"))
    capacity = forms.ChoiceField(
        label=_("Kedudukan"),
        help_text=_("Plt. bila jabatannya kosong; Plh. bila pejabatnya berhalangan sementara."),
    )
    starts_on = date_field(_("Mulai tanggal"))
    ends_on = date_field(
        _("Sampai tanggal"), required=False, help_text=_("Kosongkan bila belum ditentukan.")
    )
    pangkat = forms.CharField(label=_("Pangkat/golongan"), max_length=60, required=False)
    nip = forms.CharField(
        label=_("NIP"),
        max_length=30,
        required=False,
        help_text=_("Boleh kosong; hanya tercetak pada blok tanda tangan."),
    )

    def __init__(
        self,
        *args: Any,
        staffing: Staffing,
        positions: Iterable[Position],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.by_office = not staffing.is_full
        field = cast("forms.ModelChoiceField[Position]", self.fields["position"])
        allowed = [each.pk for each in positions if staffing.covers(each)]
        field.queryset = Position.objects.filter(pk__in=allowed)
        kinds = Capacity.choices if staffing.is_full else Capacity.choices[1:]
        cast("forms.ChoiceField", self.fields["capacity"]).choices = kinds

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not {"position", "account", "capacity", "starts_on"} <= data.keys() or self.errors:
            return data
        term = self.term()
        unfit = unfit_for(term, by_office=self.by_office)
        if unfit is not None:
            self.add_error("account", f"{unfit.sentence} {unfit.help}")
        for fault in mandate_faults(term, self.today):
            self.add_error(fault.field, fault.sentence)
        relief = relief_fault(term)
        if relief is not None:
            self.add_error("starts_on", f"{relief.sentence} {relief.help}")
        other = None if self.errors else term_in_the_way(term)
        if other is not None:
            refusal = PostTaken(other)
            self.add_error("position", f"{refusal.sentence} {refusal.help}")
        return data

    def term(self) -> Officeholder:
        """What was entered, not yet saved."""
        return Officeholder(user=self.cleaned_data["account"], **self.values())

    def values(self) -> dict[str, Any]:
        """What appointing takes beside the person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "account"}


class LeaveForm(Dated):
    """Who is away from when to when, and who acts as Plh of that post meanwhile."""

    term = forms.ModelChoiceField(label=_("Pejabat"), queryset=Officeholder.objects.none())
    starts_on = date_field(_("Mulai tanggal"))
    ends_on = date_field(_("Sampai tanggal"), help_text=_("Hari terakhir tidak masuk."))
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=120,
        required=False,
        help_text=_("Misalnya: cuti tahunan. Jangan tulis keterangan kesehatan."),
    )
    substitute = AccountField(
        label=_("Nama akun Plh."),
        required=False,
        help_text=_("Kosongkan bila tidak ada Plh.; tugas jabatan itu naik kepada atasannya."),
    )

    def __init__(
        self,
        *args: Any,
        terms: Iterable[Officeholder],
        today: date,
        may_substitute: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = cast("forms.ModelChoiceField[Officeholder]", self.fields["term"])
        field.queryset = Officeholder.objects.filter(
            pk__in=[term.pk for term in terms]
        ).select_related("user", "position__agency")
        if not may_substitute:
            del self.fields["substitute"]

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        if day < self.today:
            raise forms.ValidationError(_("Tanggal berakhir sudah lewat."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and start < self.today - LATEST_ENTRY:
            self.add_error("starts_on", _("Mulai paling lama 31 hari yang lalu."))
        if start and end and end - start > LONGEST_LEAVE:
            self.add_error("ends_on", _("Paling lama satu tahun."))
        return data


class LastDayForm(forms.Form):
    """The last day of a term."""

    ends_on = date_field(_("Hari terakhir masa jabatan"))


class BackForm(forms.Form):
    """The day from which somebody on leave is back."""

    back_on = date_field(_("Masuk kembali pada tanggal"))


class CancelForm(forms.Form):
    """Why a term that was entered by mistake is taken back."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
