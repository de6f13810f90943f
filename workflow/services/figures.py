"""Saving figures inside a task: who may write which of them now, in which capacity."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from indicators.forms import NewEvidence
from indicators.models import BuktiDukung, Indicator, Realisasi
from indicators.services import (
    FigureEntry,
    Saved,
    amend_wording,
    attach_bukti_dukung,
    remove_bukti_dukung,
    save_figures,
)
from organization.access import Acting, Refused
from organization.services import record_event
from workflow.access import WrongMove
from workflow.models import Assignment, LaneActor, ReturnItem, RunIndicator, Task
from workflow.queries.covering import editable_ids, figures_of, own_items
from workflow.queries.figures import Carried, known_figures
from workflow.services.moving import hand_over, take_turn


class FigureLocked(Refused):
    """A figure outside the task, or one that a return did not name."""

    code = "angka-terkunci"
    status = 409

    def __init__(self, names: Sequence[str] = (), others: int = 0) -> None:
        """`names`: of what is locked; `others`: how many more that are none of this agency's."""
        foreign = ngettext(
            "%(count)d yang bukan indikator perangkat daerah ini",
            "%(count)d yang bukan indikator perangkat daerah ini",
            others,
        ) % {"count": others}
        told = "; ".join([*names, *([foreign] if others else [])])
        super().__init__(
            _("Tidak ada yang disimpan. Angka berikut terkunci pada langkah ini: %(names)s.")
            % {"names": told}
            if told
            else _("Ada angka yang terkunci pada langkah ini sehingga tidak dapat diubah."),
            help=_(
                "Hanya indikator Anda, atau yang dikembalikan kepada Anda, yang terbuka. Isian "
                "lain tidak hilang: simpan sekali lagi tanpa angka yang terkunci."
            )
            if told
            else _("Hanya indikator Anda, atau yang dikembalikan kepada Anda, yang terbuka."),
        )

    @classmethod
    def of(cls, task: Task, ids: Collection[int]) -> "FigureLocked":
        """What was sent for these indicators may not be written in this task. 1 query."""
        rows = Indicator.objects.filter(agency=task.run.agency_id, pk__in=ids).order_by("order")
        names = list(rows.values_list("name", flat=True))
        return cls(names, len(ids) - len(names))


def save_task_figures(
    *,
    task: Task,
    acting: Acting,
    entries: Sequence[FigureEntry],
    now: datetime,
    origin: str,
    attachments: Iterable[NewEvidence] = (),
    removals: Iterable[int] = (),
    carried: Carried | None = None,
    joins: bool = False,
) -> Saved:
    """Save what changed, as new revisions in the acting person's name.

    Order: the figures, then evidence taken away (`removals`: ids), then evidence added; all or
    nothing. `joins`: see `save_figures`. `carried`: what `carried_to_save` read just before; a
    figure that moved meanwhile is read again. Raises AlreadyMoved, FigureLocked, EvidenceRefused,
    FiguresLocked, and FigureConflict when the same figure was saved meanwhile.
    """
    with transaction.atomic():
        take_turn(task)
        allowed = carried.open if carried else editable_ids(task, [acting.position.pk])
        added = list(attachments)
        wanted = {entry.indicator_id for entry in entries} | {each.indicator.pk for each in added}
        if locked := wanted - allowed:
            raise FigureLocked.of(task, locked)
        saved = save_figures(
            agency=task.run.agency,
            year=task.run.year,
            triwulan=task.run.triwulan,
            entries=entries,
            author=acting.user,
            position=acting.position,
            capacity=acting.capacity,
            now=now,
            origin=origin,
            may_mend=task.step.kind == "compile",
            joins=joins,
            known=None if carried is None else known_figures(task.run, carried),
        )
        _change_evidence(task, acting, allowed, added, removals, now)
        if saved.changed:
            record_event(
                agency=task.run.agency,
                subject_type="run",
                subject_id=task.run_id,
                action="figures.saved",
                at=now,
                acting=acting,
                data={"task": task.pk, "figures": saved.changed, "origin": origin},
            )
    return saved


def amend_task_wording(
    *,
    task: Task,
    acting: Acting,
    figure: Realisasi,
    version: int,
    words: Mapping[str, str],
    now: datetime,
) -> bool:
    """Amend the words beside a figure before the paraf; the numbers stay (SOP 002 step 6).

    Raises WrongMove at any other kind of step, FigureLocked for a figure of another lane,
    AlreadyMoved, FiguresLocked and FigureConflict.
    """
    if task.step.kind != "initial":
        raise WrongMove
    with transaction.atomic():
        take_turn(task)
        if not figures_of(task).filter(pk=figure.pk).exists():
            raise FigureLocked
        is_amended = amend_wording(
            figure=figure, version=version, words=words, acting=acting, now=now
        )
        if is_amended:
            record_event(
                agency=task.run.agency,
                subject_type="run",
                subject_id=task.run_id,
                action="wording.amended",
                at=now,
                acting=acting,
                data={"task": task.pk, "indicator": figure.indicator.name},
            )
    return is_amended


