"""Configuration: the plan may be changed here, figures and evidence may only be read."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest
from django.utils.timezone import localdate

from indicators.access import expect_full_mandate
from indicators.forms import TargetRevisionForm
from indicators.models import (
    BudgetLine,
    BuktiDukung,
    History,
    Indicator,
    Realisasi,
    RealisasiRevision,
    Renstra,
    RenstraTarget,
    Sasaran,
    TargetRevision,
    Tujuan,
)
from indicators.services import METHOD, approved_of
from organization import clock
from organization.admin import SteadyFields
from organization.language import in_office_language
from organization.models import Agency, User
from organization.services import record_event


class ReadOnlyAdmin(admin.ModelAdmin[Model]):
    """Shows rows, changes none: figures change by their services only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class TracedAdmin(SteadyFields, admin.ModelAdmin[Any]):
    """What is changed here leaves an event with old and new beside Django's own log."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        old = type(obj)._default_manager.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        self.record(request, obj, "changed" if change else "added", _differences(old, obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.record(request, obj, "removed")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            self.record(request, obj, "removed")
        super().delete_queryset(request, queryset)

    @in_office_language
    def record(
        self, request: HttpRequest, obj: Any, what: str, changes: Sequence[Sequence[str]] = ()
    ) -> None:
        """One event on the chain of the agency that the row belongs to."""
        record_event(
            agency=_agency_of(obj),
            subject_type=obj._meta.model_name,
            subject_id=obj.pk,
            action=f"configuration.{what}",
            at=clock.now(),
            user=cast("User", request.user),
            data={"row": str(obj), "changes": [list(each) for each in changes]},
        )


class PlanAdmin(TracedAdmin):
    """Renstra and targets: not for who is Plt or Plh in that agency (UU 30/2014 ps. 14)."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        _expect_full_mandate(request, obj)
        if change:
            _expect_full_mandate(request, type(obj)._default_manager.get(pk=obj.pk))
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        _expect_full_mandate(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            _expect_full_mandate(request, obj)
        super().delete_queryset(request, queryset)


@in_office_language
def _differences(old: Model | None, new: Model) -> list[list[str]]:
    """Field, old and new of a row, where they differ; nothing for a new one."""
    if old is None:
        return []
    pairs = [(field.name, getattr(old, field.attname)) for field in new._meta.concrete_fields]
    saved = {field.name: getattr(new, field.attname) for field in new._meta.concrete_fields}
    return [
        [
            name,
            "" if before is None else str(before),
            "" if saved[name] is None else str(saved[name]),
        ]
        for name, before in pairs
        if before != saved[name]
    ]


def _agency_of(obj: Any) -> Agency:
    return obj.indicator.agency if isinstance(obj, TargetRevision | History) else obj.agency


def _expect_full_mandate(request: HttpRequest, obj: Any) -> None:
    expect_full_mandate(cast("User", request.user), _agency_of(obj), localdate(clock.now()))


@admin.register(Realisasi)
class RealisasiAdmin(ReadOnlyAdmin):
    list_display = ("indicator", "year", "triwulan", "state", "version")
    list_filter = ("state", "year", "triwulan", "indicator__agency")
    list_select_related = ("indicator",)


@admin.register(RealisasiRevision)
class RealisasiRevisionAdmin(ReadOnlyAdmin):
    list_display = ("realisasi", "number", "status", "value", "author", "position", "created_at")
    list_filter = ("status", "origin", "realisasi__indicator__agency")
    list_select_related = ("realisasi__indicator", "author", "position")


@admin.register(BuktiDukung)
class BuktiDukungAdmin(ReadOnlyAdmin):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("title", "kind", "realisasi", "size", "added_at", "removed_at")
    list_select_related = ("realisasi__indicator",)


@admin.register(TargetRevision)
class TargetRevisionAdmin(PlanAdmin):
    """Targets are appended with a date; what is recorded stays."""

    list_display = ("indicator", "year", "triwulan", "value", "effective_on", "document")
    list_filter = ("year", "indicator__agency")
    list_select_related = ("indicator",)
    form = TargetRevisionForm
    exclude = ("recorded_at", "recorded_by")
    autocomplete_fields = ("indicator",)

    def has_change_permission(
        self, request: HttpRequest, obj: TargetRevision | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: TargetRevision | None = None
    ) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.recorded_at = clock.now()
        obj.recorded_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def record(
        self, request: HttpRequest, obj: Any, what: str, changes: Sequence[Sequence[str]] = ()
    ) -> None:
        record_event(
            agency=obj.indicator.agency,
            subject_type="indicator",
            subject_id=obj.indicator_id,
            action="target.revised",
            at=obj.recorded_at,
            user=cast("User", request.user),
            data={
                "indicator": obj.indicator.code,
                "year": obj.year,
                "triwulan": obj.triwulan,
                "value": obj.said,
                "document": obj.document,
                "effective_on": obj.effective_on.isoformat(),
            },
        )


@admin.register(Indicator)
class IndicatorAdmin(PlanAdmin):
    list_display = ("code", "name", "agency", "level", "responsible_unit", "is_active")
    list_filter = ("agency", "level", "is_active", "is_example")
    list_select_related = ("agency", "responsible_unit")
    search_fields = ("code", "name")
    raw_id_fields = ("responsible_unit", "responsible_position")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Indicator | None = None
    ) -> tuple[str, ...]:
        """How it is measured stays once a figure of it is approved."""
        return METHOD if obj is not None and approved_of([obj.pk]) else ()

    def has_delete_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        return False


@admin.register(Sasaran)
class SasaranAdmin(PlanAdmin):
    list_display = ("name", "agency", "tujuan", "order")
    list_filter = ("agency",)
    list_select_related = ("agency", "tujuan")


@admin.register(Tujuan)
class TujuanAdmin(PlanAdmin):
    list_display = ("name", "agency", "order")
    list_filter = ("agency",)
    list_select_related = ("agency",)


class RenstraTargetInline(SteadyFields, admin.TabularInline[RenstraTarget, Renstra]):
    model = RenstraTarget
    extra = 0
    autocomplete_fields = ("indicator",)


@admin.register(Renstra)
class RenstraAdmin(PlanAdmin):
    list_display = ("__str__", "agency", "document")
    list_filter = ("agency",)
    list_select_related = ("agency",)
    inlines = (RenstraTargetInline,)


@admin.register(BudgetLine)
class BudgetLineAdmin(TracedAdmin):
    list_display = ("program", "kegiatan", "agency", "year", "pagu", "realisasi")
    list_filter = ("agency", "year")
    list_select_related = ("agency",)


@admin.register(History)
class HistoryAdmin(TracedAdmin):
    list_display = ("indicator", "year", "target", "realisasi")
    list_filter = ("year", "indicator__agency")
    list_select_related = ("indicator",)
