"""Who collects what, and saving with evidence, all or nothing."""

import pytest

from indicators.forms import NewEvidence
from indicators.models import BuktiDukung
from organization.access import Acting
from organization.models import Event
from tests.workflow.offices import NOW, fill, open_office, submission_of
from workflow.access import AlreadyMoved, WrongMove
from workflow.models import Assignment, LaneActor, RunIndicator, Task
from workflow.queries.task import places
from workflow.services import (
    FigureLocked,
    give_back,
    hand_over,
    receive_lane,
    save_task_figures,
    share_indicators,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return open_office("satpolpp")


def place(task, lane: str) -> LaneActor:
    return next(each for each in places(task) if each.lane.key == lane)


def row_of(office, lane: str) -> RunIndicator:
    return RunIndicator.objects.get(run=office.run, lane__key=lane)


def test_share_indicators_moves_and_tells_only_what_changes(office):
    task = office.run_until("arahkan-tim")
    row, other = row_of(office, "tim-linmas"), row_of(office, "tim-kebakaran")
    moved = share_indicators(
        task=task,
        acting=office.acting(task),
        places={row.pk: place(task, "tim-kebakaran"), other.pk: place(task, "tim-kebakaran")},
        now=NOW,
    )
    assert moved == 1
    row.refresh_from_db()
    assert row.lane == office.lane("tim-kebakaran")
    assert Event.objects.filter(action="indicator.moved").count() == 1


def test_share_indicators_stops_once_collecting_has_begun(office):
    task = office.run_until("arahkan-tim")
    row, target = row_of(office, "tim-linmas"), place(task, "tim-kebakaran")
    acting = office.acting(task)
    office.finish(task)
    with pytest.raises(AlreadyMoved):
        share_indicators(task=task, acting=acting, places={row.pk: target}, now=NOW)
    collecting = office.task("serahkan-bahan", "tim-linmas")
    with pytest.raises(WrongMove):
        share_indicators(task=collecting, acting=acting, places={row.pk: target}, now=NOW)


def test_share_indicators_refuses_rows_of_another_run(office):
    other = open_office("dishub")
    task = office.run_until("arahkan-tim")
    row = other.run.run_indicators.first()
    with pytest.raises(WrongMove):
        share_indicators(
            task=task,
            acting=office.acting(task),
            places={row.pk: place(task, "tim-linmas")},
            now=NOW,
        )


def test_save_adds_and_removes_evidence_of_own_figures_only(office):
    office.run_until("serahkan-bahan")
    task = office.task("serahkan-bahan", "tim-linmas")
    acting = office.acting(task)
    mine, foreign = (row_of(office, key).indicator for key in ("tim-linmas", "tim-kebakaran"))
    saving = {"task": task, "acting": acting, "entries": [], "now": NOW, "origin": "web"}
    link = NewEvidence(mine, "Rekap", "https://contoh.go.id/rekap", None)
    save_task_figures(**saving, attachments=[link])
    [bukti] = BuktiDukung.objects.all()
    with pytest.raises(FigureLocked):
        save_task_figures(
            **saving, attachments=[NewEvidence(foreign, "", "https://contoh.go.id/x", None)]
        )
    save_task_figures(**saving, removals=[bukti.pk])
    bukti.refresh_from_db()
    assert bukti.removed_at == NOW


def test_receive_lane_only_of_the_step_before_and_only_while_it_is_live():
    office = open_office("dpkp", until="isi-format")
    filled = office.task("isi-format", "bidang-pangan")
    office.finish(filled)
    office.run_until("verifikasi")
    task = office.task("terima-data")
    with pytest.raises(AlreadyMoved):
        receive_lane(task=task, submission=submission_of(filled), acting=_acting(office), now=NOW)


def _acting(office) -> Acting:
    return Acting.under(office.position("tim.penyusun-1").terms.get())


def test_a_share_answers_for_its_own_returned_figures_only(office):
    """Two collectors in one lane: what was returned to one does not hold up the other."""
    office.run_until("serahkan-bahan")
    task = office.task("serahkan-bahan", "tim-linmas")
    second = office.position("tim.kebakaran")
    Assignment.objects.create(task=task, position=second)
    LaneActor.objects.create(lane=task.lane, actor=task.step.actor, position=second)
    extra = row_of(office, "tim-kebakaran")
    RunIndicator.objects.filter(pk=extra.pk).update(lane=task.lane, position=second)
    for share in (office.position("tim.linmas"), second):
        acting = Acting.under(share.terms.get())
        fill(task, acting)
        hand_over(task=task, acting=acting, now=NOW)
    told = Event.objects.filter(action__endswith="handed_over", data__task=task.pk)
    assert [(row.action, row.position.key) for row in told.order_by("sequence")] == [
        ("share.handed_over", "tim.linmas"),
        ("task.handed_over", "tim.kebakaran"),
    ]
    compiling = office.run_until("buat-laporan")
    give_back(
        task=compiling,
        acting=office.acting(compiling),
        lanes=[office.lane("tim-linmas")],
        reasons={extra.pk: "Cek."},
        reason="Cek.",
        now=NOW,
    )
    again = Task.objects.get(lane=task.lane, step=task.step, round=2)
    first = Acting.under(office.position("tim.linmas").terms.get())
    assert hand_over(task=again, acting=first, now=NOW) is False