def save_draft(
    *,
    task: Task,
    acting: Acting,
    entries: Sequence[FigureEntry],
    attachments: Iterable[NewEvidence] = (),
    removals: Iterable[int] = (),
    note: str | None = None,
    answers: Mapping[int, str] | None = None,
    carried: Carried | None = None,
    now: datetime,
) -> tuple[Saved, bool]:
    """Save the page as it stands, all or nothing: figures, evidence, and the words that shall go
    with the hand-over. Returns what became of the figures, and whether any of these words changed.
    A figure of which somebody else changed another part meanwhile keeps both.

    `answers`: return item → text of all that the page asks for. None for words that it asked not.
    Raises what `save_task_figures` raises.
    """
    with transaction.atomic():
        saved = save_task_figures(
            task=task,
            acting=acting,
            entries=entries,
            now=now,
            origin="web",
            attachments=attachments,
            removals=removals,
            carried=carried,
            joins=True,
        )
        shares = [each for each in task.assignments.all() if each.position_id == acting.position.pk]
        noted = [each.pk for each in shares if note is not None and each.draft_note != note]
        if noted and note is not None:
            Assignment.objects.filter(pk__in=noted).update(draft_note=note)
        answered = [] if answers is None else _draft_answers(task, acting, answers)
    return saved, bool(noted or answered)


def _draft_answers(task: Task, acting: Acting, answers: Mapping[int, str]) -> list[ReturnItem]:
    """Keep what shall be answered to the figures that came back; gives those that changed."""
    changed = []
    for item in own_items(task, [acting.position.pk]):
        text = answers.get(item.pk, "")
        if text != item.answer:
            item.answer = text
            changed.append(item)
    if changed:
        ReturnItem.objects.bulk_update(changed, ["answer"])
    return changed


def fill_and_hand_over(
    *,
    task: Task,
    acting: Acting,
    entries: Sequence[FigureEntry],
    attachments: Iterable[NewEvidence] = (),
    removals: Iterable[int] = (),
    note: str = "",
    answers: Mapping[int, str] | None = None,
    carried: Carried | None = None,
    now: datetime,
) -> bool:
    """Save the page and hand it over, both or neither. True when the whole task is finished.

    Raises what saving and handing over raise; then nothing of the page is saved.
    """
    with transaction.atomic():
        save_task_figures(
            task=task,
            acting=acting,
            entries=entries,
            now=now,
            origin="web",
            attachments=attachments,
            removals=removals,
            carried=carried,
        )
        return hand_over(task=task, acting=acting, now=now, note=note, answers=answers)


def share_indicators(
    *, task: Task, acting: Acting, places: Mapping[int, LaneActor], now: datetime
) -> int:
    """Write who collects what before collecting opens. `places`: run-indicator id → lane's actor.

    Returns how many moved. Source: SOP 002 step 3, catatan pembagian tugas. Raises AlreadyMoved,
    and WrongMove for a lane of another run, an actor who does not collect, or a lane at work.
    """
    with transaction.atomic():
        take_turn(task)
        rows = RunIndicator.objects.filter(run=task.run, pk__in=places).select_related("indicator")
        if rows.count() != len(places):
            raise WrongMove
        return sum(
            move_indicator(task=task, row=row, to=places[row.pk], acting=acting, now=now)
            for row in rows
        )


def move_indicator(
    *, task: Task, row: RunIndicator, to: LaneActor, acting: Acting, now: datetime
) -> bool:
    """Give an indicator to a lane and the position that collects there; False if it is there."""
    if (row.lane_id, row.position_id) == (to.lane_id, to.position_id):
        return False
    collecting = task.run.version.steps.filter(kind="collect", actor=to.actor)
    begun = Task.objects.filter(lane__in=(row.lane_id, to.lane_id), step__kind="collect")
    if to.lane.run_id != row.run_id or not collecting.exists() or begun.exists():
        raise WrongMove
    with transaction.atomic():
        RunIndicator.objects.filter(pk=row.pk).update(lane=to.lane, position=to.position)
        record_event(
            agency=task.run.agency,
            subject_type="run",
            subject_id=row.run_id,
            action="indicator.moved",
            at=now,
            acting=acting,
            data={"indicator": row.indicator.code, "to": to.lane.label},
        )
    return True


def _change_evidence(
    task: Task,
    acting: Acting,
    allowed: frozenset[int],
    added: Iterable[NewEvidence],
    removals: Iterable[int],
    now: datetime,
) -> None:
    year, triwulan = task.run.year, task.run.triwulan
    may_mend = task.step.kind == "compile"
    rows = BuktiDukung.objects.filter(
        pk__in=list(removals),
        realisasi__indicator__in=allowed,
        realisasi__year=year,
        realisasi__triwulan=triwulan,
        removed_at=None,
    ).select_related("realisasi__indicator__agency")
    for bukti in rows:
        remove_bukti_dukung(bukti=bukti, acting=acting, now=now, may_mend=may_mend)
    for each in added:
        attach_bukti_dukung(
            indicator=each.indicator,
            year=year,
            triwulan=triwulan,
            acting=acting,
            now=now,
            file=each.file,
            url=each.url,
            title=each.title,
            is_unmet=each.is_unmet,
            copy_of=each.copy_of,
            may_mend=may_mend,
        )
