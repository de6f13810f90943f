"""The lembar disposisi as a form: instruction, ready sentences, sifat, due day, note."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization.models import Position
from organization.worktime import WorkCalendar, end_of_day
from workflow.forms.timing import LONGEST
from workflow.models import Disposisi, DisposisiHop
from workflow.services import HopText, ready_sentences

MAX_TEXT = 2_000


def _sentences() -> list[tuple[str, str]]:
    """What is kept, and how it reads: the kept text is the one that is translated."""
    return [(sentence, _(sentence)) for sentence in ready_sentences()]


class DisposisiForm(forms.Form):
    """What the giver writes. `is_locked`: an order issued already, to which he adds his paraf."""

    instruction = forms.CharField(
        label=gettext_lazy("Isi disposisi"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    harap = forms.MultipleChoiceField(
        label=gettext_lazy("Dengan hormat harap"),
        choices=_sentences,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sifat = forms.ChoiceField(label=gettext_lazy("Sifat"), choices=Disposisi.Sifat.choices)
    due_on = forms.DateField(
        label=gettext_lazy("Batas waktu"),
        required=False,
        help_text=gettext_lazy(
            "Hari kerja. Kosongkan untuk memakai batas menurut SOP; batas waktu tugasnya sendiri "
            "tetap menurut SOP."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=gettext_lazy("Catatan"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        is_locked: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"sifat": Disposisi.Sifat.SEGERA, **(initial or {})})
        self.today = today
        if is_locked:
            for name in ("instruction", "sifat", "due_on"):
                self.fields[name].disabled = True
            self.fields["due_on"].help_text = _("Ditetapkan menurut SOP.")

    @classmethod
    def of_hop(
        cls,
        hop: DisposisiHop,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        zone: ZoneInfo,
        is_locked: bool,
    ) -> "DisposisiForm":
        """The form of a draft, or of an order that waits for its paraf."""
        initial = {
            "instruction": hop.instruction,
            "harap": hop.harap,
            "sifat": hop.sifat,
            "note": hop.note,
            "due_on": hop.due_at.astimezone(zone).date() if hop.due_at else None,
        }
        return cls(data, today=today, is_locked=is_locked, initial=initial)

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < self.today and "due_on" in self.changed_data:
            raise forms.ValidationError(_("Batas waktu tidak boleh sebelum hari ini."))
        if day and day > self.today + LONGEST and "due_on" in self.changed_data:
            raise forms.ValidationError(_("Batas waktu paling lama satu tahun dari hari ini."))
        return day

    def fits(self, calendar: WorkCalendar) -> bool:
        """Whether a due day that was changed is a working day; else that is told at its field."""
        day = self._due_day()
        if day is not None and not calendar.spans(day):
            self.add_error("due_on", _("Tanggal itu bukan hari kerja. Pilih hari kerja."))
        return not self.errors

    def _due_day(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        return day if "due_on" in self.changed_data else None

    def text(self, calendar: WorkCalendar) -> HopText:
        """The hop's text; a due day that was changed ends with its office hours."""
        day = self._due_day()
        due_at = None
        if day is not None:
            noon = datetime.combine(day, time(12), ZoneInfo(calendar.zone))
            due_at = end_of_day(calendar, noon)
        return HopText(
            instruction=self.cleaned_data["instruction"],
            harap=tuple(self.cleaned_data["harap"]),
            note=self.cleaned_data["note"],
            sifat=self.cleaned_data["sifat"],
            due_at=due_at,
        )


class RecipientsField(forms.ModelMultipleChoiceField[Position]):
    """Refuses a made-up id before a database meets a number that it cannot hold."""

    def clean(self, value: Any) -> Any:
        offered = self.queryset if self.queryset is not None else Position.objects.none()
        known = {str(pk) for pk in offered.values_list("pk", flat=True)}
        for each in value or ():
            if str(each) not in known:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(each)[:40]},
                )
        return super().clean(value)


class ForwardForm(DisposisiForm):
    """A hop beside the SOP: the same sheet, and to whom it goes."""

    recipients = RecipientsField(
        label=gettext_lazy("Diteruskan kepada"),
        queryset=Position.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu penerima.")},
    )
    field_order = ("recipients", "instruction", "harap", "sifat", "due_on", "note")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        positions: QuerySet[Position],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, today=today, initial=initial)
        field = self.fields["recipients"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = positions


class RecallForm(forms.Form):
    """Why a hop is taken back."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=500)
