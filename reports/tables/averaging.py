"""What stands beside an average capaian: the classes and the cap that it was taken with."""

from indicators.capaian import PERMENDAGRI_86_2017, Step
from reports.tables.shape import Data, decimal


def frozen_scale(data: Data) -> tuple[Step, ...]:
    """The classes that held when the figures were frozen (default: Permendagri 86/2017)."""
    frozen = tuple(Step(decimal(above), label) for above, label in data.get("scale", []))
    return frozen or PERMENDAGRI_86_2017


def cap_words(cap: object) -> str:
    """How far one indicator counts in an average, in words; `cap` in percent, None for no cap."""
    return f"dengan pembatasan {cap} % per indikator" if cap else "tanpa pembatasan"
