"""The office's books of a year as tables: buku agenda and buku ekspedisi of the disposisi.

Source: practice of a secretariat; one line per sheet, and one per delivery with its receipt.
"""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from organization.models import Agency
from reports.queries import letterhead_of
from reports.tables import Column, Table, indonesian_date, indonesian_moment
from workflow.models import Disposisi
from workflow.queries.agenda import deliveries


def agenda_of(agency: Agency, year: int) -> Table:
    """Buku agenda: one line per sheet of the year."""
    rows = Disposisi.objects.filter(agency=agency, agenda_year=year).order_by("nomor_agenda")
    return Table(
        title=f"Buku agenda disposisi tahun {year}",
        columns=(
            Column("Nomor agenda", 8),
            Column("Diterima tanggal", 12),
            Column("Surat dari", 20),
            Column("Nomor surat", 15),
            Column("Tanggal surat", 12),
            Column("Sifat", 8),
            Column("Hal", 25),
        ),
        rows=tuple(
            (
                str(row.nomor_agenda),
                indonesian_date(row.diterima_on.isoformat()),
                row.surat_dari,
                row.nomor_surat or "–",
                indonesian_date(row.tanggal_surat.isoformat()) if row.tanggal_surat else "–",
                row.get_sifat_display(),
                row.hal,
            )
            for row in rows
        ),
    )


def ekspedisi_of(agency: Agency, year: int) -> Table:
    """Buku ekspedisi: one line per recipient of a sent disposisi, with when he read it."""
    zone = ZoneInfo(agency.time_zone)
    rows = deliveries(Agency.objects.filter(pk=agency.pk), year).reverse()
    return Table(
        title=f"Buku ekspedisi disposisi tahun {year}",
        columns=(
            Column("Nomor agenda", 8),
            Column("Langkah", 8),
            Column("Dari", 24),
            Column("Kepada", 26),
            Column("Dikirim", 17),
            Column("Tanda terima", 17),
        ),
        rows=tuple(
            (
                str(row.hop.disposisi.nomor_agenda),
                str(row.hop.number),
                row.hop.sender.name,
                f"{row.position.name} ({row.lane.label})" if row.lane else row.position.name,
                indonesian_moment(row.hop.sent_at, zone),
                indonesian_moment(row.read_at, zone) or "belum dibaca",
            )
            for row in rows
        ),
    )


#: Book → the table of an agency's year.
BOOKS: dict[str, Callable[[Agency, int], Table]] = {"agenda": agenda_of, "ekspedisi": ekspedisi_of}


def book_page(agency: Agency, table: Table) -> dict[str, Any]:
    """What the print template of a book takes: kop, paper and the table."""
    return {
        "data": {
            "agency": letterhead_of(agency) | {"paper": f"{agency.paper} mendatar"},
        },
        "name": table.title,
        "watermark": "",
        "table": table,
    }
