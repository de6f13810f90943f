"""Loading a government's file: added, brought up to date, never removed, never half saved."""

from datetime import UTC, date, datetime

import pytest

from organization.access import holders
from organization.models import Agency, Capacity, Event, Officeholder, Position, User
from organization.services import OrganizationErrors, appoint_officeholder, load_organization
from tests.factories.organization import UserFactory
from tests.organization.test_definition import FILE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)


def load(text: str = FILE):
    return load_organization(text=text, now=NOW, name="contoh.yaml")


def test_a_file_becomes_rows_with_a_tree_and_an_account_per_post():
    load()
    agency = Agency.objects.get(key="dinas")
    kabid = agency.positions.get(key="kabid.satu")
    assert (kabid.superior.key, kabid.unit.key, kabid.is_head) == ("kepala", "bidang", True)
    assert agency.signing_position.key == "kepala"
    assert set(User.objects.values_list("username", flat=True)) == {
        "kepala@dinas",
        "kabid.satu@dinas",
    }
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_post_that_is_left_is_held_by_the_plt():
    load()
    kabid = Position.objects.get(key="kabid.satu")
    (own,) = holders(kabid, date(2026, 1, 31))
    (plt,) = holders(kabid, date(2026, 2, 1))
    assert (own.user.username, own.ends_on) == ("kabid.satu@dinas", date(2026, 1, 31))
    assert (plt.user.username, plt.capacity) == ("kepala@dinas", Capacity.PLT)


def test_loading_again_changes_nothing_and_leaves_no_event():
    first = load()
    again = load()
    assert (first.created > 0, first.changed) == (True, 0)
    assert (again.created, again.changed) == (0, 0)
    assert [event.action for event in Event.objects.all()] == ["organization.loaded"]


def test_what_the_file_says_otherwise_is_brought_up_to_date_with_an_event():
    load()
    again = load(FILE.replace("name: Kabid", "name: Kepala Bidang Satu"))
    assert (again.created, again.changed) == (0, 1)
    assert Position.objects.get(key="kabid.satu").name == "Kepala Bidang Satu"
    assert Event.objects.latest("sequence").data == {
        "file": "contoh.yaml",
        "created": 0,
        "changed": 1,
    }


def test_a_successor_appointed_in_the_product_survives_loading_again():
    load()
    kabid = Position.objects.get(key="kabid.satu")
    successor = appoint_officeholder(
        user=UserFactory(), position=kabid, starts_on=date(2026, 6, 1), now=NOW
    )
    load()
    successor.refresh_from_db()
    assert successor.ends_on is None
    assert Officeholder.objects.filter(position=kabid).count() == 3


def test_the_head_of_a_unit_can_change_hands_in_the_file():
    load()
    text = FILE.replace("        head: true\n", "")
    text = text.replace("        name: Kepala\n", "        name: Kepala\n        unit: bidang\n", 1)
    load(text.replace("        unit: bidang\n", "        unit: bidang\n        head: true\n", 1))
    heads = Position.objects.filter(is_head=True)
    assert [position.key for position in heads] == ["kepala"]


def test_nothing_is_saved_of_a_file_with_a_mistake():
    with pytest.raises(OrganizationErrors):
        load(FILE.replace("unit: bidang", "unit: seksi"))
    assert not Agency.objects.exists()


def test_an_agency_key_stays_with_its_government():
    load()
    with pytest.raises(OrganizationErrors, match=r"yaml:8: Kunci “dinas” sudah dipakai"):
        load(FILE.replace("key: contoh", "key: tetangga"))
    assert Agency.objects.get(key="dinas").government.key == "contoh"


def test_an_administrators_account_is_given_no_post_by_a_file():
    UserFactory(username="kepala@dinas", is_staff=True)
    with pytest.raises(OrganizationErrors, match="akun administrator, yang tidak memegang"):
        load()
    assert not Officeholder.objects.exists()
