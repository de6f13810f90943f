"""What somebody writes as he hands over reaches who comes next, and the log of the run."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organization.access import Acting, holders
from tests.workflow.offices import NOW, fill, open_office
from workflow import services

pytestmark = pytest.mark.django_db


def page_of(come, office, task):
    return come(office.acting(task).user).get(reverse("workflow:task-detail", args=[task.pk]))


def notes(page) -> list[tuple[str, str, str, int]]:
    return [
        (each.text, each.step.key, each.lane.key, each.round) for each in page.context["page"].notes
    ]


def hand_over(office, task, note, now=NOW):
    services.hand_over(task=task, acting=office.acting(task), now=now, note=note)


def words(page) -> str:
    return " ".join(page.content.decode().split())


def test_who_judges_reads_what_came_with_the_data_and_with_the_report(come):
    office = open_office("dishub", until="serahkan-bahan")
    for key in ("kasi-angkutan", "kasi-manajemen"):
        task = office.task("serahkan-bahan", key)
        fill(task, office.acting(task))
        hand_over(office, task, f"Bahan {key}: <b>lengkap</b>.")
    making = office.task("buat-laporan", "kasi-angkutan")
    page = page_of(come, office, making)
    assert notes(page) == [
        ("Bahan kasi-angkutan: <b>lengkap</b>.", "serahkan-bahan", "kasi-angkutan", 1)
    ]
    assert "Bahan kasi-angkutan: &lt;b&gt;lengkap&lt;/b&gt;." in words(page)
    assert office.user("analis.angkutan").name in words(page)
    hand_over(office, making, "Disusun dari tiga bahan.")
    office.run_until("periksa")
    told = notes(page_of(come, office, office.task("periksa", "bidang-angkutan")))
    assert ("Disusun dari tiga bahan.", "buat-laporan", "kasi-angkutan", 1) in told
    assert ("Bahan kasi-angkutan: <b>lengkap</b>.", "serahkan-bahan", "kasi-angkutan", 1) in told
    assert {lane for _text, _step, lane, _round in told} == {
        each.key for each in office.run.lanes.filter(parent__key="bidang-angkutan")
    }


def test_without_notes_nothing_is_shown(come):
    office = open_office("dishub", until="buat-laporan")
    page = page_of(come, office, office.task("buat-laporan", "kasi-angkutan"))
    assert notes(page) == []
    assert "Catatan yang disertakan" not in words(page)


def test_after_a_return_the_maker_s_explanation_and_the_reason_reach_the_judge_between(come):
    office = open_office("satpolpp", until="tanda-tangani")
    signing = office.task("tanda-tangani")
    reason = "Jelaskan mengapa capaiannya turun."
    services.give_back(
        task=signing,
        acting=office.acting(signing),
        lanes=[signing.lane],
        reasons={},
        reason=reason,
        now=NOW,
    )
    making = office.task("buat-laporan")
    hand_over(office, making, "Turun karena pos jaga ditutup.")
    judging = page_of(come, office, office.task("koreksi"))
    assert notes(judging)[0] == ("Turun karena pos jaga ditutup.", "buat-laporan", "pusat", 2)
    assert "Disusun dari bahan." not in words(judging)
    assert judging.context["page"].passed_through.reason == reason
    assert f"<strong>{reason}</strong>" in words(judging)
    # who made it was told by his own page, and who gave back knows
    assert (
        page_of(come, office, office.run_until("tanda-tangani")).context["page"].passed_through
        is None
    )


def test_the_log_tells_each_hand_over_with_its_note_also_of_a_share(come):
    office = open_office("dishub", until="serahkan-bahan")
    task = office.task("serahkan-bahan", "kasi-angkutan")
    second = office.position("analis.manajemen")
    task.assignments.create(position=second)
    [term] = holders(second, NOW.date())
    services.hand_over(task=task, acting=Acting.under(term), now=NOW, note="Bagian saya nihil.")
    fill(task, office.acting(task))
    hand_over(office, task, "Bahan lengkap.", NOW + timedelta(minutes=1))
    run = come(office.user("kepala")).get(reverse("workflow:run-detail", args=[office.run.pk]))
    log = [(each.event.action, each.note) for each in run.context["page"].log if each.note]
    assert log == [
        ("task.handed_over", "Bahan lengkap."),
        ("share.handed_over", "Bagian saya nihil."),
    ]
    assert "Catatan: Bagian saya nihil." in words(run)
    page = page_of(come, office, office.task("buat-laporan", "kasi-angkutan"))
    assert [text for text, *_rest in notes(page)] == ["Bahan lengkap.", "Bagian saya nihil."]
