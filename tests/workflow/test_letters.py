"""The words of messages: what an administrator may write, and what is refused in words."""

import pytest

from workflow.letters import EXAMPLE, NAMES, USUAL, LetterError, Letters, render_letter


@pytest.mark.parametrize("kind", list(USUAL))
def test_every_usual_text_can_be_written_and_names_the_task(kind):
    line = Letters().write(kind, EXAMPLE)
    assert EXAMPLE["tugas"] in line
    assert "{" not in line
    assert "  " not in line


def test_the_example_shows_every_name():
    assert set(EXAMPLE) == set(NAMES)


def test_an_own_text_stands_for_the_usual_one():
    letters = Letters({"pengingat.sebelum": "Ingat {{ tugas|upper }}."})
    assert letters.write("pengingat.sebelum", {"tugas": "4 isi"}) == "Ingat 4 ISI."


def test_a_condition_and_line_breaks():
    text = "A{% if jalur %}\n({{ jalur }}){% else %} pusat{% endif %}"
    assert render_letter(text, {"jalur": "B"}) == "A (B)"
    assert render_letter(text, {"jalur": ""}) == "A pusat"


def test_values_are_plain_text_and_never_rendered_themselves():
    line = render_letter("{{ tugas }}", {"tugas": "{{ nama }} <b>&"})
    assert line == "{{ nama }} <b>&"


@pytest.mark.parametrize(
    "text",
    [
        "Tugas {{ tugas belum ditutup",
        "Tugas tugas }} belum dibuka",
        "{% if jalur %}x{% endif",
        "{% include 'mail/digest.txt' %}",
        "{% load static %}",
        "{% debug %}",
        "{% now 'Y' %}",
        "{% for x in tugas %}{{ x }}{% endfor %}",
        "{% extends 'base.html' %}",
        "{{ settings.SECRET_KEY }}",
        "{{ tugas.__class__ }}",
        "{{ tugas.format }}",
        "{{ tidak_ada }}",
        "{{ tugas|ljust:9999999999 }}",
        "{{ tugas|default:settings }}",
        "{{ tugas",
        "{% if tugas %}",
        "{% if settings %}x{% endif %}",
        "{{ }}",
        "x" * 601,
    ],
)
def test_anything_else_is_refused_in_words(text):
    with pytest.raises(LetterError) as refused:
        render_letter(text, EXAMPLE)
    assert str(refused.value)[0] in "“T"
