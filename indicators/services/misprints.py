"""What a table coming in prints wrongly, where it has target, realisasi and capaian together."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.capaian import PrintedRow, Verdict, recompute
from indicators.models import Indicator
from indicators.services.lines import BudgetRow, HistoryRow


def misprint_of(row: HistoryRow, indicator: Indicator) -> str:
    """What is wrong with a printed capaian, as one line; empty where nothing is."""
    notation = indicator.notation(row.year)
    if not (row.printed_capaian and row.target and row.realisasi):
        return ""
    target, realisasi = notation.read(row.target), notation.read(row.realisasi)
    return _wrong_in(row, row.code, target, realisasi, indicator.polarity)


def misprinted_share(row: BudgetRow) -> str:
    """The same for a printed share of the pagu."""
    if not row.printed_capaian or row.realisasi is None:
        return ""
    name = row.kegiatan or row.program
    return _wrong_in(row, name, row.pagu, row.realisasi, Indicator.Polarity.POSITIVE)


def _wrong_in(
    row: HistoryRow | BudgetRow, name: str, target: Decimal, realisasi: Decimal, polarity: str
) -> str:
    plain = [f"{number.normalize():f}" for number in (target, realisasi)]
    found = recompute(PrintedRow(plain[0], plain[1], row.printed_capaian, polarity))
    if found.verdict != Verdict.MISPRINT:
        return ""
    return _("Baris %(row)d (%(code)s %(year)d): capaian tercetak %(printed)s; %(why)s.") % {
        "row": row.row,
        "code": name,
        "year": row.year,
        "printed": row.printed_capaian,
        "why": found.sentence,
    }
