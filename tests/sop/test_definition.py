"""SOP files: the five read as they should, the bad ones are refused at the exact line."""

import re
from pathlib import Path

import pytest

from sop.definition import Definition, DefinitionErrors, parse, parse_bindings
from sop.definition.source import LONGEST

ROOT = Path(__file__).parents[2]
DEFINITIONS = ROOT / "sop" / "definitions"
SOURCES = ROOT / "tests" / "data" / "sources"
FILES = ROOT / "tests" / "data" / "sop"
KEYS = sorted(path.stem for path in DEFINITIONS.glob("*.yaml"))
BAD = sorted(path.stem for path in (FILES / "bad").glob("*.yaml"))
SCANNED = "satpolpp-jeneponto"


def definition(key: str) -> Definition:
    path = DEFINITIONS / f"{key}.yaml"
    return parse(path.read_text(encoding="utf-8"), path.name)


def flat(text: str) -> str:
    """One space between words; list marks, emphasis and tags of the source set aside."""
    return " ".join(re.sub(r"<[^>]+>|\*\*", " ", text).split())


def source(key: str) -> str:
    return flat((SOURCES / f"{key}.txt").read_text(encoding="utf-8"))


def texts_of(sop: Definition) -> list[str]:
    texts = [text for texts in sop.lists.values() for text in texts]
    texts += [actor.label for actor in sop.actors]
    texts += list(sop.column_labels.values())
    texts += [value for value in (sop.identity.nama, sop.identity.nomor) if value]
    for step in sop.steps:
        if not step.printed:
            continue
        texts.append(step.kegiatan)
        for column, items in (
            ("kelengkapan", step.kelengkapan),
            ("waktu", step.waktu),
            ("output", step.output),
        ):
            texts += step.cells.get(column, "\n".join(item.text for item in items)).splitlines()
            texts += [item.text for item in items]
        texts += [step.keterangan] if step.keterangan else []
    return texts


def unmended(sop: Definition, text: str, found_in: str) -> str:
    """The text with the mends that it needs undone, so that it can be looked up as printed."""
    for mend in sop.mended:
        if text not in found_in and mend.mended in text:
            text = text.replace(mend.mended, mend.printed)
    return text


@pytest.mark.parametrize("key", [key for key in KEYS if key != SCANNED])
def test_texts_are_verbatim_but_for_listed_mends(key: str) -> None:
    sop, printed = definition(key), source(key)
    missing = [text for text in texts_of(sop) if unmended(sop, flat(text), printed) not in printed]
    assert missing == []


def test_scanned_texts_are_the_words_of_the_scan_in_their_order() -> None:
    """The scan mixes the columns, so each text is looked up word by word inside its row."""
    sop = definition(SCANNED)
    printed = source(SCANNED)
    for mend in sop.mended:
        printed = printed.replace(mend.printed, mend.mended)
    words = re.sub(r"kineri \[ Kinerja ja", "Kinerja kinerja", printed).split()
    starts = [_row_start(words, step.kegiatan) for step in sop.steps]
    for step, start, stop in zip(sop.steps, starts, [*starts[1:], len(words)], strict=True):
        row = words[start:stop]
        cells = [step.kegiatan, *(item.text for item in (*step.kelengkapan, *step.output))]
        for text in [*cells, *step.cells.values(), *(each.text for each in step.waktu)]:
            assert _in_order(text.split(), row), text


def _row_start(words: list[str], kegiatan: str) -> int:
    first = kegiatan.split()[:2]
    return next(at for at in range(len(words)) if words[at : at + 2] == first)


def _in_order(wanted: list[str], words: list[str]) -> bool:
    left = iter(words)
    return all(word in left for word in wanted)


@pytest.mark.parametrize("key", KEYS)
def test_every_mend_is_used(key: str) -> None:
    sop = definition(key)
    damaged = (SOURCES / f"{key}.txt").read_text(encoding="utf-8")
    assert [mend for mend in sop.mended if mend.printed == mend.mended] == []
    assert all(mend.printed.split()[0] in damaged for mend in sop.mended)


