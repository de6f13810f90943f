"""The fields of the grid. Sixty lines of twelve fields are too many for a template each."""

from functools import cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.forms import GridLine

register = template.Library()
LABEL = '<label class="form-label small mb-0" for="{key}">{label}</label>'
ERROR = '<div class="invalid-feedback" id="{key}-salah">{sentence}</div>'
INVALID = SafeString(' aria-invalid="true" aria-describedby="{key}-salah"')
#: Kind → its element; a number is typed in Indonesian notation, so it is a text to the browser.
FIELDS = {
    "text": (
        '<textarea class="form-control form-control-sm{mark}" rows="2" name="{key}" id="{key}"'
        "{invalid}>{typed}</textarea>"
    ),
    "number": (
        '<input class="form-control form-control-sm text-end{mark}" type="text" inputmode="text"'
        ' autocomplete="off" name="{key}" id="{key}" value="{typed}"{invalid}>'
    ),
    "line": (
        '<input class="form-control form-control-sm{mark}" type="text" name="{key}" id="{key}"'
        ' value="{typed}"{invalid}>'
    ),
    "date": (
        '<input class="form-control form-control-sm{mark}" type="date" name="{key}" id="{key}"'
        ' value="{typed}"{invalid}>'
    ),
    "file": (
        '<input class="form-control form-control-sm{mark}" type="file" name="{key}" id="{key}"'
        ' accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.csv"{invalid}>'
    ),
}


#: Field → its label and its kind.
LABELS = {
    "rtl_followup": (_("Tindak lanjutnya"), "text"),
    "pendukung": (_("Faktor pendukung"), "text"),
    "kendala": (_("Kendala atau faktor penghambat"), "text"),
    "solusi": (_("Solusi atau upaya"), "text"),
    "rencana_tindak_lanjut": (_("Rencana tindak lanjut"), "text"),
    "rtl_pic": (_("Penanggung jawab rencana"), "line"),
    "rtl_due_on": (_("Batas waktu rencana"), "date"),
    "expected_on": (_("Angka tetap diperkirakan tanggal"), "date"),
    "expected_source": (_("Sumber angka tetap (misalnya BPS, BPK)"), "line"),
    "numerator": (_("Pembilang"), "number"),
    "denominator": (_("Penyebut"), "number"),
    "value": (_("Realisasi"), "number"),
    "unavailable_reason": (_("Alasan"), "text"),
    "note": (_("Catatan: penyebab bila di bawah target, atau hal yang perlu perhatian"), "text"),
    "file": (_("Berkas (PDF, gambar, Word, Excel, PowerPoint, CSV)"), "file"),
    "url": (_("Atau tautan"), "line"),
    "title": (_("Keterangan bukti (boleh berdiri sendiri)"), "line"),
}


BOX = (
    '<div class="form-check {look}"><input class="form-check-input" type="checkbox" value="1"'
    ' name="{key}" id="{key}"{mark}><label class="form-check-label" for="{key}">{label}</label>'
    "</div>"
)
#: What is ticked → its label and its look; a line says `is_…` of each.
BOXES = {
    "unavailable": (_("Tidak tersedia"), "small"),
    "sementara": (_("Angka sementara"), "mt-1"),
    "unmet": (_("Tidak dapat dipenuhi; sebabnya pada keterangan di atas"), "mt-1"),
}


@cache
def _label(name: str, language: str) -> str:
    """A label as plain text: a lazy one is translated anew at every use."""
    return str((LABELS | BOXES)[name][0])


@register.simple_tag
def centang(line: GridLine, name: str) -> SafeString:
    """A box to tick for a line, with its label."""
    mark = " checked" if getattr(line, f"is_{name}") else ""
    label, look = _label(name, get_language() or ""), BOXES[name][1]
    plain = BOX.format(key=f"{line.prefix}-{name}", label=label, look=look, mark=mark)
    return SafeString(plain)  # nothing of it was typed


@register.simple_tag
def isian(line: GridLine, name: str, kind: str = "") -> SafeString:
    """A labelled field of a line with what was typed, and what is wrong with it beneath."""
    key, sentence = f"{line.prefix}-{name}", line.errors.get(name)
    label, typed = _label(name, get_language() or ""), line.typed.get(name, "")
    field = FIELDS[kind or LABELS[name][1]]
    parts = {"key": key, "label": label, "typed": escape(typed)}
    if sentence is None:
        plain = (LABEL + field).format(**parts, mark="", invalid="")
        return SafeString(plain)  # key and label are ours, what was typed is escaped
    return format_html(
        LABEL + field + ERROR,
        **parts,
        mark=" is-invalid",
        invalid=format_html(INVALID, key=key),
        sentence=sentence,
    )
