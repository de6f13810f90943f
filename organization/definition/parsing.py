"""The rules of a government's file: what has to be there, and what refers to what."""

from collections.abc import Collection, Iterable
from datetime import date

from organization.definition.shape import (
    AgencyRow,
    Definition,
    GovernmentRow,
    OrganizationErrors,
    OversightRow,
    PositionRow,
    Problem,
    TermRow,
    UnitRow,
    Words,
)
from organization.definition.source import DOTTED, NO_DAY, Row, read_source

FORMAT = "1"
HEADS = ("true", "false")
_AGENCY_KEYS = {
    *("key", "name", "short_name", "kind", "address", "phone", "time_zone", "paper"),
    *("live_from", "signing_position", "units", "positions", "terms", "oversight"),
}


def parse(text: str, words: Words, name: str = "") -> Definition:
    """What a file says; raises `OrganizationErrors` with every problem and its line.

    `words`: the kinds, capacities and scopes that are known.
    """
    found: list[Problem] = []
    try:
        row = read_source(text, found)
    except OrganizationErrors as errors:
        raise OrganizationErrors(errors.problems, name) from errors
    row.expect({"format", "government", "agencies"})
    if row.text("format") != FORMAT:
        row.tell("format", f"Nilai “format” harus {FORMAT}.")
    government = _government(row.row("government"))
    agencies = tuple(_agency(each, words, government.time_zone) for each in row.rows("agencies"))
    if not agencies:
        row.tell("agencies", "“agencies” harus berisi sedikitnya satu perangkat daerah.")
    _told_once(row.rows("agencies"), "Perangkat daerah")
    if found:
        raise OrganizationErrors(found, name)
    return Definition(government, agencies)


def _government(row: Row) -> GovernmentRow:
    row.expect({"key", "name", "head_title", "seat", "time_zone"})
    return GovernmentRow(
        key=row.key(),
        name=row.text("name", None, 120),
        head_title=row.text("head_title", "Bupati", 60),
        seat=row.text("seat", None, 60),
        time_zone=row.zone("time_zone", "Asia/Makassar"),
    )


def _agency(row: Row, words: Words, zone: str) -> AgencyRow:
    row.expect(_AGENCY_KEYS)
    live_from = row.day("live_from")
    units = _units(row, words)
    positions = _positions(row, {unit.key for unit in units})
    posts = {position.key for position in positions}
    return AgencyRow(
        line=row.line,
        key=row.key(),
        name=row.text("name", None),
        short_name=row.text("short_name", None, 60),
        kind=row.choice("kind", words.agency_kinds),
        address=row.text("address", longest=200),
        phone=row.text("phone", longest=60),
        time_zone=row.zone("time_zone", zone),
        paper=row.choice("paper", words.papers, words.papers[0]),
        live_from=live_from,
        signing_position=_reference(row, "signing_position", posts, "Jabatan"),
        units=units,
        positions=positions,
        terms=tuple(_term(each, words, posts, live_from) for each in row.rows("terms")),
        oversight=tuple(_oversight(each, words, posts) for each in row.rows("oversight")),
    )


def _units(agency: Row, words: Words) -> tuple[UnitRow, ...]:
    _told_once(agency.rows("units"), "Unit")
    units: dict[str, UnitRow] = {}
    for row in agency.rows("units"):
        row.expect({"key", "name", "kind", "parent"})
        parent = row.text("parent")
        if parent and parent not in units:
            row.tell("parent", f"Unit induk “{parent}” harus ditulis sebelum unit di dalamnya.")
        kind = row.choice("kind", words.unit_kinds)
        unit = UnitRow(row.key(), row.text("name", None), kind, parent)
        units[unit.key] = unit
    return tuple(units.values())


def _positions(agency: Row, units: Collection[str]) -> tuple[PositionRow, ...]:
    _told_once(agency.rows("positions"), "Jabatan")
    rows = list(agency.rows("positions"))
    if not rows:
        agency.tell("positions", "“positions” harus berisi sedikitnya satu jabatan.")
    posts = {row.text("key") for row in rows}
    positions, headed = [], set()
    for row in rows:
        row.expect({"key", "name", "unit", "superior", "head"})
        position = PositionRow(
            key=row.key(pattern=DOTTED),
            name=row.text("name", None),
            unit=_reference(row, "unit", units, "Unit"),
            superior=_reference(row, "superior", posts, "Jabatan"),
            is_head=row.choice("head", HEADS, "false") == "true",
        )
        if position.is_head and not position.unit:
            row.tell("head", f"Jabatan “{position.key}” memimpin unit, tetapi unitnya tidak ada.")
        elif position.is_head and position.unit in headed:
            row.tell("head", f"Unit “{position.unit}” sudah mempunyai pimpinan lain.")
        headed |= {position.unit} if position.is_head else set()
        positions.append(position)
    _no_circle(rows, {each.key: each.superior for each in positions})
    return tuple(positions)


def _no_circle(rows: Iterable[Row], above: dict[str, str]) -> None:
    """Nobody stands above himself, however far up."""
    for row in rows:
        start = row.text("key")
        seen, post = {start}, above.get(start, "")
        while post and post not in seen:
            seen.add(post)
            post = above.get(post, "")
        if post == start:
            row.tell("superior", f"Jabatan “{start}” menjadi atasan bagi dirinya sendiri.")


def _term(row: Row, words: Words, posts: Collection[str], live_from: date) -> TermRow:
    position = _reference(row, "position", posts, "Jabatan", is_required=True)
    if "until" in row.values:
        row.expect({"position", "until"})
        until = row.day("until")
        if NO_DAY < until < live_from:
            row.tell("until", "Masa jabatan berakhir sebelum perangkat daerah mulai memakai.")
        return TermRow(position, until, "", "", None, None)
    row.expect({"position", "held_by", "capacity", "starts_on", "ends_on"})
    starts_on, ends_on = row.day("starts_on"), row.day_or_none("ends_on")
    if ends_on is not None and ends_on < starts_on:
        row.tell("ends_on", "Tanggal berakhir mendahului tanggal mulai.")
    held_by = _reference(row, "held_by", posts, "Jabatan", is_required=True)
    capacity = row.choice("capacity", words.capacities, words.capacities[0])
    return TermRow(position, None, held_by, capacity, starts_on, ends_on)


def _oversight(row: Row, words: Words, posts: Collection[str]) -> OversightRow:
    row.expect({"position", "scope", "starts_on"})
    return OversightRow(
        position=_reference(row, "position", posts, "Jabatan", is_required=True),
        scope=row.choice("scope", words.scopes, words.scopes[0]),
        starts_on=row.day("starts_on"),
    )


def _reference(
    row: Row, key: str, known: Collection[str], noun: str, *, is_required: bool = False
) -> str:
    value = row.text(key, None if is_required else "")
    if value and value not in known:
        row.tell(key, f"{noun} “{value}” tidak ada pada perangkat daerah ini.")
    return value


def _told_once(rows: Iterable[Row], noun: str) -> None:
    known: set[str] = set()
    for row in rows:
        key = row.text("key")
        if key and key in known:
            row.tell("key", f"{noun} “{key}” sudah ada.")
        known.add(key)
