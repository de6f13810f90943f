"""Answers to figures that came back: “tetap, karena …”."""

from collections.abc import Iterable, Mapping

from workflow.models import ReturnItem

PREFIX = "jawaban"
MAX_TEXT = 2_000


def read_answers(items: Iterable[ReturnItem], data: Mapping[str, str]) -> dict[int, str]:
    """Return item → the answer typed for it, only for the items given."""
    typed = {each.pk: storable(data.get(f"{PREFIX}-{each.pk}") or "") for each in items}
    return {pk: text for pk, text in typed.items() if text}


def storable(text: str) -> str:
    """A short text without the sign that no database stores, cut to what its field holds."""
    return text.replace("\x00", "").strip()[:MAX_TEXT]
