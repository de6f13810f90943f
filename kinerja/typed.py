"""What somebody typed into a form that was not taken: every text, so that it can be copied."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from indicators.templatetags.isian import LABELS

#: What nobody may read again: a field with such a word in its name.
SECRETS = ("sandi", "password", "token", "kunci")
#: Parts of the names of what is chosen, ticked or pressed, or filled in by the page itself.
CHOSEN = re.compile(
    r"(^|-)("
    r"agency|aksi|angka|bagian|baris|capacity|cara|channels|csrfmiddlewaretoken|dibuka|"
    r"dilihat|gap|government|groups|harap|indicator|isi|jabatan|jalur|jawab|kabupaten|"
    r"kembali|kembalikan|kind|lain|language|laporan|next|paper|pelaksana|period|position|"
    r"pratinjau|recipients|remove|replaces_years|reuse|satuan|sebagai|selesai|sementara|"
    r"setujui_lain|sifat|simpan|template|term|time_zone|ubah|unavailable|unit|unmet|user|"
    r"user_permissions|version"
    r")(-|$)"
)
#: What a ticked box without a value of its own sends.
TICKED = "on"
#: A day as a browser sends it.
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, and the name of its field where several fields of one name follow each other."""

    text: str
    label: str = ""


def typed_in(form: Mapping[str, object]) -> list[Typed]:
    """The texts of a form in their order, days as an office writes them; no choices, no secrets."""
    return list(_texts(form))


def _texts(form: Mapping[str, object]) -> Iterator[Typed]:
    for name, value in form.items():
        text = str(value).strip()
        if text and text != TICKED and _is_typed(name):
            yield Typed(_as_day(text), _label(name))


def _is_typed(name: str) -> bool:
    return not CHOSEN.search(name) and not any(word in name for word in SECRETS)


def _label(name: str) -> str:
    """What a field of the grid is called, without its explanation."""
    label, _kind = LABELS.get(name.rpartition("-")[2], ("", ""))
    return str(label).partition(":")[0].partition(" (")[0] if "-" in name else ""


def _as_day(text: str) -> str:
    """A day as an office writes it; any other text as it is."""
    try:
        return date_format(date.fromisoformat(text), "j F Y") if ISO_DAY.fullmatch(text) else text
    except ValueError:
        return text
