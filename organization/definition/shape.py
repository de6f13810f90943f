"""The dataclasses of a government's file, and what is wrong with one that cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: the line (from 1) and a sentence."""

    line: int
    sentence: str


class OrganizationErrors(Exception):
    """The file cannot be used; every problem is named with its line, and nothing was saved."""

    def __init__(self, problems: Iterable[Problem], name: str = "") -> None:
        self.problems = tuple(sorted(set(problems)))
        self.name = name
        super().__init__(str(self))

    def __str__(self) -> str:
        prefix = f"{self.name}:" if self.name else "baris "
        return "\n".join(f"{prefix}{found.line}: {found.sentence}" for found in self.problems)


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand where a word is one of a few; the first is meant where none stands."""

    agency_kinds: tuple[str, ...]
    unit_kinds: tuple[str, ...]
    capacities: tuple[str, ...]
    scopes: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A bidang, subbagian, …; its parent stands before it in the file."""

    key: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A jabatan with its place in the tree."""

    key: str
    name: str
    unit: str
    superior: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Who holds a post: an account of this agency with a name, never a NIP.

    `place` is where it stands in the file; without a first day the term begins when the agency
    goes live.
    """

    place: str
    position: str
    account: str
    name: str
    email: str
    capacity: str
    starts_on: date | None
    ends_on: date | None
    pangkat: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """What differs from one account per post: a post is left, or held by another's account.

    `until`: the post's own holder leaves on that day. Else `held_by` holds it in a capacity.
    """

    position: str
    until: date | None
    held_by: str
    capacity: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class OversightRow:
    """A post that reads or reviews all agencies of the government from a day on."""

    position: str
    scope: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A perangkat daerah with everything in it; `line` is where it stands."""

    line: int
    key: str
    name: str
    short_name: str
    kind: str
    address: str
    phone: str
    time_zone: str
    paper: str
    live_from: date
    signing_position: str
    units: tuple[UnitRow, ...]
    positions: tuple[PositionRow, ...]
    terms: tuple[TermRow, ...]
    oversight: tuple[OversightRow, ...]


@dataclass(frozen=True, slots=True)
class GovernmentRow:
    """The kabupaten or kota."""

    key: str
    name: str
    head_title: str
    seat: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Definition:
    """The whole file."""

    government: GovernmentRow
    agencies: tuple[AgencyRow, ...]
