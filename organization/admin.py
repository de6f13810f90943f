"""Configuration by administrators; nothing here approves, and events are read only."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from organization.models import (
    Agency,
    Event,
    Government,
    Holiday,
    Officeholder,
    OfficeHours,
    Oversight,
    Position,
    Unit,
    User,
)


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    list_display = ("username", "name", "email", "is_active", "is_staff")
    search_fields = ("username", "name")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "email", "password1", "password2")}),)


class PositionInline(admin.TabularInline[Position, Agency]):
    model = Position
    fk_name = "agency"
    extra = 0


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin[Agency]):
    list_display = ("name", "government", "kind", "live_from", "is_active")
    list_filter = ("government", "kind")
    inlines = (PositionInline,)


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin[Unit]):
    list_display = ("name", "kind", "agency", "parent")
    list_filter = ("agency",)


@admin.register(Officeholder)
class OfficeholderAdmin(admin.ModelAdmin[Officeholder]):
    list_display = ("user", "position", "capacity", "starts_on", "ends_on")
    list_filter = ("capacity", "position__agency")
    search_fields = ("user__name", "position__name")


@admin.register(OfficeHours)
class OfficeHoursAdmin(admin.ModelAdmin[OfficeHours]):
    list_display = ("agency", "weekday", "starts_at", "ends_at", "valid_from", "valid_to")
    list_filter = ("agency",)


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin[Holiday]):
    list_display = ("day", "name", "kind", "government", "basis")
    list_filter = ("government", "kind")
    date_hierarchy = "day"


admin.site.register(Government)
admin.site.register(Oversight)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin[Event]):
    list_display = ("at", "agency", "action", "user", "position", "capacity")
    list_filter = ("agency", "action")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
