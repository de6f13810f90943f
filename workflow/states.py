"""States of runs, tasks and assignments, with what each means for the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """A run is open until its `document` step has ended for every scope."""

    OPEN = "berjalan", _("Berjalan")
    DONE = "selesai", _("Selesai")


class TaskState(models.TextChoices):
    """WAITING: a join without all its lanes. RETURNED: ended by a return, a new round follows."""

    WAITING = "menunggu", _("Menunggu jalur lain")
    OPEN = "terbuka", _("Dikerjakan")
    DONE = "selesai", _("Selesai")
    RETURNED = "dikembalikan", _("Dikembalikan")

    @property
    def is_live(self) -> bool:
        return self in (TaskState.WAITING, TaskState.OPEN)


class AssignmentState(models.TextChoices):
    """One position's share of a task."""

    OPEN = "terbuka", _("Belum diserahkan")
    HANDED_OVER = "diserahkan", _("Diserahkan")


class Scope(models.TextChoices):
    """A `document` step is done for the quarter and, after TW IV, for the year as well."""

    TRIWULAN = "triwulan", _("Triwulan")
    TAHUNAN = "tahunan", _("Tahunan")
