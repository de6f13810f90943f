from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from indicators.access import FigureConflict, FiguresLocked, ForeignIndicator
from indicators.models import FigureState, Realisasi, RealisasiRevision
from tests.indicators.offices import entry, figure, open_office

Status = RealisasiRevision.Status


def test_save_figures_appends_a_revision_and_points_to_it(office):
    indicator = office.indicator()
    assert office.save(entry(indicator, Decimal("12.5"), note="Sudah dicek")) == 1
    row = figure(indicator)
    assert (row.version, row.state, row.current.number) == (1, FigureState.DRAFT, 1)
    assert (row.current.value, row.current.note) == (Decimal("12.5"), "Sudah dicek")
    assert (row.current.author, row.current.position) == (
        office.kabid.user,
        office.kabid.position,
    )


def test_saving_the_same_again_adds_nothing(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    assert office.save(entry(indicator, Decimal("5.00"), version=1)) == 0
    assert figure(indicator).revisions.count() == 1


def test_an_empty_entry_of_an_untouched_figure_adds_nothing(office):
    indicator = office.indicator()
    assert office.save(entry(indicator)) == 0
    assert figure(indicator).current is None


def test_every_change_is_kept(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    office.save(entry(indicator, Decimal(0), version=1))
    office.save(entry(indicator, version=2))
    office.save(entry(indicator, status=Status.UNAVAILABLE, unavailable_reason="x", version=3))
    kept = figure(indicator).revisions.values_list("number", "status", "value")
    assert list(kept) == [
        (1, Status.FILLED, Decimal(5)),
        (2, Status.FILLED, Decimal(0)),
        (3, Status.EMPTY, None),
        (4, Status.UNAVAILABLE, None),
    ]


def test_a_pair_also_keeps_its_quotient(office):
    indicator = office.indicator(unit="%", measure="rasio", aggregation="rasio")
    pair = {"numerator": Decimal(1), "denominator": Decimal(3)}
    office.save(entry(indicator, status=Status.FILLED, **pair))
    current = figure(indicator).current
    assert (current.numerator, current.denominator, current.value) == (1, 3, Decimal("33.3333"))


def test_a_stale_change_of_the_same_figure_is_refused_with_what_is_saved(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    office.save(entry(indicator, Decimal(6), version=1), acting=office.kepala)
    with pytest.raises(FigureConflict) as caught:
        office.save(entry(indicator, Decimal(7), version=1))
    (conflict,) = caught.value.conflicts
    assert (conflict.indicator, conflict.saved.value) == (indicator, Decimal(6))
    assert figure(indicator).current.value == Decimal(6)


def test_a_stale_page_keeps_what_others_wrote_where_its_author_changed_nothing(office):
    mine, theirs = office.indicator(), office.indicator()
    office.save(entry(mine, Decimal(1)), entry(theirs, Decimal(1)))
    office.save(entry(theirs, Decimal(9), version=1), acting=office.kepala)
    saved = office.save(entry(mine, Decimal(2), version=1), entry(theirs, Decimal(1), version=1))
    assert saved == 1
    assert (figure(mine).current.value, figure(theirs).current.value) == (2, 9)


def test_two_first_entries_of_one_figure_conflict(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)), acting=office.kepala)
    with pytest.raises(FigureConflict):
        office.save(entry(indicator, Decimal(6)))


@pytest.mark.parametrize("state", [FigureState.HANDED_OVER, FigureState.APPROVED])
def test_a_locked_figure_is_refused_and_nothing_of_the_form_is_saved(office, state):
    locked, free = office.indicator(), office.indicator()
    office.save(entry(locked, Decimal(5)))
    row = figure(locked)
    Realisasi.objects.filter(pk=row.pk).update(state=state, approved=row.current)
    with pytest.raises(FiguresLocked):
        office.save(entry(free, Decimal(1)), entry(locked, Decimal(6), version=1))
    assert not Realisasi.objects.filter(indicator=free).exists()
    assert office.save(entry(free, Decimal(1)), entry(locked, Decimal(5), version=1)) == 1


def test_the_maker_of_a_report_mends_what_was_handed_over_to_him(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    Realisasi.objects.update(state=FigureState.HANDED_OVER)
    office.save(entry(indicator, Decimal(6), version=1), acting=office.kepala, may_mend=True)
    row = figure(indicator)
    assert (row.current.value, row.state) == (6, FigureState.HANDED_OVER)


def test_a_returned_figure_is_open(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    Realisasi.objects.update(state=FigureState.RETURNED)
    assert office.save(entry(indicator, Decimal(6), version=1)) == 1


def test_a_foreign_indicator_is_refused(office):
    foreign = open_office("dinas-b").indicator()
    with pytest.raises(ForeignIndicator):
        office.save(entry(foreign, Decimal(1)))
    assert Realisasi.objects.count() == 0


def queries_to_save(office, indicators, value, version):
    with CaptureQueriesContext(connection) as captured:
        office.save(*(entry(each, Decimal(value), version=version) for each in indicators))
    return len(captured)


def test_saving_takes_few_queries_whatever_the_number(office):
    one = [office.indicator()]
    many = [office.indicator() for _each in range(40)]
    assert queries_to_save(office, one, 1, 0) == queries_to_save(office, many, 1, 0) == 6
    assert queries_to_save(office, one, 2, 1) == queries_to_save(office, many, 2, 1) == 6


def known(*indicators):
    """The figures of the first triwulan as a page reads them before it saves."""
    found = {each.pk: Realisasi(indicator=each, year=2026, triwulan=1) for each in indicators}
    rows = Realisasi.objects.filter(indicator__in=indicators).select_related("indicator", "current")
    return found | {row.indicator_id: row for row in rows}


def test_figures_that_were_read_before_save_two_queries(office):
    [first, second] = office.indicator(), office.indicator()
    office.save(entry(first, Decimal(1)))
    read = known(first, second)
    with CaptureQueriesContext(connection) as captured:
        office.save(entry(first, Decimal(2), version=1), entry(second, Decimal(3)), known=read)
    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert [each.split()[0] for each in asked] == ["INSERT", "INSERT", "UPDATE"]
    assert [(figure(each).version, figure(each).current.value) for each in (first, second)] == [
        (2, 2),
        (1, 3),
    ]


@pytest.mark.parametrize("is_begun", [True, False])
def test_what_was_saved_after_the_reading_is_not_overwritten(office, is_begun):
    indicator, other = office.indicator(), office.indicator()
    if is_begun:
        office.save(entry(indicator, Decimal(1)))
    read, version = known(indicator, other), int(is_begun)
    office.save(entry(indicator, Decimal(5), version=version), acting=office.kepala)
    with pytest.raises(FigureConflict) as caught:
        office.save(
            entry(other, Decimal(9)), entry(indicator, Decimal(6), version=version), known=read
        )
    assert caught.value.conflicts[0].saved.value == 5
    assert figure(indicator).current.value == 5
    assert not Realisasi.objects.filter(indicator=other).exists()


def test_the_same_saved_by_two_after_one_reading_is_saved_once(office):
    indicator = office.indicator()
    read = known(indicator)
    office.save(entry(indicator, Decimal(5)), acting=office.kepala)
    assert office.save(entry(indicator, Decimal(5)), known=read) == 0
    assert figure(indicator).revisions.count() == 1


@pytest.mark.parametrize("may_mend", [True, False])
@pytest.mark.parametrize("state", [FigureState.HANDED_OVER, FigureState.APPROVED])
def test_a_figure_that_was_locked_after_the_reading_stays_as_it_is(office, state, may_mend):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    read = known(indicator)
    Realisasi.objects.update(state=state, approved=figure(indicator).current)
    change = entry(indicator, Decimal(6), version=1)
    if may_mend and state == FigureState.HANDED_OVER:
        assert office.save(change, known=read, may_mend=True) == 1
        assert figure(indicator).current.origin == RealisasiRevision.Origin.MENDED
    else:
        with pytest.raises(FiguresLocked):
            office.save(change, known=read, may_mend=may_mend)
        assert figure(indicator).current.value == 5


def test_a_figure_that_was_returned_after_the_reading_is_no_mending(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(5)))
    Realisasi.objects.update(state=FigureState.HANDED_OVER)
    read = known(indicator)
    Realisasi.objects.update(state=FigureState.RETURNED)
    assert office.save(entry(indicator, Decimal(6), version=1), known=read, may_mend=True) == 1
    assert figure(indicator).current.origin == RealisasiRevision.Origin.WEB


def test_a_foreign_indicator_is_refused_though_it_was_read(office):
    foreign = open_office("dinas-b").indicator()
    with pytest.raises(ForeignIndicator):
        office.save(entry(foreign, Decimal(1)), known=known(foreign))
    assert Realisasi.objects.count() == 0


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_remove_a_revision(office, change):
    office.save(entry(office.indicator(), Decimal(5)))
    revisions = RealisasiRevision.objects.all()
    with pytest.raises(IntegrityError):
        revisions.update(note="x") if change == "update" else revisions._raw_delete("default")
