"""A step's standard time as its SOP prints it."""

from sop.models import SopStep, SopWaktu


def waktu_rows(step: SopStep, scope: str) -> list[SopWaktu]:
    """The rows that hold for a scope."""
    return [each for each in step.waktu.all() if each.period in ("", scope)]


def printed_waktu(step: SopStep, scope: str) -> tuple[str, ...]:
    """The window and the standard, word for word; a bare number gets the unit of its column."""
    rows = [
        f"{each.text} {each.unit}" if each.text.isdigit() else each.text
        for each in waktu_rows(step, scope)
    ]
    return tuple(text for text in (step.window_text, *rows) if text)
