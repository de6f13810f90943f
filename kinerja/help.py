"""Help: one short page per role with a picture of its main page, and the legal terms."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kinerja.terms import TERMS


@dataclass(frozen=True, slots=True)
class Guide:
    """What a role does in a triwulan, step by step."""

    role: str
    title: StrPromise
    shows: StrPromise
    steps: tuple[StrPromise, ...]

    @property
    def picture(self) -> str:
        """A screenshot that the browser tests make (`make help-pictures`), among static files."""
        return f"help/{self.role}.webp"


PACK = _(
    "Untuk evaluasi AKIP, “Paket evaluasi” pada halaman Laporan menghimpun dokumen, bukti dukung, "
    "dan persetujuan setahun dalam satu ZIP menurut komponen lembar kerja evaluasi."
)
GUIDES = (
    Guide(
        "pengisi",
        _("Mengisi angka"),
        _("Formulir angka di layar ponsel, dengan target dan capaian di setiap baris."),
        (
            _("Buka Beranda. Tugas yang paling mendesak ada di atas dengan satu tombol."),
            _(
                "Isi realisasi setiap indikator. Enter atau panah bawah menuju angka berikutnya; "
                "setiap baris tersimpan sendiri dan capaiannya langsung terlihat."
            ),
            _(
                "Angka di bawah target memerlukan catatan; lampirkan bukti dukung bila "
                "diwajibkan, lalu “Simpan draf”."
            ),
            _("Bila angkanya tidak ada, centang “Tidak tersedia” dan tulis alasannya."),
            _("Tanpa jaringan pun teruskan mengisi; ketikan Anda dikirim kemudian."),
            _("Setelah semua terisi, pilih “Serahkan”."),
        ),
    ),
    Guide(
        "pemeriksa",
        _("Memeriksa dan menyetujui"),
        _("Halaman periksa di layar ponsel, dengan pilihan menyetujui atau mengembalikan."),
        (
            _("Buka tugas periksa dari Beranda. Angka yang perlu perhatian disebut lebih dahulu."),
            _("Bandingkan dengan target, triwulan lalu, dan bukti dukungnya."),
            _(
                "Centang hanya angka yang harus diperbaiki, tulis alasannya, pilih “Kembalikan”; "
                "angka lain tetap terkunci."
            ),
            _("Bila semuanya benar, pilih “Setujui”."),
            _("Angka yang Anda isi sendiri disetujui oleh atasan Anda, bukan oleh Anda."),
        ),
    ),
    Guide(
        "perencanaan",
        _("Menghimpun (Perencanaan)"),
        _("Halaman dokumentasi di layar ponsel, sebelum laporan triwulan tersusun."),
        (
            _("Beranda menunjukkan jalur yang sudah masuk dan yang belum, beserta pemegangnya."),
            _("Terima setiap jalur yang masuk; periksa dahulu angka yang diberi tanda."),
            _("Setelah semua jalur masuk, pilih “Dokumentasikan”; laporan triwulan tersusun."),
            _("Setelah TW IV, lengkapi narasi LKjIP sebelum mendokumentasikan tahunnya."),
            PACK,
        ),
    ),
    Guide(
        "kepala",
        _("Kepala perangkat daerah"),
        _("Beranda kepala di layar ponsel: keadaan triwulan dan yang menunggu."),
        (
            _("Beranda menunjukkan keadaan triwulan, capaian per sasaran, dan anggaran."),
            _("“Laporan menunggu Anda” berisi yang perlu disetujui atau ditandatangani."),
            _("Tulis arahan pada lembar disposisi bila ada yang harus dikerjakan."),
            _("Sebelum cuti, catat Plh. di halaman Pejabat agar tugas tidak tertahan."),
            PACK,
        ),
    ),
    Guide(
        "pengawas",
        _("Inspektorat, Bappeda, Bagian Organisasi"),
        _("Beranda pembaca kabupaten di layar ponsel: tahap setiap perangkat daerah."),
        (
            _("Beranda menunjukkan tahap setiap perangkat daerah pada triwulan terakhir."),
            _("Pantau memuat semua triwulan, ketepatan waktu, dan grafik yang dapat diunduh."),
            _("Reviu laporan dibuka dari “Laporan menunggu Anda”."),
            _(
                "APIP mengambil paket evaluasi AKIP setiap perangkat daerah dari halaman "
                "laporannya; laporan kabupaten ada dalam paket Sekretariat Daerah."
            ),
        ),
    ),
    Guide(
        "administrator",
        _("Administrator"),
        _("Daftar periksa persiapan di layar ponsel: yang lengkap dan yang belum."),
        (
            _("Beranda menunjukkan kesehatan sistem dan jabatan dalam SOP yang kosong."),
            _("Perangkat daerah baru: “Siapkan perangkat daerah” menuntun sampai uji pembukaan."),
            _("Catat masa jabatan di halaman Pejabat; hari libur dan jam kerja di Kalender."),
            _("Jadwal pembukaan di Pantau menyebut apa yang menghalangi triwulan berikutnya."),
            _("Administrator mengatur, tetapi tidak mengisi atau menyetujui angka."),
        ),
    ),
)


def help_list(request: HttpRequest) -> HttpResponse:
    return render(request, "help/help_list.html", {"guides": GUIDES})


def term_list(request: HttpRequest) -> HttpResponse:
    return render(request, "help/term_list.html", {"terms": TERMS.values()})


def help_detail(request: HttpRequest, role: str) -> HttpResponse:
    guide = next((each for each in GUIDES if each.role == role), None)
    if guide is None:
        raise Http404
    return render(request, "help/help_detail.html", {"guide": guide, "guides": GUIDES})
