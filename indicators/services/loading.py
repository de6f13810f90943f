"""Loading the plan from tables: all rows or none, and a second time without effect."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.access import TableProblem, TableRefused
from indicators.measures import TargetValue, read_target
from indicators.models import (
    BudgetLine,
    History,
    Indicator,
    Sasaran,
    TargetRevision,
    Tujuan,
)
from indicators.notation import ROMAN, NotANumber
from indicators.services.judging import METHOD, approved_of
from indicators.services.lines import BudgetRow, HistoryRow, IndicatorLine
from indicators.services.misprints import misprint_of, misprinted_share
from indicators.services.tally import Change, Loaded, Tally
from indicators.services.targets import missing_targets
from organization.models import Agency, Position, Unit, User

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
    if each.name not in {"row", "year", "program", "kegiatan", "printed_capaian"}
)
#: Money that a line may have besides its pagu and the realisasi of its year.
MONEY_OF_PARTS = ("renstra_pagu", "tw1", "tw2", "tw3", "tw4")


def load_indicators(
    *,
    agency: Agency,
    lines: Sequence[IndicatorLine],
    now: datetime,
    recorded_by: User | None = None,
) -> Loaded:
    """Load tujuan, sasaran, indicators and targets of an agency, by the indicators' codes.

    A target already recorded for the same day with another value is refused: targets are appended
    with a later date, never rewritten. How an indicator is measured stays once a figure of it is
    approved. Raises TableRefused; then nothing is saved.
    """
    problems = repeated_keys([(line.row, line.code) for line in lines], "code")
    with transaction.atomic():
        places = _Places(agency, problems)
        tally = Tally()
        saved = {each.code: each for each in Indicator.objects.filter(agency=agency)}
        approved = approved_of(each.pk for each in saved.values())
        for order, line in enumerate(lines, start=1):
            values = {name: getattr(line, name) for name in PLAIN}
            values |= places.of(line) | {"order": order, "is_active": True}
            indicator = saved.setdefault(line.code, Indicator(agency=agency, code=line.code))
            if indicator.pk in approved:
                problems += _measured_anew(line, indicator)
            tally.write(indicator, values)
        targets = missing_targets(lines, saved, problems, now, recorded_by)
        if problems:
            raise TableRefused(problems)
        TargetRevision.objects.bulk_create(targets)
    tally.changes += [
        Change(each.indicator.name, _of_period(each), "", each.said) for each in targets
    ]
    return tally.told()


def _measured_anew(line: IndicatorLine, indicator: Indicator) -> list[TableProblem]:
    """A problem for each column that would measure approved figures in another way."""
    return [
        TableProblem(
            line.row,
            name,
            _("tetap %(old)s: ada angka yang sudah disetujui. Buat indikator dengan kode baru.")
            % {"old": getattr(indicator, name) or "–"},
        )
        for name in METHOD
        if getattr(line, name) != getattr(indicator, name)
    ]


def _of_period(target: TargetRevision) -> str:
    """`Target 2026` or `Target TW II 2026`, with the day from which it holds."""
    period = f"TW {ROMAN[target.triwulan]} {target.year}" if target.triwulan else f"{target.year}"
    return _("target %(period)s, berlaku sejak %(day)s") % {
        "period": period,
        "day": f"{target.effective_on:%d-%m-%Y}",
    }


def load_budget(*, agency: Agency, rows: Sequence[BudgetRow]) -> Loaded:
    """Load pagu and realisasi per program and kegiatan of an agency. Raises TableRefused.

    Where the table prints a capaian, the share of the pagu that was spent, a misprint is a warning.
    """
    problems = repeated_keys(
        [(row.row, (row.year, row.program, row.kegiatan)) for row in rows], "program"
    )
    if problems:
        raise TableRefused(problems)
    tally = Tally()
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
            tally.write(line, values, ("pagu", "realisasi"), MONEY_OF_PARTS)
    return tally.told(tuple(warning for row in rows if (warning := misprinted_share(row))))


def load_history(*, agency: Agency, rows: Sequence[HistoryRow]) -> Loaded:
    """Load earlier years of an agency's indicators, by code. Raises TableRefused.

    Where the table prints a capaian, it is recomputed: a misprint is a warning, and the target and
    the realisasi are loaded as printed.
    """
    problems = repeated_keys([(row.row, (row.code, row.year)) for row in rows], "code")
    indicators = {each.code: each for each in Indicator.objects.filter(agency=agency)}
    problems += [
        TableProblem(row.row, "code", _("indikator “%(key)s” tidak ada.") % {"key": row.code})
        for row in rows
        if row.code not in indicators
    ]
    if problems:
        raise TableRefused(problems)
    tally = Tally()
    with transaction.atomic():
        saved = {
            (each.indicator_id, each.year): each
            for each in History.objects.filter(indicator__agency=agency)
        }
        for row in rows:
            indicator = indicators[row.code]
            target = _past(row, "target", indicator, problems)
            realisasi = _past(row, "realisasi", indicator, problems)
            values = {
                "target": target and target.value,
                "upper": target and target.upper,
                "realisasi": realisasi and realisasi.value,
                "source_document": row.source_document,
            }
            line = saved.get((indicator.pk, row.year)) or History(
                indicator=indicator, year=row.year
            )
            tally.write(line, values, ("target", "realisasi"))
        if problems:
            raise TableRefused(problems)
    warnings = tuple(warning for row in rows if (warning := misprint_of(row, indicators[row.code])))
    return tally.told(warnings)


def _past(
    row: HistoryRow, column: str, indicator: Indicator, problems: list[TableProblem]
) -> TargetValue | None:
    """A figure of an earlier year in the indicator's own writing; empty is no figure."""
    is_range = column == "target" and indicator.polarity == Indicator.Polarity.RANGE
    text: str = getattr(row, column)
    if not text:
        return None
    try:
        return read_target(text, indicator.notation(row.year), is_range=is_range)
    except NotANumber as refusal:
        problems.append(TableProblem(row.row, column, refusal.sentence))
        return None


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


def repeated_keys(keys: Sequence[tuple[int, object]], column: str) -> list[TableProblem]:
    """A problem for every row whose key stood in an earlier row."""
    seen: dict[object, int] = {}
    problems = []
    for row, key in keys:
        if key in seen:
            sentence = _("sudah ada pada baris %(row)d.") % {"row": seen[key]}
            problems.append(TableProblem(row, column, sentence))
        seen.setdefault(key, row)
    return problems
