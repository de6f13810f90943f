"""Which triwulan a figure of several stands on, where one of them gave none.

A sum over three triwulan reads like one over four; zero counts, empty and unavailable do not.
"""

from collections.abc import Iterator, Sequence

from indicators.capaian import Aggregation, Basis
from indicators.notation import ROMAN
from reports.tables.shape import Data

JOINING = frozenset({Aggregation.SUM, Aggregation.AVERAGE, Aggregation.RATIO})


def gap_notes(figures: Sequence[Data], judged: Sequence[Data]) -> tuple[str, ...]:
    """A sentence for each figure that was made of fewer triwulan than have passed.

    `judged`: what is printed of each, of which only a figure over several triwulan can have gaps.
    """
    return tuple(
        f"“{figure['name']}”: {told}."
        for figure, each in zip(figures, judged, strict=True)
        if each["realisasi"] is not None and each["basis"] in (Basis.YEAR, Basis.TO_DATE)
        for told in _told(figure)
    )


def _told(figure: Data) -> Iterator[str]:
    missing = {each["triwulan"]: why for each in figure["quarters"] if (why := _missing(each))}
    if not missing:
        return
    if figure["aggregation"] in JOINING:
        parts = [f"TW {ROMAN[triwulan]} ({why})" for triwulan, why in missing.items()]
        yield f"dihitung tanpa {', '.join(parts)}"
    elif figure["aggregation"] == Aggregation.LAST:
        last = max((each["triwulan"] for each in figure["quarters"]), default=0)
        known = [each["triwulan"] for each in figure["quarters"] if each["triwulan"] not in missing]
        if known and last in missing:
            yield f"angka terakhir dari TW {ROMAN[max(known)]}"


def _missing(quarter: Data) -> str:
    """Why a triwulan gave no figure of its own; empty where it gave one."""
    if quarter.get("unavailable_reason"):
        return "tidak tersedia"
    is_own = quarter["basis"] == Basis.OWN
    if quarter["revision"] is None or (is_own and quarter["realisasi"] is None):
        return "belum diisi"
    return ""
