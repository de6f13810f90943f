"""Example texts for the annual report, each of which says that it is an example."""

from datetime import datetime

from indicators.models import Sasaran
from organization.access import Acting
from reports.queries import narrated_sasaran
from reports.services import save_narrative
from reports.tables import PER_SASARAN
from workflow.models import Run

#: Section → what a planner writes there; {agency}, {year} and {sasaran} are filled in.
TEXTS = {
    "kata_pengantar": "Contoh uraian kata pengantar. Laporan ini mempertanggungjawabkan kinerja "
    "{agency} selama tahun {year} dan disusun dari data yang dikumpulkan setiap triwulan menurut "
    "SOP.",
    "ikhtisar": "Contoh uraian ikhtisar eksekutif. Bagian ini merangkum sasaran yang tercapai, "
    "sasaran yang belum, dan langkah perbaikannya.",
    "organisasi": "Contoh uraian organisasi. Bagian ini menjelaskan tugas, fungsi, susunan, dan "
    "sumber daya {agency}.",
    "isu": "Contoh uraian isu strategis. Bagian ini menjelaskan permasalahan utama yang dihadapi "
    "{agency} pada tahun {year}.",
    "penutup": "Contoh uraian penutup. Bagian ini memuat simpulan dan langkah {agency} pada tahun "
    "berikutnya.",
    "penyebab": "Contoh uraian penyebab keberhasilan atau kegagalan sasaran “{sasaran}” beserta "
    "solusi yang telah dilakukan.",
    "efisiensi": "Contoh uraian efisiensi penggunaan sumber daya untuk sasaran “{sasaran}”.",
    "program": "Contoh uraian program dan kegiatan yang menunjang sasaran “{sasaran}”.",
}


def write_texts(*, run: Run, acting: Acting, now: datetime) -> None:
    """Fill every text of a run's year, as its planner does before the annual report."""
    agency, year = run.agency, run.year
    every: list[Sasaran | None] = [None]
    targets = list(narrated_sasaran(agency))
    for section, text in TEXTS.items():
        for sasaran in targets if section in PER_SASARAN else every:
            name = sasaran.name if sasaran else ""
            save_narrative(
                agency=agency,
                year=year,
                section=section,
                sasaran=sasaran,
                text=text.format(agency=agency.name, year=year, sasaran=name),
                acting=acting,
                now=now,
            )
