"""A preview whose figures were saved anew before it was applied asks cell by cell."""

from decimal import Decimal

import pytest

from indicators.forms import FigureGrid
from indicators.workbook import rejoin
from tests.indicators.offices import entry
from tests.indicators.workbook.form import Form, cells


@pytest.fixture
def form(office):
    return Form(office, [office.indicator(code="satu"), office.indicator(code="dua")])


def sent(form, **edited):
    """The lines of a preview of these cells, as its form sends them."""
    changes = form.read(form.edited(cells(**edited))).changes
    fields = {name: text for change in changes for name, text in change.typed.items()}
    rows = [change.row for change in changes]
    grid = FigureGrid(rows, fields, editable=[row.indicator.pk for row in rows])
    assert grid.is_valid()
    places = {change.row.indicator.pk: change.place for change in changes}
    return grid.editable_lines, places


def test_only_what_both_have_changed_is_asked(form):
    lines, places = sent(form, F5=12.5, K5="Dari berkas", F6=3)
    form.office.save(entry(form.indicators[0], Decimal(7), kendala="Hujan"))
    first, second = rejoin(lines, form.rows(), places).changes
    [choice] = first.choices
    assert (first.place, choice.title, choice.saved, choice.typed) == (
        *("Isian!5", "Realisasi", "7", "12,5"),
    )
    assert first.differences == [("Catatan", "", "Dari berkas")]
    assert (first.entry.kendala, first.entry.version) == ("Hujan", 1)
    assert (second.choices, second.differences) == ((), [("Realisasi", "", "3")])


def test_a_number_against_the_word_that_there_is_none_is_chosen_whole(form):
    lines, places = sent(form, F5=12.5)
    gone = {"status": "tidak tersedia", "unavailable_reason": "Alat rusak."}
    form.office.save(entry(form.indicators[0], **gone))
    [change] = rejoin(lines, form.rows(), places).changes
    assert [(each.saved_said, each.typed_said) for each in change.choices] == [
        ("tidak tersedia: Alat rusak.", "12,5")
    ]


def test_what_was_saved_alike_meanwhile_is_left_out(form):
    lines, places = sent(form, F5=12.5, F6=3)
    form.office.save(entry(form.indicators[0], Decimal("12.5")))
    [change] = rejoin(lines, form.rows(), places).changes
    assert change.row.indicator == form.indicators[1]


def test_a_bent_place_is_no_place(form):
    lines, _places = sent(form, F5=12.5)
    [change] = rejoin(lines, form.rows(), {form.ids[0]: "<b>"}).changes
    assert change.place == ""
