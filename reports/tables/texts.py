"""The outline of a kabupaten's own texts in its LKjIP (PermenPAN-RB 53/2014 Lampiran II)."""

#: Key → heading; apart from those of the Sekretariat Daerah's own LKjIP, which keeps both.
GOVERNMENT_SECTIONS = {
    "kab_pengantar": "Kata pengantar",
    "kab_ikhtisar": "Ikhtisar eksekutif",
    "kab_gambaran": "Bab I: gambaran umum pemerintah daerah",
    "kab_isu": "Bab I: aspek strategis dan permasalahan utama",
    "kab_rencana": "Bab II: rencana strategis, indikator kinerja utama, dan perjanjian kinerja",
    "kab_analisis": "Bab III A: penyebab keberhasilan/kegagalan dan solusi",
    "kab_efisiensi": "Bab III A: efisiensi penggunaan sumber daya",
    "kab_program": "Bab III A: program/kegiatan penunjang",
    "kab_anggaran": "Bab III B: realisasi anggaran",
    "kab_penutup": "Bab IV: simpulan dan langkah di masa mendatang",
}
