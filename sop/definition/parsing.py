"""Text of an SOP file → `Definition`, through three gates: schema, references, graph."""

import hashlib
from collections.abc import Iterator
from typing import Any

from organization.wording import say as _
from sop.definition.schema import check_schema
from sop.definition.shape import (
    END,
    LISTS,
    Actor,
    Definition,
    DefinitionErrors,
    Identity,
    Item,
    LaneLevel,
    Mend,
    Problem,
    Step,
    Trigger,
    Waktu,
    Window,
)
from sop.definition.source import Lines, Place, line_of, read_source
from sop.graph import GraphProblem, check


def parse(text: str, name: str = "") -> Definition:
    """The definition that `text` holds.

    Raises `DefinitionErrors` with every problem of the first gate that does not let it pass:
    reading, schema, references and periods, then whether the graph can run to an end.
    """
    try:
        data, lines = read_source(text)
    except DefinitionErrors as errors:
        raise DefinitionErrors(errors.problems, name) from errors
    _refuse(check_schema(data, lines), name)
    _refuse(list(_references(data, lines)), name)
    definition = _build(data, text)
    _refuse([_located(found, data, lines) for found in check(definition.graph)], name)
    return definition


def _refuse(problems: list[Problem], name: str) -> None:
    if problems:
        raise DefinitionErrors(problems, name)


def _references(data: dict[str, Any], lines: Lines) -> Iterator[Problem]:
    """What a schema cannot say: keys are unique, rows are numbered, periods tell waktu apart."""
    for group in ("actors", "lanes", "steps"):
        seen: set[str] = set()
        for index, row in enumerate(data.get(group, ())):
            if row["key"] in seen:
                yield _problem(
                    lines,
                    (group, index, "key"),
                    _("Kunci “%(key)s” sudah dipakai.") % {"key": row["key"]},
                )
            seen.add(row["key"])
    yield from _trigger_problems(data["trigger"], lines)
    for index, row in enumerate(data["steps"]):
        yield from _step_problems(row, ("steps", index), lines)


def _trigger_problems(trigger: dict[str, Any], lines: Lines) -> Iterator[Problem]:
    """Figures are kept per triwulan, so a triwulan opens in one month; monthly is refused."""
    opened: dict[int, int] = {}
    for month in trigger["months"]:
        quarter = (month - 1) // 3
        if quarter in opened:
            yield _problem(
                lines,
                ("trigger", "months"),
                _(
                    "Bulan %(first)s dan %(month)s membuka triwulan yang sama: "
                    "pengumpulan bulanan belum didukung. Pilih satu bulan per "
                    "triwulan."
                )
                % {"first": opened[quarter], "month": month},
            )
        opened.setdefault(quarter, month)


def _step_problems(row: dict[str, Any], place: Place, lines: Lines) -> Iterator[Problem]:
    key = row["key"]
    if key == END:
        yield _problem(
            lines, (*place, "key"), _("“%(end)s” berarti akhir, bukan nama langkah.") % {"end": END}
        )
    if row.get("printed", True) and not (row.get("nomor") or row.get("nomor_read")):
        yield _problem(
            lines,
            place,
            _("Langkah “%(key)s” tercetak tanpa nomor: isi nomor atau nomor_read.") % {"key": key},
        )
    periods = [waktu.get("period", "") for waktu in row.get("waktu", ())]
    if len(set(periods)) < len(periods) or ("" in periods and len(periods) > 1):
        yield _problem(
            lines,
            (*place, "waktu"),
            _(
                "Langkah “%(key)s”: beberapa waktu harus dibedakan dengan period "
                "triwulan dan tahunan."
            )
            % {"key": key},
        )
    if "return_to" in row and "return_basis" not in row:
        yield _problem(
            lines,
            (*place, "return_to"),
            _("Langkah “%(key)s”: sebutkan return_basis (print/card/read).") % {"key": key},
        )


def _problem(lines: Lines, place: Place, sentence: str) -> Problem:
    return Problem(line_of(lines, place), ".".join(str(part) for part in place), sentence)


def _located(found: GraphProblem, data: dict[str, Any], lines: Lines) -> Problem:
    """A graph problem at the line of the step or lane it names."""
    for group in ("steps", "lanes"):
        for index, row in enumerate(data.get(group, ())):
            if row["key"] == found.subject:
                return _problem(lines, (group, index, found.field), found.sentence)
    return _problem(lines, ("steps",), found.sentence)


def _build(data: dict[str, Any], text: str) -> Definition:
    identity = dict(data["identity"])
    approved_by = identity.pop("disahkan_oleh", {})
    return Definition(
        key=data["key"],
        agency=data.get("agency", ""),
        satuan_kerja=data["satuan_kerja"].strip(),
        identity=Identity(
            **identity, **{f"disahkan_oleh_{part}": value for part, value in approved_by.items()}
        ),
        lists={kind: tuple(data.get(kind, ())) for kind in LISTS},
        column_labels=data.get("column_labels", {}),
        actors=tuple(Actor(**row) for row in data["actors"]),
        lanes=tuple(LaneLevel(**row) for row in data.get("lanes", ())),
        trigger=Trigger(**{**data["trigger"], "months": tuple(data["trigger"]["months"])}),
        steps=tuple(_step(row, order) for order, row in enumerate(data["steps"], 1)),
        mended=tuple(Mend(**row) for row in data.get("mended", ())),
        read=tuple(data.get("read", ())),
        source=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _step(row: dict[str, Any], order: int) -> Step:
    made = {
        **row,
        "order": order,
        "next": None if row["next"] == END else row["next"],
        "disposisi": row["kind"] == "assign" or row.get("disposisi", False),
        "waktu": tuple(Waktu(**waktu) for waktu in row.get("waktu", ())),
        "window": Window(**row["window"]) if "window" in row else None,
        "kelengkapan": tuple(Item(**item) for item in row.get("kelengkapan", ())),
        "output": tuple(Item(**item) for item in row.get("output", ())),
    }
    return Step(**made)
