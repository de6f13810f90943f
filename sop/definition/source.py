"""YAML text → plain data and the line of every place in it, by a restricted reading.

Plain YAML 1.1 turns `no:` into False, `050` into 40 and a date into an object. Here only true,
false, null and whole numbers are more than text; duplicate keys, aliases and tags are refused.
"""

import re
from typing import Any, TypeAlias

import yaml

from organization.wording import say as _
from sop.definition.shape import DefinitionErrors, Problem

Place: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = dict[Place, int]

LONGEST = 500_000
_CORE = "tag:yaml.org,2002:"


class _Loader(yaml.SafeLoader):
    """Composes nodes only; construction is done here, from the tags that are known."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _problem(
                self.get_mark(), _("Acuan YAML (*nama) tidak dipakai di berkas SOP; tulis lengkap.")
            )
        return super().compose_node(parent, index)


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^(?:0|-?[1-9][0-9]*)$", list("-0123456789")),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Loader.add_implicit_resolver(_CORE + _tag, re.compile(_pattern), _first)


def read_source(text: str) -> tuple[Any, Lines]:
    """Data and lines of a YAML text; raises `DefinitionErrors` where it cannot be read."""
    lines: Lines = {(): 1}
    return _construct(compose(text), (), lines), lines


def compose(text: str) -> yaml.Node:
    """The nodes of a YAML text with their places in it; raises `DefinitionErrors`."""
    if len(text) > LONGEST:
        raise DefinitionErrors([Problem(1, "", _("Berkas terlalu besar untuk sebuah SOP."))])
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _problem(
            mark,
            _("Susunan YAML tidak terbaca di sini; periksa lekukan, titik dua dan tanda kutip."),
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DefinitionErrors(
            [Problem(1, "", _("Berkas ini bukan YAML yang terbaca."))]
        ) from error
    if root is None:
        raise DefinitionErrors([Problem(1, "", _("Berkas kosong."))])
    return root


def line_of(lines: Lines, place: Place) -> int:
    """The line of a place, or of the nearest thing around it that has one."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _construct(node: yaml.Node, place: Place, lines: Lines) -> Any:
    if isinstance(node, yaml.MappingNode) and node.tag == _CORE + "map":
        return _mapping(node, place, lines)
    if isinstance(node, yaml.SequenceNode) and node.tag == _CORE + "seq":
        items = []
        for index, item in enumerate(node.value):
            lines[(*place, index)] = item.start_mark.line + 1
            items.append(_construct(item, (*place, index), lines))
        return items
    value = node.value
    if node.tag == _CORE + "str":
        return value
    if node.tag == _CORE + "int":
        return int(value)
    if node.tag == _CORE + "bool":
        return value == "true"
    if node.tag == _CORE + "null":
        return None
    raise _problem(node.start_mark, _("Penanda YAML (!…) tidak dipakai di berkas SOP."))


def _mapping(node: yaml.MappingNode, place: Place, lines: Lines) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise _problem(key_node.start_mark, _("Kunci harus berupa kata."))
        key = str(key_node.value)
        if key in data:
            raise _problem(
                key_node.start_mark, _("Kunci “%(key)s” ditulis dua kali.") % {"key": key}
            )
        lines[(*place, key)] = key_node.start_mark.line + 1
        data[key] = _construct(value_node, (*place, key), lines)
    return data


def _problem(mark: yaml.Mark | None, sentence: str) -> DefinitionErrors:
    return DefinitionErrors([Problem(mark.line + 1 if mark else 1, "", sentence)])
