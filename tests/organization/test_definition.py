"""A government's file: typed rows, or every mistake with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organization.definition import OrganizationErrors, parse
from organization.services.loading import WORDS

DEMO = Path(__file__).parents[2] / "kinerja" / "demo" / "organization"
FILE = """\
format: 1
government:
  key: contoh
  name: Kabupaten Contoh
  seat: Contoh
  time_zone: Asia/Jayapura
agencies:
  - key: dinas
    name: Dinas Contoh
    short_name: Dinas
    kind: dinas
    live_from: 2026-01-01
    signing_position: kepala
    units:
      - key: bidang
        name: Bidang
        kind: bidang
    positions:
      - key: kepala
        name: Kepala
      - key: kabid.satu
        name: Kabid
        unit: bidang
        superior: kepala
        head: true
    terms:
      - position: kabid.satu
        until: 2026-01-31
      - position: kabid.satu
        held_by: kepala
        capacity: plt
        starts_on: 2026-02-01
    oversight:
      - position: kepala
        starts_on: 2026-01-01
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(OrganizationErrors) as refused:
        parse(text, WORDS, "contoh.yaml")
    return [(each.line, each.sentence) for each in refused.value.problems]


def test_a_file_becomes_typed_rows_and_the_zone_comes_from_the_kabupaten():
    (agency,) = parse(FILE, WORDS).agencies
    kepala, kabid = agency.positions
    assert (agency.live_from, agency.paper) == (date(2026, 1, 1), "A4")
    assert agency.time_zone == "Asia/Jayapura"
    assert (kepala.is_head, kabid.is_head, kabid.superior) == (False, True, "kepala")
    assert [term.until for term in agency.terms] == [date(2026, 1, 31), None]
    assert agency.oversight[0].scope == "baca"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("format: 1", "format: 2", 1, "harus 1"),
        ("  seat: Contoh\n", "", 3, "Kunci “seat” belum diisi."),
        ("Asia/Jayapura", "Asia/Papua", 6, "Zona waktu “Asia/Papua” tidak dikenal"),
        ("  - key: dinas\n", "  - key: Dinas Satu\n", 8, "hanya boleh huruf kecil"),
        ("    kind: dinas\n", "    kind: kantor\n", 11, "pilih salah satu: dinas, badan"),
        ("live_from: 2026-01-01", "live_from: 1 Jan 2026", 12, "tulis seperti 2026-01-31"),
        ("signing_position: kepala", "signing_position: bos", 13, "Jabatan “bos” tidak ada"),
        ("    signing_position", "    tanda_tangan", 13, "Kunci “tanda_tangan” tidak dikenal"),
        ("        kind: bidang", "        kind: bidang\n        kind: tim", 18, "dua kali"),
        (
            "        kind: bidang",
            "        kind: bidang\n        parent: x",
            18,
            "“x” harus ditulis",
        ),
        ("      - key: kabid.satu", "      - key: kepala", 21, "Jabatan “kepala” sudah ada."),
        ("unit: bidang", "unit: seksi", 23, "Unit “seksi” tidak ada"),
        ("superior: kepala", "superior: kabid.satu", 24, "atasan bagi dirinya sendiri"),
        ("head: true", "head: ya", 25, "pilih salah satu: true, false"),
        ("        unit: bidang\n", "", 24, "memimpin unit, tetapi unitnya tidak ada"),
        ("until: 2026-01-31", "until: 2025-12-31", 28, "sebelum perangkat daerah mulai"),
        ("held_by: kepala", "held_by: orang", 30, "Jabatan “orang” tidak ada"),
        ("capacity: plt", "capacity: pj", 31, "pilih salah satu: definitif, plt, plh"),
        ("starts_on: 2026-02-01", "starts_on: 2026-02-30", 32, "“2026-02-30” tidak terbaca"),
        ("        name: Kabid", f"        name: {'x' * 161}", 22, "paling banyak 160 huruf"),
        ("        name: Kabid", "        name: [Kabid]", 22, "harus berupa teks"),
        ("    oversight:\n", "    oversight: kepala\n    x:\n", 33, "harus berupa daftar"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, words: str):
    assert FILE.count(old) >= 1
    found = problems(FILE.replace(old, new, 1))
    assert [each for each in found if each[0] == line and words in each[1]] != [], found


def test_all_mistakes_are_told_at_once_in_order():
    text = FILE.replace("kind: dinas", "kind: kantor").replace("unit: bidang", "unit: seksi")
    assert [line for line, _sentence in problems(text)] == [11, 23]


def test_two_heads_of_one_unit_are_refused():
    second = "      - {key: kasi, name: Kasi, unit: bidang, head: 'true'}\n    terms:"
    assert problems(FILE.replace("    terms:", second, 1)) == [
        (26, "Unit “bidang” sudah mempunyai pimpinan lain.")
    ]


@pytest.mark.parametrize("text", ["", "- a", "a: [", "a: \x00", "teks saja"])
def test_what_is_no_file_of_ours_is_refused_at_a_line(text: str):
    assert len(problems(text)) == 1


def test_the_errors_read_as_lines_of_the_file():
    with pytest.raises(OrganizationErrors, match=r"^contoh\.yaml:1: Nilai “format” harus 1\.$"):
        parse(FILE.replace("format: 1", "format: 2"), WORDS, "contoh.yaml")


LINES = FILE.splitlines()
places = st.integers(0, len(LINES) - 1)


def told(text: str) -> list[int]:
    """The lines of what is wrong; none where the file can be used."""
    try:
        parse(text, WORDS)
    except OrganizationErrors as errors:
        return [each.line for each in errors.problems] or [0]
    return []


@given(places, st.text(max_size=20))
def test_no_broken_line_breaks_the_reader(index: int, other: str):
    text = "\n".join([*LINES[:index], other, *LINES[index + 1 :]])
    assert all(1 <= line <= len(LINES) + 20 for line in told(text))


@given(st.lists(places, unique=True))
def test_missing_lines_do_not_break_the_reader(gone: list[int]):
    text = "\n".join(line for index, line in enumerate(LINES) if index not in gone)
    assert all(1 <= line <= len(LINES) + 1 for line in told(text))


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_demo_is_headed_as_an_example(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# contoh:")
    assert parse(text, WORDS, path.name).agencies
