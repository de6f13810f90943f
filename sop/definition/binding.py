"""A binding file: the lanes an agency has for an SOP, and the positions that act for its actors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from organization.wording import say as _
from sop.definition.schema import BINDING_SCHEMA, check_schema
from sop.definition.shape import DefinitionErrors, Problem
from sop.definition.source import Lines, Place, line_of, read_source


@dataclass(frozen=True, slots=True)
class BoundLane:
    """One lane: the unit or position that a lane level stands for."""

    key: str
    level: str
    label: str
    line: int
    order: int
    unit: str = ""
    position: str = ""
    inside: str = ""


@dataclass(frozen=True, slots=True)
class BoundActor:
    """Who acts for an actor, in one lane or (lane empty) everywhere."""

    actor: str
    rule: str
    line: int
    lane: str = ""
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bindings:
    """The whole file; parents stand before the lanes inside them."""

    document: str
    agency: str
    lanes: tuple[BoundLane, ...]
    actors: tuple[BoundActor, ...]


def parse_bindings(text: str, name: str = "") -> Bindings:
    """The bindings that `text` holds; raises `DefinitionErrors` with every problem and its line."""
    try:
        data, lines = read_source(text)
    except DefinitionErrors as errors:
        raise DefinitionErrors(errors.problems, name) from errors
    problems = check_schema(data, lines, BINDING_SCHEMA)
    if not problems:
        problems = list(_references(data, lines))
    if problems:
        raise DefinitionErrors(problems, name)
    return Bindings(
        document=data["document"],
        agency=data["agency"],
        lanes=tuple(
            BoundLane(**row, order=order, line=lines["lanes", order])
            for order, row in enumerate(data.get("lanes", ()))
        ),
        actors=tuple(
            BoundActor(
                **{**row, "positions": tuple(row.get("positions", ()))},
                line=lines["actors", index],
            )
            for index, row in enumerate(data["actors"])
        ),
    )


def _references(data: dict[str, Any], lines: Lines) -> Iterator[Problem]:
    known: set[str] = set()
    for index, row in enumerate(data.get("lanes", ())):
        place: Place = ("lanes", index)
        if row["key"] in known:
            yield _problem(
                lines, (*place, "key"), _("Jalur “%(key)s” sudah ada.") % {"key": row["key"]}
            )
        if row.get("inside", "") not in {"", *known}:
            yield _problem(
                lines,
                (*place, "inside"),
                _("Jalur induk “%(inside)s” harus ditulis sebelum jalur di dalamnya.")
                % {"inside": row["inside"]},
            )
        if "unit" not in row and "position" not in row:
            yield _problem(
                lines,
                place,
                _("Jalur “%(key)s”: sebutkan unit atau position.") % {"key": row["key"]},
            )
        known.add(row["key"])
    told: set[tuple[str, str, str]] = set()
    for index, row in enumerate(data["actors"]):
        place = ("actors", index)
        same = (row["actor"], row["rule"], row.get("lane", ""))
        if same in told:
            yield _problem(
                lines,
                place,
                _("Pelaksana “%(actor)s” sudah diikat seperti ini.") % {"actor": row["actor"]},
            )
        told.add(same)
        if row.get("lane", "") not in {"", *known}:
            yield _problem(
                lines, (*place, "lane"), _("Jalur “%(lane)s” tidak ada.") % {"lane": row["lane"]}
            )
        if (row["rule"] == "position") != ("positions" in row):
            yield _problem(
                lines,
                place,
                _("Pelaksana “%(actor)s”: positions diisi hanya pada rule position.")
                % {"actor": row["actor"]},
            )


def _problem(lines: Lines, place: Place, sentence: str) -> Problem:
    return Problem(line_of(lines, place), ".".join(str(part) for part in place), sentence)
