"""Cells that a parser would lose or stumble over are named before one reads them."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from organization.workbook import find_fault

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NUMBER = "memuat angka yang tidak dapat dibaca"
PLACE = "tertulis dua kali atau tidak pada urutannya di dalam berkas"


def workbook(rows: str, prefix: str = "") -> io.BytesIO:
    """A workbook whose one sheet, `Isi & saran`, holds these rows as they are."""
    whole, changed = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.worksheets[0].title = "Isi & saran"
    book.save(whole)
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = f'<{prefix}worksheet {space}="{MAIN}">{data}</{prefix}worksheet>'.encode()
            target.writestr(part, content)
    return changed


def cell(address: str, value: object, kind: str = "n") -> str:
    return f'<c r="{address}" t="{kind}"><v>{value}</v></c>'


def row(number: object, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


@pytest.mark.parametrize(
    ("rows", "address", "told"),
    [
        (row(5, cell("F5", 1), cell("F5", 2)), "F5", PLACE),
        (row(5, cell("F5", 1), cell("E5", 2)), "E5", PLACE),
        (row(5, cell("F5", 1)) + row(5, cell("F5", 2)), "A5", PLACE),
        (row(6, cell("F6", 1)) + row(5, cell("F5", 2)), "A5", PLACE),
        (row(5, cell("F6", 1)), "F6", PLACE),
        (row(5, '<c r="F5" t="str"><v>1</v><v>2</v></c>'), "F5", PLACE),
        (row(5, cell("5F", 1)), "5F", PLACE),
        (row("x", cell("F5", 1)), "Ax", PLACE),
        (row(1_048_577, cell("F1048577", 1)), "A1048577", PLACE),
        (row(15, cell("F5", 1)), "F5", PLACE),
        (row(5, cell("XFE5", 1)), "XFE5", PLACE),
        (row(5, cell("F5", "NaN")), "F5", f"{NUMBER} (NaN)"),
        (row(5, cell("F5", "-INF")), "F5", f"{NUMBER} (-INF)"),
        (row(5, cell("F5", "1e999")), "F5", f"{NUMBER} (1e999)"),
        (row(5, '<c r="F5"><v>1_000</v></c>'), "F5", f"{NUMBER} (1_000)"),
    ],
)
def test_a_cell_that_a_parser_would_lose_or_stumble_over_is_named(rows, address, told):
    assert find_fault(workbook(rows)).startswith(f"Sel Isi & saran!{address} {told}")


def test_a_sheet_under_another_prefix_is_looked_at_too():
    rows = '<x:row r="5"><x:c r="F5"><x:v>nan</x:v></x:c></x:row>'
    assert f"F5 {NUMBER}" in find_fault(workbook(rows, "x:"))


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c><c/></row><row><c><v>2.5E-3</v></c></row>",
        row(5, cell("F5", "NaN", "str"), cell("AA5", " -1.5 "), '<c r="AB5"><v></v></c>'),
        '<row r="5" spans="1:21"/>' + row(1_048_576, cell("XFD1048576", 0)),
    ],
)
def test_cells_in_their_order_have_no_fault(rows):
    assert find_fault(workbook(rows)) == ""


@pytest.mark.parametrize(("column", "last"), [("XFD", 184), ("A", 150_001)])
def test_rows_that_take_more_places_than_any_form_are_not_read(column, last):
    rows = "".join(row(number, f'<c r="{column}{number}"/>') for number in range(1, last + 1))
    told = "Isi berkas tidak wajar besarnya bila dibuka, sehingga tidak dibaca."
    assert find_fault(workbook(rows)) == told


def test_a_sheet_whose_tags_do_not_match_is_not_read():
    told = "Berkas ini rusak atau bukan buku kerja Excel (.xlsx)."
    assert find_fault(workbook(row(5, cell("F5", 1) + "<c>"))) == told
