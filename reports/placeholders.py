"""Figures in a narrative that fill themselves: `{capaian:KODE}` → `98,77`.

What is written stays as it is; the figures come from the snapshot that the report is printed from.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial

from indicators.notation import format_number
from organization.richtext import Say
from organization.wording import gettext_noop
from reports.tables.government import average_of, completeness
from reports.tables.money import counted, total
from reports.tables.shape import Cell, Data, capaian, realisasi, target

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
    ("{capaian:KODE}", gettext_noop("capaian tahun ini dalam persen")),
    ("{target:KODE}", gettext_noop("target tahun ini")),
    ("{realisasi:KODE}", gettext_noop("realisasi tahun ini")),
    ("{indikator:KODE}", gettext_noop("nama indikator")),
    ("{pagu}", gettext_noop("jumlah pagu dalam rupiah")),
    ("{realisasi-anggaran}", gettext_noop("jumlah realisasi anggaran dalam rupiah")),
)


#: What a text of the whole kabupaten may hold; each sum says from how many agencies it comes.
GOVERNMENT_WORDS = (*MONEY, "kelengkapan", "rata-rata")
GOVERNMENT_EXPLAINED = (
    (
        "{kelengkapan}",
        gettext_noop("dari berapa perangkat daerah angkanya, misalnya 27 dari 31 OPD"),
    ),
    (
        "{rata-rata}",
        gettext_noop("rata-rata capaian seluruh indikator dalam persen, dengan kelengkapannya"),
    ),
    ("{capaian:OPD/KODE}", gettext_noop("capaian tahun ini dalam persen")),
    ("{target:OPD/KODE}", gettext_noop("target tahun ini")),
    ("{realisasi:OPD/KODE}", gettext_noop("realisasi tahun ini")),
    ("{indikator:OPD/KODE}", gettext_noop("nama indikator")),
    ("{pagu}", gettext_noop("jumlah pagu dalam rupiah, dengan kelengkapannya")),
    (
        "{realisasi-anggaran}",
        gettext_noop("jumlah realisasi anggaran dalam rupiah, dengan kelengkapannya"),
    ),
)
NOTHING = "(tidak ada data)"


def unknown(text: str, codes: Collection[str], words: Collection[str] = tuple(MONEY)) -> list[str]:
    """What stands in braces and means nothing, as it was written."""
    return [
        match[0]
        for match in PATTERN.finditer(text)
        if match[1] not in words and not _is_known(match[1], codes)
    ]


def _is_known(inside: str, codes: Collection[str]) -> bool:
    kind, _colon, code = inside.partition(":")
    return kind in KINDS and code in codes


def figures_in(text: str, say: Say) -> dict[str, str]:
    """What stands in the braces of a text → its figure."""
    return {inside: say(inside) for inside in PATTERN.findall(text)}


def filled(text: str, say: Say) -> str:
    """The text with its figures."""
    return PATTERN.sub(lambda match: say(match[1]), text)


def figures_of(data: Data) -> Say:
    """What stands in braces → its figure; a code that is no longer there is said to be missing."""
    figures = {each["code"]: each for group in data["sasaran"] for each in group["figures"]}
    lines = counted(data["budget"])
    words = {word: _rupiah(lines, field) for word, field in MONEY.items()}
    return partial(_said, figures=figures, words=words)


def figures_over_agencies(data: Data) -> Say:
    """The same for a text of the whole kabupaten; figures are named by agency and code."""
    figures = {
        f"{agency['key']}/{figure['code']}": figure | {"annual": figure["judged"]}
        for agency in data["agencies"]
        for figure in agency["figures"]
    }
    lines = [line for agency in data["agencies"] for line in counted(agency["budget"])]
    backing = completeness(data, "budget")
    average = average_of(data, data["agencies"]).value
    said = NOTHING if average is None else format_number(average, 2)
    words = {word: f"{_rupiah(lines, field)} ({backing})" for word, field in MONEY.items()}
    words |= {"kelengkapan": completeness(data), "rata-rata": f"{said} ({completeness(data)})"}
    return partial(_said, figures=figures, words=words)


def _rupiah(lines: list[Data], field: str) -> str:
    found = total(lines, field)
    return NOTHING if found is None else format_number(found, 0)


def _said(inside: str, figures: Mapping[str, Data], words: Mapping[str, str]) -> str:
    if inside in words:
        return words[inside]
    kind, _colon, code = inside.partition(":")
    if kind not in KINDS or code not in figures:
        return f"(tidak ditemukan: {inside})"
    return str(KINDS[kind](figures[code]))
