"""Bukti dukung of a year: files as they came in, what is only linked or told, what is missing."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from django.db.models.fields.files import FieldFile

from indicators.models import BuktiDukung, Indicator
from indicators.notation import ROMAN
from organization.models import Agency
from reports.naming import paper_name
from reports.pack.pieces import MEASURING, Content, Piece, missing
from workflow.models import RunIndicator

CHUNK = 256 * 1024
FOLDER = "Bukti-Dukung"
#: A file's name stays short enough for every system that unpacks it.
TITLE = 60
Kind = BuktiDukung.Kind


def stored(file: FieldFile) -> Content:
    """Reads a stored file in parts; raises FileNotFoundError where it is gone."""

    def read() -> Iterator[bytes]:
        with file.open("rb") as source:
            yield from iter(lambda: source.read(CHUNK), b"")

    return read


def evidence_of(agency: Agency, year: int) -> list[Piece]:
    """By triwulan and indicator, as the runs of the year carried them. 2 queries."""
    kept = _kept(agency, year)
    carried = RunIndicator.objects.filter(run__agency=agency, run__year=year).select_related(
        "run", "indicator"
    )
    expected = {
        (row.run.triwulan, row.indicator_id): row.indicator
        for row in carried.order_by("run__triwulan", "indicator__order", "indicator")
    }
    expected |= {key: found[0].realisasi.indicator for key, found in kept.items()}
    return [
        piece
        for (triwulan, pk), indicator in expected.items()
        for piece in _pieces(triwulan, indicator, kept.get((triwulan, pk), []))
    ]


def _kept(agency: Agency, year: int) -> dict[tuple[int, int], list[BuktiDukung]]:
    """Triwulan and indicator → what backs its figure."""
    found: dict[tuple[int, int], list[BuktiDukung]] = defaultdict(list)
    rows = BuktiDukung.objects.filter(
        realisasi__indicator__agency=agency, realisasi__year=year, removed_at=None
    ).select_related("realisasi__indicator")
    for each in rows.order_by("added_at", "pk"):
        found[each.realisasi.triwulan, each.realisasi.indicator_id].append(each)
    return dict(sorted(found.items()))


def _pieces(triwulan: int, indicator: Indicator, kept: list[BuktiDukung]) -> list[Piece]:
    about = f"Bukti dukung TW {ROMAN[triwulan]}: {indicator.name}"
    if not kept:
        return [missing(MEASURING, about)]
    return [
        _piece(f"{FOLDER}/TW-{ROMAN[triwulan]}/{indicator.code}", about, number, each)
        for number, each in enumerate(kept, start=1)
    ]


def _piece(folder: str, about: str, number: int, each: BuktiDukung) -> Piece:
    title = f"{about} · {each.title}" if each.title else about
    if each.kind == Kind.FILE:
        ending = PurePath(each.file.name or "").suffix.lstrip(".") or "bin"
        name = paper_name(f"{number:02}", each.title[:TITLE], ending=ending)
        return Piece(
            MEASURING,
            title,
            f"{folder}/{name}",
            stored(each.file),
            recorded=each.sha256,
        )
    said = each.url if each.kind == Kind.LINK else str(each.get_kind_display()).lower()
    return Piece(MEASURING, title, note=f"tanpa berkas: {said}")
