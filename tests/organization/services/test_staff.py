"""Importing an agency's staff: all or nothing, no passwords, nothing personal in the log."""

from dataclasses import replace

import pytest

from organization.models import Event, Officeholder, User
from organization.services import StaffRefused, import_staff, rehearse_staff
from organization.workbook import check_staff, read_cells
from tests.factories.organization import AgencyFactory, UserFactory
from tests.workflow.views.preparing.books import NOW, PEOPLE, staff_book

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return AgencyFactory(key="dpu")


@pytest.fixture
def rows(agency):
    return check_staff(read_cells(staff_book(), agency), agency).rows


def test_everything_is_there_once_and_accounts_are_closed(agency, rows):
    by = UserFactory()
    first = import_staff(agency=agency, rows=rows, by=by, now=NOW)
    assert len(first.accounts) == len(PEOPLE)
    again = import_staff(agency=agency, rows=rows, by=by, now=NOW)
    assert (again.created, again.changed, again.accounts) == (0, 0, ())
    agency.refresh_from_db()
    assert agency.signing_position.key == "kepala"
    assert not any(user.has_usable_password() for user in User.objects.exclude(pk=by.pk))
    assert Officeholder.objects.count() == len(PEOPLE)
    head = agency.positions.get(key="kabid.irigasi")
    assert (head.unit.key, head.superior.key, head.is_head) == ("bidang-irigasi", "kepala", True)
    [event] = Event.objects.filter(action="staff.imported")
    assert event.data == {"created": first.created, "changed": 0}


def test_a_rehearsal_leaves_nothing(agency, rows):
    tally = rehearse_staff(agency=agency, rows=rows, by=UserFactory(), now=NOW)
    assert tally.created == 4 + 6 + 2 * 6
    assert not agency.positions.exists()
    assert not Event.objects.exists()


def test_one_row_that_cannot_be_refuses_all_and_names_its_cell(agency, rows):
    import_staff(agency=agency, rows=rows, by=UserFactory(), now=NOW)
    User.objects.filter(username="p.dua@dpu").update(is_active=False)
    wanted = [replace(each, position="penyusun") for each in rows.people if "dua" in each.account]
    with pytest.raises(StaffRefused) as refused:
        import_staff(
            agency=agency,
            rows=replace(rows, people=[*rows.people, *wanted]),
            by=UserFactory(),
            now=NOW,
        )
    assert [place for place, _sentence in refused.value.problems] == ["Pejabat, sel A3"]
    assert Officeholder.objects.count() == len(PEOPLE)
