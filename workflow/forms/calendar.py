"""Office hours as a whole week, and lists of holidays to take over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import WorkWeek
from organization.presets import Preset
from organization.services import DayHours, HolidayEntry, WeekText
from organization.worktime import Span

SALT = "workflow.holidays"
#: The moments of a day in the order in which they come, and as `DayHours` has them.
MOMENTS = {
    "starts_at": gettext_lazy("masuk"),
    "break_starts_at": gettext_lazy("istirahat mulai"),
    "break_ends_at": gettext_lazy("istirahat selesai"),
    "ends_at": gettext_lazy("pulang"),
}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday of the form."""

    name: str
    fields: tuple[forms.BoundField, ...]


class WeekForm(forms.Form):
    """All seven days; a day left empty is closed, and no first day means the usual week."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=80)
    basis = forms.CharField(label=gettext_lazy("Dasar hukum"), max_length=200)
    starts_on = forms.DateField(
        label=gettext_lazy("Berlaku dari"),
        required=False,
        widget=_day_input(),
        help_text=gettext_lazy("Kosongkan untuk jam kerja biasa."),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Berlaku sampai"),
        required=False,
        widget=_day_input(),
        help_text=gettext_lazy("Kosongkan bila seterusnya menggantikan jam kerja biasa."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, day in WEEKDAYS.items():
            for moment, label in MOMENTS.items():
                self.fields[f"{moment}_{weekday}"] = forms.TimeField(
                    label=f"{day}, {label}",
                    required=False,
                    input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
                    widget=forms.TimeInput(
                        attrs={"type": "time", "class": "form-control"}, format="%H:%M"
                    ),
                )

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "basis", "starts_on", "ends_on")]

    @property
    def rows(self) -> Iterator[DayRow]:
        for weekday, day in WEEKDAYS.items():
            yield DayRow(str(day), tuple(self[f"{moment}_{weekday}"] for moment in MOMENTS))

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts_on, ends_on = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
        if ends_on and not starts_on and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Isi tanggal mulainya, atau kosongkan keduanya."))
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Tanggal berakhir mendahului tanggal mulai."))
        for weekday in WEEKDAYS:
            self._clean_day(weekday)
        if not self.errors and not self._days():
            raise forms.ValidationError(_("Isi jam masuk dan pulang sedikitnya pada satu hari."))
        return self.cleaned_data

    def _clean_day(self, weekday: int) -> None:
        """In order, both ends or none, and the break whole and inside."""
        names = [f"{moment}_{weekday}" for moment in MOMENTS]
        if any(name in self.errors for name in names):
            return
        start, rest, back, end = (self.cleaned_data.get(name) for name in names)
        if not any((start, rest, back, end)):
            return
        if start is None or end is None:
            missing = names[0] if start is None else names[3]
            self.add_error(missing, _("Isi jam masuk dan jam pulang, atau kosongkan harinya."))
        elif end <= start:
            self.add_error(names[3], _("Jam pulang harus sesudah jam masuk."))
        elif (rest is None) != (back is None):
            missing = names[1] if rest is None else names[2]
            self.add_error(missing, _("Isi awal dan akhir istirahat, atau kosongkan keduanya."))
        elif rest is not None and back is not None and not start < rest < back < end:
            self.add_error(names[1], _("Istirahat harus berada di antara jam masuk dan pulang."))

    def _days(self) -> dict[int, DayHours]:
        data = self.cleaned_data
        return {
            weekday: DayHours(**{moment: data[f"{moment}_{weekday}"] for moment in MOMENTS})
            for weekday in WEEKDAYS
            if data.get(f"starts_at_{weekday}")
        }

    def text(self) -> WeekText:
        """The week as it was entered."""
        names = ("name", "basis", "starts_on", "ends_on")
        return WeekText(**{name: self.cleaned_data[name] for name in names}, days=self._days())


def week_initial(week: WorkWeek) -> dict[str, Any]:
    """The form's fields as a week has them."""
    found: dict[str, Any] = {
        name: getattr(week, name) for name in ("name", "basis", "starts_on", "ends_on")
    }
    for row in week.hours.all():
        found |= {f"{moment}_{row.weekday}": getattr(row, moment) for moment in MOMENTS}
    return found


def preset_initial(preset: Preset, dates: tuple[date, date] | None) -> dict[str, Any]:
    """The form's fields as a ready week has them; a season with the dates suggested for it."""
    found: dict[str, Any] = {"name": preset.name, "basis": preset.basis}
    if preset.is_season and dates is not None:
        found |= {"starts_on": dates[0], "ends_on": dates[1]}
    for weekday, spans in preset.week.items():
        found |= {f"{moment}_{weekday}": at for moment, at in _moments(spans).items()}
    return found


def _moments(spans: tuple[Span, ...]) -> Mapping[str, object]:
    (start, rest), (back, end) = spans[0], spans[-1]
    if len(spans) == 1:
        return {"starts_at": start, "ends_at": rest}
    return {"starts_at": start, "break_starts_at": rest, "break_ends_at": back, "ends_at": end}


class HolidayImportForm(forms.Form):
    """A list of holidays, and what holds for all its rows."""

    file = forms.FileField(
        label=gettext_lazy("Berkas .xlsx atau .ics"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ics"}),
    )
    basis = forms.CharField(
        label=gettext_lazy("Dasar hukum bila barisnya tidak menyebut"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Misalnya SKB 3 Menteri atau Keppres. Berkas .ics tidak memuatnya, jadi wajib di sini."
        ),
    )
    replaces_years = forms.BooleanField(
        label=gettext_lazy("Hapus hari libur pada tahun yang sama yang tidak ada di berkas"),
        required=False,
    )


@dataclass(frozen=True, slots=True)
class HolidayList:
    """A list of holidays on its way from its preview to the table."""

    entries: tuple[HolidayEntry, ...]
    replaces_years: bool
    file: str

    def sealed(self, government: int) -> str:
        """The list as text that only this server can have written, for one table."""
        rows = [[each.day.isoformat(), each.name, each.kind, each.basis] for each in self.entries]
        content = [government, rows, self.replaces_years, self.file]
        return signing.Signer(salt=SALT).sign_object(content, compress=True)

    @classmethod
    def opened(cls, text: str, government: int) -> "HolidayList | None":
        """The list in such a text; None for any other text, or for another table."""
        try:
            owner, rows, replaces_years, file = signing.Signer(salt=SALT).unsign_object(text)
        except signing.BadSignature:
            return None
        if owner != government:
            return None
        entries = (HolidayEntry(date.fromisoformat(day), *words) for day, *words in rows)
        return cls(tuple(entries), replaces_years, file)
