"""The first SOP of an agency: taken over whole, bound on one page, chosen again if need be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from organization.models import Position
from sop.definition import parse
from sop.models import ActorBinding, LaneBinding
from sop.queries import actor_choices, lane_choices, open_gaps
from sop.services import (
    OtherSop,
    adopt_definition,
    adopt_template,
    binding_day,
    sop_templates,
    tie_actors,
    tie_lanes,
)
from sop.services.adopting import FOLDER
from tests.factories.organization import AgencyFactory, PositionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Makassar"))
KEYS = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture
def agency():
    """A head, two bidang with a seksi each, and somebody under every seksi."""
    agency = AgencyFactory(key="dpu")
    head = PositionFactory(agency=agency, key="kepala", name="Kepala Dinas", order=0)
    for order, name in enumerate(("Irigasi", "Jalan"), 1):
        key = name.lower()
        unit = UnitFactory(agency=agency, key=key, name=f"Bidang {name}", order=order)
        own = UnitFactory(agency=agency, key=f"seksi-{key}", kind="seksi", parent=unit, order=9)
        kabid = PositionFactory(
            agency=agency, key=f"kabid.{key}", superior=head, unit=unit, is_head=True, order=order
        )
        kasi = PositionFactory(
            agency=agency, key=f"kasi.{key}", superior=kabid, unit=own, is_head=True, order=order
        )
        PositionFactory(
            agency=agency, key=f"analis.{key}", superior=kasi, unit=own, order=order + 10
        )
    PositionFactory(
        agency=agency, key="kasubag", name="Kepala Subbagian Perencanaan", superior=head, order=9
    )
    return agency


def adopt(agency, key):
    [template] = [each for each in sop_templates() if each.key == key]
    # what is kept is Indonesian also where the page is English
    with override("en"):
        return adopt_template(template=template, agency=agency, user=UserFactory(), now=NOW)


def bind_as_proposed(version):
    """Save every page as it comes, until there is nothing left to propose."""
    by = UserFactory()
    for _level in range(3):
        on = binding_day(version.document, NOW)
        choices = lane_choices(version, on)
        if choices and not all(each.is_saved for each in choices):
            posts = list(version.document.agency.positions.all())
            chosen = {
                each: [option for option in each.options if option.pk in each.chosen]
                or [option for option in each.options if option in posts][:1]
                for each in choices
            }
            tie_lanes(version=version, chosen=chosen, user=by, now=NOW)
    head, on = Position.objects.get(key="kepala"), binding_day(version.document, NOW)
    tie_actors(
        version=version,
        chosen={
            each: list(Position.objects.filter(pk__in=each.chosen)) or [head]
            for each in actor_choices(version, on)
        },
        user=by,
        now=NOW,
    )
    return binding_day(version.document, NOW)


@pytest.mark.parametrize("key", KEYS)
def test_every_sop_can_be_taken_over_and_bound_as_proposed(agency, key):
    version = adopt(agency, key)
    source = parse((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
    assert version.steps.count() == len(source.steps)
    assert (version.nomor, version.tanggal_pembuatan, version.disahkan_oleh_nama) == ("", "", "")
    assert version.satuan_kerja.splitlines()[0] == agency.name.upper()
    assert version.published_at == NOW
    assert "# Alur diambil dari " in version.source
    on = bind_as_proposed(version)
    assert open_gaps(version, on) == []


def test_lanes_inside_lanes_are_proposed_from_the_units(agency):
    version = adopt(agency, KEYS[0])
    bind_as_proposed(version)
    lanes = {
        (lane.label, lane.parent.label if lane.parent else "") for lane in LaneBinding.objects.all()
    }
    assert ("Bidang Irigasi", "") in lanes
    kasi = Position.objects.get(key="kasi.irigasi")
    assert (kasi.name, "Bidang Irigasi") in lanes
    analyst = ActorBinding.objects.get(lane__position=kasi, position__isnull=False)
    assert analyst.position.key == "analis.irigasi"


def test_choosing_again_is_a_new_version_whose_lanes_replace_the_old(agency):
    bind_as_proposed(adopt(agency, KEYS[0]))
    again = adopt(agency, KEYS[1])
    assert again.number == 2
    on = bind_as_proposed(again)
    assert open_gaps(again, on) == []
    levels = set(again.lane_levels.values_list("key", flat=True))
    held = LaneBinding.objects.filter(ends_on=None)
    assert {lane.level for lane in held} <= levels


def test_a_second_sop_under_another_key_is_refused(agency):
    adopt(agency, KEYS[0])
    other = parse((FOLDER / f"{KEYS[1]}.yaml").read_text(encoding="utf-8"))
    with pytest.raises(OtherSop):
        adopt_definition(definition=other, agency=agency, user=UserFactory(), now=NOW)
