"""Who acts where on a day, and what is still unbound."""

from datetime import date

import pytest

from sop.definition import parse
from sop.models import ActorBinding, LaneBinding, SopDocument
from sop.queries import (
    actor_positions,
    binding_gaps,
    lane_bindings,
    version_in_force,
)
from sop.services import load_definition, publish_version
from tests.sop.offices import FILES, LIVE_FROM, NOW, agency, sixth

pytestmark = pytest.mark.django_db


def who(document: SopDocument, actor: str, lane: str | None) -> list[str]:
    lanes = {row.key: row for row in lane_bindings(document, LIVE_FROM)}
    chain = []
    row = lanes[lane] if lane else None
    while row is not None:
        chain.append(row)
        row = lanes[row.parent.key] if row.parent else None
    found = actor_positions(document, LIVE_FROM).resolve(actor, chain)
    return [position.key for position in found]


@pytest.mark.parametrize(
    ("actor", "lane", "positions"),
    [
        ("sekretaris", None, ["sekretaris"]),
        ("sekretaris", "utara", ["sekretaris"]),
        ("korwil", "utara", ["korwil-utara"]),
        ("kapus", "utara-pkm-b", ["kapus-b"]),
        # a binding for the lane around it wins over the rule for all lanes
        ("kapus", "selatan-pkm-c", ["plt-kapus-c"]),
        ("petugas", "selatan-pkm-c-petugas", ["petugas-c"]),
        # a lane of positions inside a unit: the head of the nearest unit
        ("kapus", "utara-pkm-a-petugas", ["kapus-a"]),
        ("korwil", None, []),
        ("entah", "utara", []),
    ],
)
def test_an_actor_is_resolved_from_the_nearest_binding(
    actor: str, lane: str | None, positions: list[str]
) -> None:
    assert who(sixth(), actor, lane) == positions


def test_a_binding_for_the_lane_itself_wins_over_the_one_around_it() -> None:
    document = sixth()
    ActorBinding.objects.create(
        document=document,
        actor="kapus",
        rule=ActorBinding.Rule.UNIT_HEAD,
        lane=LaneBinding.objects.get(key="selatan-pkm-c"),
        starts_on=LIVE_FROM,
    )
    assert who(document, "kapus", "selatan-pkm-c") == ["kapus-c"]


def test_several_positions_may_act_for_one_actor() -> None:
    document = sixth()
    second = document.agency.positions.get(key="plt-kapus-c")
    ActorBinding.objects.create(
        document=document, actor="sekretaris", rule="position", position=second, starts_on=LIVE_FROM
    )
    assert who(document, "sekretaris", None) == ["sekretaris", "plt-kapus-c"]


def test_nothing_is_missing_when_all_is_bound() -> None:
    document = sixth()
    assert binding_gaps(document.versions.get(), LIVE_FROM) == []


def test_before_its_day_nothing_is_bound() -> None:
    document = sixth()
    assert binding_gaps(document.versions.get(), date(2025, 12, 31)) == [
        "Belum ada jalur untuk jenjang “Wilayah”.",
        "Pelaksana “Sekretaris” belum terikat pada jabatan.",
        "Pelaksana “Kepala Dinas” belum terikat pada jabatan.",
    ]


def test_a_lane_without_lanes_inside_and_an_actor_without_position_are_named() -> None:
    document = sixth()
    LaneBinding.objects.filter(key="utara-pkm-b-petugas").delete()
    ActorBinding.objects.filter(actor="kapus", lane=None).delete()
    assert binding_gaps(document.versions.get(), LIVE_FROM) == [
        "Belum ada jalur “Petugas” di dalam Puskesmas B.",
        "Pelaksana “Kepala Puskesmas” belum terikat pada jabatan di jalur Puskesmas A.",
        "Pelaksana “Kepala Puskesmas” belum terikat pada jabatan di jalur Puskesmas B.",
    ]


def test_the_version_in_force_is_the_last_that_took_effect() -> None:
    small = (FILES / "small.yaml").read_text(encoding="utf-8")
    office = agency()
    first = load_definition(definition=parse(small), agency=office, now=NOW).version
    second = load_definition(
        definition=parse(small.replace("Mengisi", "Isi")), effective_on=date(2026, 7, 1), now=NOW
    ).version
    document = first.document
    assert version_in_force(document, date(2026, 7, 1)) is None
    for version in (first, second):
        publish_version(version=version, now=NOW)
    days = (date(2025, 12, 31), LIVE_FROM, date(2026, 6, 30), date(2026, 7, 1))
    assert [version_in_force(document, day) for day in days] == [None, first, first, second]