@pytest.mark.parametrize("key", KEYS)
def test_no_personal_numbers_are_kept(key: str) -> None:
    long_numbers = re.compile(r"\d{8} ?\d{6}")
    assert not long_numbers.search((DEFINITIONS / f"{key}.yaml").read_text(encoding="utf-8"))
    assert not long_numbers.search((SOURCES / f"{key}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", KEYS)
def test_waktu_value_is_what_its_text_says(key: str) -> None:
    for step in definition(key).steps:
        for waktu in step.waktu:
            number, *unit = waktu.text.split()
            assert int(number) == waktu.value
            assert not unit or unit[0].lower() == waktu.unit
            assert unit or waktu.unit == "menit"


def test_the_five_run_as_they_are_read() -> None:
    shape = {
        key: [
            (
                step.kind,
                step.lane,
                step.next,
                step.return_to,
                [(waktu.value, waktu.unit, waktu.period) for waktu in step.waktu],
            )
            for step in definition(key).steps
        ]
        for key in KEYS
    }
    assert shape == {
        "dishub-jeneponto": [
            ("assign", "bidang", "perintahkan-analis", None, [(15, "menit", "")]),
            ("assign", "kasubid", "serahkan-bahan", None, [(15, "menit", "")]),
            ("collect", "kasubid", "buat-laporan", None, [(1, "hari", "")]),
            ("compile", "kasubid", "periksa", None, [(1, "hari", "")]),
            ("review", "bidang", "serahkan-laporan", "buat-laporan", [(1, "jam", "")]),
            ("receive", "kasubid", "dokumentasikan", None, []),
            (
                "document",
                None,
                None,
                "buat-laporan",
                [(1, "hari", "triwulan"), (15, "hari", "tahunan")],
            ),
        ],
        "dpkp-soppeng": [
            ("assign", None, "susun-format", None, [(10, "menit", "")]),
            ("prepare", None, "sampaikan-format", None, [(120, "menit", "")]),
            ("prepare", None, "isi-format", None, [(4, "jam", "")]),
            ("collect", "bidang", "terima-data", None, [(3, "hari", "")]),
            ("receive", None, "verifikasi", None, [(5, "hari", "")]),
            ("review", None, "kompilasi", "isi-format", [(1, "hari", "")]),
            ("document", None, None, None, [(1, "hari", "")]),
        ],
        "dpmd-jeneponto": [
            ("assign", None, "sampaikan-format", None, [(5, "menit", "")]),
            ("prepare", None, "teruskan-format", None, [(5, "menit", "")]),
            ("assign", "kasubbag", "isi-format", None, [(10, "menit", "")]),
            ("collect", "irban", "himpun-irban", None, []),
            ("compile", "kasubbag", "himpun-kasubbag", "isi-format", [(480, "menit", "")]),
            ("compile", None, "analisa", "himpun-irban", [(480, "menit", "")]),
            ("document", None, None, "himpun-kasubbag", [(480, "menit", "")]),
        ],
        "inspektorat-jeneponto": [
            ("assign", None, "perintahkan-analis", None, [(15, "menit", "")]),
            ("assign", "pptk", "serahkan-bahan", None, [(30, "menit", "")]),
            ("collect", "pptk", "buat-laporan", None, [(1, "hari", "")]),
            ("compile", "pptk", "periksa", None, [(4, "jam", "")]),
            ("review", "pptk", "dokumentasikan", "buat-laporan", [(1, "jam", "")]),
            (
                "document",
                None,
                None,
                "buat-laporan",
                [(1, "hari", "triwulan"), (15, "hari", "tahunan")],
            ),
        ],
        "satpolpp-jeneponto": [
            ("assign", None, "tugaskan-kasubag", None, [(15, "menit", "")]),
            ("assign", None, "arahkan-tim", None, [(15, "menit", "")]),
            ("assign", None, "serahkan-bahan", None, [(15, "menit", "")]),
            ("collect", "anggota", "buat-laporan", None, [(15, "menit", "")]),
            ("compile", None, "koreksi", "serahkan-bahan", [(5, "jam", "")]),
            ("initial", None, "tanda-tangani", "buat-laporan", [(1, "jam", "")]),
            ("sign", None, "dokumentasikan", "buat-laporan", [(1, "jam", "")]),
            ("document", None, None, None, [(5, "jam", "triwulan")]),
        ],
    }


def test_only_what_the_documents_print_is_marked_print() -> None:
    printed = {
        (key, step.key)
        for key in KEYS
        for step in definition(key).steps
        if step.return_basis == "print"
    }
    assert printed == {("dishub-jeneponto", "periksa"), ("inspektorat-jeneponto", "periksa")}
    assert {key for key in KEYS if definition(key).trigger.basis == "print"} == {
        "dishub-jeneponto",
        "inspektorat-jeneponto",
    }


def test_assign_steps_and_both_reviews_that_print_it_add_a_hop() -> None:
    hops = {
        (key, step.key)
        for key in KEYS
        for step in definition(key).steps
        if step.disposisi and step.kind != "assign"
    }
    assert hops == {("dishub-jeneponto", "periksa"), ("inspektorat-jeneponto", "periksa")}
    assert all(
        step.disposisi for key in KEYS for step in definition(key).steps if step.kind == "assign"
    )


@pytest.mark.parametrize("name", ["small", "sixth"])
def test_a_made_up_sop_passes(name: str) -> None:
    path = FILES / f"{name}.yaml"
    assert parse(path.read_text(encoding="utf-8"), path.name).graph.last.kind == "document"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_at_the_line_that_says_why(name: str) -> None:
    text = (FILES / "bad" / f"{name}.yaml").read_text(encoding="utf-8")
    wanted = sorted(
        (number, sentence.strip())
        for number, line in enumerate(text.splitlines(), 1)
        for sentence in line.split("#!")[1:]
    )
    with pytest.raises(DefinitionErrors) as caught:
        parse(text, f"{name}.yaml")
    assert sorted((each.line, each.sentence) for each in caught.value.problems) == wanted


def test_errors_read_as_file_line_sentence() -> None:
    with pytest.raises(DefinitionErrors) as caught:
        parse("format: 3\n", "contoh.yaml")
    lines = str(caught.value).splitlines()
    assert lines[0] == "contoh.yaml:1: Kunci “actors” wajib ada."
    assert "contoh.yaml:1: Nilai “format” harus 1." in lines


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Berkas kosong."),
        ("# hanya catatan\n", "Berkas kosong."),
        ("- satu\n", "Nilai “berkas” harus berupa kelompok kunci dan nilai."),
        ("[" * 5000, "Berkas ini bukan YAML yang terbaca."),
        ("a" * (LONGEST + 1), "Berkas terlalu besar untuk sebuah SOP."),
        ("a: \x00", "Berkas ini bukan YAML yang terbaca."),
        ("{[a]: b}", "Kunci harus berupa kata."),
    ],
)
def test_what_is_no_sop_file_at_all_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DefinitionErrors) as caught:
        parse(text)
    assert [each.sentence for each in caught.value.problems] == [sentence]


