"""The first gate: the file against the JSON Schema beside the definitions."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from sop.definition.shape import Problem
from sop.definition.source import Lines, Place, line_of

_FOLDER = Path(__file__).parent.parent / "definitions"
SCHEMA = _FOLDER / "schema.json"
BINDING_SCHEMA = _FOLDER / "binding.schema.json"

_TYPES = {
    "string": "teks (beri tanda kutip bila berupa angka)",
    "integer": "bilangan bulat",
    "boolean": "true atau false",
    "array": "daftar",
    "object": "kelompok kunci dan nilai",
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
                yield _at(lines, place, f"Kunci “{key}” wajib ada{_inside(place)}.")
    elif rule == "additionalProperties":
        known = error.schema["properties"]  # type: ignore[index]  # our schema: always an object
        for key in dict(instance):
            if key not in known:
                yield _at(
                    lines,
                    (*place, key),
                    f"Kunci “{key}” tidak dikenal{_inside(place)}; yang dikenal: "
                    f"{', '.join(sorted(known))}.",
                )
    else:
        yield _at(lines, place, _sentence(str(rule), wanted, instance, place))


def _sentence(rule: str, wanted: Any, instance: Any, place: Place) -> str:
    name = f"“{_name(place)}”"
    match rule:
        case "type":
            return f"Nilai {name} harus berupa {_TYPES[wanted]}."
        case "enum":
            return (
                f"Nilai {name} “{instance}” tidak dikenal; pilih salah satu: {', '.join(wanted)}."
            )
        case "const":
            return f"Nilai {name} harus {wanted}."
        case "pattern":
            marks = "tanda hubung atau titik" if "[.-]" in wanted else "tanda hubung"
            return (
                f"Nilai {name} “{instance}” tidak dapat dipakai: hanya huruf kecil, angka dan "
                f"{marks}."
            )
        case "minLength" | "minItems":
            return f"Nilai {name} tidak boleh kosong."
        case "minimum":
            return f"Nilai {name} paling kecil {wanted}."
        case "maximum":
            return f"Nilai {name} paling besar {wanted}."
        case "uniqueItems":
            return f"Nilai {name} berisi hal yang sama dua kali."
    return f"Nilai {name} tidak sesuai aturan berkas SOP ({rule})."


def _at(lines: Lines, place: Place, sentence: str) -> Problem:
    return Problem(line_of(lines, place), ".".join(str(part) for part in place), sentence)


def _name(place: Place) -> str:
    words = [str(part) for part in place if isinstance(part, str)]
    return words[-1] if words else "berkas"


def _inside(place: Place) -> str:
    return f" pada {_name(place)}" if place else ""
