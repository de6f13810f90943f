"""Loading the plan from tables: all rows or none, and a second time without effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.capaian import PrintedRow, Verdict, recompute
from indicators.models import (
    BudgetLine,
    History,
    Indicator,
    Sasaran,
    TargetRevision,
    Tujuan,
)
from indicators.notation import NotANumber
from indicators.services.lines import BudgetRow, HistoryRow, IndicatorLine
from indicators.services.targets import missing_targets
from organization.models import Agency, Position, Unit, User


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows are new, were changed, and stay as they were; and what to look at again."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, counts: Mapping[str, int], warnings: tuple[str, ...] = ()) -> "Loaded":
        """The counts of one loading under their names."""
        return cls(counts["created"], counts["updated"], counts["unchanged"], warnings)


#: What an indicator takes over from its row under the same name.
PLAIN = tuple(
    each.name
    for each in fields(IndicatorLine)
    if each.name
    not in {"row", "tujuan", "sasaran", "responsible_unit", "responsible_position", "year"}
    and each.name not in {"target", "basis", "target_document", "effective_on", "quarters"}
)


#: What a line of the budget takes over from its row under the same name.
MONEY_COLUMNS = tuple(
    each.name
    for each in fields(BudgetRow)
    if each.name not in {"row", "year", "program", "kegiatan"}
)


def load_indicators(
    *,
    agency: Agency,
    lines: Sequence[IndicatorLine],
    now: datetime,
    recorded_by: User | None = None,
) -> Loaded:
    """Load tujuan, sasaran, indicators and targets of an agency, by the indicators' codes.

    A target already recorded for the same day with another value is refused: targets are appended
    with a later date, never rewritten. Raises TableRefused; then nothing is saved.
    """
    problems = _repeated([(line.row, line.code) for line in lines], "code")
    with transaction.atomic():
        places = _Places(agency, problems)
        counts = {"created": 0, "updated": 0, "unchanged": 0}
        saved = {each.code: each for each in Indicator.objects.filter(agency=agency)}
        for order, line in enumerate(lines, start=1):
            values = {name: getattr(line, name) for name in PLAIN}
            values |= places.of(line) | {"order": order, "is_active": True}
            counts[_upsert(saved, line.code, values, agency)] += 1
        targets = missing_targets(lines, saved, problems, now, recorded_by)
        if problems:
            raise TableRefused(problems)
        TargetRevision.objects.bulk_create(targets)
    return Loaded.of(counts)


def load_budget(*, agency: Agency, rows: Sequence[BudgetRow]) -> Loaded:
    """Load pagu and realisasi per program and kegiatan of an agency. Raises TableRefused."""
    problems = _repeated(
        [(row.row, (row.year, row.program, row.kegiatan)) for row in rows], "program"
    )
    if problems:
        raise TableRefused(problems)
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    with transaction.atomic():
        saved = {
            (each.year, each.program, each.kegiatan): each
            for each in BudgetLine.objects.filter(agency=agency)
        }
        for row in rows:
            values = {name: getattr(row, name) for name in MONEY_COLUMNS}
            line = saved.get((row.year, row.program, row.kegiatan)) or BudgetLine(
                agency=agency, year=row.year, program=row.program, kegiatan=row.kegiatan
            )
            counts[_write(line, values)] += 1
    return Loaded.of(counts)


def load_history(*, agency: Agency, rows: Sequence[HistoryRow]) -> Loaded:
    """Load earlier years of an agency's indicators, by code. Raises TableRefused.

    Where the table prints a capaian, it is recomputed: a misprint is a warning, and the target and
    the realisasi are loaded as printed.
    """
    problems = _repeated([(row.row, (row.code, row.year)) for row in rows], "code")
    indicators = {each.code: each for each in Indicator.objects.filter(agency=agency)}
    problems += [
        TableProblem(row.row, "code", _("indikator “%(key)s” tidak ada.") % {"key": row.code})
        for row in rows
        if row.code not in indicators
    ]
    if problems:
        raise TableRefused(problems)
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    with transaction.atomic():
        saved = {
            (each.indicator_id, each.year): each
            for each in History.objects.filter(indicator__agency=agency)
        }
        for row in rows:
            indicator = indicators[row.code]
            values = {
                "target": _past(row, "target", indicator, problems),
                "realisasi": _past(row, "realisasi", indicator, problems),
                "source_document": row.source_document,
            }
            line = saved.get((indicator.pk, row.year)) or History(
                indicator=indicator, year=row.year
            )
            counts[_write(line, values)] += 1
        if problems:
            raise TableRefused(problems)
    warnings = tuple(warning for row in rows if (warning := _misprint(row, indicators[row.code])))
    return Loaded.of(counts, warnings)


def _past(
    row: HistoryRow, column: str, indicator: Indicator, problems: list[TableProblem]
) -> Decimal | None:
    """A figure of an earlier year in the indicator's own writing; empty is no figure."""
    text: str = getattr(row, column)
    if not text:
        return None
    try:
        return indicator.notation(row.year).read(text)
    except NotANumber as refusal:
        problems.append(TableProblem(row.row, column, refusal.sentence))
        return None


