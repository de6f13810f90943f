"""A number that meets the word that there is none: whoever uploads chooses, nothing is blocked."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.forms import FigureGrid
from tests.indicators.offices import entry, saved
from tests.indicators.workbook.form import Form, cells, places, rewritten

BROKEN = {"status": "tidak tersedia", "unavailable_reason": "Alat rusak."}


@pytest.fixture
def form(office):
    return Form(office, [office.indicator(code="biasa")])


@pytest.fixture
def pair(office):
    made = office.indicator(unit="%", measure="rasio", aggregation="rasio", code="pasangan")
    whole = replace(entry(made, status="terisi"), numerator=Decimal(3), denominator=Decimal(10))
    office.save(whole)
    return Form(office, [made])


def chosen(form, change, side):
    """The row as it is saved when `side` is chosen wherever there is something to choose."""
    picked = {each.name: getattr(each, side) for each in change.choices}
    grid = FigureGrid(form.rows(), {**change.typed, **picked}, editable=form.ids)
    assert grid.is_valid()
    return grid.entries[0]


def told(change):
    return [(each.title, each.saved_said, each.typed_said) for each in change.choices]


def test_a_number_against_a_figure_declared_unavailable_here_is_one_choice(form):
    saved(form.indicators[0], form.office, value=Decimal(5))
    content = form.edited(cells(F5=7, K5="Dari berkas"))
    form.office.save(entry(form.indicators[0], version=1, **BROKEN))
    found = form.read(content)
    [change] = found.changes
    assert found.problems == []
    assert told(change) == [("Realisasi", "tidak tersedia: Alat rusak.", "7")]
    assert change.differences == [("Catatan", "", "Dari berkas")]
    kept, taken = chosen(form, change, "saved"), chosen(form, change, "typed")
    assert (kept.status, kept.value) == ("tidak tersedia", None)
    assert kept.unavailable_reason == "Alat rusak."
    assert (taken.status, taken.value, taken.unavailable_reason) == ("terisi", 7, "")
    assert (kept.note, taken.note, taken.version) == ("Dari berkas", "Dari berkas", 2)


def test_unavailable_in_the_file_against_a_number_saved_here_is_one_choice(form):
    content = form.edited(cells(I5="ya", J5="Menunggu BPS"))
    form.office.save(entry(form.indicators[0], Decimal(4)))
    [change] = form.read(content).changes
    assert told(change) == [("Realisasi", "4", "tidak tersedia: Menunggu BPS")]
    assert chosen(form, change, "typed").status == "tidak tersedia"
    assert chosen(form, change, "saved").value == 4


def test_a_number_typed_beside_the_reason_of_the_download_is_one_choice(form):
    form.office.save(entry(form.indicators[0], **BROKEN))
    found = form.read(form.edited(cells(F5=7, K5="Alat baik")))
    [change] = found.changes
    assert found.problems == []
    assert [each.is_torn for each in change.choices] == [True]
    assert told(change) == [("Realisasi", "tidak tersedia: Alat rusak.", "7")]
    assert chosen(form, change, "saved").status == "tidak tersedia"
    taken = chosen(form, change, "typed")
    assert (taken.status, taken.value, taken.note) == ("terisi", 7, "Alat baik")


def without_empty_cells(text):
    """As a program saves it that keeps no cell for its colour alone."""
    bare, count = re.subn(r'<c r="[A-Z]+[0-9]+"[^>]*>(<v ?/>|<v></v>)?</c>', "", text)
    assert count > 10
    return bare


def test_a_row_that_ends_with_its_last_word_is_joined_like_any_other(form):
    form.office.save(entry(form.indicators[0], **BROKEN))
    short = rewritten(form.edited(cells(F5=7, J5=None)), without_empty_cells)
    [entry_] = form.read(short).entries
    assert (entry_.status, entry_.value) == ("terisi", 7)
    bare = rewritten(form.edited(cells(I5=None, J5=None)), without_empty_cells)
    form.office.save(entry(form.indicators[0], Decimal(4), version=1))
    [change] = form.read(bare).changes
    assert told(change) == [("Realisasi", "4", "")]


@pytest.mark.parametrize("left", [{"I5": None}, {"J5": None}, {"I5": None, "J5": None}])
def test_a_number_wins_where_the_file_took_back_that_there_is_none(form, left):
    form.office.save(entry(form.indicators[0], **BROKEN))
    found = form.read(form.edited(cells(F5=7, **left)))
    [taken] = found.entries
    assert (found.problems, found.changes[0].choices) == ([], ())
    assert (taken.status, taken.value, taken.unavailable_reason) == ("terisi", 7, "")


def test_a_number_and_a_new_reason_contradict_each_other_at_their_cell(form):
    found = form.read(form.edited(cells(F5=7, I5="ya", J5="Alat rusak.")))
    assert places(found) == [
        (
            "Isian!F5",
            "Pilih salah satu: isi angkanya, atau nyatakan “tidak tersedia” beserta alasannya.",
        )
    ]


def test_a_pair_changed_on_both_sides_is_chosen_as_a_whole(pair):
    content = pair.edited(cells(H5=12))
    other = entry(pair.indicators[0], version=1, status="terisi")
    pair.office.save(replace(other, numerator=Decimal(4), denominator=Decimal(10)))
    [change] = pair.read(content).changes
    assert told(change) == [("Realisasi", "4 / 10", "3 / 12")]
    taken = chosen(pair, change, "typed")
    assert (taken.numerator, taken.denominator) == (3, 12)


def test_what_belongs_to_a_provisional_figure_is_chosen_as_a_whole(form):
    provisional = {"is_sementara": True, "expected_on": date(2026, 12, 1), "expected_source": "BPS"}
    form.office.save(entry(form.indicators[0], Decimal(5), **provisional))
    content = form.edited(cells(U5="BPK"))
    form.office.save(entry(form.indicators[0], Decimal(5), version=1))
    [change] = form.read(content).changes
    assert told(change) == [("Angka sementara", "", "ya, 01-12-2026, BPK")]
    assert chosen(form, change, "typed").expected_source == "BPK"
    assert chosen(form, change, "saved").is_sementara is False
