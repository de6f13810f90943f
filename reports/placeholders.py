"""Figures in a narrative that fill themselves: `{capaian:KODE}` → `98,77`.

What is written stays as it is; the figures come from the snapshot that the report is printed from.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from indicators.notation import format_number
from reports.tables.shape import Cell, Data, capaian, decimal, realisasi, target

PATTERN = re.compile(r"\{([^{}]*)\}")
#: Word before the colon → what it gives of an indicator.
KINDS: dict[str, Callable[[Data], Cell]] = {
    "capaian": lambda figure: capaian(figure["annual"]),
    "target": lambda figure: target(figure["annual"], figure["decimals"]),
    "realisasi": lambda figure: realisasi(figure["annual"], figure["decimals"]),
    "indikator": lambda figure: str(figure["name"]),
}
#: Word → what of the year's money it sums, in rupiah.
MONEY = {"pagu": "pagu", "realisasi-anggaran": "realisasi"}
EXPLAINED = (
    ("{capaian:KODE}", "capaian tahun ini dalam persen"),
    ("{target:KODE}", "target tahun ini"),
    ("{realisasi:KODE}", "realisasi tahun ini"),
    ("{indikator:KODE}", "nama indikator"),
    ("{pagu}", "jumlah pagu dalam rupiah"),
    ("{realisasi-anggaran}", "jumlah realisasi anggaran dalam rupiah"),
)


def unknown(text: str, codes: Collection[str]) -> list[str]:
    """What stands in braces and means nothing, as it was written."""
    return [
        match[0]
        for match in PATTERN.finditer(text)
        if match[1] not in MONEY and not _is_known(match[1], codes)
    ]


def _is_known(inside: str, codes: Collection[str]) -> bool:
    kind, _colon, code = inside.partition(":")
    return kind in KINDS and code in codes


def filled(text: str, data: Data) -> str:
    """The text with its figures; a code that is no longer there is said to be missing."""
    figures = {each["code"]: each for group in data["sasaran"] for each in group["figures"]}
    return PATTERN.sub(lambda match: _said(match[1], figures, data["budget"]), text)


def _said(inside: str, figures: Mapping[str, Data], budget: Iterable[Data]) -> str:
    if inside in MONEY:
        lines = [decimal(line[MONEY[inside]]) for line in _counted(list(budget))]
        known = [each for each in lines if each is not None]
        return format_number(sum(known[1:], known[0]), 0) if known else "(tidak ada data)"
    kind, _colon, code = inside.partition(":")
    if kind not in KINDS or code not in figures:
        return f"(tidak ditemukan: {inside})"
    return str(KINDS[kind](figures[code]))


def _counted(budget: list[Data]) -> list[Data]:
    """Program lines; kegiatan only of programs that have no line of their own."""
    own = {line["program"] for line in budget if not line["kegiatan"]}
    return [line for line in budget if not line["kegiatan"] or line["program"] not in own]
