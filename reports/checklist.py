"""The reviewer's checklist of a laporan kinerja (PermenPAN-RB 53/2014 Lampiran III), as data."""

from dataclasses import dataclass

YES, NO, VOID = "ya", "tidak", "tidak-berlaku"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement; `depends_on`: it matters only where one of these was answered with no."""

    key: str
    text: str
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the checklist."""

    number: str
    title: str
    items: tuple[Item, ...]


def _part(number: str, title: str, *texts: str, after: dict[int, tuple[int, ...]]) -> Part:
    items = (
        Item(f"{number}.{place}", text, tuple(f"{number}.{each}" for each in after.get(place, ())))
        for place, text in enumerate(texts, 1)
    )
    return Part(number, title, tuple(items))


CHECKLIST = (
    _part(
        "I",
        "Format",
        "Laporan kinerja telah menampilkan data penting instansi pemerintah.",
        "Laporan kinerja telah menyajikan informasi target kinerja.",
        "Laporan kinerja telah menyajikan capaian kinerja instansi pemerintah yang memadai.",
        "Laporan kinerja telah menyajikan lampiran yang mendukung informasi pada badan laporan.",
        "Laporan kinerja telah menyajikan upaya perbaikan ke depan.",
        "Laporan kinerja telah menyajikan akuntabilitas keuangan.",
        after={},
    ),
    _part(
        "II",
        "Mekanisme penyusunan",
        "Laporan kinerja disusun oleh unit kerja yang memiliki tugas fungsi untuk itu.",
        "Informasi yang disampaikan dalam laporan kinerja telah didukung dengan data yang memadai.",
        "Telah terdapat mekanisme penyampaian data dan informasi dari unit kerja ke unit penyusun "
        "laporan kinerja.",
        "Telah ditetapkan penanggung jawab pengumpulan data/informasi di setiap unit kerja.",
        "Data/informasi kinerja yang disampaikan dalam laporan kinerja telah diyakini "
        "keandalannya.",
        "Analisis/penjelasan dalam laporan kinerja telah diketahui oleh unit kerja terkait.",
        "Laporan kinerja merupakan gabungan partisipasi dari unit kerja di bawahnya.",
        after={},
    ),
    _part(
        "III",
        "Substansi",
        "Tujuan/sasaran dalam laporan kinerja telah sesuai dengan tujuan/sasaran dalam perjanjian "
        "kinerja.",
        "Tujuan/sasaran dalam laporan kinerja telah selaras dengan rencana strategis.",
        "Jika butir 1 dan 2 jawabannya tidak, terdapat penjelasan yang memadai.",
        "Tujuan/sasaran dalam laporan kinerja telah sesuai dengan tujuan/sasaran dalam indikator "
        "kinerja.",
        "Tujuan/sasaran dalam laporan kinerja telah sesuai dengan tujuan/sasaran dalam indikator "
        "kinerja utama.",
        "Jika butir 4 dan 5 jawabannya tidak, terdapat penjelasan yang memadai.",
        "Telah terdapat perbandingan data kinerja dengan tahun lalu, standar nasional, dan "
        "sebagainya yang bermanfaat.",
        "Indikator kinerja utama dan indikator kinerja telah cukup mengukur tujuan/sasaran.",
        "Jika butir 8 jawabannya tidak, terdapat penjelasan yang memadai.",
        "Indikator kinerja utama dan indikator kinerja telah SMART.",
        after={3: (1, 2), 6: (4, 5), 9: (8,)},
    ),
)
ITEMS = tuple(item for part in CHECKLIST for item in part.items)


def missing(answers: dict[str, dict[str, str]]) -> list[str]:
    """Keys of the items that keep a review from being finished.

    Every item wants an answer and every no a note. An item that depends on others may be void
    while all of these were answered with yes; it then needs nothing.
    """
    return [item.key for item in ITEMS if not _is_answered(item, answers)]


def _is_answered(item: Item, answers: dict[str, dict[str, str]]) -> bool:
    said = answers.get(item.key, {})
    match said.get("answer", ""):
        case "ya":
            return True
        case "tidak":
            return bool(said.get("note", "").strip())
        case "tidak-berlaku":
            others = (answers.get(key, {}).get("answer") for key in item.depends_on)
            return bool(item.depends_on) and NO not in others
    return False


def is_clean(answers: dict[str, dict[str, str]]) -> bool:
    """Whether nothing was answered with no."""
    return all(said.get("answer") != NO for said in answers.values())
