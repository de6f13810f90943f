"""What an administrator may not build: foreign parts, circles, unknown zones, names as accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organization.models import Position, User
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
def test_an_unknown_zone_is_refused():
    agency = AgencyFactory(time_zone="Asia/Papua")
    assert list(refused(agency)) == ["time_zone"]
    agency.government.time_zone = "WITA"
    assert list(refused(agency.government)) == ["time_zone"]


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
