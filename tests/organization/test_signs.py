"""What may leave as XML, and what is dropped on the way."""

from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from organization.signs import has_forbidden, storable


@pytest.mark.parametrize(
    "sign", ["\x00", "\x01", "\x1f", "\ufffe", "\uffff", "\ud800", "\u202e", "\u2066"]
)
def test_a_forbidden_sign_is_found_and_dropped(sign):
    assert has_forbidden(f"a{sign}b")
    assert storable(f"a{sign}b") == "ab"


def test_words_line_break_stays_a_line_break():
    assert storable("satu\x0bdua") == "satu\ndua"
    assert not has_forbidden("satu\x0bdua")


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_readable_xml_and_cleaning_twice_changes_nothing(text):
    clean = storable(text)
    element = Element("a")
    element.text = clean
    assert fromstring(tostring(element)).tag == "a"  # noqa: S314 - written one line above
    assert (storable(clean), has_forbidden(clean)) == (clean, False)


@pytest.mark.parametrize("field", [forms.CharField, forms.SlugField, UsernameField])
@pytest.mark.parametrize("sign", ["\x01", "\x0c", "\ufffe", "\uffff"])
def test_every_text_field_refuses_it_with_a_sentence(field, sign):
    with pytest.raises(ValidationError) as refused:
        field().clean(f"a{sign}b")
    if field is not forms.SlugField:
        assert refused.value.messages == [
            "Teks memuat tanda tak terlihat yang tidak dapat dicetak, biasanya ikut tersalin dari "
            "berkas lain. Hapus bagian itu, lalu ketik ulang."
        ]


def test_a_soft_break_is_no_reason_to_refuse_a_text():
    assert forms.CharField().clean("satu\x0bdua") == "satu\x0bdua"


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2101-01-01", "9999-12-31"])
def test_every_date_field_refuses_a_day_beyond_all_work(day):
    with pytest.raises(ValidationError) as refused:
        forms.DateField().clean(day)
    assert refused.value.messages == [
        f"Tahun {int(day[:4])} tidak wajar; tulis tahun 1970 sampai 2100."
    ]


@pytest.mark.parametrize("day", ["1970-01-01", "2100-12-31"])
def test_the_outermost_days_are_taken(day):
    assert forms.DateField().clean(day).isoformat() == day


@pytest.mark.parametrize("kind", [forms.CharField, forms.DateField])
def test_no_field_of_the_product_goes_without(kind):
    """A class that brings validators of its own would drop the rule; Django's do as much."""
    seen, own = [kind], set()
    for each in seen:
        seen.extend(each.__subclasses__())
        if "default_validators" in vars(each) and each is not kind:
            own.add(each)
    assert {each.__module__.partition(".")[0] for each in own} <= {"django"}


@pytest.mark.parametrize("text", ["", "a\tb\nc", "é ≥ 🙂", "=1+1"])
def test_other_text_stays_as_it_is(text):
    assert (storable(text), has_forbidden(text)) == (text, False)


def test_what_is_left_fits_into_a_workbook(tmp_path):
    book = Workbook()
    book.active["A1"] = storable("".join(map(chr, range(0x10000))))
    book.save(tmp_path / "a.xlsx")
