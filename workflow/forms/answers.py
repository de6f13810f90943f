"""Answers to figures that came back: “tetap, karena …”."""

from collections.abc import Iterable, Mapping

from organization.signs import storable
from workflow.models import ReturnItem

PREFIX = "jawaban"
MAX_TEXT = 2_000


def read_answers(items: Iterable[ReturnItem], data: Mapping[str, str]) -> dict[int, str]:
    """Return item → the answer typed for it, only for the items given."""
    typed = {each.pk: short_text(data.get(f"{PREFIX}-{each.pk}") or "") for each in items}
    return {pk: text for pk, text in typed.items() if text}


def short_text(text: str) -> str:
    """A text without the signs that no document holds, cut to what its field holds."""
    return storable(text).strip()[:MAX_TEXT]
