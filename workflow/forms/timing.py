"""When a task is due and when its holder looks again: extension, follow-up, snooze."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.worktime import WorkCalendar, end_of_day

MAX_REASON = 300
#: A reminder is held back for two weeks at most; then it is asked again.
LONGEST_SNOOZE = timedelta(days=14)
LONGEST = timedelta(days=366)


def _day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ExtensionForm(forms.Form):
    """Until which working day, and why."""

    prefix = "perpanjangan"

    until = _day(
        gettext_lazy("Diperpanjang sampai"),
        gettext_lazy("Hari kerja sesudah batas waktu sekarang; berlaku sampai jam kerja berakhir."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan perpanjangan"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        calendar: WorkCalendar,
        due_at: datetime | None,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.due_at, self.now = calendar, due_at, now

    def clean_until(self) -> datetime:
        """The end of office hours of the day chosen."""
        day: date = self.cleaned_data["until"]
        if day > self.calendar.local(self.now).date() + LONGEST:
            raise forms.ValidationError(_("Paling lama satu tahun dari hari ini."))
        if not self.calendar.spans(day):
            raise forms.ValidationError(_("Tanggal itu bukan hari kerja. Pilih hari kerja."))
        moment = end_of_day(
            self.calendar, datetime.combine(day, time(12), ZoneInfo(self.calendar.zone))
        )
        if moment <= max(self.due_at or self.now, self.now):
            raise forms.ValidationError(_("Pilih hari kerja sesudah batas waktu sekarang."))
        return moment


class FollowUpForm(forms.Form):
    """On which day the holder looks again; empty takes the note away."""

    prefix = "lihat"

    on = _day(
        gettext_lazy("Dilihat lagi tanggal"),
        gettext_lazy("Anda diingatkan pada hari itu. Kosongkan untuk menghapus catatan."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day is not None and not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError(_("Pilih tanggal dari hari ini sampai setahun ke depan."))
        return day


class SnoozeForm(forms.Form):
    """Until which day the holder's own reminders rest, and why."""

    prefix = "tunda"

    until = _day(
        gettext_lazy("Pengingat ditunda sampai"),
        gettext_lazy("Paling lama 14 hari. Batas waktu dan pemberitahuan kepada atasan tetap."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan penundaan"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not self.today <= day <= self.today + LONGEST_SNOOZE:
            raise forms.ValidationError(_("Pilih tanggal dalam 14 hari ke depan."))
        return day
