"""A holder's form as Excel: out, edited, and back in."""

import io
import zipfile

from openpyxl import load_workbook

from indicators.queries import figure_rows
from indicators.workbook import export_entry, read_entry
from tests.indicators.offices import NOW


class Form:
    """A holder's form: out to a workbook, edited cell by cell, and back in."""

    def __init__(self, office, indicators):
        self.office, self.indicators = office, indicators
        self.ids = [indicator.pk for indicator in indicators]

    def rows(self):
        return figure_rows(self.ids, 2026, 1)

    def export(self):
        return export_entry(self.rows(), agency=self.office.agency, year=2026, triwulan=1, now=NOW)

    def edited(self, edit, content=None):
        """The file with its entry sheet changed by `edit(sheet)`, as Excel would save it."""
        book = load_workbook(io.BytesIO(content or self.export()))
        edit(book["Isian"])
        return stored(book)

    def read(self, content, **options):
        given = {"editable": self.ids, "agency": self.office.agency, "year": 2026, "triwulan": 1}
        return read_entry(io.BytesIO(content), rows=self.rows(), **(given | options))


def stored(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells(**values):
    def edit(sheet):
        for address, value in values.items():
            sheet[address] = value

    return edit


def places(found):
    return [(problem.place, problem.sentence) for problem in found.problems]


def rewritten(content, change, part="xl/worksheets/sheet1.xml"):
    """The file with the text of a part, else its first sheet, changed as no program would."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return packed(parts)


def with_part(content, name, text):
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = {each: source.read(each) for each in source.namelist()}
    return packed(parts | {name: text.encode()})


def packed(parts):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return whole.getvalue()
