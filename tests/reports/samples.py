"""Snapshots as plain data, of any size: no database is asked."""

from typing import Any

SIGNATURE = {
    "position": "Kepala Dinas Contoh",
    "capacity": "definitif",
    "name": "",
    "pangkat": "",
    "nip": "",
}
SECTIONS = ("kata_pengantar", "ikhtisar", "organisasi", "isu", "penutup")
#: A picture of one dot, as a logo.
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWj"
    "R9awAAAABJRU5ErkJggg=="
)
PER_SASARAN = ("penyebab", "efisiensi", "program")


def snapshot(
    kind: str = "lkjip",
    *,
    figures: int = 6,
    name: str = "Indikator contoh",
    is_written: bool = True,
    sasaran: int = 2,
    text: str = "Uraian contoh.",
) -> dict[str, Any]:
    """A report of TW IV with so many indicators in turn under the sasaran, named like `name`."""
    groups = [
        {
            "tujuan": "",
            "sasaran": f"Meningkatnya contoh {place + 1}",
            "figures": [
                _figure(number, name, place)
                for number in range(figures)
                if number % sasaran == place
            ],
        }
        for place in range(sasaran)
    ]
    groups = [group for group in groups if group["figures"]]
    return {
        "schema": 1,
        "kind": kind,
        "agency": {
            "name": "Dinas Contoh",
            "short_name": "Dinas Contoh",
            "government": "Kabupaten Contoh",
            "seat": "Contoh",
            "address": "Jalan Contoh No. 1",
            "phone": "",
            "paper": "A4",
            "logo": "",
        },
        "scale": [],
        "average_cap": None,
        "period": {"year": 2026, "triwulan": 4},
        "lane": "",
        "sop": {"nama": "Pengumpulan Data Kinerja", "nomor": "1/2026", "version": 1},
        "sasaran": groups,
        "budget": [_budget(number) for number in range(1, 4)],
        "narratives": _narratives(groups, text) if is_written else [],
        "steps": [_step(number) for number in range(1, 4)],
        "returns": [],
        "decisions": [
            {
                "kegiatan": "Memeriksa laporan",
                "lane": "Bidang Contoh",
                "position": "Kepala Bidang Contoh",
                "capacity": "plt",
                "at": "2027-01-12T09:00:00+08:00",
            }
        ],
        "signature": SIGNATURE,
        "dated_on": "2027-01-20",
    }


def _figure(number: int, name: str, place: int) -> dict[str, Any]:
    judged = {
        "target_said": "",
        "realisasi_said": "",
        "target": "100",
        "basis": "",
        "realisasi": str(80 + number % 40),
        "realisasi_reason": None,
        "capaian": str(80 + number % 40),
        "capaian_reason": None,
        "formula": "R / T × 100",
    }
    quarter = judged | {
        "triwulan": 4,
        "state": "disetujui",
        "revision": 1,
        "is_sementara": False,
        "kendala": "Hujan panjang menunda pekerjaan.",
        "solusi": "Jadwal digeser ke bulan berikutnya.",
    }
    return {
        "code": f"IK{number + 1}",
        "name": f"{name} {number + 1}",
        "level": "sasaran",
        "unit": "%",
        "decimals": 2,
        "polarity": "positif",
        "rule": "A",
        "weight": None,
        "aggregation": "terakhir",
        "tujuan": "",
        "sasaran": f"Meningkatnya contoh {place + 1}",
        "program": f"PROGRAM CONTOH {number % 3 + 1}",
        "lane": "Bidang Contoh",
        "responsible": "Kepala Bidang Contoh",
        "quarters": [quarter],
        "annual": judged,
        "measure_note": "",
        "history": [{"year": 2025, "target": "90", "realisasi": "85", "said": ""}],
        "renstra": {"year": 2029, "target": "110", "target_said": ""},
        "national_standard": "",
        "evidence": ["Rekap tahunan"] if number % 2 else [],
        "is_example": False,
        "source_document": "",
        "target_changes": [],
    }


def _budget(number: int) -> dict[str, Any]:
    return {
        "program": f"PROGRAM CONTOH {number}",
        "kegiatan": "",
        "pagu": "1000000000",
        "realisasi": "875000000",
        "is_example": False,
        "source_document": "",
    }


def _narratives(groups: list[dict[str, Any]], text: str) -> list[dict[str, str]]:
    general = [{"section": each, "sasaran": "", "text": text} for each in SECTIONS]
    return general + [
        {"section": each, "sasaran": group["sasaran"], "text": text}
        for group in groups
        for each in PER_SASARAN
    ]


def _step(number: int) -> dict[str, Any]:
    return {
        "nomor": str(number),
        "kegiatan": f"Kegiatan contoh {number}",
        "actor": "Kepala Bidang",
        "lane": "Bidang Contoh",
        "round": 1,
        "scope": "triwulan",
        "state": "selesai",
        "standard": "1 Hari",
        "ready_at": "2027-01-10T08:00:00+08:00",
        "due_at": "2027-01-11T16:00:00+08:00",
        "finished_at": "2027-01-11T10:00:00+08:00",
        "minutes": 95,
    }


def evaluated() -> dict[str, Any]:
    """What an LKjIP keeps of form E.81: one sasaran with one program of one kegiatan."""
    figure = {
        "name": "Indikator kegiatan contoh",
        "unit": "%",
        "columns": [
            {"value": str(80 + place), "decimals": 2, "mark": ""} if place else "WTP"
            for place in range(9)
        ],
        "capaian": "90",
        "reason": "",
        "responsible": "Kepala Bidang Contoh",
    }
    money = {"renstra": "200000000000", "earlier": None, "pagu": "90000000000", "year": "3000"}
    branch = {"money": money | {"quarters": ["1000", "2000", None, None]}, "cap": None}
    kegiatan = branch | {"name": "KEGIATAN CONTOH", "indicators": [figure], "branches": []}
    program = branch | {"name": "PROGRAM CONTOH", "indicators": [], "branches": [kegiatan]}
    aim = {"name": "Meningkatnya contoh", "indicators": [], "programs": [program]}
    return {"aims": [aim], "foot": ["Faktor penghambat: hujan panjang."]}
