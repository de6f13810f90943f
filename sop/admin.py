"""Read-only: an SOP changes by loading a file, so that every change has its event."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from sop.models import ActorBinding, LaneBinding, SopDocument, SopVersion


class ReadOnlyAdmin(admin.ModelAdmin[Model]):
    """Shows rows, changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(SopDocument)
class SopDocumentAdmin(ReadOnlyAdmin):
    list_display = ("name", "key", "agency")


@admin.register(SopVersion)
class SopVersionAdmin(ReadOnlyAdmin):
    list_display = ("document", "number", "effective_on", "published_at")


@admin.register(LaneBinding)
class LaneBindingAdmin(ReadOnlyAdmin):
    list_display = ("label", "level", "document", "starts_on", "ends_on")


@admin.register(ActorBinding)
class ActorBindingAdmin(ReadOnlyAdmin):
    list_display = ("actor", "rule", "lane", "position", "document", "starts_on", "ends_on")
