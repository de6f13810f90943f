"""Which lines of a budget count, so that no rupiah counts twice."""

from decimal import Decimal

from reports.tables.shape import Data, decimal


def counted(budget: list[Data]) -> list[Data]:
    """Program lines; kegiatan only of programs that have no line of their own."""
    own = {line["program"] for line in budget if not line["kegiatan"]}
    return [line for line in budget if not line["kegiatan"] or line["program"] not in own]


def total(lines: list[Data], name: str) -> Decimal | None:
    """The sum of what is filled; None where nothing is."""
    values = [value for line in lines if (value := decimal(line[name])) is not None]
    return sum(values, Decimal(0)) if values else None
