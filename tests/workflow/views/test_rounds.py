"""Rounds of a review: what is approved with exceptions stays approved, what came back is shown."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db.models import F
from django.urls import reverse

from indicators.models import BuktiDukung, FigureState, Realisasi
from tests.factories.indicators import TargetFactory
from tests.workflow.offices import NOW, fill, open_office
from workflow import services
from workflow.models import Decision, ReturnItem, RunIndicator

pytestmark = pytest.mark.django_db


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def office():
    return open_office("dpkp", per_lane=2, until="verifikasi")


@pytest.fixture
def review(office):
    return office.task("verifikasi")


@pytest.fixture
def carried(office):
    return list(RunIndicator.objects.filter(run=office.run).order_by("lane__order", "pk"))


@pytest.fixture
def give_back(office, come):
    """Return one figure in the browser, with or without a word on the others."""

    def give_back(row, **options):
        review = office.task("verifikasi")
        page = reverse("workflow:task-detail", args=[review.pk])
        browser = come(office.acting(review).user)
        seen = browser.get(page).context["page"].seen
        sent = {"angka": [str(row.pk)], "reason": "Mohon dicek.", "dilihat": seen, **options}
        answer = browser.post(reverse("workflow:task-return", args=[review.pk]), sent)
        assert answer.status_code == 302

    return give_back


def mend(office, row, value, come, **options):
    task = office.task("isi-format", row.lane.key)
    field = f"f{row.indicator_id}"
    sent = {
        f"{field}-version": office.figure(row.indicator).version,
        f"{field}-value": value,
        f"{field}-note": "Diperbaiki.",
        **options,
    }
    holder = come(office.acting(task).user)
    page = reverse("workflow:task-hand-over", args=[task.pk])
    assert holder.post(page, sent).status_code == 302


def names(groups) -> list[str]:
    return [row.indicator.name for each in groups for row in each.rows]


def test_the_others_are_approved_by_the_same_word_and_the_next_round_shows_what_changed(
    office, review, carried, give_back, come
):
    row, *others = carried
    give_back(row, setujui_lain="on")
    approved = Decision.objects.filter(task__step=review.step, verdict="disetujui")
    assert {each.revision.realisasi.indicator_id for each in approved} == {
        each.indicator_id for each in others
    }
    before = office.figure(row.indicator).current
    mend(office, row, "8", come)
    office.run_until("verifikasi")
    review = office.task("verifikasi")
    browser = come(office.acting(review).user)
    page = browser.get(reverse("workflow:task-detail", args=[review.pk]))
    assert names(page.context["page"].fresh_figures) == [row.indicator.name]
    assert len(names(page.context["page"].settled_figures)) == len(others)
    old, new = f"<del>{before.value.normalize():f}</del>", "<ins>8</ins>"
    assert f'{old}</td> <td data-label="Sesudah">{new}</td>' in text(page)
    office.finish(review)
    assert approved.all().count() == len(carried)


def test_without_that_word_nothing_is_approved(office, review, carried, give_back):
    give_back(carried[0])
    assert not Decision.objects.filter(task__step=review.step, verdict="disetujui").exists()


@pytest.mark.parametrize("door", ["task-save", "task-hand-over"])
def test_a_figure_that_was_not_returned_is_refused_by_name_and_nothing_is_saved(
    office, carried, give_back, come, door
):
    row, other, *_others = carried
    give_back(row, setujui_lain="on")
    task = office.task("isi-format", row.lane.key)
    sent = {f"f{row.indicator_id}-value": "8", f"f{other.indicator_id}-value": "9"}
    sent |= {f"f{each.indicator_id}-version": "1" for each in (row, other)}
    sent |= {f"f{row.indicator_id}-note": "Diperbaiki."}
    holder = come(office.acting(task).user)
    page = holder.post(reverse(f"workflow:{door}", args=[task.pk]), sent)
    assert page.status_code == 409
    told = f"Angka berikut terkunci pada langkah ini: {other.indicator.name}."
    assert told in unescape(text(page))
    assert 'value="8"' in text(page)
    assert {office.figure(each.indicator).version for each in (row, other)} == {1}
    alone = {name: value for name, value in sent.items() if f"f{other.indicator_id}-" not in name}
    assert holder.post(reverse(f"workflow:{door}", args=[task.pk]), alone).status_code == 302


@pytest.mark.parametrize("door", ["task-autosave", "task-apply"])
def test_a_line_that_was_not_returned_is_refused_by_name(office, carried, give_back, come, door):
    row, other, *_others = carried
    give_back(row, setujui_lain="on")
    task = office.task("isi-format", row.lane.key)
    field = f"f{other.indicator_id}"
    sent = {"baris": other.indicator_id, f"{field}-version": "1", f"{field}-value": "9"}
    holder = come(office.acting(task).user)
    page = holder.post(reverse(f"workflow:{door}", args=[task.pk]), sent)
    assert page.status_code == 409
    assert other.indicator.name in unescape(text(page))
    assert office.figure(other.indicator).version == 1


def test_an_approved_figure_that_is_returned_later_is_open_again(office, carried, give_back, come):
    give_back(carried[0], setujui_lain="on")
    mend(office, carried[0], "8", come)
    office.run_until("verifikasi")
    give_back(carried[1])
    mend(office, carried[1], "9", come)
    office.run_until("verifikasi")
    review = office.task("verifikasi")
    browser = come(office.acting(review).user)
    page = browser.get(reverse("workflow:task-detail", args=[review.pk])).context["page"]
    assert carried[1].indicator.name in names(page.fresh_figures)


def answer_of(row) -> str:
    return f"jawaban-{ReturnItem.objects.get(run_indicator=row).pk}"


def test_an_answer_beside_a_changed_figure_is_its_explanation(office, carried, give_back, come):
    give_back(carried[0])
    mend(office, carried[0], "8", come, **{answer_of(carried[0]): "Salah ketik."})
    review = office.task("verifikasi")
    page = text(
        come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    )
    assert "Penjelasan: Salah ketik." in page
    assert "Tetap, karena: Salah ketik." not in page


def test_an_answer_without_a_change_says_why_the_figure_stands(office, carried, give_back, come):
    give_back(carried[0])
    same = f"{office.figure(carried[0].indicator).current.value.normalize():f}"
    note = {f"f{carried[0].indicator_id}-note": office.figure(carried[0].indicator).current.note}
    mend(office, carried[0], same, come, **note, **{answer_of(carried[0]): "sesuai buku."})
    review = office.task("verifikasi")
    page = text(
        come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    )
    assert "Tetap, karena: sesuai buku." in page


def test_evidence_and_days_that_changed_are_shown_old_and_new(
    office, carried, give_back, come, monkeypatch
):
    row = carried[0]
    figure = office.figure(row.indicator)
    old = BuktiDukung.objects.create(
        realisasi=figure,
        kind="keterangan",
        title="Buku lama",
        added_by=figure.current.author,
        added_at=NOW - timedelta(days=1),
    )
    give_back(row)
    monkeypatch.setattr("organization.clock.now", lambda: NOW + timedelta(hours=1))
    field = f"f{row.indicator_id}"
    sent = {
        f"{field}-rencana_tindak_lanjut": "Menagih data.",
        f"{field}-rtl_pic": "Seksi",
        f"{field}-rtl_due_on": "2026-06-30",
        f"{field}-remove-{old.pk}": "1",
        f"{field}-title": "Arsip terendam",
        f"{field}-unmet": "1",
    }
    mend(office, row, f"{figure.current.value.normalize():f}", come, **sent)
    office.run_until("verifikasi")
    review = office.task("verifikasi")
    page = come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    [answered] = page.context["answered"]
    assert answered.changes[-2:] == (
        ("Batas waktu rencana", "", "30-06-2026"),
        ("Bukti dukung", "Buku lama", "Tidak dapat dipenuhi: Arsip terendam"),
    )
    assert page.context["differences"] == []


def test_other_evidence_alone_is_what_a_return_may_have_asked_for(
    office, carried, give_back, come, monkeypatch
):
    row = carried[0]
    give_back(row)
    monkeypatch.setattr("organization.clock.now", lambda: NOW + timedelta(hours=1))
    task, saved = office.task("isi-format", row.lane.key), office.figure(row.indicator).current
    field = f"f{row.indicator_id}"
    same = {
        f"{field}-version": office.figure(row.indicator).version,
        f"{field}-value": f"{saved.value.normalize():f}",
        f"{field}-note": saved.note,
    }
    holder = come(office.acting(task).user)
    page = reverse("workflow:task-hand-over", args=[task.pk])
    assert holder.post(page, same).status_code == 409
    assert holder.post(page, same | {f"{field}-title": "Buku induk"}).status_code == 302
    office.run_until("verifikasi")
    review = office.task("verifikasi")
    shown = come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    [answered] = shown.context["answered"]
    assert answered.changes == (("Bukti dukung", "", "Buku induk"),)


def returned_whole(**options):
    """An office whose lane of Kasi Angkutan came back without any figure named, and who judged."""
    office = open_office("dishub", until="periksa", **options)
    review = office.task("periksa", "bidang-angkutan")
    services.give_back(
        task=review,
        acting=office.acting(review),
        lanes=[office.lane("kasi-angkutan")],
        reasons={},
        reason="Cek semua.",
        now=NOW,
    )
    return office, review


def test_what_changed_in_a_lane_returned_as_a_whole_is_shown_beside_what_was_seen(come):
    """No figure was named, so no answer tells what changed: the reviewer sees every change."""
    office, review = returned_whole()
    later = NOW + timedelta(hours=1)
    mending = office.task(review.step.return_to.key, "kasi-angkutan")
    fill(mending, office.acting(mending), later)
    office.finish(mending, now=later)
    page = come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    [change] = page.context["differences"]
    assert (change.indicator, change.lane.key) == (
        office.indicators("kasi-angkutan")[0],
        "kasi-angkutan",
    )
    assert ("Realisasi", "7", "8") in change.changes
    assert "Yang lain berubah sejak terakhir diperiksa" in text(page)


def test_an_approved_figure_stays_shut_in_a_lane_that_came_back_as_a_whole(come):
    """As in a run that was reopened for others: the rest of its lane may be mended."""
    office, review = returned_whole(per_lane=2)
    shut, free = office.indicators("kasi-angkutan")
    figures = Realisasi.objects.filter(indicator=shut)
    figures.update(state=FigureState.APPROVED, approved=F("current"))
    making = office.task(review.step.return_to.key, "kasi-angkutan")
    browser = come(office.acting(making).user)
    page = browser.get(reverse("workflow:task-detail", args=[making.pk]))
    lines = page.context["writing"].grid.lines
    assert {each.row.indicator: each.is_editable for each in lines} == {shut: False, free: True}
    save = reverse("workflow:task-save", args=[making.pk])
    sent = {f"f{each.pk}-{name}": 1 for each in (shut, free) for name in ("version", "value")}
    assert browser.post(save, sent).status_code == 409
    own = {name: value for name, value in sent.items() if name.startswith(f"f{free.pk}-")}
    assert browser.post(save, own).status_code == 302
    assert (office.figure(shut).version, office.figure(free).version) == (1, 2)


def test_a_change_that_two_returns_asked_for_is_told_once_where_it_was_made(come):
    """The maker passed on what came back to him: he changed nothing at the moment he handed on."""
    office = open_office("satpolpp", until="koreksi")
    row = RunIndicator.objects.get(run=office.run, lane__key="tim-linmas")

    def pass_down(step, lane, reason, hour):
        task = office.task(step, scope="triwulan")
        services.give_back(
            task=task,
            acting=office.acting(task),
            lanes=[office.lane(lane)],
            reasons={row.pk: reason},
            reason=reason,
            now=NOW + timedelta(hours=hour),
        )

    pass_down("koreksi", "pusat", "Salah jumlah.", 1)
    pass_down("buat-laporan", "tim-linmas", "Hitung lagi.", 2)
    office.finish(office.task("serahkan-bahan", "tim-linmas"), now=NOW + timedelta(hours=3))
    office.finish(office.task("buat-laporan"), now=NOW + timedelta(hours=4))
    task = office.task("koreksi", scope="triwulan")
    page = come(office.acting(task).user).get(reverse("workflow:task-detail", args=[task.pk]))
    [answered] = page.context["answered"]
    assert answered.changes == (("Realisasi", "7", "8"),)
    assert answered.item.resolved_at == NOW + timedelta(hours=3)
    assert "Semula dikembalikan dengan alasan: “Salah jumlah.”" in text(page)
    assert page.context["differences"] == []


def test_the_first_round_has_nothing_to_compare_and_asks_for_nothing(office, review, come):
    page = come(office.acting(review).user).get(reverse("workflow:task-detail", args=[review.pk]))
    assert page.context["differences"] == []


def test_what_a_target_counts_is_told_in_the_language_of_its_reader(office, review, carried, come):
    TargetFactory(indicator=carried[0].indicator, triwulan=1, value=Decimal(1))
    browser = come(office.acting(review).user)
    browser.cookies["bahasa"] = "en"
    page = text(browser.get(reverse("workflow:task-detail", args=[review.pk])))
    assert "this quarter" in page
    assert "triwulan ini" not in page


def test_doubtful_figures_stand_first_in_their_lane(office, review, carried, come):
    first, second = (row for row in carried if row.lane == carried[0].lane)
    TargetFactory(indicator=second.indicator, triwulan=1, value=Decimal(1))
    page = (
        come(office.acting(review).user)
        .get(reverse("workflow:task-detail", args=[review.pk]))
        .context["page"]
    )
    assert page.doubtful
    assert names(page.fresh_figures)[:2] == [second.indicator.name, first.indicator.name]
