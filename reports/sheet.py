"""The lembar disposisi of a run, as plain data for the renderer.

Source: tata naskah dinas; the boxes of an office's half-folio sheet.
"""

from typing import Any
from zoneinfo import ZoneInfo

from reports.queries import letterhead_of
from reports.tables import indonesian_date, indonesian_moment
from reports.tables.shape import CAPACITIES
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
            "agency": letterhead_of(agency) | {"paper": "setengah"},
            "dated_on": sheet.diterima_on.isoformat(),
        },
        "name": f"Lembar disposisi {sheet.nomor_agenda}/{sheet.agenda_year}",
        "watermark": "",
        "sheet": sheet,
        "received": indonesian_date(sheet.diterima_on.isoformat()),
        "written": indonesian_date(sheet.tanggal_surat.isoformat()) if sheet.tanggal_surat else "",
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
        "due": indonesian_moment(hop.due_at, zone),
        "dated": indonesian_moment(hop.dated_at, zone),
        "is_draft": hop.sent_at is None,
        "paraf": indonesian_moment(hop.paraf_at, zone),
        "recipients": [
            {"name": receipt.position.name, "read": indonesian_moment(receipt.read_at, zone)}
            for receipt in hop.receipts.all()
        ],
    }
