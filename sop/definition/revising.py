"""An SOP text with other standard times; all else stays letter for letter."""

import json
import re
from collections.abc import Iterator, Mapping

import yaml

from sop.definition.shape import Waktu
from sop.definition.source import compose

#: (step, period) as in `Waktu.period`.
WaktuKey = tuple[str, str]
Edit = tuple[int, int, str]
_AMOUNT = re.compile(r"^\s*\d+\s*(?:menit|jam|hari)\b", re.IGNORECASE)


def worded(text: str, value: int, unit: str) -> str:
    """The printed text with another amount: `1 Hari Untuk Laporan` → `3 Hari Untuk Laporan`."""
    amount = f"{value} {unit.capitalize()}"
    return _AMOUNT.sub(amount, text, count=1) if _AMOUNT.match(text) else amount


def with_waktu(text: str, changes: Mapping[WaktuKey, Waktu], heading: str = "") -> str:
    """The YAML text with these standard times, and a comment of what they rest on above it.

    Raises KeyError for a step or period that has no standard time in the text, and
    `DefinitionErrors` where it cannot be read.
    """
    edits: list[Edit] = []
    missing = set(changes)
    for step in _child(compose(text), "steps").value:
        key = str(_child(step, "key").value)
        rows = {_period(row): row for row in _rows(step)}
        changed = {period for period in rows if (key, period) in changes}
        for period in changed:
            missing.discard((key, period))
            edits += _waktu_edits(rows[period], changes[key, period])
        if changed:
            texts = [
                changes[key, period].text if period in changed else str(_child(row, "text").value)
                for period, row in rows.items()
            ]
            edits += _cell_edits(step, " dan ".join(texts))
    if missing:
        raise KeyError(missing)
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return "".join(f"# {line}\n" for line in heading.splitlines()) + text


def _rows(step: yaml.Node) -> list[yaml.Node]:
    found = dict(_pairs(step)).get("waktu")
    return list(found.value) if found is not None else []


def _period(row: yaml.Node) -> str:
    found = dict(_pairs(row)).get("period")
    return str(found.value) if found is not None else ""


def _waktu_edits(row: yaml.Node, new: Waktu) -> Iterator[Edit]:
    yield _edit(_child(row, "text"), json.dumps(new.text, ensure_ascii=False))
    yield _edit(_child(row, "value"), str(new.value))
    yield _edit(_child(row, "unit"), new.unit)


def _cell_edits(step: yaml.Node, text: str) -> Iterator[Edit]:
    """The cell as printed would go on showing the old time."""
    cells = dict(_pairs(step)).get("cells")
    cell = dict(_pairs(cells)).get("waktu") if cells is not None else None
    if cell is not None:
        yield _edit(cell, json.dumps(text, ensure_ascii=False))


def _edit(node: yaml.Node, new: str) -> Edit:
    return node.start_mark.index, node.end_mark.index, new


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    for key, value in node.value:
        yield str(key.value), value


def _child(node: yaml.Node, key: str) -> yaml.Node:
    return dict(_pairs(node))[key]
