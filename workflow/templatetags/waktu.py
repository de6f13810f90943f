"""Times of the work in templates: how long is left, how long it took."""

from datetime import datetime, timedelta

from django import template
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sop.models import SopStep
from workflow.events import task_verb
from workflow.models import Task
from workflow.queries.inbox import urgency
from workflow.queries.sopclock import hours_words

register = template.Library()
TONES = {"terlambat": "late", "hari ini": "soon"}


@register.filter
def tone(task: Task, now: datetime) -> str:
    """`late`, `soon` or nothing, for the due chip."""
    return TONES.get(urgency(task, now), "")


@register.filter
def left(due_at: datetime | None, now: datetime) -> str:
    """`sisa 2 hari`, `hari ini`, `terlambat 1 hari`; days as they stand on the calendar."""
    if due_at is None:
        return ""
    days = (localdate(due_at) - localdate(now)).days
    if now > due_at:
        late = max(-days, 0)
        if not late:
            return _("terlambat hari ini")
        return ngettext("terlambat %(days)d hari", "terlambat %(days)d hari", late) % {"days": late}
    if not days:
        return _("hari ini")
    return ngettext("sisa %(days)d hari", "sisa %(days)d hari", days) % {"days": days}


@register.filter
def kerja(length: timedelta | None) -> str:
    """Working time: `6 jam 20 menit`; a dash where the clock has not run."""
    if length is None:
        return "–"
    return hours_words(int(length.total_seconds()) // 60)


@register.filter
def verb(step: SopStep) -> str:
    """What the one button of this step's task says."""
    return task_verb(step.kind, is_issued_by_clock=step.is_issued_by_clock, hands_on=step.hands_on)
