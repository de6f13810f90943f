"""What paper cannot show is told where it is typed, and printed as its number if it came before."""

import pytest
from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from organization.forms import LoginForm, accept_any_sign, sign_refusal
from organization.models import User
from organization.printable import RANGES, printable, unprintable
from tests.architecture.source import ROOT

FONTS = sorted((ROOT / "static/fonts/source-sans-3").glob("*.ttf"))


def known() -> set[int]:
    pairs = (part.partition("-") for part in RANGES.split())
    return {
        sign
        for first, _dash, last in pairs
        for sign in range(int(first, 16), int(last or first, 16) + 1)
    }


def test_it_knows_the_signs_of_every_face_of_our_font():
    assert len(FONTS) == 4
    assert {frozenset(TTFont(each).getBestCmap()) for each in FONTS} == {frozenset(known())}


@pytest.mark.parametrize(
    ("typed", "shown", "told"),
    [
        ("Capaian ≥ 95 %, “baik” – 3 m²\n✓ tuntas", "Capaian ≥ 95 %, “baik” – 3 m²\n✓ tuntas", []),
        ("\uf0b7 butir ➢ butir ① ㎡ Ａ", "• butir ► butir 1 m2 A", []),
        ("a\u200db\ufe0fc\u200ed", "abcd", []),
        ("Bagus 😀😀 中 ف", "Bagus [U+1F600][U+1F600] [U+4E2D] [U+0641]", ["😀", "中", "ف"]),
        ("satu\x0bdua\x01", "satu\ndua", []),
    ],
)
def test_signs_that_paper_lacks_get_their_like_or_their_number(typed, shown, told):
    assert (printable(typed), unprintable(typed)) == (shown, told)


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_printed_has_a_picture_for_every_sign(text):
    shown = printable(text)
    assert {ord(each) for each in shown} - known() <= {9, 10, 13}
    assert printable(shown) == shown


def test_a_field_says_which_signs_and_what_to_do():
    with pytest.raises(forms.ValidationError) as refused:
        forms.CharField().clean("Bagus 😀 中 \ue123")
    assert refused.value.messages == [
        "Teks memuat tanda yang tidak dapat dicetak pada laporan: 😀 中 U+E123. Hapus, atau ganti "
        "dengan kata."
    ]
    assert sign_refusal("Bagus 😀 中 \ue123") == refused.value.messages[0]
    assert sign_refusal("123456 " + "😀😁😂😃😄😅").count("😄 …") == 1
    assert (sign_refusal("\uf0b7 butir"), forms.CharField().clean("\uf0b7")) == ("", "\uf0b7")


def test_a_password_may_hold_any_sign():
    form = PasswordChangeForm(User())
    accept_any_sign(*form.fields.values())
    for field in (LoginForm().fields["password"], *form.fields.values()):
        assert field.clean("rahasia😀") == "rahasia😀"
