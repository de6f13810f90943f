"""Answers to figures that came back: “tetap, karena …”."""

from collections.abc import Iterable, Mapping

from workflow.models import ReturnItem

PREFIX = "jawaban"


def read_answers(items: Iterable[ReturnItem], data: Mapping[str, str]) -> dict[int, str]:
    """Return item → the answer typed for it, only for the items given."""
    typed = {each.pk: (data.get(f"{PREFIX}-{each.pk}") or "").strip() for each in items}
    return {pk: text for pk, text in typed.items() if text}
