"""Ready office weeks to be taken over or changed: usual and Ramadan, five and six days.

Source: Perpres 21/2023: 37.5 hours a week from 07.30 with breaks of 60 and on Friday 90 minutes; in
Ramadan 32.5 hours from 08.00 with 30 and 60. How six days share the hours is left to the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from organization.wording import gettext_noop
from organization.worktime import Span

Week = Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Preset:
    """A week under the key by which a page asks for it; `hours` of work in a full week."""

    key: str
    name: str
    basis: str
    hours: str
    week: Week
    is_season: bool = False


def _week(monday_to_thursday: tuple[Span, ...], *others: tuple[Span, ...]) -> Week:
    """Four like days from Monday, then Friday and perhaps Saturday."""
    return dict(enumerate((*(monday_to_thursday,) * 4, *others)))


#: Perpres 21/2023: Mon–Thu 07.30–16.00 with 60 minutes of break, Fri 07.30–16.30 with 90.
DEFAULT_WEEK: Week = _week(
    ((time(7, 30), time(12)), (time(13), time(16))),
    ((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
)
SIX_DAYS: Week = _week(
    ((time(7, 30), time(12)), (time(13), time(15, 30))),
    ((time(7, 30), time(11, 30)),),
    ((time(7, 30), time(13)),),
)
RAMADAN: Week = _week(
    ((time(8), time(12)), (time(12, 30), time(15))),
    ((time(8), time(11, 30)), (time(12, 30), time(15, 30))),
)
RAMADAN_SIX_DAYS: Week = _week(
    ((time(8), time(12)), (time(12, 30), time(14, 30))),
    ((time(8), time(11, 30)),),
    ((time(8), time(13)),),
)
_BASIS = "Perpres 21/2023"
PRESETS = {
    each.key: each
    for each in (
        Preset("lima-hari", gettext_noop("Lima hari kerja"), _BASIS, "37,5", DEFAULT_WEEK),
        Preset("enam-hari", gettext_noop("Enam hari kerja"), _BASIS, "37,5", SIX_DAYS),
        Preset(
            "ramadan",
            gettext_noop("Ramadan, lima hari kerja"),
            _BASIS,
            "32,5",
            RAMADAN,
            is_season=True,
        ),
        Preset(
            *(
                "ramadan-enam-hari",
                gettext_noop("Ramadan, enam hari kerja"),
                _BASIS,
                "32,5",
                RAMADAN_SIX_DAYS,
            ),
            is_season=True,
        ),
    )
}
