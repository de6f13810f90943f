from datetime import date
from decimal import Decimal

import pytest

from indicators.access import FiguresNotApproved, FiguresNotReady
from indicators.models import FigureState, Realisasi
from indicators.services import (
    approve_figures,
    hand_over_figures,
    reopen_figures,
    return_figures,
)
from organization.access import OwnFigures
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import NOW, entry, figure


@pytest.fixture
def indicator(office):
    return office.indicator()


@pytest.fixture
def handed_over(office, indicator):
    office.save(entry(indicator, Decimal(5)))
    hand_over_figures(indicator_ids=[indicator.pk], year=2026, triwulan=1, now=NOW)
    return figure(indicator)


def states(*indicators):
    return [figure(each).state for each in indicators]


def test_hand_over_locks_exactly_the_figures_named(office, indicator):
    other = office.indicator()
    office.save(entry(indicator, Decimal(5)), entry(other, Decimal(6)))
    changed = hand_over_figures(indicator_ids=[indicator.pk], year=2026, triwulan=1, now=NOW)
    assert changed == 1
    assert states(indicator, other) == [FigureState.HANDED_OVER, FigureState.DRAFT]


def test_handing_over_twice_changes_nothing_the_second_time(indicator, handed_over):
    again = hand_over_figures(indicator_ids=[indicator.pk], year=2026, triwulan=1, now=NOW)
    assert again == 0


def test_return_unlocks_exactly_the_figures_named(office, indicator, handed_over):
    other = office.indicator()
    office.save(entry(other, Decimal(6)))
    hand_over_figures(indicator_ids=[other.pk], year=2026, triwulan=1, now=NOW)
    return_figures(realisasi_ids=[handed_over.pk], now=NOW)
    assert states(indicator, other) == [FigureState.RETURNED, FigureState.HANDED_OVER]


def test_a_draft_cannot_be_returned_and_then_nothing_is(office, indicator, handed_over):
    draft = office.indicator()
    office.save(entry(draft, Decimal(6)))
    with pytest.raises(FiguresNotReady) as caught:
        return_figures(realisasi_ids=[handed_over.pk, figure(draft).pk], now=NOW)
    assert draft.name in caught.value.sentence
    assert states(indicator, draft) == [FigureState.HANDED_OVER, FigureState.DRAFT]


def test_approval_names_the_revision_and_the_target_it_was_judged_by(indicator, handed_over):
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(10))
    revised = TargetFactory(
        indicator=indicator, triwulan=1, value=Decimal(8), effective_on=date(2026, 3, 1)
    )
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(4), effective_on=date(2026, 4, 1))
    assert approve_figures(realisasi_ids=[handed_over.pk], now=NOW) == 1
    row = figure(indicator)
    assert (row.state, row.approved, row.judged_by) == (
        FigureState.APPROVED,
        handed_over.current,
        revised,
    )


def test_nobody_approves_figures_that_he_wrote(office, indicator, handed_over):
    with pytest.raises(OwnFigures):
        approve_figures(realisasi_ids=[handed_over.pk], now=NOW, approver=office.kabid.user)
    assert states(indicator) == [FigureState.HANDED_OVER]
    approve_figures(realisasi_ids=[handed_over.pk], now=NOW, approver=office.kepala.user)
    assert states(indicator) == [FigureState.APPROVED]


def test_who_wrote_any_revision_of_the_chain_is_an_author(office, indicator):
    office.save(entry(indicator, Decimal(5)), acting=office.kepala)
    office.save(entry(indicator, Decimal(6), version=1))
    hand_over_figures(indicator_ids=[indicator.pk], year=2026, triwulan=1, now=NOW)
    with pytest.raises(OwnFigures):
        approve_figures(realisasi_ids=[figure(indicator).pk], now=NOW, approver=office.kepala.user)


@pytest.mark.parametrize("state", [FigureState.DRAFT, FigureState.RETURNED])
def test_an_open_figure_cannot_be_approved(office, indicator, state):
    office.save(entry(indicator, Decimal(5)))
    Realisasi.objects.update(state=state)
    with pytest.raises(FiguresNotReady):
        approve_figures(realisasi_ids=[figure(indicator).pk], now=NOW)
    assert states(indicator) == [state]


def test_approving_again_leaves_what_was_approved(indicator, handed_over):
    approve_figures(realisasi_ids=[handed_over.pk], now=NOW)
    assert approve_figures(realisasi_ids=[handed_over.pk], now=NOW) == 0


def test_reopening_unlocks_and_keeps_what_was_approved(indicator, handed_over):
    approve_figures(realisasi_ids=[handed_over.pk], now=NOW)
    reopen_figures(realisasi_ids=[handed_over.pk], now=NOW)
    row = figure(indicator)
    assert (row.state, row.approved) == (FigureState.RETURNED, handed_over.current)


def test_only_approved_figures_are_reopened(indicator, handed_over):
    with pytest.raises(FiguresNotApproved):
        reopen_figures(realisasi_ids=[handed_over.pk], now=NOW)
    assert states(indicator) == [FigureState.HANDED_OVER]


def test_an_approved_figure_cannot_be_returned_without_reopening(indicator, handed_over):
    approve_figures(realisasi_ids=[handed_over.pk], now=NOW)
    with pytest.raises(FiguresNotReady):
        return_figures(realisasi_ids=[handed_over.pk], now=NOW)
