"""A preview whose figures somebody saved anew before it was applied: joined again cell by cell."""

from collections.abc import Mapping, Sequence

from indicators.forms import GridLine
from indicators.queries import FigureRow
from indicators.workbook.layout import INPUTS
from indicators.workbook.merging import as_typed, bases_of
from indicators.workbook.reading import EntryWorkbook
from indicators.workbook.rows import Change, Place, joined
from indicators.workbook.token import RowToken


def rejoin(
    lines: Sequence[GridLine], rows: Sequence[FigureRow], places: Mapping[int, str]
) -> EntryWorkbook:
    """The rows of a preview against the figures as they are saved now, like an upload.

    `lines`: as the preview sent them, read without an error; `rows`: their figures now; `places`:
    where each stands in the file, by indicator id. A row that is saved already is left out.
    """
    known = {row.indicator.pk: row for row in rows}
    marks = [RowToken(line.row.indicator.pk, line.version, "", "") for line in lines]
    bases = bases_of(marks, known)
    changes = []
    for line in lines:
        row = line.row = known[line.row.indicator.pk]
        at = Place.read(places.get(row.indicator.pk, ""))
        base = row.current if line.version == row.version else bases.get(row.indicator.pk)
        sent = {f"{line.prefix}-{each.field}": as_typed(line, each.field) for each in INPUTS}
        change = Change(line, str(at), {**sent, f"{line.prefix}-version": str(line.version)}, [])
        again = joined(change, at, base, is_torn=False)
        if again is not None:
            changes.append(again)
    return EntryWorkbook(changes=tuple(changes))
