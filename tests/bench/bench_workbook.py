"""40 sheets of 200 rows, out and back, beside what openpyxl alone needs for that workbook."""

import io
import tracemalloc
from copy import copy
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from indicators.queries import figure_rows
from indicators.workbook import export_lanes, read_entry
from tests.bench.ratios import report, seconds_of
from tests.factories.indicators import IndicatorFactory
from tests.indicators.offices import NOW

pytestmark = pytest.mark.django_db
SHEETS, ROWS = 40, 200
BUDGET = 1.5
MEMORY = 300 * 1024 * 1024


@pytest.fixture
def lanes(office):
    indicators = type(office.indicator()).objects.bulk_create(
        IndicatorFactory.build(
            agency=office.agency, responsible_unit=office.unit, code=f"i-{number}"
        )
        for number in range(SHEETS * ROWS)
    )
    rows = figure_rows([indicator.pk for indicator in indicators], 2026, 1)
    return {
        f"Bidang {number}": rows[number * ROWS : (number + 1) * ROWS] for number in range(SHEETS)
    }


def test_out_and_back(office, lanes):
    period = {"agency": office.agency, "year": 2026, "triwulan": 1}
    rows = [row for sheet in lanes.values() for row in sheet]
    ids = [row.indicator.pk for row in rows]

    def export() -> bytes:
        return export_lanes(lanes, **period, now=NOW)

    content = export()
    filled = _filled(content)

    def read():
        return read_entry(io.BytesIO(filled), rows=rows, editable=ids, **period)

    assert len(read().entries) == SHEETS * ROWS
    book = load_workbook(io.BytesIO(content))
    report(
        "mengekspor 40 × 200", seconds_of(export, 1), seconds_of(lambda: _written(book), 1), BUDGET
    )
    plain = seconds_of(lambda: _cells(load_workbook(io.BytesIO(filled))), 3)
    report("membaca 40 × 200", seconds_of(read, 3), plain, BUDGET)
    tracemalloc.start()
    export()
    read()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    megabytes = peak / 1024 / 1024
    print(f"puncak memori {megabytes:.0f} MB, batas 300 MB")  # noqa: T201 - the result
    assert peak < MEMORY


def _filled(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for sheet in book.worksheets[:SHEETS]:
        for number in range(5, 5 + ROWS):
            sheet[f"F{number}"] = float(Decimal(number))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cells(book) -> int:
    return sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def _once(known, cell, look):
    if cell.style_id not in known:
        known[cell.style_id] = tuple(copy(each) for each in look)
    return known[cell.style_id]


def _written(book) -> bytes:
    """The same cells with the same looks, by openpyxl and nothing else."""
    plain, known = Workbook(), {}
    plain.remove(plain.worksheets[0])
    for sheet in book:
        target = plain.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                new = target.cell(cell.row, cell.column, cell.value)
                if cell.has_style:
                    look = (cell.font, cell.fill, cell.alignment, cell.protection)
                    new.font, new.fill, new.alignment, new.protection = _once(known, cell, look)
                    new.number_format = cell.number_format
    stream = io.BytesIO()
    plain.save(stream)
    return stream.getvalue()
