"""SOP 004 by clicking: format, a bidang's figures, one clarification, the compilation."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import Office
from workflow.models import Run

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPALA, TIM, KABID = "kepala@dpkp", "kasubag.perencanaan@dpkp", "kabid.tangkap@dpkp"
LANE = "Bidang Perikanan Tangkap"


def test_from_the_format_to_the_compilation(office: Office, tmp_path: Path) -> None:
    _send_the_format(office)
    _fill(office, "10")
    office.others_work(but=("pusat", "bidang-tangkap"), agency="dpkp")
    _receive(office)
    _clarify(office)
    _verify_and_compile(office)
    _read_the_report(office, tmp_path)


def _send_the_format(office: Office) -> None:
    office.open_task(KEPALA, "Ketua Tim Penyusun")
    office.press("Kirim disposisi")
    office.open_task(TIM, "Menyusun format")
    office.press("Sampaikan format")
    office.open_task(TIM, "Menyampaikan format")
    office.press("Sampaikan format")


def _fill(office: Office, number: str) -> None:
    office.open_task(KABID, "Mengisi Format")
    assert office.fill_figures(number) > 0
    office.press("Serahkan")
    office.says("Diserahkan")


def _receive(office: Office) -> None:
    office.open_task(TIM, "Menerima data kinerja")
    office.press(f"Terima {LANE}")
    office.press("Selesaikan penerimaan")


def _clarify(office: Office) -> None:
    office.open_task(TIM, "Memverifikasi, mengklarifikasi")
    table = office.page.get_by_role("table", name=LANE)
    table.locator('input[name="angka"]').first.check()
    office.page.locator("#id_reason").fill("Mohon dicocokkan dengan buku harian.")
    office.press("Kembalikan")
    office.open_task(KABID, "Mengisi Format")
    office.says("Mohon dicocokkan dengan buku harian.")
    assert office.fill_figures("12") == 1
    office.press("Serahkan")
    office.open_task(TIM, "Menerima data kinerja")
    office.press("Selesaikan penerimaan")


def _verify_and_compile(office: Office) -> None:
    office.open_task(TIM, "Memverifikasi, mengklarifikasi")
    office.press("Setujui")
    office.open_task(TIM, "Mengkompilasi data kinerja")
    office.press("Dokumentasikan")
    assert Run.objects.get(agency__key="dpkp").state == "selesai"
    office.worker_renders()


def _read_the_report(office: Office, tmp_path: Path) -> None:
    office.sign_in(KEPALA)
    office.page.goto(f"{office.address}/laporan/")
    office.page.get_by_role("link", name="Laporan triwulan").first.click()
    text = " ".join(
        " ".join(
            page.extract_text()
            for page in PdfReader(office.download("Unduh PDF", tmp_path / "draf.pdf")).pages
        ).split()
    )
    assert "Dinas Perikanan dan Ketahanan Pangan" in text
    assert "DRAF" in text
    assert "Mohon dicocokkan dengan buku harian." in text
