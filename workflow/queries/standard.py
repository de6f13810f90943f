"""A step's standard time as its SOP prints it, and as durations."""

from organization.worktime import Duration
from sop.models import SopStep, SopWaktu
from workflow.states import Scope


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


def standard_parts(step: SopStep, scope: str) -> tuple[Duration, ...]:
    """The window and the standard time of a step for a scope, in that order; empty if none."""
    parts = []
    if step.window_value:
        parts.append(Duration(step.window_value, step.window_unit))
    rows = {waktu.period: waktu for waktu in step.waktu.all()}
    waktu = rows.get(scope) or rows.get("")
    if waktu is not None and not (scope == Scope.TAHUNAN and not waktu.period):
        parts.append(Duration(waktu.value, waktu.unit))
    return tuple(parts)
