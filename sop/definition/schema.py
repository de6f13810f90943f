"""The first gate: the file against the JSON Schema beside the definitions."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from organization.wording import gettext_noop
from organization.wording import say as _
from sop.definition.shape import Problem
from sop.definition.source import Lines, Place, line_of

_FOLDER = Path(__file__).parent.parent / "definitions"
SCHEMA = _FOLDER / "schema.json"
BINDING_SCHEMA = _FOLDER / "binding.schema.json"

_TYPES = {
    "string": gettext_noop("teks (beri tanda kutip bila berupa angka)"),
    "integer": gettext_noop("bilangan bulat"),
    "boolean": gettext_noop("true atau false"),
    "array": gettext_noop("daftar"),
    "object": gettext_noop("kelompok kunci dan nilai"),
}


@cache
def _validator(schema: Path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))


def check_schema(data: Any, lines: Lines, schema: Path = SCHEMA) -> list[Problem]:
    """Every breach of the schema with its line; empty when the shape is right."""
    return [
        problem
        for error in _validator(schema).iter_errors(data)
        for problem in _problems(error, lines)
    ]


def _problems(error: ValidationError, lines: Lines) -> Iterator[Problem]:
    place: Place = tuple(error.absolute_path)
    rule, instance = error.validator, cast("Any", error.instance)
    wanted: Any = error.validator_value
    if rule == "required":
        for key in wanted:
            if key not in instance:
                yield _at(
                    lines,
                    place,
                    _("Kunci “%(key)s” wajib ada%(inside)s.")
                    % {"key": key, "inside": _inside(place)},
                )
    elif rule == "additionalProperties":
        known = error.schema["properties"]  # type: ignore[index]  # our schema: always an object
        for key in dict(instance):
            if key not in known:
                yield _at(
                    lines,
                    (*place, key),
                    _("Kunci “%(key)s” tidak dikenal%(inside)s; yang dikenal: %(names)s.")
                    % {"key": key, "inside": _inside(place), "names": ", ".join(sorted(known))},
                )
    else:
        yield _at(lines, place, _sentence(str(rule), wanted, instance, place))


def _sentence(rule: str, wanted: Any, instance: Any, place: Place) -> str:
    name = f"“{_name(place)}”"
    match rule:
        case "type":
            return _("Nilai %(name)s harus berupa %(kind)s.") % {
                "name": name,
                "kind": _(_TYPES[wanted]),
            }
        case "enum":
            return _(
                "Nilai %(name)s “%(instance)s” tidak dikenal; pilih salah satu: %(names)s."
            ) % {"name": name, "instance": instance, "names": ", ".join(wanted)}
        case "const":
            return _("Nilai %(name)s harus %(wanted)s.") % {"name": name, "wanted": wanted}
        case "pattern":
            marks = _("tanda hubung atau titik") if "[.-]" in wanted else _("tanda hubung")
            return _(
                "Nilai %(name)s “%(instance)s” tidak dapat dipakai: hanya huruf "
                "kecil, angka dan %(marks)s."
            ) % {"name": name, "instance": instance, "marks": marks}
        case "minLength" | "minItems":
            return _("Nilai %(name)s tidak boleh kosong.") % {"name": name}
        case "minimum":
            return _("Nilai %(name)s paling kecil %(wanted)s.") % {"name": name, "wanted": wanted}
        case "maximum":
            return _("Nilai %(name)s paling besar %(wanted)s.") % {"name": name, "wanted": wanted}
        case "uniqueItems":
            return _("Nilai %(name)s berisi hal yang sama dua kali.") % {"name": name}
    return _("Nilai %(name)s tidak sesuai aturan berkas SOP (%(rule)s).") % {
        "name": name,
        "rule": rule,
    }


def _at(lines: Lines, place: Place, sentence: str) -> Problem:
    return Problem(line_of(lines, place), ".".join(str(part) for part in place), sentence)


def _name(place: Place) -> str:
    words = [str(part) for part in place if isinstance(part, str)]
    return words[-1] if words else "berkas"


def _inside(place: Place) -> str:
    return _(" pada %(name)s") % {"name": _name(place)} if place else ""
