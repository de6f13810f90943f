"""What form E.81 evaluates, gathered from the plan, the figures and the money of a year.

Its columns 7 and 14 count from the first year of the Renstra on, money and figures alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.capaian import (
    FORMULA_A,
    FORMULA_B,
    Aggregation,
    Formula,
    Outcome,
    Polarity,
    Reason,
    Target,
    aggregate,
    category_of,
    compute_capaian,
    realisasi_of,
)
from indicators.measures import TargetValue, say_target
from indicators.models import BudgetLine, History, Indicator, Renstra, RenstraTarget
from indicators.notation import format_number
from indicators.queries import YearRow, by_sasaran, figure_of, past_years, scale_of
from organization.models import Agency
from organization.richtext import words_of
from reports.tables.averaging import cap_words
from reports.tables.e81 import Aim, Branch, Measured, Money, added, average
from reports.tables.shape import MARK, PROVISIONAL, Cell, number

#: A Renstra runs for five years (UU 25/2004 ps. 5).
RENSTRA_YEARS = 5
#: What the foot of the form asks for, and where it was written.
FOOT = (
    ("Faktor pendorong keberhasilan", "pendukung"),
    ("Faktor penghambat", "kendala"),
    ("Tindak lanjut pada triwulan berikutnya", "rencana_tindak_lanjut"),
)


def evaluation_of(agency: Agency, year: int, rows: Sequence[YearRow]) -> list[Aim]:
    """Sasaran, programs and kegiatan of a year with their figures and money, in 6 queries.

    A program stands under the first sasaran that one of its indicators serves, so that its money
    counts once; one without indicators stands at the end, so that its money counts at all.
    """
    renstra = _running(agency, year)
    first = _first_year(renstra, year, rows)
    planned = _planned(renstra, rows)
    lines = list(BudgetLine.objects.filter(agency=agency, year__gte=first, year__lte=year))
    past = past_years([row.indicator for row in rows], before=year, first=first)
    measured = {row.indicator.pk: _measured(row, past, planned) for row in rows}
    cap = _cap_of(agency)
    told: set[str] = set()
    aims = []
    for sasaran, group in by_sasaran(list(rows)):
        programs = []
        for program in dict.fromkeys(row.indicator.program for row in group):
            if program and program not in told:
                told.add(program)
                served = [row for row in rows if row.indicator.program == program]
                programs.append(_program(program, served, measured, lines, year, cap))
        own = [measured[row.indicator.pk] for row in group if not row.indicator.program]
        if own or programs:
            aims.append(Aim(sasaran.name if sasaran else "Tanpa sasaran", own, programs))
    bare = dict.fromkeys(each.program for each in lines if each.year == year)
    unserved = [_program(name, [], {}, lines, year, cap) for name in bare if name not in told]
    return [*aims, Aim("Program tanpa indikator", [], unserved)] if unserved else aims


def foot_of(agency: Agency, rows: Sequence[YearRow], aims: Sequence[Aim]) -> list[str]:
    """The foot of the form: average and predikat kinerja, and the words of the last triwulan."""
    reached = average(program.capaian for aim in aims for program in aim.programs)
    cap = agency.government.average_cap
    lines = []
    if reached is not None:
        lines.append(
            f"Rata-rata capaian program {format_number(reached, 2)} %; predikat kinerja: "
            f"{category_of(reached, scale_of(agency))}. Capaian dirata-ratakan {cap_words(cap)}."
        )
    latest = max((triwulan for row in rows for triwulan in row.saved), default=0)
    for label, name in FOOT:
        words = [
            f"{row.indicator.name}: {said}" for row in rows if (said := _word(row, latest, name))
        ]
        lines.append(f"{label}: {'; '.join(words) or 'tidak dilaporkan'}.")
    is_marked = any(_is_provisional(row, triwulan) for row in rows for triwulan in row.saved)
    return [*lines, *_formula_lines(rows), *([PROVISIONAL] if is_marked else [])]


def _formula_lines(rows: Sequence[YearRow]) -> Iterator[str]:
    """Which indicators column 15 does not judge by 14/6, and how it does."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.rules.polarity == Polarity.NEGATIVE:
            formula = FORMULA_B if row.rules.formula == Formula.B else FORMULA_A
            names.setdefault(formula, []).append(row.indicator.name)
    for formula, named in sorted(names.items()):
        yield f"15 = {formula} (makin rendah makin baik) untuk: {'; '.join(named)}."


