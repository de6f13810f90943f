"""What a table coming in prints wrongly, where it has target, realisasi and capaian together."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.capaian import PrintedRow, Verdict, recompute
from indicators.measures import TargetValue, read_target
from indicators.models import Indicator
from indicators.services.lines import BudgetRow, HistoryRow


def misprint_of(row: HistoryRow, indicator: Indicator) -> str:
    """What is wrong with a printed capaian, as one line; empty where nothing is."""
    notation = indicator.notation(row.year)
    if not (row.printed_capaian and row.target and row.realisasi):
        return ""
    is_range = indicator.polarity == Indicator.Polarity.RANGE
    target = read_target(row.target, notation, is_range=is_range)
    realisasi = notation.read(row.realisasi)
    return _wrong_in(row, row.code, target, realisasi, indicator.polarity)


def misprinted_share(row: BudgetRow) -> str:
    """The same for a printed share of the pagu."""
    if not row.printed_capaian or row.realisasi is None:
        return ""
    name = row.kegiatan or row.program
    pagu = TargetValue(row.pagu)
    return _wrong_in(row, name, pagu, row.realisasi, Indicator.Polarity.POSITIVE)


def _wrong_in(
    row: HistoryRow | BudgetRow, name: str, target: TargetValue, realisasi: Decimal, polarity: str
) -> str:
    lower, upper, made = (
        "" if number is None else f"{number.normalize():f}"
        for number in (target.value, target.upper, realisasi)
    )
    found = recompute(PrintedRow(lower, made, row.printed_capaian, polarity, upper))
    if found.verdict != Verdict.MISPRINT:
        return ""
    return _("Baris %(row)d (%(code)s %(year)d): capaian tercetak %(printed)s; %(why)s.") % {
        "row": row.row,
        "code": name,
        "year": row.year,
        "printed": row.printed_capaian,
        "why": found.sentence,
    }
