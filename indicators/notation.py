"""Numbers as an Indonesian office writes them: `1.234,5` is 1234 and a half.

The point groups thousands, the comma is the decimal sign. What could be read in two ways is
refused with both readings; nothing is guessed.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from organization.wording import say as _

#: Both databases keep this many digits of a decimal exactly (SQLite stores it as a float).
MAX_DIGITS = 15
MAX_INTEGER_DIGITS = 14
MAX_DECIMALS = 4
#: Room for what two numbers of fifteen digits make of each other.
WIDE = Context(prec=60)
#: Triwulan as an office writes it: TW I to TW IV.
ROMAN = ("", "I", "II", "III", "IV")

_INDONESIAN = re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?")
_ENGLISH = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class NotANumber(ValueError):
    """What was typed is not a number; `sentence` says why and what to do, in Bahasa Indonesia."""

    def __init__(self, text: str, sentence: str) -> None:
        super().__init__(sentence)
        self.text = text
        self.sentence = sentence


class AmbiguousNumber(NotANumber):
    """What was typed has two readings; both are given in Indonesian notation."""

    def __init__(self, text: str, readings: tuple[str, str]) -> None:
        first, second = readings
        super().__init__(
            text,
            _(
                "“%(text)s” dapat dibaca %(first)s atau %(second)s. Tulis dengan titik sebagai "
                "pemisah ribuan dan koma sebagai tanda desimal."
            )
            % {"text": text, "first": first, "second": second},
        )
        self.readings = readings


def parse_number(text: str) -> Decimal:
    """Read a number in Indonesian notation.

    `1.234` is 1234: groups of exactly three digits after a first group of one to three that does
    not begin with 0 can only be thousands in this notation. `0.817`, `1234.5`, `1,234.5` and `1.23`
    fit only the English notation and raise AmbiguousNumber; everything else raises NotANumber. At
    most 15 digits, four of them decimals.
    """
    typed = text.strip()
    if not typed:
        raise NotANumber(typed, _("Angka belum diisi."))
    body = _SPACES.sub("", typed).replace("\u2212", "-")
    sign = "-" if body.startswith("-") else ""
    body = body.removeprefix("-")
    _refuse_signs(typed, body)
    if not _INDONESIAN.fullmatch(body) or _has_inner_space(typed):
        raise _unreadable(typed, sign, body)
    whole, _comma, decimals = body.replace(".", "").partition(",")
    _refuse_length(typed, whole, decimals)
    number = Decimal(f"{sign}{whole}.{decimals or '0'}")
    return number if number else Decimal(0)


def format_number(value: Decimal, decimals: int | None = None) -> str:
    """Write a number in Indonesian notation, rounded half up, or whole without `decimals`."""
    if decimals is None:
        plain = format(value, "f")
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
    else:
        plain = format(round_half_up(value, decimals), "f")
    if not plain.strip("-0."):
        plain = plain.removeprefix("-")
    whole, _point, rest = plain.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if plain.startswith("-") else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as offices do: 0,125 to two decimals is 0,13."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, WIDE)


def _refuse_signs(typed: str, body: str) -> None:
    """Letters, units and signs inside the number, each with its own sentence."""
    if body.endswith("%"):
        raise NotANumber(
            typed,
            _("“%(typed)s” memuat tanda %%. Tulis angkanya saja, tanpa tanda %%.")
            % {"typed": typed},
        )
    if not any(character.isdigit() for character in body):
        raise NotANumber(
            typed, _("“%(typed)s” bukan angka. Tulis angka, misalnya 1.234,5.") % {"typed": typed}
        )
    if not all(character in "0123456789.," for character in body):
        raise NotANumber(
            typed,
            _("“%(typed)s” memuat huruf atau tanda lain. Tulis angkanya saja, tanpa satuan.")
            % {"typed": typed},
        )


def _has_inner_space(typed: str) -> bool:
    """`1 234` may be one number or two; a space is allowed only after the sign."""
    return bool(_SPACES.search(typed.lstrip("-\u2212 \u00a0")))


def _unreadable(typed: str, sign: str, body: str) -> NotANumber:
    if _ENGLISH.fullmatch(body) and not _has_inner_space(typed):
        english = Decimal(body.replace(",", ""))
        head, _comma, tail = body.replace(".", "").partition(",")
        tail = tail.replace(",", "")
        stripped = Decimal(f"{head}.{tail or '0'}")
        return AmbiguousNumber(
            typed, (sign + format_number(english), sign + format_number(stripped))
        )
    return NotANumber(
        typed,
        _(
            "Penulisan angka “%(typed)s” tidak dikenali. Tulis misalnya 1.234,5: titik untuk "
            "ribuan, koma untuk desimal, tanpa spasi."
        )
        % {"typed": typed},
    )


def _refuse_length(typed: str, whole: str, decimals: str) -> None:
    if len(decimals.rstrip("0")) > MAX_DECIMALS:
        raise NotANumber(
            typed,
            _("“%(typed)s” terlalu rinci: paling banyak %(limit)d angka di belakang koma.")
            % {"typed": typed, "limit": MAX_DECIMALS},
        )
    length = len(whole.lstrip("0"))
    if length > MAX_INTEGER_DIGITS:
        too_long = _("“%(typed)s” terlalu panjang: paling banyak %(limit)d angka di depan koma.")
        raise NotANumber(typed, too_long % {"typed": typed, "limit": MAX_INTEGER_DIGITS})
    if length + len(decimals.rstrip("0")) > MAX_DIGITS:
        too_long = _("“%(typed)s” terlalu panjang: paling banyak %(limit)d angka seluruhnya.")
        raise NotANumber(typed, too_long % {"typed": typed, "limit": MAX_DIGITS})
