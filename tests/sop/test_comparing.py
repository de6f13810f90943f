"""Two texts side by side: each difference in its place, and nothing else."""

from pathlib import Path

import pytest

from sop.definition import Change, Waktu, compare, parse, with_waktu
from tests.sop.offices import DEFINITIONS, FILES

SMALL = (FILES / "small.yaml").read_text(encoding="utf-8")
KINDS = {"review": "Memeriksa", "initial": "Mengoreksi dan memaraf"}


def differences(old: str, new: str) -> list[tuple[str, str, str, str]]:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    found = compare(parse(SMALL), parse(text), KINDS)
    return [(each.place, each.part, each.before, each.after) for each in found]


@pytest.mark.parametrize("path", sorted(DEFINITIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_text_does_not_differ_from_itself_with_another_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert compare(parse(text), parse(f"# Usulan\n{text}"), KINDS) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "part", "before", "after"),
    [
        ("{nama: Contoh}", "{nama: Baru}", "Identitas", "Nama SOP", "Contoh", "Baru"),
        ("DINAS CONTOH", "DINAS BARU", "Identitas", "Kop", "DINAS CONTOH", "DINAS BARU"),
        (
            *("{day: 10, ", "{day: 12, ", "Pelaksanaan", "Pembukaan"),
            *("tanggal 10 bulan 1, 4, 7, 10", "tanggal 12 bulan 1, 4, 7, 10"),
        ),
        (
            *("basis: print}", "basis: print, shift: hari_kerja_berikutnya}"),
            *("Pelaksanaan", "Pembukaan", "tanggal 10 bulan 1, 4, 7, 10"),
            "tanggal 10 bulan 1, 4, 7, 10, hari kerja berikutnya",
        ),
        ("Mengisi", "Menginput", "Langkah 2", "Kegiatan", "Mengisi", "Menginput"),
        (
            *("kind: review", "kind: initial", "Langkah 3", "Jenis"),
            *("Memeriksa", "Mengoreksi dan memaraf"),
        ),
        ('nomor: "4"', 'nomor: "5"', "Langkah 5", "Nomor", "4", "5"),
    ],
)
def test_what_differs_is_named_in_its_place(old, new, place, part, before, after) -> None:
    assert (place, part, before, after) in differences(old, new)


def test_a_standard_time_differs_as_printed_and_as_counted() -> None:
    new = Waktu("3 hari", 3, "hari")
    found = compare(parse(SMALL), parse(with_waktu(SMALL, {("isi", ""): new})), KINDS)
    assert found == [
        Change("Langkah 2", "Waktu", "1 hari", "3 hari"),
        Change("Langkah 2", "Waktu terhitung", "1 hari", "3 hari"),
    ]


def test_steps_that_come_and_go_are_named() -> None:
    added = SMALL.replace("    next: isi\n", "    next: susun\n", 1).replace(
        "  - key: isi\n",
        "  - {key: susun, nomor: '1a', kegiatan: Menyusun format, actor: kepala, kind: prepare, "
        "next: isi}\n  - key: isi\n",
        1,
    )
    there = compare(parse(SMALL), parse(added), KINDS)
    assert Change("Langkah 1a", "Langkah baru", "–", "Menyusun format") in there
    assert Change("Langkah 1", "Langkah berikutnya", "2. Mengisi", "1a. Menyusun format") in there
    back = compare(parse(added), parse(SMALL), KINDS)
    assert Change("Langkah 1a", "Langkah dihapus", "Menyusun format", "–") in back