def kept_evaluation(agency: Agency, year: int, rows: Sequence[YearRow]) -> dict[str, Any]:
    """The form as a snapshot keeps it: its `aims` and the lines of its `foot`."""
    aims = evaluation_of(agency, year, rows)
    return {"aims": aims, "foot": foot_of(agency, rows, aims)}


def _cap_of(agency: Agency) -> Decimal | None:
    cap = agency.government.average_cap
    return None if cap is None else Decimal(cap)


def _word(row: YearRow, triwulan: int, name: str) -> str:
    saved = row.saved.get(triwulan)
    text: str = getattr(saved.current, name) if saved and saved.current else ""
    return words_of(text).rstrip(".")


def own_lines(lines: Iterable[BudgetLine], program: str) -> list[BudgetLine]:
    """A program's own line, or those of its kegiatan where it has none."""
    found = [line for line in lines if line.program == program]
    return [line for line in found if not line.kegiatan] or found


def _program(
    program: str,
    rows: Sequence[YearRow],
    measured: Mapping[int, Measured],
    lines: Sequence[BudgetLine],
    year: int,
    cap: Decimal | None,
) -> Branch:
    branch = Branch(program, _money(lines, program, None, year), cap=cap)
    funded = [each.kegiatan for each in lines if (each.program, each.year) == (program, year)]
    for kegiatan in dict.fromkeys([*(row.indicator.kegiatan for row in rows), *funded]):
        below = [measured[row.indicator.pk] for row in rows if row.indicator.kegiatan == kegiatan]
        if kegiatan:
            money = _money(lines, program, kegiatan, year)
            branch.branches.append(Branch(kegiatan, money, below, cap=cap))
        else:
            branch.indicators.extend(below)
    return branch


def _money(lines: Sequence[BudgetLine], program: str, kegiatan: str | None, year: int) -> Money:
    """The money of a program (kegiatan None) or of one kegiatan, over the years of the Renstra."""
    years: dict[int, list[BudgetLine]] = {}
    for line in lines:
        if line.program == program and kegiatan in (None, line.kegiatan):
            years.setdefault(line.year, []).append(line)
    present = own_lines(years.pop(year, []), program)
    earlier = [line for found in years.values() for line in own_lines(found, program)]
    return Money(
        renstra=added(line.renstra_pagu for line in present),
        earlier=added(line.spent for line in earlier),
        pagu=added(line.pagu for line in present),
        quarters=tuple(added(line.by_triwulan[place] for line in present) for place in range(4)),
        year=added(line.spent for line in present),
    )


def _measured(
    row: YearRow, past: Mapping[int, Sequence[History]], planned: Mapping[int, TargetValue]
) -> Measured:
    """Columns 6 to 16 of one indicator, in its own writing.

    `past`: its earlier years; `planned`: what the Renstra asks of it in all its years together.
    """
    indicator, rules, is_sum = row.indicator, row.rules, row.rules.aggregation == Aggregation.SUM
    figures = {triwulan: figure_of(saved.current) for triwulan, saved in row.saved.items()}
    own = [
        realisasi_of(figures.get(triwulan), is_percent=rules.is_percent) for triwulan in range(1, 5)
    ]
    year = aggregate(figures, rule=rules.aggregation, is_percent=rules.is_percent)
    earlier = _earlier(past.get(indicator.pk, ()), is_sum=is_sum)
    to_date = _to_date(earlier, year) if is_sum else year
    final = planned.get(indicator.pk) or _final(indicator)
    capaian = compute_capaian(
        target=Target(final.value, final.upper) if final else None,
        realisasi=to_date,
        polarity=rules.polarity,
        formula=rules.formula,
    )
    responsible = indicator.responsible_position or indicator.responsible_unit
    return Measured(
        name=indicator.name,
        unit=indicator.unit,
        columns=(
            _renstra(indicator, final),
            _before(row, past.get(indicator.pk, ()), earlier),
            _target(row),
            *(
                _written(row, each, is_marked=_is_provisional(row, triwulan))
                for triwulan, each in enumerate(own, start=1)
            ),
            _written(row, year, is_marked=0 in row.provisional),
            _written(row, to_date, is_marked=0 in row.provisional),
        ),
        capaian=capaian.value,
        reason=capaian.reason or "",
        responsible=responsible.name if responsible else "–",
    )


