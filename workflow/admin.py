"""Read-only: what has a state changes by its services, so that every change has its event."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from workflow.models import (
    Disposisi,
    DisposisiHop,
    Lane,
    MailDigest,
    Notice,
    Output,
    Return,
    Run,
    RunIndicator,
    Submission,
    Task,
)


class ReadOnlyAdmin(admin.ModelAdmin[Model]):
    """Shows rows, changes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("agency", "document", "year", "triwulan", "state", "opened_at", "ended_at")
    list_filter = ("state", "year", "triwulan", "agency")
    list_select_related = ("agency", "document__agency")


@admin.register(Lane)
class LaneAdmin(ReadOnlyAdmin):
    list_display = ("label", "run", "level", "parent", "round")
    list_filter = ("run__agency",)
    list_select_related = ("run__document__agency", "parent")


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ("step", "lane", "run", "round", "scope", "state", "due_at", "finished_at")
    list_filter = ("state", "scope", "run__agency", "run__year")
    list_select_related = ("step", "lane", "run__document__agency")


@admin.register(RunIndicator)
class RunIndicatorAdmin(ReadOnlyAdmin):
    list_display = ("indicator", "run", "lane", "position")
    list_filter = ("run__agency",)
    list_select_related = ("indicator", "run__document__agency", "lane", "position")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("task", "round", "at", "user", "received_at")
    list_select_related = ("task__step", "task__lane", "user")


@admin.register(Return)
class ReturnAdmin(ReadOnlyAdmin):
    list_display = ("task", "to_step", "reason", "at", "user", "is_reopening")
    list_select_related = ("task__step", "task__lane", "to_step", "user")


@admin.register(Output)
class OutputAdmin(ReadOnlyAdmin):
    list_display = ("text", "artifact", "task", "subject_type", "subject_id", "filed_at")
    list_select_related = ("task__step", "task__lane")


@admin.register(Disposisi)
class DisposisiAdmin(ReadOnlyAdmin):
    list_display = ("nomor_agenda", "agenda_year", "agency", "hal", "diterima_on")
    list_filter = ("agency", "agenda_year")
    list_select_related = ("agency",)


@admin.register(DisposisiHop)
class DisposisiHopAdmin(ReadOnlyAdmin):
    list_display = ("disposisi", "number", "sender", "sent_at", "paraf_at", "recalled_at")
    list_select_related = ("disposisi", "sender")


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "run", "created_at", "read_at")
    list_filter = ("kind",)
    list_select_related = ("user", "run__document__agency")


@admin.register(MailDigest)
class MailDigestAdmin(ReadOnlyAdmin):
    """Mails that are `tidak pasti` show here; nobody resends them but by hand."""

    list_display = ("user", "day", "state", "claimed_at", "sent_at", "error")
    list_filter = ("state", "day")
    list_select_related = ("user",)
