"""Configuration: the plan may be changed here, figures and evidence may only be read."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.timezone import localdate

from indicators.access import expect_full_mandate
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
from organization import clock
from organization.admin import SteadyFields
from organization.models import User
from organization.services import record_event


class ReadOnlyAdmin(admin.ModelAdmin[Model]):
    """Shows rows, changes none: figures change by their services only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PlanAdmin(SteadyFields, admin.ModelAdmin[Any]):
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


def _expect_full_mandate(request: HttpRequest, obj: Any) -> None:
    agency = obj.indicator.agency if isinstance(obj, TargetRevision) else obj.agency
    expect_full_mandate(cast("User", request.user), agency, localdate(clock.now()))


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

    def save_model(
        self,
        request: HttpRequest,
        obj: TargetRevision,
        form: ModelForm[TargetRevision],
        change: Any,
    ) -> None:
        obj.recorded_at = clock.now()
        obj.recorded_by_id = request.user.pk
        super().save_model(request, obj, form, change)
        record_event(
            agency=obj.indicator.agency,
            subject_type="indicator",
            subject_id=obj.indicator_id,
            action="target.revised",
            at=obj.recorded_at,
            user=cast("User", request.user),
            data={"indicator": obj.indicator.code, "year": obj.year, "triwulan": obj.triwulan},
        )


@admin.register(Indicator)
class IndicatorAdmin(PlanAdmin):
    list_display = ("code", "name", "agency", "level", "responsible_unit", "is_active")
    list_filter = ("agency", "level", "is_active", "is_example")
    list_select_related = ("agency", "responsible_unit")
    search_fields = ("code", "name")
    raw_id_fields = ("responsible_unit", "responsible_position")

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
class BudgetLineAdmin(admin.ModelAdmin[BudgetLine]):
    list_display = ("program", "kegiatan", "agency", "year", "pagu", "realisasi")
    list_filter = ("agency", "year")
    list_select_related = ("agency",)


@admin.register(History)
class HistoryAdmin(admin.ModelAdmin[History]):
    list_display = ("indicator", "year", "target", "realisasi")
    list_filter = ("year", "indicator__agency")
    list_select_related = ("indicator",)
