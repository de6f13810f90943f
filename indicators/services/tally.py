"""What a loading does, row by row: counted, and told with old and new."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from indicators.notation import format_number


@dataclass(frozen=True, slots=True)
class Change:
    """What one row changes in one field, old and new; a new row has no field."""

    name: str
    label: str = ""
    old: str = ""
    new: str = ""


class Tally:
    """Counts the rows of one loading while they are written, and keeps what each changed."""

    def __init__(self) -> None:
        self.counts = {"created": 0, "updated": 0, "unchanged": 0}
        self.changes: list[Change] = []

    def write(
        self,
        record: Any,
        values: Mapping[str, Any],
        always: Collection[str] = (),
        filled: Collection[str] = (),
    ) -> None:
        """Save a row if it is new or differs. Of a new one the fields in `always` are told with
        what they hold, those in `filled` where they hold something."""
        is_new = record.pk is None
        different = [name for name in values if getattr(record, name) != values[name]]
        if not is_new and not different:
            self.counts["unchanged"] += 1
            return
        before = {name: _said(record, name) for name in different}
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
        self.counts["created" if is_new else "updated"] += 1
        told = [name for name in different if name != "order"]
        if is_new:
            self.changes.append(Change(str(record)))
            before = {}
            told = [*always, *(name for name in filled if values[name] is not None)]
        for name in told:
            label = str(record._meta.get_field(name).verbose_name)
            new = _said(record, name)
            self.changes.append(Change(str(record), label, before.get(name, ""), new))

    def told(self, warnings: tuple[str, ...] = ()) -> "Loaded":
        """What came of it."""
        return Loaded(**self.counts, warnings=warnings, changes=tuple(self.changes))


def _said(record: Any, name: str) -> str:
    """A field as one reads it: in the record's own writing where it has one."""
    in_writing: str | None = getattr(record, f"{name}_said", None)
    if in_writing is not None:
        return in_writing
    value = getattr(record, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return format_number(value) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows are new, were changed, and stay as they were; and what to look at again."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = field(default=(), compare=False)
