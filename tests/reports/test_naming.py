"""What a file is called that somebody downloads."""

import pytest

from reports.models import Report
from reports.naming import paper_name
from reports.queries import file_name
from tests.factories.organization import AgencyFactory


def test_a_name_is_readable_and_safe_on_every_system():
    name = paper_name('Buku "agenda"/2026', "Dinas Pangan & Gizi", "", "Café", ending="xlsx")
    assert name == "Buku-agenda-2026_Dinas-Pangan-Gizi_Cafe.xlsx"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "triwulan", "state", "name"),
    [
        ("laporan_triwulan", 2, "disetujui", "Laporan-Triwulan-II-2026_Dinas-Uji_disetujui.pdf"),
        ("laporan_lane", 4, "disusun", "Laporan-Data-Kinerja-Triwulan-IV-2026_Dinas-Uji_draf.pdf"),
        ("lkjip", None, "digantikan", "LKjIP-2026_Dinas-Uji_digantikan.pdf"),
    ],
)
def test_a_report_is_called_by_kind_period_agency_and_state(kind, triwulan, state, name):
    agency = AgencyFactory(name="Dinas Uji")
    report = Report(agency=agency, kind=kind, year=2026, triwulan=triwulan, state=state)
    assert file_name(report, "pdf") == name
