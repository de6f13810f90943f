"""What has a state is read only and changes by its services; ladders and delivery are set here."""

from typing import TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organization import clock
from organization.admin import RecordedAdmin
from organization.language import in_office_language
from organization.models import User
from organization.services import record_event
from workflow.models import (
    Delivery,
    Disposisi,
    DisposisiHop,
    DueExtension,
    LadderRung,
    Lane,
    Message,
    Notice,
    Output,
    Return,
    Run,
    RunIndicator,
    Submission,
    Task,
)
from workflow.services import resend_message

M = TypeVar("M", bound=Model)


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


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """Messages that are `tidak pasti` show here; nobody sends them again but by hand."""

    list_display = ("user", "channel", "day", "state", "attempts", "claimed_at", "sent_at", "error")
    list_filter = ("state", "channel", "agency", "day")
    list_select_related = ("user",)
    search_fields = ("key", "user__name")
    exclude = ("notices",)
    actions = ("send_again",)

    @admin.action(description=_("Kirim lagi (bisa sampai dua kali)"))
    def send_again(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        count = sum(
            resend_message(message=each, user=request.user, now=clock.now())
            for each in chosen.select_related("agency")
            if isinstance(request.user, User)
        )
        told = ngettext("%(count)d pesan dikirim lagi.", "%(count)d pesan dikirim lagi.", count)
        self.message_user(request, told % {"count": count})


class InsideAdmin(RecordedAdmin[M]):
    """Configuration of one agency, with an event on its chain."""

    @in_office_language
    def record(self, request: HttpRequest, row: M, what: str) -> None:
        if isinstance(row, Delivery | LadderRung):
            record_event(
                agency=row.agency,
                subject_type=row._meta.model_name or "",
                subject_id=row.pk,
                action=f"configuration.{what}",
                at=clock.now(),
                user=request.user if isinstance(request.user, User) else None,
                data={"row": str(row)},
            )


@admin.register(LadderRung)
class LadderRungAdmin(InsideAdmin[LadderRung]):
    """An agency's own ladder; /pengingat/ copies the usual one to begin with."""

    list_display = ("agency", "kind", "moment", "days", "at", "tells_holder", "tells_superior")
    list_filter = ("agency", "kind", "moment")
    list_select_related = ("agency",)


@admin.register(Delivery)
class DeliveryAdmin(InsideAdmin[Delivery]):
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    list_display = ("agency", "digest_at", "quiet_from", "quiet_to", "webhook_url")
    list_select_related = ("agency",)


@admin.register(DueExtension)
class DueExtensionAdmin(ReadOnlyAdmin):
    list_display = ("task", "due_before", "due_at", "reason", "at", "user")
    list_filter = ("task__run__agency",)
    list_select_related = ("task__step", "task__lane", "user")
