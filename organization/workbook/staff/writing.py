"""The template with what is recorded already, so that it can be completed and sent back."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from organization.models import Agency, Officeholder
from organization.signs import storable
from organization.workbook.staff.columns import MAX_ROWS, NO, OWNER, SHEETS, YES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "Petunjuk"
WIDTH = 28


def export_staff(agency: Agency, on: date) -> bytes:
    """Three sheets with the agency's units, posts and running terms, and a sheet of hints."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import

    book = Workbook()
    rows = {"Unit": _units(agency), "Jabatan": _posts(agency), "Pejabat": _people(agency, on)}
    for name, lines in rows.items():
        sheet = book.create_sheet(name)
        _fill(sheet, [each.title for each in SHEETS[name]], lines)
        _offer(sheet, name)
    guide = book.create_sheet(GUIDE)
    lines = [
        (name, each.title, _("wajib") if each.is_required else "", str(each.hint))
        for name, columns in SHEETS.items()
        for each in columns
    ]
    _fill(guide, [_("Lembar"), _("Kolom"), _("Wajib"), _("Isi")], lines)
    book.remove(book.worksheets[0])
    book.properties.title = agency.name
    book.properties.keywords = f"{OWNER}{agency.key}"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: "Worksheet", titles: Iterable[str], lines: Iterable[Iterable[Any]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - slow to import

    sheet.append(list(titles))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.coordinate[0]].width = WIDTH
    for line in lines:
        sheet.append([storable(each) if isinstance(each, str) else each for each in line])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a name that begins with = is no formula
            elif cell.value is not None:
                cell.number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"


def _offer(sheet: "Worksheet", name: str) -> None:
    """Lists of choices where a column takes only some words."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for index, column in enumerate(SHEETS[name]):
        if column.choices:
            words = ",".join(column.choices)
            rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            letter = chr(ord("A") + index)
            rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
            sheet.add_data_validation(rule)


def _units(agency: Agency) -> list[tuple[str, ...]]:
    """In their order, but parents before the units inside them."""
    rows = list(agency.units.select_related("parent").order_by("order", "pk"))
    placed: list[Any] = []
    while rows:
        ready = next((row for row in rows if row.parent is None or row.parent in placed), rows[0])
        placed.append(ready)
        rows.remove(ready)
    return [(row.key, row.name, row.kind, row.parent.key if row.parent else "") for row in placed]


def _posts(agency: Agency) -> list[tuple[str, ...]]:
    return [
        (
            row.key,
            row.name,
            row.unit.key if row.unit else "",
            row.superior.key if row.superior else "",
            YES if row.is_head else NO,
            YES if row.pk == agency.signing_position_id else NO,
        )
        for row in agency.positions.select_related("unit", "superior").order_by("order", "pk")
    ]


def _people(agency: Agency, on: date) -> list[tuple[Any, ...]]:
    """Accounts of this agency; who comes from another one is entered by hand."""
    terms = Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        position__agency=agency,
        user__username__endswith=f"@{agency.key}",
    )
    return [
        (
            term.position.key,
            term.user.username,
            term.user.name,
            term.user.email,
            term.capacity,
            term.starts_on,
            term.ends_on,
            term.pangkat,
        )
        for term in terms.select_related("user", "position").order_by("position__order", "pk")
    ]
