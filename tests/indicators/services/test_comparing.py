"""Two persons at one figure: what they changed apart from each other stays, of either."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.access import FigureConflict
from indicators.services.comparing import CONTENT, PARTS, joined_content
from tests.indicators.offices import entry, figure

content = st.fixed_dictionaries({name: st.sampled_from((None, 1, 2)) for name in CONTENT})


def test_every_part_of_a_figure_is_held_against_the_other():
    assert sorted(name for names in PARTS for name in names) == sorted(CONTENT)


@given(content, content, content)
def test_each_part_comes_from_who_changed_it_or_nothing_is_joined(base, mine, theirs):
    def part(of, names):
        return [of[name] for name in names]

    both = [
        names
        for names in PARTS
        if part(base, names) != part(mine, names) != part(theirs, names) != part(base, names)
    ]
    joined = joined_content(base, mine, theirs)
    assert (joined is None) == bool(both)
    for names in PARTS if joined else ():
        changed = mine if part(theirs, names) == part(base, names) else theirs
        assert part(joined, names) == part(changed, names)


@given(content, content)
def test_nothing_changed_here_gives_what_the_other_one_made(base, theirs):
    assert joined_content(base, base, theirs) == joined_content(base, theirs, base) == theirs


def stale(office, mine, theirs):
    """A figure of 3 with a note, changed by somebody else, and then saved from an older page."""
    indicator = office.indicator()
    first = entry(indicator, Decimal(3), note="Awal.")
    office.save(first)
    seen = replace(first, version=1)
    office.save(replace(seen, **theirs), acting=office.kepala)
    changed = office.save(replace(seen, **mine), joins=True)
    current = figure(indicator).current
    return changed, current.value, current.note, current.kendala


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"kendala": "Hujan."}, {"value": Decimal(4)}, (1, 4, "Awal.", "Hujan.")),
        ({"value": Decimal(5)}, {"note": "Benar."}, (1, 5, "Benar.", "")),
        ({"value": Decimal(4)}, {"value": Decimal(4), "note": "Benar."}, (0, 4, "Benar.", "")),
        ({}, {"value": Decimal(4)}, (0, 4, "Awal.", "")),
    ],
)
def test_a_draft_keeps_what_each_of_two_changed(office, mine, theirs, expected):
    assert stale(office, mine, theirs) == expected


@pytest.mark.django_db
def test_a_figure_that_both_changed_is_a_conflict(office):
    mine = {"value": Decimal(5), "kendala": "Hujan."}
    with pytest.raises(FigureConflict):
        stale(office, mine, {"value": Decimal(4)})


@pytest.mark.django_db
def test_a_figure_and_the_reason_why_there_is_none_are_one_part(office):
    gone = {"status": "tidak tersedia", "value": None, "unavailable_reason": "Alat rusak."}
    with pytest.raises(FigureConflict):
        stale(office, gone, {"value": Decimal(4)})
