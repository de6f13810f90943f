"""The grid of figures of one holder and triwulan, written by hand: no query, no form per cell.

It keeps what was typed, says by field what is wrong, and asks for completeness at hand-over only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.files.uploadedfile import UploadedFile

from indicators.forms.cleaning import ask_for_the_file_again, clean_line, expect_complete
from indicators.forms.gridline import (
    GridLine,
    Posted,
    PostedFiles,
    saved_line,
    ticked_evidence,
    typed_line,
)
from indicators.models import BuktiDukung, Indicator
from indicators.queries import FigureRow
from indicators.services import FigureEntry

#: The name of a field says of which indicator it is.
FIELD = re.compile(r"f([0-9]{1,9})-", re.ASCII)


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: the anchor of its field, the indicator, and the sentence."""

    anchor: str
    indicator: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Evidence that was added in the grid: a file, a link, a text, or last triwulan's again."""

    indicator: Indicator
    title: str
    url: str
    file: "UploadedFile[bytes] | None" = None
    is_unmet: bool = False
    copy_of: BuktiDukung | None = None


class FigureGrid:
    """The figures that a holder sees; those in `editable` have fields, the others are read only."""

    def __init__(
        self,
        rows: Sequence[FigureRow],
        data: Posted | None = None,
        files: PostedFiles | None = None,
        editable: Iterable[int] = (),
    ) -> None:
        open_ids = frozenset(editable)
        self.is_bound = data is not None
        self._rows, self._data, self._open_ids = rows, data, open_ids
        #: The lines with fields, typed or saved.
        self.editable_lines = [
            saved_line(row, is_editable=True) if data is None else typed_line(row, data, files)
            for row in rows
            if row.indicator.pk in open_ids
        ]
        if data is not None and any("-remove-" in name or "-reuse-" in name for name in data):
            for line in self.editable_lines:
                ticked_evidence(line, data)

    @cached_property
    def intruding(self) -> frozenset[int]:
        """Ids of the indicators for which something came though they have no fields here."""
        return _named_in(self._data) - self._open_ids if self._data is not None else frozenset()

    @cached_property
    def lines(self) -> list[GridLine]:
        """All of them; who only saves need not read the others."""
        own = {line.row.indicator.pk: line for line in self.editable_lines}
        return [
            own.get(row.indicator.pk) or saved_line(row, is_editable=False) for row in self._rows
        ]

    @property
    def empty_lines(self) -> list[GridLine]:
        """The lines that still lack their figure."""
        return [line for line in self.editable_lines if not line.is_filled]

    @property
    def filled_count(self) -> int:
        return len(self.editable_lines) - len(self.empty_lines)

    def is_valid(self, *, complete: bool = False) -> bool:
        """Read every field; `complete` also asks for what a hand-over needs. Call once."""
        for line in self.editable_lines:
            clean_line(line)
            if complete and not line.errors:
                expect_complete(line)
        if not self.errors:
            return True
        for line in self.editable_lines:
            ask_for_the_file_again(line)
        return False

    @property
    def errors(self) -> list[Problem]:
        """Every error in the order of the page, for the summary on top."""
        return [
            Problem(f"{line.prefix}-{name}", line.row.indicator.name, sentence)
            for line in self.editable_lines
            for name, sentence in line.errors.items()
        ]

    @property
    def entries(self) -> list[FigureEntry]:
        return [line.entry for line in self.editable_lines if line.entry is not None]

    @property
    def attachments(self) -> list[NewEvidence]:
        return [each for line in self.editable_lines for each in _evidence_of(line)]

    @property
    def removals(self) -> list[int]:
        """Ids of the evidence rows to take away; only rows that this page showed."""
        return [pk for line in self.editable_lines for pk in sorted(line.removed)]

    def refuse(self, indicator_id: int, sentence: str, version: int | None = None) -> None:
        """Put what a service refused at its place (a conflict, with the version saved now)."""
        for line in self.editable_lines:
            if line.row.indicator.pk == indicator_id:
                line.errors["numerator" if line.is_pair else "value"] = sentence
                line.version = line.version if version is None else version
            ask_for_the_file_again(line)


def _named_in(data: Posted) -> frozenset[int]:
    """Ids of the indicators whose fields stand among what was sent."""
    found = (FIELD.match(name) for name in data)
    return frozenset(int(each[1]) for each in found if each is not None)


def _evidence_of(line: GridLine) -> Iterator[NewEvidence]:
    """What a line adds; a title alone is evidence by itself."""
    indicator, title, url = line.row.indicator, line.typed.get("title", ""), line.typed.get("url")
    for earlier in line.reused:
        yield NewEvidence(indicator, earlier.title, "", copy_of=earlier)
    if line.file is not None:
        yield NewEvidence(indicator, title, "", line.file)
    if url:
        yield NewEvidence(indicator, title, url)
    if title and line.file is None and not url:
        yield NewEvidence(indicator, title, "", is_unmet=line.is_unmet)
