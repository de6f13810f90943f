"""YAML text → rows that give typed values and remember the line of each.

Text stays text: no dates, numbers or booleans by accident (YAML 1.1 reads `no` as False).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import yaml

from organization.definition.shape import OrganizationErrors, Problem
from organization.worktime import ZONES

LONGEST_TEXT = 160
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DOTTED = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
#: What stands in for a value that is wrong, so that the rest of the file is still checked.
NO_DAY = date.min


@dataclass(slots=True)
class Row:
    """One group of keys; what is wrong with it goes to `found`, and reading goes on."""

    line: int
    found: list[Problem]
    values: dict[str, yaml.Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def expect(self, keys: Collection[str]) -> None:
        """Tell of every key that is not known here."""
        for key in self.values:
            if key not in keys:
                known = ", ".join(sorted(keys))
                self.tell(key, f"Kunci “{key}” tidak dikenal; yang dikenal: {known}.")

    def tell(self, key: str, sentence: str) -> None:
        """Note a problem at a key, or at the row where the key is missing."""
        self.found.append(Problem(self.lines.get(key, self.line), sentence))

    def text(self, key: str, default: str | None = "", longest: int = LONGEST_TEXT) -> str:
        """A text of one line; without a default it has to be there."""
        node = self.values.get(key)
        value = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and not isinstance(node, yaml.ScalarNode):
            self.tell(key, f"Nilai “{key}” harus berupa teks.")
        elif not value and default is None:
            self.tell(key, f"Kunci “{key}” belum diisi.")
        elif len(value) > longest:
            self.tell(key, f"Nilai “{key}” terlalu panjang (paling banyak {longest} huruf).")
        return value or default or ""

    def key(self, key: str = "key", pattern: re.Pattern[str] = SLUG) -> str:
        """A key: small letters, digits and hyphens; posts may have dots."""
        value = self.text(key, None, longest=50)
        if value and not pattern.fullmatch(value):
            marks = "tanda hubung atau titik" if pattern is DOTTED else "tanda hubung"
            self.tell(key, f"Kunci “{value}” hanya boleh huruf kecil, angka dan {marks}.")
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value and value not in allowed:
            choices = ", ".join(allowed)
            self.tell(key, f"Nilai {key} “{value}” tidak dikenal; pilih salah satu: {choices}.")
        return value

    def day(self, key: str) -> date:
        """A day that has to be there, as 2026-01-31."""
        return self.day_or_none(key, is_required=True) or NO_DAY

    def day_or_none(self, key: str, *, is_required: bool = False) -> date | None:
        """A day, as 2026-01-31; None where it is left out or cannot be read."""
        value = self.text(key, None if is_required else "")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.tell(key, f"Tanggal {key} “{value}” tidak terbaca; tulis seperti 2026-01-31.")
            return None

    def zone(self, key: str, default: str) -> str:
        """One of the country's time zones by its name."""
        value = self.text(key, default, longest=40)
        if value not in ZONES:
            known = ", ".join(ZONES)
            self.tell(key, f"Zona waktu “{value}” tidak dikenal; yang dikenal: {known}.")
        return value

    def row(self, key: str) -> "Row":
        """A group inside this one; empty where it is missing or something else."""
        node = self.values.get(key)
        if isinstance(node, yaml.MappingNode):
            return _row(node, self.found)
        self.tell(key, f"“{key}” harus berupa kelompok kunci dan nilai.")
        return Row(self.lines.get(key, self.line), [])

    def rows(self, key: str) -> Iterator["Row"]:
        """The groups of a list; none where it is left out."""
        node = self.values.get(key)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.tell(key, f"“{key}” harus berupa daftar.")
            return
        for each in node.value:
            if isinstance(each, yaml.MappingNode):
                yield _row(each, self.found)
            else:
                sentence = f"Isi “{key}” harus berupa kelompok kunci dan nilai."
                self.found.append(Problem(each.start_mark.line + 1, sentence))


def read_source(text: str, found: list[Problem]) -> Row:
    """The outermost group of a file; raises `OrganizationErrors` where it is no YAML at all."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = "Susunan YAML tidak terbaca; periksa lekukan, titik dua dan tanda kutip."
        raise OrganizationErrors([Problem(mark.line + 1 if mark else 1, sentence)]) from error
    except yaml.YAMLError as error:
        sentence = "Berkas ini bukan YAML yang terbaca."
        raise OrganizationErrors([Problem(1, sentence)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise OrganizationErrors([Problem(1, "Berkas harus berupa kelompok kunci dan nilai.")])
    return _row(root, found)


def _row(node: yaml.MappingNode, found: list[Problem]) -> Row:
    row = Row(node.start_mark.line + 1, found)
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in row.values:
            found.append(Problem(line, f"Kunci “{key}” ditulis dua kali."))
        row.values[key] = value_node
        row.lines[key] = line
    return row
