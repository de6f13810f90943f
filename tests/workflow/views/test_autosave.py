"""A line saved by itself: its new version comes back, and nothing is overwritten silently."""

import pytest
from django.urls import reverse

from tests.factories.indicators import (
    HistoryFactory,
    RealisasiFactory,
    RevisionFactory,
    TargetFactory,
)
from tests.workflow.offices import open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return open_office("dpkp", per_lane=2, until="isi-format")


@pytest.fixture
def send(office, come):
    """Send one line as the page does; returns the status and what was told."""
    task = office.task("isi-format", "bidang-pangan")
    address = reverse("workflow:task-autosave", args=[task.pk])

    def send(indicator, value, version=0, user="kabid.pangan"):
        field = f"f{indicator.pk}"
        sent = {"baris": indicator.pk, f"{field}-version": version, f"{field}-value": value}
        answer = come(office.user(user)).post(address, sent)
        return answer.status_code, answer.json()

    return send


def test_one_line_is_saved_and_the_others_stay_as_they_are(office, send):
    first, second = office.indicators("bidang-pangan")
    told = {"sentence": "Tersimpan 10.00", "version": 1, "capaian": "", "doubts": ""}
    assert send(first, "12,5") == (200, told)
    assert send(first, "12,5", version=1) == (200, told)
    assert str(office.figure(first).current.value) == "12.5000"
    assert second.realisasi_set.count() == 0


def test_the_capaian_of_the_line_comes_back_at_once(office, send):
    [first, _second] = office.indicators("bidang-pangan")
    TargetFactory(indicator=first, triwulan=1)
    assert send(first, "12,5")[1]["capaian"] == "Capaian 125,00 % (Sangat Tinggi)"


def test_a_doubt_comes_with_its_figure_and_goes_when_that_is_mended(office, send):
    [first, _second] = office.indicators("bidang-pangan")
    type(first).objects.filter(pk=first.pk).update(aggregation="terakhir")
    HistoryFactory(indicator=first, year=2025, realisasi=100)
    assert "Angka ini (7) turun 93 % dari biasanya (100, " in send(first, "7")[1]["doubts"]
    assert send(first, "101", version=1)[1]["doubts"] == ""


def test_what_cannot_be_read_is_told_and_not_saved(office, send):
    [first, _second] = office.indicators("bidang-pangan")
    status, told = send(first, "dua")
    assert (status, "version" in told) == (422, False)
    assert told["sentence"].startswith("Belum tersimpan: “dua” bukan angka.")
    assert first.realisasi_set.count() == 0


def test_another_writer_is_never_overwritten(office, send):
    [first, _second] = office.indicators("bidang-pangan")
    send(first, "1")
    status, told = send(first, "2")
    assert status == 409
    assert "Sudah disimpan oleh" in told["sentence"]
    assert "menjadi 1" in told["sentence"]
    assert office.figure(first).current.value == 1


@pytest.mark.parametrize(("before", "version"), [("5", 1), ("", 0)])
def test_a_line_left_as_it_was_never_takes_the_version_of_who_saved_it_meanwhile(
    office, send, before, version
):
    [first, _second] = office.indicators("bidang-pangan")
    send(first, "5")
    send(first, "7", version=1)
    status, told = send(first, before, version)
    assert [status, sorted(told)] == [409, ["sentence"]]
    assert "menjadi 7" in told["sentence"]
    assert office.figure(first).version == 2


def test_a_line_emptied_before_it_was_ever_saved_tells_no_capaian_of_earlier_figures(office, send):
    [first, _second] = office.indicators("bidang-pangan")
    office.run.triwulan = 2
    office.run.save()
    TargetFactory(indicator=first, triwulan=2, basis="s.d. triwulan")
    figure = RealisasiFactory(indicator=first, triwulan=1, version=1)
    acting = office.acting(office.task("isi-format", "bidang-pangan"))
    figure.current = RevisionFactory(realisasi=figure, author=acting.user, position=acting.position)
    figure.save()
    told = {"sentence": "Tersimpan 10.00", "version": 0, "capaian": "", "doubts": ""}
    assert send(first, "") == (200, told)


def test_the_line_of_somebody_else_is_refused(office, send):
    other = office.indicators("bidang-tangkap")[0]
    assert send(other, "1")[0] == 409
    assert send(other, "1", user="kabid.tangkap")[0] == 403
    assert other.realisasi_set.count() == 0


def test_a_device_may_keep_the_form_of_who_fills_it_and_no_other_page(office, come):
    task = office.task("isi-format", "bidang-pangan")
    detail = reverse("workflow:task-detail", args=[task.pk])
    own = come(office.user("kabid.pangan")).get(detail)
    assert own["Kinerja-Simpan"] == "kabid.pangan%40dpkp"
    assert "data-kept-copy hidden" in own.content.decode()
    read = come(office.user("kepala")).get(detail)
    assert (read.status_code, read.get("Kinerja-Simpan")) == (200, None)
    bad = come(office.user("kabid.pangan")).post(
        reverse("workflow:task-hand-over", args=[task.pk]), {}
    )
    assert (bad.status_code, bad.get("Kinerja-Simpan")) == (422, None)
    office.finish(task)
    assert come(office.user("kabid.pangan")).get(detail).get("Kinerja-Simpan") is None
