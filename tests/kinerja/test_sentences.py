"""What Django itself says of a refused form is said as an office says it: what, and what to do."""

import re
from collections.abc import Iterator

import pytest
from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core import validators
from django.db.models import Field as Column
from django.utils import translation

from organization.forms import GovernmentForm, IdentityForm
from organization.models import Agency, User

#: Words of a programmer, or of the stock translation, that no official would use.
STOCK = re.compile(r"\b(valid|bidang ini|field|nilai ini|instance|null|this|enter|email)\b", re.I)
#: Never met: what no form of the product has, or a programmer's mistake.
UNMET = {"invalid_extension", "unique_for_date"}


def sentences() -> Iterator[str]:
    """Every sentence of Django's fields, columns and validators."""
    kinds = [each for each in vars(forms).values() if isinstance(each, type)]
    for kind in (*kinds, Column):
        for code, said in getattr(kind, "default_error_messages", {}).items():
            if code not in UNMET:
                yield str(said)
    for rule in vars(validators).values():
        said = getattr(rule, "message", None)
        if isinstance(rule, type) and said and not isinstance(said, property):
            yield str(said)


def test_no_stock_sentence_of_django_reaches_an_indonesian_page():
    with translation.override("id"):
        found = [said for said in sentences() if STOCK.search(re.sub(r"%\(\w+\)\w", "", said))]
    assert found == []


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (IdentityForm({}), "address", "Belum diisi. Isi bagian ini."),
        (
            IdentityForm({"live_from": "kemarin"}),
            "live_from",
            "Tanggal tidak terbaca. Tulis hari-bulan-tahun, misalnya 31-01-2026.",
        ),
        (
            IdentityForm({"kind": "kantor"}),
            "kind",
            "“kantor” tidak ada dalam daftar. Pilih salah satu yang tersedia.",
        ),
        (
            GovernmentForm({"name": "K" * 121}),
            "name",
            "Terlalu panjang: 121 huruf, paling banyak 120. Singkatkan.",
        ),
        (
            PasswordChangeForm(User(), {"new_password1": "a", "new_password2": "b"}),
            "new_password2",
            "Kedua sandi tidak sama. Ketik ulang keduanya.",
        ),
    ],
)
@pytest.mark.django_db
def test_a_refused_form_says_what_is_wrong_and_what_to_do(form, field, said):
    assert form.errors[field] == [said]


@pytest.mark.django_db
def test_a_key_in_use_is_said_to_be_in_use():
    """The stock translation says of two rows that are the same that the row does not exist."""
    with translation.override("id"):
        told = Agency().unique_error_message(Agency, ("key",))
        both = Agency().unique_error_message(Agency, ("key", "name"))
    assert str(told.messages[0]).endswith("ini sudah dipakai. Tulis yang lain.")
    assert str(both.messages[0]).endswith("yang sama sudah tercatat. Ubah salah satunya.")


def test_english_pages_keep_the_english_sentence():
    with translation.override("en"):
        assert str(forms.Field.default_error_messages["required"]) == "This field is required."