def test_plain_yaml_traps_are_text() -> None:
    text = (FILES / "small.yaml").read_text(encoding="utf-8")
    sop = parse(
        text.replace("kegiatan: Menugaskan", "kegiatan: no").replace('nomor: "1"', "nomor: 050")
    )
    assert (sop.steps[0].kegiatan, sop.steps[0].nomor) == ("no", "050")


def test_a_binding_file_keeps_its_order_and_lines() -> None:
    text = (FILES / "sixth-binding.yaml").read_text(encoding="utf-8")
    bindings = parse_bindings(text)
    assert [lane.key for lane in bindings.lanes][:2] == ["utara", "utara-pkm-a"]
    assert text.splitlines()[bindings.actors[4].line - 1].startswith("  - {actor: kapus, lane")


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("inside: utara-pkm-b}", "inside: utara-pkm-x}", 9, "Jalur induk “utara-pkm-x” harus"),
        ("unit: pkm-c, inside", "inside", 11, "Jalur “selatan-pkm-c”: sebutkan unit"),
        ("korwil, rule: unit_head", "korwil, rule: atasan", 16, "Nilai “rule” “atasan”"),
        ("lane: selatan,", "lane: timur,", 18, "Jalur “timur” tidak ada."),
        ("positions: [kepala]", "lane: utara", 14, "Pelaksana “kepala”: positions diisi hanya"),
        ("key: selatan,", "key: utara,", 10, "Jalur “utara” sudah ada."),
        ("petugas, rule: lane_position", "korwil, rule: unit_head", 19, "Pelaksana “korwil” sudah"),
    ],
)  # fmt: skip
def test_a_bad_binding_is_refused_at_its_line(old: str, new: str, line: int, sentence: str) -> None:
    text = (FILES / "sixth-binding.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    with pytest.raises(DefinitionErrors) as caught:
        parse_bindings(text.replace(old, new), "ikatan.yaml")
    first = caught.value.problems[0]
    assert first.line == line
    assert first.sentence.startswith(sentence)
