from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.notation import AmbiguousNumber, NotANumber, format_number, parse_number

NUMBERS = st.decimals(min_value=Decimal("-99999999999"), max_value=Decimal("99999999999"), places=4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("0", "0"),
        ("-0", "0"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("0,817", "0.817"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("999.999.999", "999999999"),
        ("1,234", "1.234"),
        ("-5,25", "-5.25"),
        ("\u22125,25", "-5.25"),
        ("- 5", "-5"),
        (" 7 ", "7"),
        ("\u00a07,50\u00a0", "7.50"),
        ("007", "7"),
        ("1,50000", "1.5"),
        ("12345678901234", "12345678901234"),
    ],
)
def test_parse_number_reads_indonesian_notation(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("0.817", ("0,817", "817")),
        ("1234.5", ("1.234,5", "12.345")),
        ("1,234.5", ("1.234,5", "1,2345")),
        ("1.23", ("1,23", "123")),
        ("-1.5", ("-1,5", "-15")),
        ("012.345", ("12,345", "12.345")),
        ("1,234,567", ("1.234.567", "1,234567")),
        ("1234.567", ("1.234,567", "1.234.567")),
    ],
)
def test_parse_number_refuses_two_readings_and_names_both(text, readings):
    with pytest.raises(AmbiguousNumber) as caught:
        parse_number(text)
    assert caught.value.readings == readings
    assert caught.value.sentence == (
        f"“{text}” dapat dibaca {readings[0]} atau {readings[1]}. "
        "Tulis dengan titik sebagai pemisah ribuan dan koma sebagai tanda desimal."
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Angka belum diisi."),
        ("   ", "Angka belum diisi."),
        ("abc", "“abc” bukan angka. Tulis angka, misalnya 1.234,5."),
        ("w", "“w” bukan angka. Tulis angka, misalnya 1.234,5."),
        ("-", "“-” bukan angka. Tulis angka, misalnya 1.234,5."),
        ("12%", "“12%” memuat tanda %. Tulis angkanya saja, tanpa tanda %."),
        (
            "27 org/bln",
            "“27 org/bln” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa satuan.",
        ),
        ("1e5", "“1e5” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa satuan."),
        ("١٢", "“١٢” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa satuan."),
        ("(12)", "“(12)” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa satuan."),
        (
            "1 234",
            "Penulisan angka “1 234” tidak dikenali. Tulis misalnya 1.234,5: titik untuk ribuan, "
            "koma untuk desimal, tanpa spasi.",
        ),
        (
            "1.2,3",
            "Penulisan angka “1.2,3” tidak dikenali. Tulis misalnya 1.234,5: titik untuk ribuan, "
            "koma untuk desimal, tanpa spasi.",
        ),
        ("0,12345", "“0,12345” terlalu rinci: paling banyak 4 angka di belakang koma."),
        (
            "123456789012345",
            "“123456789012345” terlalu panjang: paling banyak 14 angka di depan koma.",
        ),
        (
            "123456789012,3456",
            "“123456789012,3456” terlalu panjang: paling banyak 15 angka seluruhnya.",
        ),
    ],
)
def test_parse_number_says_why_it_refuses(text, sentence):
    with pytest.raises(NotANumber) as caught:
        parse_number(text)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234.5", None, "1.234,5"),
        ("1234.50", None, "1.234,5"),
        ("100", None, "100"),
        ("1200", None, "1.200"),
        ("-0.00", None, "0"),
        ("-0.004", 2, "0,00"),
        ("0.125", 2, "0,13"),
        ("1234567", 0, "1.234.567"),
        ("99.995", 2, "100,00"),
        ("-1234.5", 1, "-1.234,5"),
        ("1E+3", None, "1.000"),
    ],
)
def test_format_number_writes_indonesian_notation(value, decimals, text):
    assert format_number(Decimal(value), decimals) == text


@given(NUMBERS)
def test_what_is_written_is_read_back_as_the_same_number(value):
    assert parse_number(format_number(value)) == value


@given(NUMBERS, st.integers(0, 4))
def test_rounded_writing_is_read_back_within_half_a_unit(value, decimals):
    written = format_number(value, decimals)
    assert abs(parse_number(written) - value) * 2 <= Decimal(1).scaleb(-decimals)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_sentence(text):
    try:
        assert isinstance(parse_number(text), Decimal)
    except NotANumber as refusal:
        assert refusal.sentence  # noqa: PT017 - either outcome is right, an empty sentence is not


@given(NUMBERS)
def test_four_decimals_behind_a_point_are_never_taken_silently(value):
    with pytest.raises(AmbiguousNumber):
        parse_number(f"{value:.4f}")