def _final(indicator: Indicator) -> TargetValue | None:
    """The target of the last year of the Renstra."""
    if indicator.renstra_target is None:
        return None
    return TargetValue(indicator.renstra_target, indicator.renstra_upper)


def _renstra(indicator: Indicator, final: TargetValue | None) -> Cell:
    if final is not None and (final.upper is not None or indicator.notation(0).is_worded):
        notation = indicator.notation(indicator.renstra_year or 0)
        return say_target(final.value, final.upper, notation)
    return number(final.value if final else None, indicator.decimals)


def _target(row: YearRow) -> Cell:
    """The year's target as a number, or as it is written where it is a word or a range."""
    if row.notation.is_worded or row.annual.upper is not None:
        return say_target(row.annual.target, row.annual.upper, row.notation) or "–"
    return number(row.annual.target, row.indicator.decimals)


def _written(row: YearRow, outcome: Outcome, *, is_marked: bool = False) -> Cell:
    """A figure as a number, or in its own word; a dash where nothing is due or filled."""
    mark = MARK if is_marked else ""
    if outcome.value is not None and row.notation.is_worded:
        return f"{row.notation.say(outcome.value)}{mark}"
    unsaid = outcome.reason in (None, Reason.NOT_FILLED, Reason.NOT_DUE)
    reason = None if unsaid else outcome.reason
    return number(outcome.value, row.indicator.decimals, reason=reason, mark=mark)


def _is_provisional(row: YearRow, triwulan: int) -> bool:
    saved = row.saved.get(triwulan)
    return saved is not None and saved.current is not None and saved.current.is_sementara


def _earlier(past: Sequence[History], *, is_sum: bool) -> Decimal | None:
    """Earlier years of the Renstra: together where figures add up, else the last one known."""
    known = [each.realisasi for each in past if each.realisasi is not None]
    if is_sum:
        return added(known)
    return known[-1] if known else None


def _before(row: YearRow, past: Sequence[History], earlier: Decimal | None) -> Cell:
    """Column 7; a word or a day is that of its own year."""
    known = [each for each in past if each.realisasi is not None]
    if known and row.notation.is_worded and row.rules.aggregation != Aggregation.SUM:
        return known[-1].realisasi_said
    return _written(row, Outcome(earlier))


def _to_date(earlier: Decimal | None, year: Outcome) -> Outcome:
    both = added((earlier, year.value))
    return Outcome(both) if both is not None else year


def _running(agency: Agency, year: int) -> Renstra | None:
    """The Renstra that runs in this year."""
    running = Renstra.objects.filter(agency=agency, first_year__lte=year, last_year__gte=year)
    return running.order_by("first_year").last()


def _planned(renstra: Renstra | None, rows: Iterable[YearRow]) -> dict[int, TargetValue]:
    """What a Renstra asks of the indicators that add up, in all its years together; only where
    its last year has a target. Column 14 adds up their years as well."""
    if renstra is None:
        return {}
    sums = [row.indicator.pk for row in rows if row.rules.aggregation == Aggregation.SUM]
    found: dict[int, list[RenstraTarget]] = {}
    targets = RenstraTarget.objects.filter(renstra=renstra, indicator__in=sums)
    for target in targets.order_by("year"):
        found.setdefault(target.indicator_id, []).append(target)
    return {
        pk: _together(years) for pk, years in found.items() if years[-1].year == renstra.last_year
    }


def _together(years: Sequence[RenstraTarget]) -> TargetValue:
    """The sum of yearly targets, and that of their upper ends where one of them is a range."""
    value = sum((each.value for each in years), Decimal(0))
    if all(each.upper is None for each in years):
        return TargetValue(value)
    ends = (each.value if each.upper is None else each.upper for each in years)
    return TargetValue(value, sum(ends, Decimal(0)))


def _first_year(renstra: Renstra | None, year: int, rows: Iterable[YearRow]) -> int:
    """The first year of the Renstra that runs in this year: its own, else by its last one."""
    if renstra is not None:
        return renstra.first_year
    last = max((row.indicator.renstra_year or year for row in rows), default=year)
    return min(year, last - RENSTRA_YEARS + 1)
