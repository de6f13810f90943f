"""A text with other standard times: these words change, every other letter stays."""

import difflib
from pathlib import Path

import pytest

from sop.definition import Waktu, parse, with_waktu, worded

DEFINITIONS = sorted((Path(__file__).parents[2] / "sop" / "definitions").glob("*.yaml"))


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda path: path.stem)
def test_every_standard_time_of_every_sop_can_be_changed_alone(path):
    text = path.read_text(encoding="utf-8")
    before = parse(text)
    for step in before.steps:
        for waktu in step.waktu:
            new = Waktu(worded(waktu.text, 77, "jam"), 77, "jam", waktu.period)
            after = parse(with_waktu(text, {(step.key, waktu.period): new}))
            for old_step, new_step in zip(before.steps, after.steps, strict=True):
                expected = old_step.waktu
                if old_step.key == step.key:
                    expected = tuple(new if each == waktu else each for each in expected)
                assert new_step.waktu == expected
            assert list(after.graph.chain()) == list(before.graph.chain())


def test_only_the_lines_of_the_step_change_and_the_printed_cell_follows():
    text = next(p for p in DEFINITIONS if p.stem == "dishub-jeneponto").read_text(encoding="utf-8")
    key = ("dokumentasikan", "triwulan")
    new = Waktu("2 Hari Untuk Penyusunan Laporan Triwulan", 2, "hari", "triwulan")
    after = with_waktu(text, {key: new}, heading="Usulan: satu\nUsulan: dua")
    changed = [
        line[2:].strip()
        for line in difflib.ndiff(text.splitlines(), after.splitlines())
        if line.startswith("+ ")
    ]
    assert changed == [
        "# Usulan: satu",
        "# Usulan: dua",
        '- {text: "2 Hari Untuk Penyusunan Laporan Triwulan", value: 2, unit: hari, '
        "period: triwulan}",
        'waktu: "2 Hari Untuk Penyusunan Laporan Triwulan dan '
        '15 Hari untuk Laporan Kinerja Tahunan"',
    ]


def test_a_step_without_a_standard_time_is_refused():
    text = DEFINITIONS[0].read_text(encoding="utf-8")
    with pytest.raises(KeyError, match="tidak-ada"):
        with_waktu(text, {("tidak-ada", ""): Waktu("1 Hari", 1, "hari")})


@pytest.mark.parametrize(
    ("printed", "new"),
    [
        ("1 Hari Untuk Laporan", "3 Hari Untuk Laporan"),
        ("15 menit", "3 Hari"),
        ("15", "3 Hari"),
        ("Satu Hari", "3 Hari"),
    ],
)
def test_the_words_around_an_amount_stay(printed, new):
    assert worded(printed, 3, "hari") == new
