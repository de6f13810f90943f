"""Names of files as an office gives them: what it is, whose, of which lane, in which state."""

import re
import unicodedata

UNSAFE = re.compile(r"[^A-Za-z0-9]+")


def paper_name(*parts: str, ending: str) -> str:
    """`Laporan Triwulan II 2026`, `Dinas Perhubungan`, `disetujui` →
    `Laporan-Triwulan-II-2026_Dinas-Perhubungan_disetujui.pdf`; only letters that every system
    takes, and no part that is empty.
    """
    plain = (unicodedata.normalize("NFKD", part) for part in parts)
    worded = (UNSAFE.sub("-", part).strip("-") for part in plain)
    return f"{'_'.join(part for part in worded if part)}.{ending}"


def capitals(words: str) -> str:
    """`Laporan data kinerja` → `Laporan Data Kinerja`; what is written in capitals stays."""
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
