"""SOP 000 by clicking: every actor of one seksi, one return, to the PDF in the head's hands."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import Office
from workflow.models import Task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KABID, KASI = "kabid.lalu-lintas@dishub", "kasi.manajemen@dishub"
ANALIS, PERENCANAAN = "analis.manajemen@dishub", "kasubag.perencanaan@dishub"
CLICKED = ("bidang-lalu-lintas", "kasi-manajemen")


def test_from_the_order_to_the_report(office: Office, tmp_path: Path) -> None:
    _order_and_fill(office)
    office.others_work(but=(*CLICKED, "dokumentasikan"), agency="dishub")
    _return_one_figure_and_mend_it(office)
    _approve_and_hand_on(office)
    office.others_work(but=("dokumentasikan",), agency="dishub")
    _file(office)
    _read_the_report(office, tmp_path)


def _order_and_fill(office: Office) -> None:
    office.open_task(KABID, "Menugaskan Kasubag/Kasubid")
    office.press("Beri paraf")
    office.open_task(KASI, "Memerintahkan Analis")
    office.press("Kirim disposisi")
    office.open_task(ANALIS, "Menyerahkan bahan")
    assert office.fill_figures("sepuluh") > 0
    office.press("Serahkan")
    office.says("sepuluh")
    office.says("bukan angka")
    office.fill_figures("10")
    office.press("Serahkan")
    office.open_task(KASI, "Membuat laporan data kinerja")
    office.page.get_by_label("Catatan").last.fill("Disusun dari bahan analis.")
    office.press("Serahkan")


def _return_one_figure_and_mend_it(office: Office) -> None:
    office.open_task(KABID, "Memeriksa laporan kinerja")
    office.press("Kembalikan")
    office.says("Pilih jalur, atau centang angka, yang dikembalikan.")
    office.page.locator('main input[name="angka"]').first.check()
    jalur = office.page.locator('main input[name="jalur"]')
    if jalur.count():
        office.page.get_by_label("Seksi Manajemen Lalu Lintas").check()
    office.page.locator("#id_reason").fill("Angka belum sesuai bukti dukung.")
    office.press("Kembalikan")
    office.open_task(KASI, "Membuat laporan data kinerja")
    office.says("Angka belum sesuai bukti dukung.")
    assert office.fill_figures("11") == 1
    office.press("Serahkan")


def _approve_and_hand_on(office: Office) -> None:
    office.open_task(KABID, "Memeriksa laporan kinerja")
    office.press("Setujui")
    office.others_work(but=("dokumentasikan", "kasi-manajemen"), agency="dishub")
    office.open_task(KASI, "Menyerahkan laporan kinerja")
    office.press("Serahkan laporan")


def _file(office: Office) -> None:
    office.open_task(PERENCANAAN, "Merekomendasikan laporan kinerja")
    office.press("Dokumentasikan")
    assert not Task.objects.filter(run__agency__key="dishub", state="menunggu").exists()
    office.worker_renders()


def _read_the_report(office: Office, tmp_path: Path) -> None:
    office.sign_in("kepala@dishub")
    office.page.goto(f"{office.address}/laporan/")
    office.page.get_by_role("link", name="Laporan triwulan").first.click()
    office.press("Setujui laporan")
    office.worker_renders()
    office.look_again()
    target = office.download("Unduh PDF", tmp_path / "laporan.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(target).pages).split())
    assert "Laporan Kinerja Triwulan I Tahun 2026" in text
    assert "DRAF" not in text
    assert "11" in text
