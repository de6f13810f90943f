"""The lines of messages as short templates that an administrator may word himself.

Texts are Django templates with names, `upper`, `lower`, `capfirst` and `if`; nothing else is known
to them, so that a text can neither load nor read anything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.template import Context, Engine, Library, Template, TemplateSyntaxError
from django.template.base import Lexer, TokenType
from django.template.defaultfilters import capfirst, lower, upper
from django.template.defaulttags import do_if
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_LENGTH = 600

#: Name → what it stands for; the whole context of a text.
NAMES = {
    "nama": gettext_lazy("nama penerima"),
    "pemegang": gettext_lazy("jabatan yang memegang tugas"),
    "tugas": gettext_lazy("nomor dan bunyi langkah"),
    "jalur": gettext_lazy("jalur; kosong pada jalur pusat"),
    "pelaksanaan": gettext_lazy("nama SOP"),
    "perangkat_daerah": gettext_lazy("nama singkat perangkat daerah"),
    "tahun": gettext_lazy("tahun"),
    "triwulan": gettext_lazy("triwulan, misalnya TW I"),
    "batas_waktu": gettext_lazy("tanggal dan jam batas waktu"),
    "alamat": gettext_lazy("alamat halaman tugas"),
}
#: Kind of line → its usual text, which leaves the house and so is never translated. The kinds are
#: those of `Notice`, and the WhatsApp text.
USUAL: Mapping[str, str] = {
    "pengingat.setengah": (
        "Separuh waktu baku sudah lewat: {{ tugas }}{% if jalur %} ({{ jalur }}){% endif %} – "
        "{{ perangkat_daerah }} {{ tahun }} {{ triwulan }}, batas waktu {{ batas_waktu }}."
    ),
    "pengingat.sebelum": (
        "Batas waktunya sudah dekat: {{ tugas }}{% if jalur %} ({{ jalur }}){% endif %} – "
        "{{ perangkat_daerah }} {{ tahun }} {{ triwulan }}, {{ batas_waktu }}."
    ),
    "pengingat.hari-ini": (
        "Batas waktunya hari ini: {{ tugas }}{% if jalur %} ({{ jalur }}){% endif %} – "
        "{{ perangkat_daerah }} {{ tahun }} {{ triwulan }}, {{ batas_waktu }}."
    ),
    "pengingat.terlambat": (
        "Sudah melewati batas waktu {{ batas_waktu }}: {{ tugas }}{% if jalur %} ({{ jalur }})"
        "{% endif %} – {{ perangkat_daerah }} {{ tahun }} {{ triwulan }}."
    ),
    "pengingat.atasan": (
        "Tugas {{ pemegang }} melewati batas waktu {{ batas_waktu }}: {{ tugas }}{% if jalur %} "
        "({{ jalur }}){% endif %} – {{ perangkat_daerah }} {{ tahun }} {{ triwulan }}."
    ),
    "pengingat.lihat-lagi": (
        "Anda mencatat akan melihatnya lagi hari ini: {{ tugas }}{% if jalur %} ({{ jalur }})"
        "{% endif %} – {{ perangkat_daerah }} {{ tahun }} {{ triwulan }}."
    ),
    "whatsapp": (
        "Yth. {{ pemegang }}, mohon perhatian: {{ tugas }}{% if jalur %} ({{ jalur }}){% endif %}, "
        "{{ perangkat_daerah }} {{ tahun }} {{ triwulan }}, batas waktunya {{ batas_waktu }}. "
        "{{ alamat }}"
    ),
}
#: What stands in a preview.
EXAMPLE = {
    "nama": "Kepala Seksi Contoh",
    "pemegang": "Kepala Seksi Contoh",
    "tugas": "4 Mengumpulkan data kinerja",
    "jalur": "Bidang Contoh",
    "pelaksanaan": "Pengumpulan Data Kinerja",
    "perangkat_daerah": "Dinas Contoh",
    "tahun": "2026",
    "triwulan": "TW I",
    "batas_waktu": "15 April 2026, 16.00 WITA",
    "alamat": "http://localhost:8000/tugas/1/",
}
LITERAL = re.compile(r"""^("[^"]*"|'[^']*'|\d+)$""")
#: What is left of a name that was not closed would reach people as it stands.
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
KEYWORDS = frozenset({"if", "elif", "else", "endif", "and", "or", "not", "in", "==", "!="})


class LetterError(ValueError):
    """A text that cannot be used; its words say why."""


@dataclass(frozen=True, slots=True)
class Letters:
    """An agency's texts: its own by kind, else the usual ones."""

    own: Mapping[str, str] = field(default_factory=dict)

    def knows(self, kind: str) -> bool:
        return kind in USUAL

    def text(self, kind: str) -> str:
        """The text of a kind as it is edited."""
        return self.own.get(kind) or USUAL[kind]

    def write(self, kind: str, values: Mapping[str, str]) -> str:
        """The line of a kind, with these values."""
        return render_letter(self.text(kind), values)


def render_letter(text: str, values: Mapping[str, str]) -> str:
    """One line of plain text; line breaks become spaces. Raises LetterError."""
    template = check_letter(text)
    return " ".join(template.render(Context(dict(values), autoescape=False)).split())


def check_letter(text: str) -> Template:
    """The text as a template, with nothing in it but what is documented. Raises LetterError."""
    if len(text) > MAX_LENGTH:
        raise LetterError(_("Teks paling panjang %(limit)d huruf.") % {"limit": MAX_LENGTH})
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.TEXT and BRACES.search(token.contents):
            raise LetterError(_unreadable())
        if token.token_type == TokenType.VAR:
            _expect_name(token.contents.partition("|")[0].strip())
        elif token.token_type == TokenType.BLOCK:
            for word in token.contents.split():
                if word not in KEYWORDS and not LITERAL.match(word):
                    _expect_name(word)
    try:
        return Template(text, engine=_engine())
    except TemplateSyntaxError as error:
        raise LetterError(_unreadable()) from error


def _unreadable() -> str:
    return _(
        "Teks tidak dapat dibaca. Yang dapat dipakai: {{ nama }}, {{ nama|upper }} "
        "(atau lower, capfirst), dan {% if nama %} … {% else %} … {% endif %}."
    )


def _expect_name(name: str) -> None:
    if name not in NAMES:
        words = {"name": name, "names": ", ".join(NAMES)}
        raise LetterError(_("“%(name)s” tidak dikenal. Yang tersedia: %(names)s.") % words)


def _engine() -> Engine:
    """An engine that knows `if` and three filters, and can load nothing."""
    library = Library()
    library.tag("if", do_if)
    library.filter("upper", upper)
    library.filter("lower", lower)
    library.filter("capfirst", capfirst)
    engine = Engine(loaders=[])
    engine.template_libraries = {}
    engine.template_builtins = [library]
    return engine
