"""The hidden token: which form this file is, and what stood in it when it was downloaded."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core import signing

SALT = "indicators.workbook"
FORMAT = 3


@dataclass(frozen=True, slots=True)
class RowToken:
    """One indicator of the file: its version at download and the digests of what was written.

    `digest` is of the figure, `locked` of the cells beside it that are not for input.
    """

    indicator_id: int
    version: int
    digest: str
    locked: str


@dataclass(frozen=True, slots=True)
class SheetToken:
    """One sheet of entries, by its title and its rows in order.

    `head`: the digest of what was written above its titles; empty in files of earlier releases.
    """

    title: str
    rows: tuple[RowToken, ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """The identity of a downloaded form."""

    agency: str
    year: int
    triwulan: int
    sheets: tuple[SheetToken, ...]


def sign_token(token: Token) -> str:
    """The token as text with an HMAC over the server's secret."""
    sheets = [
        [sheet.title, [_row_of(row) for row in sheet.rows], sheet.head] for sheet in token.sheets
    ]
    content = {
        "format": FORMAT,
        "agency": token.agency,
        "year": token.year,
        "triwulan": token.triwulan,
        "sheets": sheets,
    }
    return signing.Signer(salt=SALT).sign_object(content, compress=True)


def _row_of(row: RowToken) -> list[Any]:
    return [row.indicator_id, row.version, row.digest, row.locked]


def read_token(text: str) -> Token | None:
    """The token of a file, or None when it is foreign, altered or of another format."""
    try:
        content = signing.Signer(salt=SALT).unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    sheets = tuple(
        SheetToken(title, tuple(RowToken(*row) for row in rows), *head)
        for title, rows, *head in content["sheets"]
    )
    return Token(content["agency"], content["year"], content["triwulan"], sheets)


def comparable(content: Mapping[str, Any]) -> dict[str, Any]:
    """A figure's content as a file holds it: of a pair only the pair, not its quotient."""
    plain = dict(content)
    if plain["numerator"] is not None or plain["denominator"] is not None:
        plain["value"] = None
    return plain


def digest_of(content: Mapping[str, Any]) -> str:
    """A short digest of a figure's content; the same number in another writing is the same."""
    plain = {name: _plain(value) for name, value in comparable(content).items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_of_locked(values: Iterable[object]) -> str:
    """A short digest of cells as Excel gives them back: numbers to 12 digits, text trimmed."""
    held = [_held(value) for value in values]
    while held and not held[-1]:
        held.pop()
    text = json.dumps(held, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _held(value: object) -> str:
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.12g}"
    return " ".join(str(value or "").split())


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value
