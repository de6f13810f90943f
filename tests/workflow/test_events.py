"""Events, notices and buttons in words."""

import re

import pytest

from tests.workflow.offices import ROOT
from workflow.events import SENTENCES, event_sentence, notice_sentence, task_verb
from workflow.models import Notice

STEPS = {"periksa": "5 Memeriksa laporan", "buat": "4 Membuat laporan"}


@pytest.mark.parametrize(
    ("action", "data", "sentence"),
    [
        ("run.opened", {"year": 2026}, "Triwulan dibuka sesuai SOP."),
        (
            "run.rescheduled",
            {
                "tasks": [{"task": 1}, {"task": 2}],
                "change": {
                    "holidays": ["2026-04-13"],
                    "no_holidays": ["2026-04-14", "2026-04-15"],
                    "parts": ["seasons", "baru"],
                },
            },
            "Batas waktu 2 tugas disesuaikan dengan kalender kerja (libur 13 April 2026; "
            "tidak lagi libur 14 April 2026, 15 April 2026; jam kerja musiman).",
        ),
        (
            "run.rescheduled",
            {"tasks": [{"task": 1}]},
            "Batas waktu 1 tugas disesuaikan dengan kalender kerja.",
        ),
        (
            "share.handed_over",
            {"step": "periksa", "lane": "Bidang A"},
            "Menyerahkan bagiannya: 5 Memeriksa laporan (Bidang A).",
        ),
        (
            "task.approved",
            {"step": "periksa", "lane": "Bidang A"},
            "Menyetujui: 5 Memeriksa laporan (Bidang A).",
        ),
        (
            "task.returned",
            {"step": "periksa", "to": "buat", "lanes": ["A", "B"], "figures": 2},
            "Mengembalikan A, B ke langkah “4 Membuat laporan”; 2 angka.",
        ),
        (
            "task.returned",
            {"to": "buat", "lanes": ["A"], "figures": 0},
            "Mengembalikan A ke langkah “4 Membuat laporan”; tanpa angka yang disebut.",
        ),
        (
            "task.escalated",
            {"from": "Kabid", "to": "Kepala"},
            "Tugas beralih dari Kabid kepada Kepala.",
        ),
        (
            "task.lent",
            {"from": "Kepala", "to": "Sekretaris"},
            "Sekretaris dapat bertindak atas nama Kepala.",
        ),
        ("disposisi.read", {"number": 3}, "Membaca disposisi langkah 3."),
        ("disposisi.read", {}, "Membaca disposisi."),
        ("disposisi.forwarded", {"to": ["Kasi"]}, "Meneruskan disposisi kepada Kasi."),
        ("figures.saved", {"figures": 4, "origin": "excel"}, "Menyimpan 4 angka (Excel)."),
        ("indicator.moved", {"indicator": "x", "to": "Tim A"}, "Memindahkan indikator x ke Tim A."),
        ("run.reopened", {"lanes": ["A"]}, "Membuka kembali pelaksanaan untuk A."),
        ("sesuatu.lain", {}, "Kejadian sesuatu.lain."),
    ],
)
def test_event_sentence(action, data, sentence):
    assert event_sentence(action, data, STEPS) == sentence


def test_event_sentence_of_an_old_event_without_a_name_reads_as_a_dash():
    assert event_sentence("task.approved", {}, {}) == "Menyetujui:  (–)."


def test_every_action_that_the_services_write_has_a_sentence():
    written = set()
    for path in (ROOT / "workflow" / "services").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        written |= set(re.findall(r'"((?:run|task|lane|disposisi|figures|indicator)\.\w+)"', text))
    assert written - set(SENTENCES) == set()


@pytest.mark.parametrize("kind", Notice.Kind.values)
def test_every_kind_of_notice_has_a_sentence(kind):
    sentence = notice_sentence(
        kind, {"problems": "Tidak ada jalur.", "title": "TW I"}, "5 X", "SOP"
    )
    assert "Pemberitahuan:" not in sentence
    assert sentence[0].isupper()


def test_notice_sentence_of_an_unknown_kind():
    assert notice_sentence("baru", {}, "", "") == "Pemberitahuan: baru."


def test_task_verb():
    assert task_verb("assign") == "Kirim disposisi"
    assert task_verb("assign", is_issued_by_clock=True) == "Beri paraf"
    assert task_verb("sign") == "Periksa dan tanda tangani"
    assert task_verb("lain") == "Buka"
