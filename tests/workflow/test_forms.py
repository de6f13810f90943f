"""What people write on the way, made clean."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from organization.presets import DEFAULT_WEEK
from organization.worktime import WorkCalendar
from workflow.forms import DisposisiForm, ReturnForm, SignForm, leaf_choices, read_answers

CALENDAR = WorkCalendar("Asia/Makassar", DEFAULT_WEEK)
TODAY = date(2026, 4, 10)


def disposisi(**data):
    return DisposisiForm({"instruction": "Kerjakan", "sifat": "segera", **data}, today=TODAY)


def test_disposisi_without_a_due_day_leaves_it_to_the_sop():
    form = disposisi()
    assert form.is_valid()
    assert form.text(CALENDAR).due_at is None


def test_disposisi_is_due_at_the_end_of_the_office_hours_of_its_day():
    form = disposisi(due_on="2026-04-13")
    assert form.is_valid()
    assert form.text(CALENDAR).due_at.isoformat() == "2026-04-13T16:00:00+08:00"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("instruction", " "),
        ("instruction", "x" * 2001),
        ("sifat", "rahasia sekali"),
        ("harap", ["Bukan pilihan"]),
        ("due_on", "2026-04-09"),
        ("due_on", "besok"),
    ],
)
def test_disposisi_tells_what_is_wrong_at_its_field(name, value):
    form = disposisi(**{name: value})
    assert not form.is_valid()
    assert list(form.errors) == [name]


def test_a_locked_order_keeps_its_text_whatever_is_sent():
    form = DisposisiForm(
        {"instruction": "Lain", "note": "Segera"},
        today=TODAY,
        is_locked=True,
        initial={"instruction": "Asli", "due_on": date(2026, 4, 1)},
    )
    assert form.is_valid()
    text = form.text(CALENDAR)
    assert (text.instruction, text.note, text.due_at) == ("Asli", "Segera", None)


def lane(pk, label):
    return SimpleNamespace(pk=pk, label=label)


def row(pk, lane_id):
    return SimpleNamespace(pk=pk, lane_id=lane_id, indicator=SimpleNamespace(name=f"I{pk}"))


LANES = [lane(2, "Bidang A"), lane(3, "Bidang B")]
PARENTS = {1: None, 2: 1, 3: 1, 20: 2}
CARRIED = [row(100, 20), row(101, 3)]


def returning(text, *, must_name=False, lanes=LANES, keys=("100", "101"), carried=CARRIED, **more):
    choices = leaf_choices(lanes, PARENTS, carried)
    return ReturnForm(
        QueryDict(text), choices=choices, lanes=lanes, returnable=keys, must_name=must_name, **more
    )


def test_leaf_choices_finds_the_lane_above_a_leaf():
    choices = leaf_choices(LANES, PARENTS, [*CARRIED, row(102, 1)])
    assert {key: [each.pk for each in rows] for key, rows in choices.items()} == {
        2: [100],
        3: [101],
    }


def test_a_ticked_figure_names_its_lane_and_may_have_its_own_reason():
    form = returning("angka=100&alasan-100=Lihat+lampiran&reason=Perbaiki")
    assert form.is_valid(), form.errors
    assert [each.pk for each in form.chosen_lanes] == [2]
    assert form.reasons == {100: "Lihat lampiran"}


def test_a_lane_alone_is_enough_where_a_report_is_mended():
    form = returning("jalur=3&reason=Perbaiki")
    assert form.is_valid()
    assert form.reasons == {}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("reason=Perbaiki", "jalur"),
        ("jalur=2&reason=+", "reason"),
        ("jalur=9&reason=Perbaiki", "jalur"),
        ("angka=999&reason=Perbaiki", "angka"),
        ("angka=abc&reason=Perbaiki", "angka"),
    ],
)
def test_a_return_tells_what_is_missing(text, field):
    form = returning(text)
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_figures_with_reasons_of_their_own_need_no_other():
    own = "angka=100&angka=101&alasan-100=Salah&alasan-101=Kurang&reason=+"
    assert returning(own).is_valid()
    for text in (own.replace("Kurang", "+"), own.replace("angka=101", "jalur=3")):
        assert "reason" in returning(text).errors


def test_a_single_lane_need_not_be_ticked():
    form = returning("reason=Perbaiki", lanes=LANES[:1], keys=("100",))
    assert form.is_valid()
    assert [each.pk for each in form.chosen_lanes] == [2]


def test_a_ticked_lane_stands_for_all_its_figures_where_they_are_filled():
    form = returning("jalur=3&angka=100&alasan-101=Cek+lagi&reason=Perbaiki", must_name=True)
    assert form.is_valid(), form.errors
    assert [each.pk for each in form.chosen_lanes] == [2, 3]
    assert form.reasons == {100: "", 101: "Cek lagi"}


def test_a_ticked_lane_leaves_what_is_still_empty_unless_all_of_it_is():
    given = {"must_name": True, "keys": ("100", "101", "102"), "carried": [*CARRIED, row(102, 3)]}
    lane = "jalur=3&reason=Perbaiki"
    assert list(_named(returning(lane, empty=["102"], **given))) == [101]
    assert list(_named(returning(f"{lane}&angka=102", empty=["102"], **given))) == [101, 102]
    assert list(_named(returning(lane, empty=["101", "102"], **given))) == [101, 102]


def _named(form):
    assert form.is_valid(), form.errors
    return form.reasons


@pytest.mark.parametrize("lanes", [LANES, LANES[:1]])
def test_nothing_ticked_where_figures_are_filled_asks_for_figures(lanes):
    keys = ("100", "101")[: len(lanes)]
    form = returning("reason=Perbaiki", must_name=True, lanes=lanes, keys=keys)
    assert form.errors == {
        "angka": ["Centang angka yang dikembalikan, atau jalur yang semua angkanya dikembalikan."]
    }


def test_a_lane_of_which_no_figure_may_come_back_says_so_where_they_are_filled():
    form = returning("jalur=3&reason=Perbaiki", must_name=True, keys=("100",))
    assert form.errors == {"jalur": ["Tidak ada angka Bidang B yang dapat dikembalikan."]}


def test_read_answers_takes_only_what_was_asked_and_written():
    items = [SimpleNamespace(pk=1), SimpleNamespace(pk=2)]
    data = {"jawaban-1": " Tetap\x00. ", "jawaban-2": " ", "jawaban-3": "x"}
    assert read_answers(items, data) == {1: "Tetap."}


def test_a_signature_names_who_signs():
    assert list(SignForm({"note": ""}).errors) == ["signature_name"]
