"""The fields of the grid. Sixty lines of twelve fields are too many for a template each."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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


@register.simple_tag
def isian(line: GridLine, name: str, label: str, kind: str = "text") -> SafeString:
    """A labelled field of a line with what was typed, and what is wrong with it beneath."""
    key, sentence = f"{line.prefix}-{name}", line.errors.get(name)
    typed = line.typed.get(name, "")
    if sentence is None:
        return format_html(
            LABEL + FIELDS[kind], key=key, label=label, typed=typed, mark="", invalid=""
        )
    return format_html(
        LABEL + FIELDS[kind] + ERROR,
        key=key,
        label=label,
        typed=typed,
        mark=" is-invalid",
        invalid=format_html(INVALID, key=key),
        sentence=sentence,
    )
