"""The office's books as tables: buku agenda and ekspedisi of a year, and a serah terima.

Source: practice of a secretariat; one line per sheet, and one per delivery with its receipt.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from indicators.notation import ROMAN
from organization.models import Agency
from reports.naming import capitals
from reports.queries import letterhead_of
from reports.tables import Column, Table, indonesian_date, indonesian_moment
from workflow.models import Disposisi
from workflow.queries.agenda import deliveries
from workflow.queries.takeover import Takeover


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
    found = deliveries(Agency.objects.filter(pk=agency.pk), year)
    rows = found.order_by("hop__disposisi__nomor_agenda", "hop__number", "position__order", "pk")
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
        "heading": capitals(table.title),
        "watermark": "",
        # the heading says it already
        "table": replace(table, title=""),
    }


def takeover_page(takeover: Takeover, on: date) -> dict[str, Any]:
    """What the print template of a serah terima takes: kop, both parties and the tables."""
    term = takeover.term
    agency = term.position.agency
    return {
        "data": {"agency": letterhead_of(agency)},
        "name": f"Daftar serah terima {term.position.name}",
        "watermark": "",
        "outgoing": term,
        "successor": next(iter(takeover.successors), None),
        "on": indonesian_date(on.isoformat()),
        "tables": _takeover_tables(takeover, ZoneInfo(agency.time_zone)),
    }


def _takeover_tables(takeover: Takeover, zone: ZoneInfo) -> list[Table]:
    return [
        _open_tasks(takeover, zone),
        Table(
            title="Angka yang belum diserahkan",
            columns=(Column("Triwulan", 14), Column("Indikator", 66), Column("Keadaan", 20)),
            rows=tuple(
                (_period(row.triwulan, row.year), row.indicator.name, row.get_state_display())
                for row in takeover.drafts
            ),
        ),
        Table(
            title="Pengembalian yang belum dijawab",
            columns=(Column("Indikator", 50), Column("Alasan", 50)),
            rows=tuple(
                (item.run_indicator.indicator.name, item.reason or item.given_back.reason)
                for item in takeover.returned
            ),
        ),
        Table(
            title="Disposisi yang belum dibaca",
            columns=(Column("Nomor agenda", 14), Column("Hal", 56), Column("Dari", 30)),
            rows=tuple(
                (
                    str(row.hop.disposisi.nomor_agenda),
                    row.hop.disposisi.hal,
                    row.hop.sender.name,
                )
                for row in takeover.receipts
            ),
        ),
        _plans(takeover),
    ]


def _open_tasks(takeover: Takeover, zone: ZoneInfo) -> Table:
    return Table(
        title="Tugas terbuka",
        columns=(
            Column("Triwulan", 14),
            Column("Jalur", 24),
            Column("Kegiatan", 30),
            Column("Batas waktu", 16),
            Column("Dilihat lagi", 16),
        ),
        rows=tuple(
            (
                _period(share.task.run.triwulan, share.task.run.year),
                share.task.lane.label,
                share.task.step.kegiatan,
                indonesian_moment(share.task.due_at, zone) or "–",
                _day(share.follow_up_on),
            )
            for share in takeover.shares
        ),
    )


def _plans(takeover: Takeover) -> Table:
    return Table(
        title="Rencana tindak lanjut",
        columns=(
            Column("Indikator", 30),
            Column("Rencana", 36),
            Column("Penanggung jawab", 18),
            Column("Batas waktu", 16),
        ),
        rows=tuple(
            (
                row.indicator.name,
                row.current.rencana_tindak_lanjut,
                row.current.rtl_pic or "–",
                _day(row.current.rtl_due_on),
            )
            for row in takeover.plans
            if row.current
        ),
    )


def _period(triwulan: int, year: int) -> str:
    return f"TW {ROMAN[triwulan]} {year}"


def _day(day: date | None) -> str:
    return indonesian_date(day.isoformat()) if day else "–"
