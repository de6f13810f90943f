"""Doubts at entry: which figures ask for a word, and that nothing else does."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.quality import Kind, Subject, doubts

D = Decimal
NINE = tuple(map(D, (100, 102, 98, 101, 99, 100, 103, 97, 100)))


def kinds(subject: Subject) -> list[Kind]:
    return [each.kind for each in doubts(subject)]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (Subject(D(100), earlier=(D(98), D(99))), []),
        (Subject(D(160), earlier=(D(100),)), [Kind.JUMP]),
        (Subject(D(40), earlier=(D(100),)), [Kind.JUMP]),
        (Subject(D(150), earlier=(D(100),)), []),
        (Subject(D(11), years=(D(30), D(31)), target=D(10)), []),
        (Subject(D(13), years=(D(30), D(31)), target=D(10)), [Kind.JUMP]),
        (Subject(D(115), earlier=NINE), [Kind.OUTLIER]),
        (Subject(D(104), earlier=NINE), []),
        (Subject(D(3), years=(D(12), D(12)), aggregation="jumlah"), []),
        (Subject(D(3), years=(D(12), D(12)), aggregation="terakhir"), [Kind.JUMP]),
        (Subject(D(160), quarters=(D(90), D(100), D(110)), aggregation="jumlah"), [Kind.JUMP]),
        (Subject(D(115), quarters=NINE[:6], earlier=NINE[6:]), [Kind.OUTLIER]),
        (Subject(D(40), quarters=(D(90),), earlier=(D(30),), is_to_date=True), []),
        (Subject(D(40), earlier=(D(30), D(45)), is_to_date=True), [Kind.FALLING]),
        (Subject(D(90), earlier=(D(30), D(45)), is_to_date=True), []),
        (Subject(D(110), numerator=D(11), denominator=D(10), is_percent=True), [Kind.SHARE]),
        (Subject(D("1.1"), numerator=D(11), denominator=D(10)), []),
        (Subject(D(37), previous=D(37), target=D(40)), [Kind.SAME]),
        (Subject(D(40), previous=D(40), target=D(40)), []),
        (Subject(D(0), previous=D(0), target=D(40)), []),
        (Subject(D(100), previous=D(100), target=D(95), is_percent=True), []),
        (Subject(D(90), made=D(90), target=D(40)), [Kind.FAR]),
        (Subject(D(80), made=D(80), target=D(40)), []),
        (Subject(D(90), made=D(90), target=D(40), polarity="negatif"), []),
        (Subject(D(9), made=D(9), target=D(40), polarity="negatif"), [Kind.FAR]),
    ],
)
def test_doubts(subject, expected):
    assert kinds(subject) == expected


def test_a_doubt_names_the_numbers_that_were_compared():
    (doubt,) = doubts(Subject(D("2500"), earlier=(D(1000),), polarity="rentang"))
    assert doubt.sentence == (
        "Angka ini (2.500) naik 150 % dari biasanya (1.000, dari 1 angka triwulan sebelumnya)."
    )


@pytest.mark.parametrize(
    ("years", "quarters", "usual"),
    [
        (("9.87", "11.24"), (), "10,56, tengah dari 2 angka tahunan sebelumnya"),
        (("10", "11"), (), "10,5, tengah dari 2 angka tahunan sebelumnya"),
        (("10.125", "11.112"), (), "10,619, tengah dari 2 angka tahunan sebelumnya"),
        (
            ("10.0000", "11"),
            ("12", "12.5"),
            "11,5, tengah dari 2 angka tahunan dan 2 angka triwulan sebelumnya",
        ),
        ((), ("10", "10.1"), "10,05, tengah dari 2 angka triwulan sebelumnya"),
        ((D(20) / 3,), (), "6,67, dari 1 angka tahunan sebelumnya"),
    ],
)
def test_a_jump_says_of_how_many_figures_of_what_kind_the_usual_is_the_middle(
    years, quarters, usual
):
    before = {"years": tuple(map(D, years)), "quarters": tuple(map(D, quarters))}
    (doubt,) = doubts(Subject(D(50), polarity="rentang", **before))
    assert doubt.sentence.endswith(f"dari biasanya ({usual}).")


@pytest.mark.parametrize(
    ("value", "polarity", "way"),
    [(300, "positif", "baik"), (30, "positif", "buruk"), (300, "negatif", "buruk")],
)
def test_a_jump_says_whether_it_goes_the_better_way(value, polarity, way):
    for earlier in ((D(100),), tuple(map(D, (98, 99, 100, 101, 102, 97, 103, 100)))):
        (doubt,) = doubts(Subject(D(value), earlier=earlier, polarity=polarity))
        assert doubt.sentence.endswith(f"ke arah yang lebih {way}.")


#: Bappedalitbang Kab. Deli Serdang 2025: persons a month, 45 a year, summed to 625.
def test_the_classic_mistake_of_a_published_table_is_doubted():
    assert kinds(Subject(D(625), years=(D(45), D(45)), made=D(625), target=D(45))) == [
        Kind.JUMP,
        Kind.FAR,
    ]


number = st.decimals(D(0), D(10**6), places=2)
series = st.lists(number, max_size=12).map(tuple)


@given(number, series, series, st.one_of(st.none(), number), st.sampled_from((10, 1000)))
def test_the_unit_does_not_matter(value, earlier, years, target, factor):
    subject = Subject(value, earlier, years, target=target, made=value)
    larger = replace(
        subject,
        value=value * factor,
        earlier=tuple(each * factor for each in earlier),
        years=tuple(each * factor for each in years),
        target=None if target is None else target * factor,
        made=value * factor,
    )
    assert kinds(larger) == kinds(subject)


@given(number, st.integers(0, 12))
def test_a_series_that_stays_raises_no_doubt_but_that_it_stays(value, length):
    found = kinds(Subject(value, earlier=(value,) * length, previous=value if length else None))
    assert set(found) <= {Kind.SAME}
