"""The example figures that the simulated people enter, read from the demo's own table.

Columns: agency, code, year, triwulan, status, value, numerator, denominator, predikat, reason,
note, pendukung, kendala, solusi, rencana_tindak_lanjut, rtl_pic, rtl_due_on, rtl_followup,
sementara, expected_on, expected_source, source_document.
"""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from indicators.models import RealisasiRevision
from indicators.queries import FigureRow
from indicators.services import FigureEntry

Key = tuple[str, str, int, int]
Status = RealisasiRevision.Status


class ExampleFigures:
    """Example figures by agency, indicator, year and triwulan."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.rows: dict[Key, dict[str, str]] = {}
        for path in files:
            with path.open(encoding="utf-8", newline="") as source:
                for row in csv.DictReader(source):
                    key = (row["agency"], row["code"], int(row["year"]), int(row["triwulan"]))
                    self.rows[key] = row

    def has(self, row: FigureRow) -> bool:
        """Whether there is an example, also of a figure that is not due."""
        return _key(row) in self.rows

    def entry_for(self, row: FigureRow, *, note: str = "") -> FigureEntry:
        """What is entered for a row; an indicator without an example is said to be unavailable."""
        found = self.rows.get(_key(row))
        if found is None:
            return FigureEntry(
                indicator_id=row.indicator.pk,
                version=row.version,
                status=Status.UNAVAILABLE,
                unavailable_reason="Tidak ada angka contoh untuk triwulan ini.",
            )
        return FigureEntry(
            indicator_id=row.indicator.pk,
            version=row.version,
            status=found["status"],
            value=_decimal(found["value"]),
            numerator=_decimal(found["numerator"]),
            denominator=_decimal(found["denominator"]),
            code=found["predikat"],
            unavailable_reason=found["reason"],
            note=note or found["note"],
            pendukung=found["pendukung"],
            kendala=found["kendala"],
            solusi=found["solusi"],
            rencana_tindak_lanjut=found["rencana_tindak_lanjut"],
            rtl_pic=found["rtl_pic"],
            rtl_due_on=_day(found["rtl_due_on"]),
            rtl_followup=found["rtl_followup"],
            is_sementara=found["sementara"] == "ya",
            expected_on=_day(found["expected_on"]),
            expected_source=found["expected_source"],
        )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _key(row: FigureRow) -> Key:
    return (row.indicator.agency.key, row.indicator.code, row.year, row.triwulan)
