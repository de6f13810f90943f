"""Configuration: which stations an agency's LKjIP passes beyond the usual."""

from django.contrib import admin
from django.http import HttpRequest

from organization import clock
from organization.admin import RecordedAdmin
from organization.models import User
from organization.services import record_event
from reports.models import FormalRule


@admin.register(FormalRule)
class FormalRuleAdmin(RecordedAdmin[FormalRule]):
    list_display = ("agency", "is_assisted", "is_reviewed")
    list_select_related = ("agency",)

    def record(self, request: HttpRequest, row: FormalRule, what: str) -> None:
        """Also what the rule says, on the agency's chain."""
        record_event(
            agency=row.agency,
            subject_type="formalrule",
            subject_id=row.pk,
            action=f"configuration.{what}",
            at=clock.now(),
            user=request.user if isinstance(request.user, User) else None,
            data={"diasistensi": row.is_assisted, "direviu": row.is_reviewed},
        )
