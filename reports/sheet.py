"""The lembar disposisi of a run and the buku agenda of a year, as plain data for the renderers.

Source: tata naskah dinas; the boxes of an office's half-folio sheet.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from organization.models import Agency
from reports.outline import CAPACITIES, indonesian_date
from reports.tables import Column, Table
from workflow.models import Disposisi, DisposisiHop, Run


def sheet_of(run: Run) -> dict[str, Any]:
    """Everything the sheet shows: agenda entry, hops with recipients, paraf, dates."""
    sheet = Disposisi.objects.get(run=run)
    hops = (
        sheet.hops.filter(recalled_at=None)
        .select_related("sender", "officeholder", "lane")
        .prefetch_related("receipts__position")
    )
    agency = run.agency
    zone = ZoneInfo(agency.time_zone)
    return {
        "data": {
            "agency": {
                "name": agency.name,
                "government": agency.government.name,
                "address": agency.address,
                "phone": agency.phone,
                "paper": "setengah",
            },
            "dated_on": sheet.diterima_on.isoformat(),
        },
        "name": f"Lembar disposisi {sheet.nomor_agenda}/{sheet.agenda_year}",
        "watermark": "",
        "sheet": sheet,
        "received": indonesian_date(sheet.diterima_on.isoformat()),
        "hops": [_hop(hop, zone) for hop in hops],
        "boxes": list(run.version.references.filter(kind="pencatatan")),
    }


def _hop(hop: DisposisiHop, zone: ZoneInfo) -> dict[str, Any]:
    capacity = hop.officeholder.capacity if hop.officeholder else ""
    behalf = "a.n. " if hop.on_behalf else ""
    return {
        "number": hop.number,
        "sender": f"{behalf}{CAPACITIES.get(capacity, '')}{hop.sender.name}",
        "lane": hop.lane.label if hop.lane.parent_id else "",
        "instruction": hop.instruction,
        "harap": hop.harap,
        "note": hop.note,
        "sifat": hop.get_sifat_display(),
        "due": _moment(hop.due_at, zone),
        "dated": _moment(hop.dated_at, zone),
        "is_draft": hop.sent_at is None,
        "paraf": _moment(hop.paraf_at, zone),
        "recipients": [
            {"name": receipt.position.name, "read": _moment(receipt.read_at, zone)}
            for receipt in hop.receipts.all()
        ],
    }


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return f"{indonesian_date(local.date().isoformat())} {local:%H.%M}"


def agenda_of(agency: Agency, year: int) -> Table:
    """Buku agenda: one line per sheet of the year."""
    rows = Disposisi.objects.filter(agency=agency, agenda_year=year).order_by("nomor_agenda")
    return Table(
        title=f"Buku agenda tahun {year}",
        columns=(
            Column("Nomor agenda", 12),
            Column("Diterima tanggal", 18),
            Column("Surat dari", 24),
            Column("Nomor surat", 18),
            Column("Sifat", 10),
            Column("Hal", 40),
        ),
        rows=tuple(
            (
                str(row.nomor_agenda),
                indonesian_date(row.diterima_on.isoformat()),
                row.surat_dari,
                row.nomor_surat or "–",
                row.get_sifat_display(),
                row.hal,
            )
            for row in rows
        ),
    )
