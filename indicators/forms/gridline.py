"""One indicator in the grid: what stands beside it, what was typed, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from indicators.capaian import Capaian, Figure, category_of, judge_triwulan
from indicators.models import WORDS, BuktiDukung, Indicator, RealisasiRevision
from indicators.notation import format_number
from indicators.quality import Doubt
from indicators.queries import FigureRow
from indicators.services import FigureEntry
from organization.signs import SOFT_BREAK

Status = RealisasiRevision.Status
NUMBERS = ("value", "numerator", "denominator")
TEXTS = (*WORDS, "unavailable_reason")
#: Short texts with their longest length: whom a plan is given to, whence a final figure comes.
SHORT = {"rtl_pic": 120, "expected_source": 120}
DAYS = ("rtl_due_on", "expected_on")
TYPED = (*NUMBERS, *TEXTS, *SHORT, *DAYS, "title", "url")
#: Fields that only make sense together; a choice between two such wholes is sent as one field.
FIGURE = "angka"
UNITS = {
    FIGURE: (*NUMBERS, "unavailable", "unavailable_reason"),
    "status-angka": ("sementara", "expected_on", "expected_source"),
}


class Posted(Protocol):
    """What a browser sent: Django's QueryDict, or a plain dict."""

    def get(self, key: str, /) -> Any: ...

    def __iter__(self) -> Iterator[str]: ...


class PostedFiles(Protocol):
    """The files that a browser sent."""

    def get(self, key: str, /) -> Any: ...


@dataclass(slots=True)
class GridLine:
    """One indicator in the grid: what stands beside it, what was typed, and what is wrong."""

    row: FigureRow
    is_editable: bool
    typed: dict[str, str] = field(default_factory=dict)
    is_unavailable: bool = False
    is_sementara: bool = False
    is_unmet: bool = False
    removed: frozenset[int] = frozenset()
    reused: tuple[BuktiDukung, ...] = ()
    file: "UploadedFile[bytes] | None" = None
    version: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    entry: FigureEntry | None = None

    @property
    def prefix(self) -> str:
        return f"f{self.row.indicator.pk}"

    @property
    def is_pair(self) -> bool:
        return self.row.indicator.measure == Indicator.Measure.RATIO

    @property
    def has_more(self) -> bool:
        """Whether the fields that are folded away hold something or are asked for."""
        folded = (*WORDS[1:], *SHORT, *DAYS)
        return self.is_sementara or any(
            self.typed.get(name) or name in self.errors for name in folded
        )

    @property
    def open_plan(self) -> RealisasiRevision | None:
        """Last triwulan's figure, where it left a plan whose follow-up is to be told now."""
        previous = self.row.previous
        return previous if previous is not None and previous.rencana_tindak_lanjut else None

    @property
    def evidence_count(self) -> int:
        kept = [each for each in self.row.bukti_dukung if each.pk not in self.removed]
        return (
            len(kept)
            + len(self.reused)
            + bool(self.file or self.typed.get("url") or self.typed.get("title"))
        )

    @property
    def capaian(self) -> Capaian | None:
        """The capaian that the typed figure would make; None while it cannot be read."""
        if self.entry is None:
            return None
        figures = {**self.row.figures, self.row.triwulan: _figure(self.entry)}
        return judge_triwulan(self.row.plan, figures, self.row.triwulan, self.row.rules).capaian

    @property
    def capaian_said(self) -> str:
        """That capaian as it stands beside the figure; empty while it has no number."""
        made = self.capaian
        if made is None or made.value is None:
            return ""
        words = {
            "number": format_number(made.value, 2),
            "category": category_of(made.value, self.row.scale),
        }
        return _("Capaian %(number)s %% (%(category)s)") % words

    @property
    def is_filled(self) -> bool:
        """Whether its figure is typed or said to be unavailable."""
        names = ("numerator", "denominator") if self.is_pair else ("value",)
        return self.is_unavailable or all(self.typed.get(name) for name in names)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why the figure in this line should be looked at again, typed or saved."""
        if self.entry is None:
            return self.row.doubts
        return self.row.doubts_about(_figure(self.entry))


def saved_line(row: FigureRow, *, is_editable: bool) -> GridLine:
    """What is saved, as it would have been typed."""
    saved = row.current
    line = GridLine(row, is_editable, version=row.version)
    if saved is None:
        return line
    for name in NUMBERS:
        number: Decimal | None = getattr(saved, name)
        line.typed[name] = row.notation.typed(number)
    for name in (*TEXTS, *SHORT):
        line.typed[name] = getattr(saved, name)
    for name in DAYS:
        day: date | None = getattr(saved, name)
        line.typed[name] = day.isoformat() if day else ""
    line.is_unavailable = saved.status == Status.UNAVAILABLE
    line.is_sementara = saved.is_sementara
    return line


def typed_line(row: FigureRow, data: Posted, files: PostedFiles | None) -> GridLine:
    """What a person typed; a version that is no number counts as the oldest."""
    line = GridLine(row, is_editable=True)
    prefix = line.prefix
    chosen = _chosen(prefix, data)
    for name in TYPED:
        text = chosen.get(name, data.get(f"{prefix}-{name}")) or ""
        line.typed[name] = text.replace("\r\n", "\n").replace(SOFT_BREAK, "\n").strip()
    line.is_unavailable = bool(chosen.get("unavailable", data.get(f"{prefix}-unavailable")))
    line.is_sementara = bool(chosen.get("sementara", data.get(f"{prefix}-sementara")))
    line.is_unmet = bool(data.get(f"{prefix}-unmet"))
    line.file = files.get(f"{prefix}-file") if files is not None else None
    version = data.get(f"{prefix}-version") or "0"
    line.version = int(version[:9]) if version.isascii() and version.isdigit() else 0
    return line


def _chosen(prefix: str, data: Posted) -> dict[str, str]:
    """The fields that came as one choice, by name; what it does not name is empty."""
    fields: dict[str, str] = {}
    for unit, names in UNITS.items():
        if packed := data.get(f"{prefix}-{unit}"):
            sent = dict(parse_qsl(packed))
            fields |= {name: sent.get(name, "") for name in names}
    return fields


def ticked_evidence(line: GridLine, data: Posted) -> None:
    """Which evidence on the page was ticked to be taken away, or used again."""
    row, prefix = line.row, line.prefix
    line.removed = frozenset(
        each.pk for each in row.bukti_dukung if data.get(f"{prefix}-remove-{each.pk}")
    )
    line.reused = tuple(
        each for each in row.previous_bukti_dukung if data.get(f"{prefix}-reuse-{each.pk}")
    )


def _figure(entry: FigureEntry) -> Figure:
    return Figure(
        entry.value,
        entry.numerator,
        entry.denominator,
        is_unavailable=entry.status == Status.UNAVAILABLE,
    )
