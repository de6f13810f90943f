"""Of a form that was not taken every text comes back, and nothing else."""

from django import forms
from django.http import QueryDict
from django.urls import get_resolver

from kinerja.typed import typed_in

#: A choice in one form, a text in two others: its stored word is repeated rather than a text lost.
BOTH = "basis"
UNTYPED = (forms.HiddenInput, forms.FileInput, forms.CheckboxInput)


def said(query: str) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in typed_in(QueryDict(query))]


def test_figures_and_short_words_come_back_with_the_name_of_their_field():
    form = "csrfmiddlewaretoken=x&sebagai=3&dilihat=a.b&7-version=4&7-numerator=12&7-denominator=20"
    form += "&7-unavailable=1&7-note=ya&7-remove-9=1&reason=tidak&jawaban-3=benar&until=2026-11-30"
    assert said(form) == [
        ("Pembilang", "12"),
        ("Penyebut", "20"),
        ("Catatan", "ya"),
        ("", "tidak"),
        ("", "benar"),
        ("", "30 November 2026"),
    ]


def test_nothing_secret_and_nothing_empty_comes_back():
    assert said("new_password1=rahasia&sandi=rahasia&reason=+++&setujui_lain=on") == []


def test_what_any_form_takes_as_text_is_typed_and_what_it_offers_is_not():
    texts, choices = _names()
    secret = {"password", "sandi"}
    assert {name for name in texts - secret if not said(f"{name}=abc")} == set()
    assert {name for name in choices if said(f"{name}=abc")} == {BOTH}


def _names() -> tuple[set[str], set[str]]:
    """The fields of every form of the product that are typed, and those that are chosen."""
    assert get_resolver().url_patterns
    texts, choices = set(), set()
    for form in _forms(forms.BaseForm):
        if form.__module__.startswith("django."):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
                choices.add(name)
            elif not isinstance(field.widget, UNTYPED):
                texts.add(name)
    return texts, choices


def _forms(kind: type[forms.BaseForm]) -> set[type[forms.BaseForm]]:
    return {kind} | {each for below in kind.__subclasses__() for each in _forms(below)}
