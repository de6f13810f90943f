"""Legal terms in a sentence each, for `/bantuan/istilah/` and for the pages where they stand."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Term:
    """A term, what it means here, and where that is laid down; without a source it is practice."""

    key: str
    name: StrPromise
    meaning: StrPromise
    source: str = ""


_PK = "PermenPAN-RB 53/2014"
_SOP = "PermenPAN-RB 35/2012"
_ABSENCE = "UU 30/2014 ps. 14"
_SHEET = "tata naskah dinas"
TERMS = {
    each.key: each
    for each in (
        Term("an", _("a.n."), _("atas nama: dikirim sekretaris bagi kepala"), _SHEET),
        Term(
            "apip",
            _("APIP"),
            _("aparat pengawasan intern pemerintah; di kabupaten/kota: Inspektorat"),
            "PP 60/2008",
        ),
        Term("bukti-dukung", _("Bukti dukung"), _("berkas atau tautan yang membuktikan angka")),
        Term("capaian", _("Capaian"), _("realisasi dibanding target, dalam persen"), _PK),
        Term("disposisi", _("Disposisi"), _("perintah tertulis atasan kepada bawahannya"), _SHEET),
        Term(
            "hari-kerja",
            _("Hari kerja"),
            _("hari dengan jam kantor; 37,5 jam sepekan"),
            "Perpres 21/2023",
        ),
        Term(
            "iku",
            _("IKU"),
            _("indikator kinerja utama: ukuran keberhasilan sasaran strategis"),
            _PK,
        ),
        Term("kelengkapan", _("Kelengkapan"), _("yang harus ada sebelum langkah dimulai"), _SOP),
        Term(
            "lke",
            _("LKE"),
            _("lembar kerja evaluasi: nilai setiap komponen SAKIP dengan alasannya"),
            "PermenPAN-RB 88/2021",
        ),
        Term(
            "lkjip",
            _("LKjIP"),
            _("laporan kinerja instansi pemerintah, setahun sekali"),
            "Perpres 29/2014",
        ),
        Term(
            "mutu-baku",
            _("Mutu baku"),
            _("kelengkapan, waktu, dan hasil suatu langkah SOP"),
            _SOP,
        ),
        Term(
            "paraf", _("Paraf"), _("tanda telah memeriksa dan setuju; bukan tanda tangan"), _SHEET
        ),
        Term(
            "pk",
            _("PK"),
            _("Perjanjian Kinerja: target setahun yang dijanjikan pejabat kepada atasannya"),
            _PK,
        ),
        Term("plh", _("Plh."), _("pelaksana harian bila pejabat berhalangan sementara"), _ABSENCE),
        Term("plt", _("Plt."), _("pelaksana tugas bila pejabat berhalangan tetap"), _ABSENCE),
        Term("realisasi", _("Realisasi"), _("angka yang dicapai"), _PK),
        Term(
            "renaksi",
            _("Rencana Aksi"),
            _("target Perjanjian Kinerja yang dibagi ke dalam triwulan"),
            _PK,
        ),
        Term("renstra", _("Renstra"), _("rencana strategis lima tahun"), "Permendagri 86/2017"),
        Term(
            "reviu",
            _("Reviu"),
            _("keyakinan terbatas APIP atas laporan sebelum ditandatangani"),
            _PK,
        ),
        Term("rtl", _("RTL"), _("rencana tindak lanjut atas rekomendasi, dengan batas waktunya")),
        Term(
            "sementara",
            _("Angka sementara"),
            _("belum final; tercetak dengan *) sampai sumbernya menetapkan"),
        ),
        Term("triwulan", _("Triwulan"), _("tiga bulan; dibuka tanggal 10 setelah berakhir")),
    )
}
