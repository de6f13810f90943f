"""A run of an SOP for one triwulan: lanes, tasks, assignments and filed outputs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.notation import ROMAN
from organization.models import Agency, Capacity, Position, Unit, User
from sop.models import SopActor, SopDocument, SopStep, SopVersion
from workflow.states import AssignmentState, RunState, Scope, TaskState


class Run(models.Model):
    """One SOP of one agency for one triwulan; keeps the version it was opened with."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, verbose_name=_("perangkat daerah"), related_name="runs"
    )
    document = models.ForeignKey(
        SopDocument, models.PROTECT, verbose_name=_("SOP"), related_name="runs"
    )
    version = models.ForeignKey(
        SopVersion, models.PROTECT, verbose_name=_("versi"), related_name="runs"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    triwulan = models.PositiveSmallIntegerField(_("triwulan"))
    state = models.CharField(_("keadaan"), max_length=10, choices=RunState, default=RunState.OPEN)
    opened_at = models.DateTimeField(_("dibuka"))
    ended_at = models.DateTimeField(_("berakhir"), null=True)

    class Meta:
        verbose_name = _("pelaksanaan SOP")
        verbose_name_plural = _("pelaksanaan SOP")
        ordering = ("-year", "-triwulan", "agency")
        constraints = [
            models.UniqueConstraint(
                fields=("agency", "document", "year", "triwulan"), name="one_run_per_triwulan"
            ),
            models.CheckConstraint(
                condition=models.Q(triwulan__gte=1, triwulan__lte=4), name="run_triwulan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} TW {ROMAN[self.triwulan]} {self.year}"


class Lane(models.Model):
    """A branch of a run; the root (level empty) is the central lane, every other has a parent."""

    run = models.ForeignKey(
        Run, models.CASCADE, verbose_name=_("pelaksanaan SOP"), related_name="lanes"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("induk"), null=True, related_name="children"
    )
    level = models.SlugField(_("jenjang"), blank=True)
    key = models.SlugField(_("kunci"), max_length=80)
    label = models.CharField(_("sebutan"), max_length=160)
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("unit kerja"), null=True, related_name="+"
    )
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name=_("jabatan"), null=True, related_name="+"
    )
    round = models.PositiveSmallIntegerField(_("putaran"), default=1)
    order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("jalur")
        verbose_name_plural = _("jalur")
        ordering = ("run", "order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("run", "key"), name="lane_key_per_run"),
            models.UniqueConstraint(
                fields=("run",), condition=models.Q(parent__isnull=True), name="one_root_lane"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class LaneActor(models.Model):
    """The positions that act for an actor in a lane, as resolved when the run was opened."""

    lane = models.ForeignKey(Lane, models.CASCADE, related_name="actors")
    actor = models.ForeignKey(SopActor, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("lane", "actor", "pk")
        constraints = [
            models.UniqueConstraint(fields=("lane", "actor", "position"), name="lane_actor_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} @ {self.lane}: {self.position}"


class Task(models.Model):
    """A step to be done in a lane and round. Standard time and due time are kept apart.

    `ready_at` is when its clock started (a join's: when the last lane arrived). `due_at` is what
    holds; `extended_to` is set where who assigned the task moved it, and outlives every computing.
    `came_back_whole`: the return that brought this round named no figure, so that all unlock.
    """

    run = models.ForeignKey(
        Run, models.CASCADE, verbose_name=_("pelaksanaan SOP"), related_name="tasks"
    )
    lane = models.ForeignKey(Lane, models.CASCADE, verbose_name=_("jalur"), related_name="tasks")
    step = models.ForeignKey(
        SopStep, models.PROTECT, verbose_name=_("langkah"), related_name="tasks"
    )
    round = models.PositiveSmallIntegerField(_("putaran"), default=1)
    came_back_whole = models.BooleanField(_("kembali utuh"), default=False)
    scope = models.CharField(_("cakupan"), max_length=10, choices=Scope, default=Scope.TRIWULAN)
    state = models.CharField(_("keadaan"), max_length=12, choices=TaskState, default=TaskState.OPEN)
    opened_at = models.DateTimeField(_("dibuka"))
    ready_at = models.DateTimeField(_("mulai dihitung"), null=True)
    due_at = models.DateTimeField(_("batas waktu"), null=True)
    extended_to = models.DateTimeField(_("diperpanjang sampai"), null=True)
    finished_at = models.DateTimeField(_("selesai"), null=True)
    note = models.TextField(_("uraian/catatan"), blank=True)
    signature_name = models.CharField(_("penanda tangan"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tugas")
        verbose_name_plural = _("tugas")
        ordering = ("run", "step__order", "lane__order", "round", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("lane", "step", "round", "scope"), name="one_task_per_lane_step_round"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("menunggu", "terbuka"))
                | models.Q(finished_at__isnull=False),
                name="ended_task_has_time",
            ),
        ]
        indexes = [
            # the sweep looks for live tasks by due time
            models.Index(
                fields=("due_at",),
                condition=models.Q(state__in=("menunggu", "terbuka")),
                name="task_live_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step.nomor} {self.lane} r{self.round}"


class Passage(models.Model):
    """An earlier stay of a task: what its row said before a return made it wait again."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="passages")
    opened_at = models.DateTimeField(_("dibuka"))
    ready_at = models.DateTimeField(_("mulai dihitung"), null=True)
    ended_at = models.DateTimeField(_("selesai"))
    returned_at = models.DateTimeField(_("dikembalikan"))
    state = models.CharField(max_length=12, choices=TaskState)

    class Meta:
        verbose_name = _("pengerjaan terdahulu")
        verbose_name_plural = _("pengerjaan terdahulu")
        ordering = ("task", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__lte=models.F("returned_at")),
                name="passage_ends_before_return",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("selesai", "dikembalikan")),
                name="passage_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.ended_at:%Y-%m-%d}"


class Assignment(models.Model):
    """A position's share of a task; a collect task is finished when every share is handed over.

    `follow_up_on`: when its holder will look again; `snoozed_until`: the last day on which its
    holder hears no reminder. `draft_note`: what shall go with the hand-over, saved before it.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=12, choices=AssignmentState, default=AssignmentState.OPEN)
    escalated_from = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=10, choices=Capacity, blank=True)
    follow_up_on = models.DateField(_("dilihat lagi"), null=True)
    snoozed_until = models.DateField(_("pengingat ditunda sampai"), null=True)
    snooze_reason = models.CharField(_("alasan penundaan"), max_length=300, blank=True)
    draft_note = models.TextField(blank=True)

    class Meta:
        ordering = ("task", "pk")
        constraints = [
            models.UniqueConstraint(fields=("task", "position"), name="assignment_once"),
        ]
        indexes = [
            # the inbox of a position
            models.Index(fields=("position", "state"), name="assignment_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.task}"


class Output(models.Model):
    """A real output of a step, filed on the run: what the SOP prints, and where the thing is."""

    task = models.ForeignKey(Task, models.CASCADE, verbose_name=_("tugas"), related_name="outputs")
    text = models.TextField(_("output menurut SOP"))
    artifact = models.CharField(_("berkas"), max_length=30)
    subject_type = models.CharField(_("jenis perihal"), max_length=40, blank=True)
    subject_id = models.PositiveBigIntegerField(_("nomor perihal"), null=True)
    filed_at = models.DateTimeField(_("disimpan"))

    class Meta:
        verbose_name = _("keluaran")
        verbose_name_plural = _("keluaran")
        ordering = ("task", "pk")
        constraints = [
            models.UniqueConstraint(fields=("task", "artifact", "text"), name="output_once"),
        ]

    def __str__(self) -> str:
        return self.text
