"""Triwulan as dates: each once, in order, on its own day or the next working one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.period import due_periods, next_opening

QUARTERLY = (1, 4, 7, 10)
LIVE = date(2025, 12, 31)


def monday(day: date) -> date:
    """A week of one working day."""
    return day + timedelta(days=-day.weekday() % 7)


def due(today: date, **given):
    values = {"trigger_day": 10, "trigger_months": QUARTERLY, "live_from": LIVE} | given
    return [
        (each.year, each.triwulan, each.opens_on.isoformat())
        for each in due_periods(today=today, **values)
    ]


def test_every_triwulan_since_the_first_day_is_due_in_its_order():
    assert due(date(2026, 7, 10)) == [
        (2025, 4, "2026-01-10"),
        (2026, 1, "2026-04-10"),
        (2026, 2, "2026-07-10"),
    ]
    assert due(date(2026, 7, 9)) == due(date(2026, 4, 10))


def test_a_day_that_moves_on_keeps_its_triwulan():
    """10 January 2026 is a Saturday: it opens on Monday the 12th, and not before."""
    assert due(date(2026, 1, 11), shift=monday) == []
    assert due(date(2026, 1, 12), shift=monday) == [(2025, 4, "2026-01-12")]
    late = due(date(2026, 4, 6), trigger_day=28, trigger_months=[3], shift=monday)
    assert late == [(2025, 4, "2026-03-30")]


def test_the_next_opening_is_the_first_day_after_today_also_over_the_new_year():
    def coming(today, **given):
        values = {"trigger_day": 10, "trigger_months": QUARTERLY, "today": today} | given
        return next_opening(**values).opens_on.isoformat()

    assert coming(date(2026, 4, 9)) == "2026-04-10"
    assert coming(date(2026, 4, 10)) == "2026-07-10"
    assert coming(date(2026, 10, 10)) == "2027-01-10"
    december = {"trigger_day": 28, "trigger_months": [12], "shift": monday}
    # 28 December 2027 is a Tuesday and moves into the next year
    assert coming(date(2027, 12, 30), **december) == "2028-01-03"
    assert coming(date(2028, 1, 3), **december) == "2029-01-01"


@given(
    day=st.integers(1, 28),
    months=st.lists(
        st.integers(1, 12), min_size=1, max_size=4, unique_by=lambda month: (month - 1) // 3
    ),
    start=st.dates(date(2020, 1, 1), date(2025, 1, 1)),
    length=st.integers(0, 900),
)
def test_waiting_longer_only_adds_at_the_end_and_the_next_one_is_what_comes(
    day, months, start, length
):
    today = start + timedelta(days=length)
    given = {"trigger_day": day, "trigger_months": months, "live_from": start, "shift": monday}
    now = due(today, **given)
    coming = next_opening(trigger_day=day, trigger_months=months, today=today, shift=monday)
    later = due(coming.opens_on, **given)
    assert later[: len(now)] == now
    assert len({row[:2] for row in later}) == len(later)
    if coming.ends_on >= start:
        assert later[-1] == (coming.year, coming.triwulan, coming.opens_on.isoformat())
