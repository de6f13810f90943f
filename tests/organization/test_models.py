"""What an administrator may not build: foreign parts, circles, unknown zones, names as accounts."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organization.models import OfficeHours, Position, User, WorkWeek
from tests.factories.organization import AgencyFactory, PositionFactory, UnitFactory


def refused(row) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    return refusal.value.message_dict


def test_a_post_refers_to_its_own_agency_only(cast):
    foreign_unit = UnitFactory(agency=cast.other_agency, name="Bidang Asing")
    foreign_post = cast.other_agency.positions.get()
    post = cast.position("kabid")
    post.unit = foreign_unit
    assert refused(post) == {"unit": ["“Bidang Asing” bukan milik perangkat daerah ini."]}
    post.unit, post.superior = None, foreign_post
    assert list(refused(post)) == ["superior"]


def test_a_unit_and_a_signature_stay_inside_too(cast):
    unit = UnitFactory(agency=cast.agency, parent=UnitFactory(agency=cast.other_agency))
    assert list(refused(unit)) == ["parent"]
    cast.agency.signing_position = cast.other_agency.positions.get()
    assert list(refused(cast.agency)) == ["signing_position"]


def test_nobody_becomes_his_own_superior(cast):
    kepala = cast.position("kepala")
    kepala.superior = cast.position("analis")
    assert refused(kepala) == {"superior": ["Jabatan ini menjadi atasan bagi dirinya sendiri."]}
    cast.position("analis").clean()


@pytest.mark.django_db
def test_a_zone_that_the_country_does_not_have_is_refused():
    agency = AgencyFactory(time_zone="Asia/Papua")
    for row in (agency, agency.government):
        row.time_zone = "Europe/Amsterdam"
        with pytest.raises(ValidationError) as refusal:
            row.full_clean()
        assert list(refusal.value.message_dict) == ["time_zone"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "month", "day"), [("lkjip_due", 2, 30), ("lkj_due", 4, 31), ("lkj_due", 13, 1)]
)
def test_a_reporting_date_that_no_year_has_is_refused(field, month, day):
    government = AgencyFactory().government
    setattr(government, f"{field}_month", month)
    setattr(government, f"{field}_day", day)
    with pytest.raises(ValidationError):
        government.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends"), [(7, 8), (9, 9), (13, 12), (15, 17), (9, None), (None, 9)]
)
def test_a_break_lies_inside_the_hours_or_there_is_none(starts, ends):
    week = WorkWeek.objects.create(agency=AgencyFactory(), name="Pekan")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHours.objects.create(
            week=week,
            weekday=0,
            starts_at=time(8),
            ends_at=time(16),
            break_starts_at=starts and time(starts),
            break_ends_at=ends and time(ends),
        )


@pytest.mark.django_db
def test_an_agency_has_one_usual_week():
    agency = AgencyFactory()
    WorkWeek.objects.create(agency=agency, name="Pekan")
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkWeek.objects.create(agency=agency, name="Pekan lain")


@pytest.mark.django_db
def test_an_account_may_be_named_after_a_post():
    User(username="kabid.lalu-lintas@dishub", name="Kabid", password="x").full_clean()


@pytest.mark.django_db
def test_a_unit_has_one_head():
    unit = UnitFactory()
    PositionFactory(agency=unit.agency, unit=unit, is_head=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PositionFactory(agency=unit.agency, unit=unit, is_head=True)
    assert Position.objects.filter(unit=unit, is_head=True).count() == 1
