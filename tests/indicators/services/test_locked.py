"""A locked figure is locked by the database as well, whoever writes to it and how."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from indicators.models import FigureState, Realisasi, RealisasiRevision
from tests.factories.indicators import RevisionFactory
from tests.indicators.offices import entry, figure

LOCKED = (FigureState.HANDED_OVER, FigureState.APPROVED)


@pytest.fixture
def indicator(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    return indicator


def put(indicator, state):
    row = figure(indicator)
    Realisasi.objects.filter(pk=row.pk).update(state=state, approved=row.current)
    row.refresh_from_db()
    return row


def revision(row, office, origin):
    with transaction.atomic():
        return RevisionFactory(
            realisasi=row,
            number=2,
            author=office.kabid.user,
            position=office.kabid.position,
            origin=origin,
        )


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("origin", ["web", "excel"])
def test_no_revision_comes_to_a_locked_figure(office, indicator, state, origin):
    row = put(indicator, state)
    with pytest.raises(IntegrityError):
        revision(row, office, origin)
    assert row.revisions.count() == 1


@pytest.mark.parametrize(
    ("state", "origin", "is_taken"),
    [
        (FigureState.HANDED_OVER, "redaksi", True),
        (FigureState.HANDED_OVER, "perbaikan", True),
        (FigureState.HANDED_OVER, "tetap", False),
        (FigureState.APPROVED, "tetap", True),
        (FigureState.APPROVED, "redaksi", False),
        (FigureState.APPROVED, "perbaikan", False),
        (FigureState.RETURNED, "web", True),
    ],
)
def test_each_state_takes_its_own_kind_of_revision(office, indicator, state, origin, is_taken):
    row = put(indicator, state)
    if is_taken:
        row.current = revision(row, office, origin)
        row.save(update_fields=["current"])
    else:
        with pytest.raises(IntegrityError):
            revision(row, office, origin)


@pytest.mark.parametrize("state", LOCKED)
def test_a_locked_figure_points_to_no_other_revision_and_opens_by_a_return_only(
    office, indicator, state
):
    office.save(entry(indicator, Decimal(6), version=1))
    row = put(indicator, state)
    first = RealisasiRevision.objects.get(realisasi=row, number=1)
    for change in ({"current": first}, {"current": None}, {"state": FigureState.DRAFT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Realisasi.objects.filter(pk=row.pk).update(**change)
    Realisasi.objects.filter(pk=row.pk).update(state=FigureState.RETURNED)
    assert office.save(entry(indicator, Decimal(7), version=2)) == 1
