"""What a reader of a report finds no button for, each with the refusal that it would meet."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from organization.access import Barred, barred
from organization.models import User
from reports.access import (
    DESKS,
    expect_enterable,
    expect_published,
    expect_rendered,
    expect_returnable,
    expect_signable,
    keeper_for,
    rebuilder_for,
    returner_for,
)
from reports.models import Report
from reports.queries import Way
from reports.states import ACTS, ReportState

Gate = Callable[[], object]


def gate_of(user: User, report: Report, to: ReportState, on: date) -> Gate:
    """What the act that leads to a station asks first: whose it is, then where the report is."""
    expect = expect_signable if to is ReportState.SIGNED else partial(expect_enterable, to=to)

    def ask() -> None:
        DESKS[to](user, report, on)
        expect(report)

    return ask


def barred_acts(user: User, report: Report, way: Way, on: date) -> list[Barred]:
    """Every act still ahead of this report, and its downloads, in the order of its way."""
    ahead = [each.state for each in way.stations if each.stand != "selesai"]

    def give_back() -> None:
        returner_for(user, report, on)
        expect_returnable(report)

    def correct() -> None:
        keeper_for(user, report, on)
        expect_published(report)

    acts: list[tuple[str, Gate]] = [
        (_("Unduh PDF dan Excel"), partial(expect_rendered, report)),
        *((str(ACTS[to]), gate_of(user, report, to, on)) for to in ahead if way.following),
        (_("Kembalikan dengan alasan"), give_back),
        *([(_("Koreksi publikasi"), correct)] if report.state == ReportState.PUBLISHED else []),
        (_("Susun versi baru"), partial(rebuilder_for, user, report, on)),
    ]
    return barred(acts)
