"""Binding: what the file says from a day on, each row with its dates."""

from datetime import date

import pytest

from organization.models import Event
from sop.definition import DefinitionErrors, parse_bindings
from sop.models import ActorBinding, LaneBinding, SopDocument
from sop.queries import lane_bindings
from sop.services import BindingChange, bind_actors
from tests.sop.offices import FILES, LIVE_FROM, NOW, sixth

pytestmark = pytest.mark.django_db
LATER = date(2026, 7, 1)


def text() -> str:
    return (FILES / "sixth-binding.yaml").read_text(encoding="utf-8")


def bind(changed: str, starts_on: date = LATER) -> BindingChange:
    return bind_actors(
        bindings=parse_bindings(changed), starts_on=starts_on, now=NOW, name="ikatan.yaml"
    )


def lanes(document: SopDocument, on: date) -> list[tuple[str, str]]:
    return [
        (lane.key, lane.parent.key if lane.parent else "") for lane in lane_bindings(document, on)
    ]


def test_lanes_stand_inside_their_parents() -> None:
    assert lanes(sixth(), LIVE_FROM) == [
        ("utara", ""),
        ("utara-pkm-a", "utara"),
        ("utara-pkm-a-petugas", "utara-pkm-a"),
        ("utara-pkm-b", "utara"),
        ("utara-pkm-b-petugas", "utara-pkm-b"),
        ("selatan", ""),
        ("selatan-pkm-c", "selatan"),
        ("selatan-pkm-c-petugas", "selatan-pkm-c"),
    ]


def test_the_same_file_changes_nothing() -> None:
    sixth()
    assert bind(text()) == BindingChange(0, 0)
    assert bind(text(), LIVE_FROM) == BindingChange(0, 0)
    assert Event.objects.filter(action="sop.bound").count() == 1


def test_a_lane_that_is_gone_ends_the_day_before() -> None:
    document = sixth()
    kept = [line for line in text().splitlines() if "selatan" not in line]
    bind("\n".join(kept))
    assert len(lanes(document, date(2026, 6, 30))) == 8
    assert len(lanes(document, LATER)) == 5
    ended = LaneBinding.objects.filter(ends_on=date(2026, 6, 30))
    assert sorted(ended.values_list("key", flat=True)) == [
        "selatan",
        "selatan-pkm-c",
        "selatan-pkm-c-petugas",
    ]


def test_a_renamed_lane_begins_anew_with_what_lies_inside() -> None:
    document = sixth()
    change = bind(text().replace("label: Wilayah Utara", "label: Wilayah Pesisir"))
    assert change == BindingChange(begun=5, ended=5)
    assert next(lane.label for lane in lane_bindings(document, LATER)) == "Wilayah Pesisir"
    assert lanes(document, LATER) == lanes(document, LIVE_FROM)


def test_a_correction_on_the_same_day_leaves_no_second_row() -> None:
    document = sixth()
    bind(text().replace("label: Wilayah Utara", "label: Wilayah Pesisir"), LIVE_FROM)
    bind(text().replace("[kepala]", "[sekretaris]"), LIVE_FROM)
    assert len(lanes(document, LIVE_FROM)) == LaneBinding.objects.count() == 8
    assert ActorBinding.objects.get(actor="kepala").position.key == "sekretaris"


def test_another_position_for_an_actor_ends_the_first() -> None:
    sixth()
    assert bind(text().replace("[kepala]", "[sekretaris]")) == BindingChange(1, 1)
    rows = ActorBinding.objects.filter(actor="kepala").order_by("starts_on")
    assert [(row.position.key, row.starts_on, row.ends_on) for row in rows] == [
        ("kepala", LIVE_FROM, date(2026, 6, 30)),
        ("sekretaris", LATER, None),
    ]


def test_a_day_before_what_already_holds_is_refused() -> None:
    sixth()
    with pytest.raises(DefinitionErrors, match="pakai tanggal lain"):
        bind(text(), date(2025, 12, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("level: puskesmas, label: Puskesmas B", "level: pustu, label: Puskesmas B",
         "ikatan.yaml:8: Jenjang jalur “pustu” tidak ada."),
        ("unit: pkm-b, inside: utara}", "unit: pkm-z, inside: utara}",
         "ikatan.yaml:8: Unit kerja “pkm-z” tidak ada."),
        ("position: petugas-b", "position: petugas-z",
         "ikatan.yaml:9: Jabatan “petugas-z” tidak ada."),
        ("unit: pkm-b, inside: utara}", "unit: pkm-b, inside: utara-pkm-a}",
         "ikatan.yaml:8: Jalur “utara-pkm-b” harus berada di dalam jalur jenjang “wilayah”."),
        ("unit: selatan}", "position: kepala}",
         "ikatan.yaml:10: Pilihan wajib “unit” tidak ada."),
        ("actor: kepala", "actor: bupati",
         "ikatan.yaml:14: Pelaksana “bupati” tidak ada."),
        ("[plt-kapus-c]", "[plt-kapus-c, dukun]",
         "ikatan.yaml:18: Jabatan “dukun” tidak ada."),
        ("document: sop-keenam", "document: sop-ketujuh",
         "ikatan.yaml:1: SOP ini belum dimuat untuk perangkat daerah ini."),
    ],
)  # fmt: skip
def test_a_key_that_does_not_exist_is_refused_and_nothing_is_kept(
    old: str, new: str, message: str
) -> None:
    sixth()
    assert text().count(old) == 1
    with pytest.raises(DefinitionErrors) as caught:
        bind(text().replace(old, new))
    assert str(caught.value).splitlines()[0] == message
    assert not LaneBinding.objects.filter(starts_on=LATER).exists()
