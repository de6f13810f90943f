"""The documents of a year's plan and its evaluation: Perjanjian Kinerja, Rencana Aksi, E.81.

Each is made of what stands now; nothing of it is kept. Source: PermenPAN-RB 53/2014 Lampiran I,
Permendagri 86/2017 form E.81.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from indicators.capaian import Judgement, judge_year
from indicators.measures import Notation, say_target
from indicators.models import BudgetLine, FigureState, Realisasi, TargetRevision
from indicators.queries import YearRow, plan_of, targets_by_indicator, year_rows
from organization.models import Agency
from reports.evaluation import evaluation_of, foot_of, own_lines
from reports.queries import letterhead_of, signature_of
from reports.tables import (
    Table,
    e81_table,
    funds_table,
    indonesian_date,
    promises_table,
    renaksi_table,
)
from reports.tables.e81 import added
from reports.tables.plan import Funds, Promise, pledged
from reports.tables.shape import CAPACITIES, Cell, as_written

#: Where a day and month are written by hand.
BLANK = "." * 20


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the plan: its name, its tables, how it is printed, and whether it is final."""

    name: str
    tables: tuple[Table, ...]
    template: str
    paper: str = ""
    is_draft: bool = False
    #: Who signs writes the day himself: no day of its signing is on record.
    is_dated_by_hand: bool = False


def pk_of(agency: Agency, year: int) -> Document:
    """The Perjanjian Kinerja as it was first agreed: the year's first targets."""
    return _pledge(agency, year, "Perjanjian Kinerja", year_rows(agency, year), is_first=True)


def pk_perubahan_of(agency: Agency, year: int) -> Document:
    """The Perjanjian Kinerja as it was last changed: the targets in force at the year's end."""
    return _pledge(agency, year, "Perjanjian Kinerja Perubahan", year_rows(agency, year))


def renaksi_of(agency: Agency, year: int) -> Document:
    """The Rencana Aksi: each indicator with its targets by triwulan."""
    rows = year_rows(agency, year)
    table = renaksi_table([_promise(row, row.annual) for row in rows], funds_of(agency, year), year)
    return Document(
        f"Rencana Aksi {year}",
        (table,),
        "print/plan.html",
        f"{agency.paper} mendatar",
        is_dated_by_hand=True,
    )


def e81_of(agency: Agency, year: int) -> Document:
    """Form E.81; a draft as long as one of its figures is not approved."""
    rows = year_rows(agency, year)
    aims = evaluation_of(agency, year, rows)
    table = e81_table(aims, year, foot_of(agency, rows, aims))
    is_draft = any(
        saved.state != FigureState.APPROVED for row in rows for saved in row.saved.values()
    )
    return Document(f"E.81 {year}", (table,), "print/plan.html", "A3 mendatar", is_draft)


#: Name in addresses → what makes the document of an agency and year.
DOCUMENTS: dict[str, Callable[[Agency, int], Document]] = {
    "pk-perubahan": pk_perubahan_of,
    "pk": pk_of,
    "renaksi": renaksi_of,
    "e81": e81_of,
}


def planned_years(agency: Agency, document: str) -> list[int]:
    """The years of which this document can be made: those with targets; E.81, which evaluates,
    also those with figures or money."""
    known: list[QuerySet[Any]] = [TargetRevision.objects.filter(indicator__agency=agency)]
    if document == "e81":
        known.append(Realisasi.objects.filter(indicator__agency=agency))
        known.append(BudgetLine.objects.filter(agency=agency))
    found = (each.order_by().values_list("year", flat=True).distinct() for each in known)
    return sorted(set().union(*found))


def page_of(agency: Agency, document: Document, year: int, on: date) -> dict[str, Any]:
    """What the print templates take: kop, paper, both parties and the tables."""
    signature = signature_of(agency, on)
    return {
        "data": {
            "agency": letterhead_of(agency) | {"paper": document.paper or agency.paper},
            "signature": signature,
            # what is dated by hand is the same file on every day
            "dated_on": "" if document.is_dated_by_hand else on.isoformat(),
        },
        "name": f"{document.name} · {agency.short_name}",
        "title": document.name,
        "head": f"{agency.government.head_title} {_place(agency)}",
        "year": year,
        "dated": f"{BLANK} {year}"
        if document.is_dated_by_hand
        else indonesian_date(on.isoformat()),
        "capacity": CAPACITIES.get(signature["capacity"], ""),
        "watermark": "DRAF" if document.is_draft else "",
        "tables": document.tables,
    }


def funds_of(agency: Agency, year: int) -> list[Funds]:
    """Programs with their money; kegiatan count only where a program has no line of its own."""
    lines = list(BudgetLine.objects.filter(agency=agency, year=year))
    by_program = {line.program: own_lines(lines, line.program) for line in lines}
    return [
        Funds(
            program,
            sum((line.pagu for line in found), Decimal(0)),
            added(line.spent for line in found),
            found[0].source_document,
        )
        for program, found in by_program.items()
    ]


def _pledge(
    agency: Agency, year: int, name: str, rows: Sequence[YearRow], *, is_first: bool = False
) -> Document:
    """The pledge of the head of an agency: what his own level is measured by, and his money."""
    own = pledged(rows, lambda row: row.indicator.level)
    first = _first_targets(own, year) if is_first else {}
    promises = [_promise(row, first.get(row.indicator.pk, row.annual)) for row in own]
    tables = (promises_table(promises), funds_table(funds_of(agency, year)))
    return Document(f"{name} Tahun {year}", tables, "print/pk.html", is_dated_by_hand=True)


def _first_targets(rows: Iterable[YearRow], year: int) -> dict[int, Judgement]:
    """Indicator id → the year as its first targets say, of the year or else of its triwulan."""
    known = {row.indicator.pk: row for row in rows}
    first: dict[int, dict[int | None, TargetRevision]] = {}
    for pk, targets in targets_by_indicator(known, year).items():
        for target in targets:
            first.setdefault(pk, {}).setdefault(target.triwulan, target)
    return {
        pk: judge_year(plan_of(list(each.values()), year), {}, known[pk].rules)
        for pk, each in first.items()
    }


def _promise(row: YearRow, judged: Judgement) -> Promise:
    indicator, notation = row.indicator, row.notation
    annual = _target(judged.target, judged.upper, notation)
    quarters = row.plan.quarters
    responsible = indicator.responsible_position or indicator.responsible_unit
    aim = indicator.sasaran or indicator.tujuan
    return Promise(
        sasaran=aim.name if aim else "",
        name=indicator.name,
        unit=indicator.unit,
        target=annual,
        quarters=tuple(
            _target(quarter.value, quarter.upper, notation)
            if (quarter := quarters.get(triwulan)) is not None
            else ""
            for triwulan in range(1, 5)
        ),
        basis=", ".join(sorted({quarter.basis for quarter in quarters.values()})) or "–",
        program=indicator.program,
        responsible=responsible.name if responsible else "",
    )


def _target(value: Decimal | None, upper: Decimal | None, notation: Notation) -> Cell:
    """A target as a number; what is a word, a range or not set as it is written."""
    if value is None or upper is not None or notation.is_worded:
        return say_target(value, upper, notation)
    return as_written(value)


def _place(agency: Agency) -> str:
    """`Kabupaten Jeneponto` → `Jeneponto`, as it follows the title of its head."""
    name = agency.government.name
    return name.partition(" ")[2] or name
