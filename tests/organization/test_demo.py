"""The demo's offices: real forks, posts instead of people, and readers over each kabupaten."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from organization.access import agencies_for, holders
from organization.models import Agency, Officeholder, Position, User
from sop.definition import parse_bindings
from tests.cast import DAY

DEMO = Path(__file__).parents[2] / "kinerja" / "demo"
#: SOP → how many lanes there are at each level, sub-lanes by the lane they lie in.
FORKS = {
    "dishub-jeneponto": {"bidang": 4, "kasubid": {"bidang-lalu-lintas": 2}},
    "inspektorat-jeneponto": {"pptk": 3},
    "satpolpp-jeneponto": {"anggota": 4},
    "dpmd-jeneponto": {"kasubbag": 2, "irban": {"kasubbag-evlap": 4, "kasubbag-umum": 4}},
    "dpkp-soppeng": {"bidang": 4},
}


@pytest.fixture
def demo(db):
    files = sorted((DEMO / "organization").glob("*.yaml"))
    call_command("organization_load", *files, verbosity=0)


def bound(key: str):
    path = DEMO / "bindings" / f"{key}.yaml"
    return parse_bindings(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("key", FORKS)
def test_every_fork_is_a_real_one(key):
    lanes = bound(key).lanes
    for level, wanted in FORKS[key].items():
        found = [lane for lane in lanes if lane.level == level]
        if isinstance(wanted, int):
            assert len(found) == wanted
        else:
            for parent, count in wanted.items():
                assert len([lane for lane in found if lane.inside == parent]) == count


def test_one_post_answers_in_two_lanes_and_a_kasubbag_for_his_own_figures():
    inner = [lane for lane in bound("dpmd-jeneponto").lanes if lane.level == "irban"]
    posts = [lane.position for lane in inner]
    assert posts.count("kabid.pemdes") == 2
    assert {"kasubbag.evlap", "kasubbag.umum"} <= set(posts)


@pytest.mark.parametrize("key", FORKS)
def test_every_bound_unit_and_post_is_there(demo, key):
    bindings = bound(key)
    agency = Agency.objects.get(key=bindings.agency)
    units = {lane.unit for lane in bindings.lanes if lane.unit}
    posts = {lane.position for lane in bindings.lanes if lane.position}
    posts |= {post for actor in bindings.actors for post in actor.positions}
    assert units - set(agency.units.values_list("key", flat=True)) == set()
    assert posts - set(agency.positions.values_list("key", flat=True)) == set()


def test_every_post_is_held_and_every_agency_signed_for(demo):
    vacant = [str(post) for post in Position.objects.all() if not holders(post, DAY)]
    assert vacant == []
    assert not Agency.objects.filter(signing_position=None).exists()


def test_one_post_is_held_by_a_plt_while_its_own_is_vacant(demo):
    (plt,) = Officeholder.objects.filter(capacity="plt")
    assert plt.position.terms.filter(capacity="definitif", ends_on=None).count() == 0
    assert holders(plt.position, DAY) == [plt]


def test_every_post_but_the_top_ones_has_a_superior(demo):
    tops = Position.objects.filter(superior=None).select_related("agency")
    assert {top.pk for top in tops} == {each.signing_position_id for each in Agency.objects.all()}


@pytest.mark.parametrize(
    ("account", "agencies"),
    [
        ("kabid.pengendalian@bappeda", 6),
        ("kabag.organisasi@setda", 6),
        ("inspektur@inspektorat", 6),
        ("kabid.pengendalian@bappeda-soppeng", 4),
        ("kabag.organisasi@setda-soppeng", 4),
        ("inspektur@inspektorat-soppeng", 4),
        ("kepala@dishub", 1),
    ],
)
def test_readers_reach_their_own_kabupaten_and_no_further(demo, account, agencies):
    user = User.objects.get(username=account)
    found = agencies_for(user, DAY)
    assert len(found) == agencies
    assert len({agency.government_id for agency in found}) == 1


def test_accounts_are_named_by_post_and_nobody_has_a_nip(demo):
    names = User.objects.values_list("username", flat=True)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9.-]+@[a-z-]+", name)] == []
    assert not Officeholder.objects.exclude(nip="").exists()
