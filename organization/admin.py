"""Configuration by administrators; nothing here approves, and events are read only.

Whatever is configured leaves an event on the chain of each agency that it concerns.
"""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.admin import UserAdmin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organization import clock
from organization.access import relieved_by
from organization.forms import AccountForm, CategoryFormSet, TermEndForm, TermForm
from organization.language import in_office_language
from organization.models import (
    Agency,
    CategoryStep,
    Event,
    Government,
    Holiday,
    Officeholder,
    Oversight,
    Position,
    Unit,
    User,
)
from organization.queries import LegalDate, calendar_of, legal_dates
from organization.services import appoint_officeholder, end_term, record_event

M = TypeVar("M", bound=Model)
#: Foreign keys that stay inside one agency.
INSIDE = {"unit", "parent", "superior", "signing_position"}


def concerned(row: Model) -> Iterable[Agency]:
    """The agencies that a row of configuration is about."""
    match row:
        case Agency():
            return [row]
        case Government():
            return row.agencies.all()
        case Holiday():
            return row.government.agencies.all()
        case Officeholder() | Oversight():
            return [row.position.agency]
        case User():
            return Agency.objects.filter(positions__terms__user=row).distinct()
        case Position() | Unit():
            return [row.agency]
    return []


class SteadyAutocomplete(AutocompleteSelect):
    """Shows a form again whatever was sent in place of a row's number."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        texts = (str(each) for each in value)
        numbers = [each for each in texts if each.isascii() and each.isdecimal() and len(each) < 19]
        return super().optgroups(name, numbers, attr)


class AgencyChoiceField(ModelChoiceField[Agency]):
    """Names the kabupaten too: each has a Sekretariat Daerah."""

    def label_from_instance(self, obj: Agency) -> str:
        return f"{obj.name} ({obj.government.name})"


class SteadyFields:
    """Fields with a search among rows refuse nonsense; agencies are named with their kabupaten."""

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        host = cast("admin.ModelAdmin[Any]", self)
        if db_field.name in host.get_autocomplete_fields(request):
            kwargs["widget"] = SteadyAutocomplete(db_field, host.admin_site)
        elif db_field.related_model is Agency:
            kwargs["form_class"] = AgencyChoiceField
            kwargs["queryset"] = Agency.objects.select_related("government")
        found: ModelChoiceField[Any] | None = super().formfield_for_foreignkey(  # type: ignore[misc]  # of the admin beside it
            db_field, request, **kwargs
        )
        return found


class RecordedAdmin(SteadyFields, admin.ModelAdmin[M]):
    """Beside Django's own log, writes events; lists of choices stay inside the agency."""

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:
        self.record(request, obj, "added")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:
        self.record(request, obj, "changed")
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[M]) -> Any:
        for row in queryset:
            self.record(request, row, "removed")
        return super().log_deletions(request, queryset)

    @in_office_language
    def record(self, request: HttpRequest, row: M, what: str) -> None:
        """One event for each agency that the row concerns."""
        for agency in concerned(row):
            record_event(
                agency=agency,
                subject_type=row._meta.model_name or "",
                subject_id=row.pk,
                action=f"configuration.{what}",
                at=clock.now(),
                user=request.user if isinstance(request.user, User) else None,
                data={"row": str(row)},
            )

    def agency_id_of(self, row: M) -> int | None:
        """The agency inside which a row's references stay."""
        return row.pk if isinstance(row, Agency) else getattr(row, "agency_id", None)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        found = request.resolver_match
        pk = found.kwargs.get("object_id") if found else None
        if field is not None and pk and db_field.name in INSIDE and field.queryset is not None:
            row = self.get_object(request, pk)
            agency = self.agency_id_of(row) if row is not None else None
            field.queryset = field.queryset.filter(agency=agency)
        return field


@admin.register(User)
class AccountAdmin(RecordedAdmin[User], UserAdmin[User]):
    list_display = ("username", "name", "email", "is_active", "is_staff")
    search_fields = ("username", "name")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "email", "password1", "password2")}),)
    form = AccountForm

    def get_form(
        self, request: HttpRequest, obj: User | None = None, *args: Any, **kwargs: Any
    ) -> type[ModelForm[User]]:
        form = super().get_form(request, obj, *args, **kwargs)
        if issubclass(form, AccountForm):
            form.today = localdate(clock.now())
        return form


@admin.register(Agency)
class AgencyAdmin(RecordedAdmin[Agency]):
    list_display = ("name", "government", "kind", "live_from", "is_active")
    list_filter = ("government", "kind")

    def has_delete_permission(self, request: HttpRequest, obj: Agency | None = None) -> bool:
        return False


