"""The sheets of a workbook as they stand in the file, before a parser gives each cell a place."""

import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape
from itertools import islice, product
from string import ascii_uppercase
from xml.parsers import expat

from django.utils.translation import gettext as _

CHUNK = 1024 * 1024
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, ROW, CELL, VALUE = (f"{MAIN} {name}" for name in ("worksheet", "row", "c", "v"))
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
ROW_NUMBER = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
NUMBER = re.compile(r"\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*", re.ASCII)
#: So many places in all: a row takes as many as its last cell is far from the left, or these.
MAX_PLACES = 3_000_000
ROW_PLACES = 20
SHOWN = 20


def fault_in_cells(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> str:
    """Why the cells cannot be read as they stand, with sheet and address; empty when they can.

    A parser keeps the last of two cells with one address, drops what is out of order, and gives up
    the whole file for a number that is none.
    """
    places = 0
    for part in parts:
        sheet = _Sheet()
        try:
            sheet.read(archive, part)
        except expat.ExpatError:
            if part.filename.endswith(".xml"):
                return _("Berkas ini rusak atau bukan buku kerja Excel (.xlsx).")
        if sheet.sentence:
            title = title_of(archive, part.filename)
            where = f"{title}!{sheet.address}" if title else sheet.address
            return sheet.sentence % {"where": where, "text": sheet.text[:SHOWN]}
        places += sheet.places
        if places > MAX_PLACES:
            return _("Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca.")
    return ""


def title_of(archive: zipfile.ZipFile, part: str) -> str:
    """What people call a sheet; empty where the workbook does not lead to it in a known way."""
    try:
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, ValueError):
        return ""
    target = part.removeprefix("xl/")
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        if f'"{target}"' in link or f'"/{part}"' in link:
            named = re.search(r'\bId="([^"]+)"', link)
            key = re.escape(named[1]) if named else "-"
            sheets = archive.read("xl/workbook.xml").decode(errors="replace")
            sheet = re.search(rf'<(?:\w+:)?sheet\b(?=[^>]*"{key}")[^>]*?\bname="([^"]*)"', sheets)
            return unescape(sheet[1]) if sheet else ""
    return ""


class _Sheet:
    """One part of the file read from its start, until something in it is at fault.

    `sentence`: what, with room for `where` and `text`; `address`: of the cell; `is_done`: nothing
    more is to be read, also where the part is no sheet; `places`: as many as a parser would give.
    """

    def __init__(self) -> None:
        self.is_done, self.sentence, self.address, self.text = False, "", "", ""
        self._row = self._column = self._above = 0
        self._number = self._at = self._kind = ""
        self._is_full = False
        self._columns = _columns()
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin

    @property
    def places(self) -> int:
        return self._above + self._column

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Raises ExpatError where the part is no XML, or broken."""
        with archive.open(part) as stream:
            while not self.is_done and (chunk := stream.read(CHUNK)):
                self._parser.Parse(chunk)

    def _begin(self, name: str, _attributes: Mapping[str, str]) -> None:
        self.is_done = name != SHEET
        self._parser.StartElementHandler = None if self.is_done else self._start

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == CELL:
            address = attributes.get("r", "")
            letters = address.removesuffix(self._number)
            column = self._columns.get(letters, 0) if address else self._column + 1
            if column <= self._column:
                self._refuse(address, _out_of_place())
            self._column, self._at, self._kind = column, address, attributes.get("t", "n")
            self._is_full = False
        elif name == ROW:
            self._start_row(attributes.get("r") or str(self._row + 1))
        elif name == VALUE:
            if self._is_full:
                self._refuse(self._at, _out_of_place())
            elif self._kind == "n":
                self.text = ""
                self._parser.CharacterDataHandler = self._read
                self._parser.EndElementHandler = self._end_value
            self._is_full = True

    def _start_row(self, number: str) -> None:
        """What has no number or address follows the one before."""
        row = int(number) if ROW_NUMBER.fullmatch(number) else 0
        if not self._row < row <= LAST_ROW:
            self._refuse(f"A{number}", _out_of_place())
        self._above += max(self._column, ROW_PLACES)
        self._row, self._column, self._number = row, 0, number

    def _read(self, text: str) -> None:
        self.text += text

    def _end_value(self, _name: str) -> None:
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        if self.text and not (NUMBER.fullmatch(self.text) and math.isfinite(float(self.text))):
            self._refuse(self._at, _no_number())

    def _refuse(self, address: str, sentence: str) -> None:
        self.address, self.sentence, self.is_done = address[:SHOWN], sentence, True
        self._parser.StartElementHandler = None


@cache
def _columns() -> dict[str, int]:
    """Every column of a sheet, A to XFD, with its place from 1."""
    names = ("".join(each) for size in (1, 2, 3) for each in product(ascii_uppercase, repeat=size))
    return {name: place for place, name in enumerate(islice(names, LAST_COLUMN), start=1)}


def _out_of_place() -> str:
    return _(
        "Sel %(where)s tertulis dua kali atau tidak pada urutannya di dalam berkas, sehingga "
        "isinya meragukan. Buka dengan Excel, periksa sel itu, simpan kembali, lalu unggah."
    )


def _no_number() -> str:
    return _(
        "Sel %(where)s memuat angka yang tidak dapat dibaca (%(text)s). Ketik ulang angkanya, lalu "
        "unggah kembali."
    )
