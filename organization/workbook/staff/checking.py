"""The rules of the three sheets: every problem by its cell, or the rows to import."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from organization.definition import PersonRow, PositionRow, UnitRow
from organization.forms import is_near, sign_refusal
from organization.models import Agency, Capacity
from organization.services import StaffRows
from organization.workbook.rows import RowProblem, read_day
from organization.workbook.staff.columns import NO, SHEETS, YES
from organization.workbook.staff.reading import CellRow, Cells

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DOTTED = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
LONGEST_KEY = 50
#: Eighteen digits, however they are grouped: the number of a civil servant.
NIP = re.compile(r"(?:\d[ .-]?){18}")


@dataclass(frozen=True, slots=True)
class StaffFile:
    """What a workbook says; with any problem nothing of it is taken."""

    rows: StaffRows
    problems: tuple[RowProblem, ...] = ()


class _Sheet:
    """Rows of one sheet by column title; what is wrong goes to `problems` with its cell."""

    def __init__(self, name: str, rows: Sequence[CellRow], problems: list[RowProblem]) -> None:
        self.name, self.rows, self.problems = name, rows, problems
        self.letters = {
            each.title: chr(ord("A") + index) for index, each in enumerate(SHEETS[name])
        }

    def read(self) -> Iterator[tuple[CellRow, dict[str, str]]]:
        for row in self.rows:
            titles = [column.title for column in SHEETS[self.name]]
            values = dict(zip(titles, row.texts, strict=True))
            for column in SHEETS[self.name]:
                sentence = _fault(values[column.title], column.is_required, column.longest)
                choices = column.choices
                value = values[column.title].casefold()
                if not sentence and choices and value and value not in choices:
                    sentence = _("tidak dikenal; isi salah satu: %(known)s.") % {
                        "known": ", ".join(choices)
                    }
                if sentence:
                    self.tell(row, column.title, sentence)
            yield row, values

    def tell(self, row: CellRow, title: str, sentence: str) -> None:
        self.problems.append(RowProblem(self.place(row, title), f"{title}: {sentence}"))

    def place(self, row: CellRow, title: str) -> str:
        return _("%(sheet)s, sel %(cell)s") % {
            "sheet": self.name,
            "cell": f"{self.letters[title]}{row.number}",
        }

    def key(self, row: CellRow, value: str, pattern: re.Pattern[str], seen: dict[str, int]) -> None:
        """A key is written as keys are, and once."""
        if value in seen:
            self.tell(row, "Kode", _("sudah ada pada baris %(row)d.") % {"row": seen[value]})
        elif value and (len(value) > LONGEST_KEY or not pattern.fullmatch(value)):
            marks = _("tanda hubung atau titik") if pattern is DOTTED else _("tanda hubung")
            self.tell(row, "Kode", _("hanya huruf kecil, angka, dan %(marks)s.") % {"marks": marks})
        seen.setdefault(value, row.number)

    def expect(self, row: CellRow, title: str, value: str, known: Mapping[str, object]) -> None:
        if value and value not in known:
            self.tell(row, title, _("“%(key)s” tidak ada.") % {"key": value})

    def day(self, row: CellRow, title: str, text: str) -> date | None:
        day = read_day(text) if text else None
        if text and (day is None or not is_near(day)):
            self.tell(row, title, _("tanggal tidak terbaca; tulis seperti 2026-01-31."))
            return None
        return day


def check_staff(cells: Cells, agency: Agency) -> StaffFile:
    """All rows as they can be imported into this agency, or every problem with its cell."""
    problems: list[RowProblem] = []
    if _has_nip(cells):
        problems.append(
            RowProblem("", _("Berkas memuat NIP. NIP tidak dimuat dari berkas; hapus dahulu."))
        )
        return StaffFile(StaffRows((), (), ()), tuple(problems))
    units = _units(_Sheet("Unit", cells.get("Unit", ()), problems))
    posts, signer = _posts(_Sheet("Jabatan", cells.get("Jabatan", ()), problems), units)
    people = _people(_Sheet("Pejabat", cells.get("Pejabat", ()), problems), posts, agency)
    if not problems and not (units or posts or people):
        problems.append(RowProblem("", _("Berkas ini tidak memuat satu baris pun.")))
    rows = StaffRows(tuple(units.values()), tuple(posts.values()), people, signer)
    return StaffFile(rows, tuple(problems))


def _has_nip(cells: Cells) -> bool:
    return any(NIP.search(text) for rows in cells.values() for row in rows for text in row.texts)


def _fault(text: str, is_required: bool, longest: int) -> str:  # noqa: FBT001 - of one column
    if is_required and not text:
        return _("belum diisi.")
    if len(text) > longest:
        return _("terlalu panjang (paling banyak %(longest)d huruf).") % {"longest": longest}
    return sign_refusal(text)


def _units(sheet: _Sheet) -> dict[str, UnitRow]:
    found: dict[str, UnitRow] = {}
    seen: dict[str, int] = {}
    for row, values in sheet.read():
        key, parent = values["Kode"], values["Kode unit induk"]
        sheet.key(row, key, SLUG, seen)
        if parent and parent not in found:
            sentence = _("“%(key)s” harus ditulis pada baris sebelumnya.") % {"key": parent}
            sheet.tell(row, "Kode unit induk", sentence)
        found[key] = UnitRow(key, values["Nama unit"], values["Jenis"].casefold(), parent)
    return found


def _posts(sheet: _Sheet, units: Mapping[str, UnitRow]) -> tuple[dict[str, PositionRow], str]:
    found: dict[str, PositionRow] = {}
    seen: dict[str, int] = {}
    heads: dict[str, int] = {}
    signers: dict[str, CellRow] = {}
    rows = []
    for row, values in sheet.read():
        key, unit = values["Kode"], values["Kode unit"]
        is_head = values["Memimpin unit"].casefold() == YES
        sheet.key(row, key, DOTTED, seen)
        sheet.expect(row, "Kode unit", unit, units)
        if is_head and not unit:
            sheet.tell(row, "Memimpin unit", _("unitnya belum diisi."))
        elif is_head and unit in heads:
            sentence = _("unit ini sudah dipimpin jabatan pada baris %(row)d.")
            sheet.tell(row, "Memimpin unit", sentence % {"row": heads[unit]})
        if is_head:
            heads.setdefault(unit, row.number)
        if values["Penanda tangan"].casefold() not in ("", NO):
            signers[key] = row
        superior = values["Kode jabatan atasan"]
        found[key] = PositionRow(key, values["Nama jabatan"], unit, superior, is_head)
        rows.append((row, key, superior))
    for row, key, superior in rows:
        sheet.expect(row, "Kode jabatan atasan", superior, found)
        if _is_above_itself(key, found):
            sheet.tell(row, "Kode jabatan atasan", _("jabatan menjadi atasan bagi dirinya."))
    for row in list(signers.values())[1:]:
        sheet.tell(row, "Penanda tangan", _("hanya satu jabatan yang menandatangani."))
    return found, next(iter(signers), "")


def _is_above_itself(key: str, posts: Mapping[str, PositionRow]) -> bool:
    seen, post = {key}, posts[key].superior
    while post and post in posts and post not in seen:
        seen.add(post)
        post = posts[post].superior
    return bool(post) and post == key


def _people(
    sheet: _Sheet, posts: Mapping[str, PositionRow], agency: Agency
) -> tuple[PersonRow, ...]:
    found = []
    names: dict[str, tuple[str, int]] = {}
    for row, values in sheet.read():
        account, fault = _account(values["Nama akun"].casefold(), agency)
        if fault:
            sheet.tell(row, "Nama akun", fault)
        name, first = names.setdefault(account, (values["Nama"], row.number))
        if name != values["Nama"]:
            sentence = _("berbeda dari nama akun yang sama pada baris %(row)d.")
            sheet.tell(row, "Nama", sentence % {"row": first})
        sheet.expect(row, "Kode jabatan", values["Kode jabatan"], posts)
        if values["Surel"] and not _is_mail(values["Surel"]):
            sheet.tell(row, "Surel", _("bukan alamat surel."))
        starts_on = sheet.day(row, "Mulai", values["Mulai"])
        ends_on = sheet.day(row, "Sampai", values["Sampai"])
        if starts_on and ends_on and ends_on < starts_on:
            sheet.tell(row, "Sampai", _("mendahului tanggal mulai."))
        found.append(
            PersonRow(
                place=sheet.place(row, "Kode jabatan"),
                position=values["Kode jabatan"],
                account=account,
                name=values["Nama"],
                email=values["Surel"],
                capacity=values["Kedudukan"].casefold() or Capacity.DEFINITIF,
                starts_on=starts_on,
                ends_on=ends_on,
                pangkat=values["Pangkat/golongan"],
            )
        )
    return tuple(found)


def _account(text: str, agency: Agency) -> tuple[str, str]:
    """The full name of an account of this agency, and what is wrong with the one typed."""
    name, _at, owner = text.partition("@")
    account = f"{name}@{agency.key}"
    if owner and owner != agency.key:
        return account, _("akun ini bukan akun perangkat daerah ini (@%(key)s).") % {
            "key": agency.key
        }
    if name and not DOTTED.fullmatch(name):
        return account, _("hanya huruf kecil, angka, titik, dan tanda hubung.")
    return account, ""


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