@admin.register(Unit)
class UnitAdmin(RecordedAdmin[Unit]):
    list_display = ("name", "kind", "agency", "parent")
    list_filter = ("agency",)
    list_select_related = ("agency", "parent")


@admin.register(Position)
class PositionAdmin(RecordedAdmin[Position]):
    list_display = ("name", "unit", "superior", "is_head", "agency")
    list_filter = ("agency",)
    list_select_related = ("agency", "unit", "superior")
    search_fields = ("name", "key")


@admin.register(Officeholder)
class OfficeholderAdmin(RecordedAdmin[Officeholder]):
    """A term is begun and ended by services; what has been is not rewritten or removed."""

    list_display = ("user", "position", "capacity", "starts_on", "ends_on", "cancelled_at")
    list_filter = ("capacity", "position__agency")
    list_select_related = ("user", "position__agency")
    search_fields = ("user__name", "position__name")
    autocomplete_fields = ("user", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officeholder]:
        """With what was cancelled, which is shown here only."""
        return Officeholder.entered.order_by("position", "starts_on", "pk")

    def has_change_permission(self, request: HttpRequest, obj: Officeholder | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.cancelled_at is None)

    def get_form(
        self, request: HttpRequest, obj: Officeholder | None = None, *args: Any, **kwargs: Any
    ) -> type[ModelForm[Officeholder]]:
        kwargs["form"] = TermForm if obj is None else TermEndForm
        return super().get_form(request, obj, *args, **kwargs)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Officeholder | None = None
    ) -> tuple[str, ...]:
        return ("user", "position", "capacity", "starts_on", "pangkat", "nip") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Officeholder | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Officeholder, form: ModelForm[Officeholder], change: Any
    ) -> None:
        by = request.user if isinstance(request.user, User) else None
        if not change:
            term = appoint_officeholder(**form.cleaned_data, by=by, now=clock.now())
            obj.pk, obj._state.adding = term.pk, False
            for each in relieved_by(term):
                ended = _("Masa jabatan %(title)s, %(name)s, berakhir sehari sebelumnya.")
                self.message_user(request, ended % {"title": each.title, "name": each.user.name})
        elif form.has_changed():
            end_term(term=obj, ends_on=form.cleaned_data["ends_on"], by=by, now=clock.now())

    def record(self, request: HttpRequest, row: Officeholder, what: str) -> None:
        """The services have recorded it."""


@admin.register(Holiday)
class HolidayAdmin(RecordedAdmin[Holiday]):
    list_display = ("day", "name", "kind", "government", "basis")
    list_filter = ("government", "kind")
    list_select_related = ("government",)
    date_hierarchy = "day"


@admin.register(Oversight)
class OversightAdmin(RecordedAdmin[Oversight]):
    list_display = ("position", "government", "scope", "starts_on", "ends_on")
    list_filter = ("government", "scope")
    list_select_related = ("position__agency", "government")
    autocomplete_fields = ("position",)


class CategoryInline(admin.TabularInline[CategoryStep, Government]):
    """The kabupaten's classes of capaian; none at all means Permendagri 86/2017."""

    model = CategoryStep
    formset = CategoryFormSet
    extra = 0
    verbose_name_plural = gettext_lazy(
        "kategori capaian (tanpa baris berlaku Permendagri 86/2017: di atas 90 Sangat Tinggi, di "
        "atas 75 Tinggi, di atas 65 Sedang, di atas 50 Rendah, selebihnya Sangat Rendah)"
    )


def _reporting_date(row: LegalDate) -> str:
    words = f"{row.name}: {date_format(row.day, 'l, j F Y')}"
    if row.last_working_day is None:
        return words
    before = date_format(row.last_working_day, "l, j F Y")
    return words + _(" (bukan hari kerja; hari kerja terakhir sebelumnya %(day)s)") % {
        "day": before
    }


@admin.register(Government)
class GovernmentAdmin(RecordedAdmin[Government]):
    list_display = ("name", "seat", "time_zone")
    inlines = (CategoryInline,)
    readonly_fields = ("reporting_dates",)

    @admin.display(description=gettext_lazy("batas pelaporan berikutnya"))
    def reporting_dates(self, row: Government) -> str:
        """The dates to come, with a warning where one is no working day of the first agency."""
        agency = row.agencies.select_related("government").first() if row.pk else None
        if agency is None:
            return "–"
        calendar, today = calendar_of(agency), localdate(clock.now())
        return "; ".join(
            _reporting_date(each)
            for year in (today.year, today.year + 1)
            for each in legal_dates(agency, calendar, year)
            if each.day >= today
        )

    def has_delete_permission(self, request: HttpRequest, obj: Government | None = None) -> bool:
        return False


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    list_display = ("at", "agency", "action", "user", "position", "capacity")
    list_filter = ("agency", "action")
    list_select_related = ("agency", "user", "position")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