def _misprint(row: HistoryRow, indicator: Indicator) -> str:
    """What is wrong with a printed capaian, as one line; empty where nothing is."""
    notation = indicator.notation(row.year)
    if not (row.printed_capaian and row.target and row.realisasi):
        return ""
    target, realisasi = (
        f"{notation.read(text).normalize():f}" for text in (row.target, row.realisasi)
    )
    found = recompute(PrintedRow(target, realisasi, row.printed_capaian, indicator.polarity))
    if found.verdict != Verdict.MISPRINT:
        return ""
    return _("Baris %(row)d (%(code)s %(year)d): capaian tercetak %(printed)s; %(why)s.") % {
        "row": row.row,
        "code": row.code,
        "year": row.year,
        "printed": row.printed_capaian,
        "why": found.sentence,
    }


class _Places:
    """Where an indicator hangs: tujuan and sasaran are made, units and positions must exist."""

    def __init__(self, agency: Agency, problems: list[TableProblem]) -> None:
        self._agency = agency
        self._problems = problems
        self._units = {each.key: each for each in Unit.objects.filter(agency=agency)}
        self._positions = {each.key: each for each in Position.objects.filter(agency=agency)}
        self._tujuan = {each.name: each for each in Tujuan.objects.filter(agency=agency)}
        self._sasaran = {each.name: each for each in Sasaran.objects.filter(agency=agency)}

    def of(self, line: IndicatorLine) -> dict[str, Any]:
        tujuan = self._tujuan_named(line.tujuan)
        return {
            "tujuan": tujuan,
            "sasaran": self._sasaran_named(line.sasaran, tujuan),
            "responsible_unit": self._keyed(
                self._units, line.responsible_unit, line.row, "responsible_unit"
            ),
            "responsible_position": self._keyed(
                self._positions, line.responsible_position, line.row, "responsible_position"
            ),
        }

    def _tujuan_named(self, name: str) -> Tujuan | None:
        if name and name not in self._tujuan:
            self._tujuan[name] = Tujuan.objects.create(
                agency=self._agency, name=name, order=len(self._tujuan) + 1
            )
        return self._tujuan.get(name)

    def _sasaran_named(self, name: str, tujuan: Tujuan | None) -> Sasaran | None:
        if name and name not in self._sasaran:
            self._sasaran[name] = Sasaran.objects.create(
                agency=self._agency, tujuan=tujuan, name=name, order=len(self._sasaran) + 1
            )
        return self._sasaran.get(name)

    def _keyed(self, known: Mapping[str, Any], key: str, row: int, column: str) -> Any:
        if key and key not in known:
            sentence = _("“%(key)s” tidak ada pada perangkat daerah ini.") % {"key": key}
            self._problems.append(TableProblem(row, column, sentence))
        return known.get(key)


def _upsert(
    saved: dict[str, Indicator], code: str, values: Mapping[str, Any], agency: Agency
) -> str:
    indicator = saved.setdefault(code, Indicator(agency=agency, code=code))
    return _write(indicator, values)


def _write(record: Any, values: Mapping[str, Any]) -> str:
    """Save a row if it is new or differs; returns which of the three it was."""
    is_new = record.pk is None
    if not is_new and all(getattr(record, name) == value for name, value in values.items()):
        return "unchanged"
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return "created" if is_new else "updated"


def _repeated(keys: Sequence[tuple[int, object]], column: str) -> list[TableProblem]:
    seen: dict[object, int] = {}
    problems = []
    for row, key in keys:
        if key in seen:
            sentence = _("sudah ada pada baris %(row)d.") % {"row": seen[key]}
            problems.append(TableProblem(row, column, sentence))
        seen.setdefault(key, row)
    return problems
