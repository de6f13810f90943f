"""Search over tasks, indicators, reports and positions, inside what a person may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.models import Indicator
from indicators.notation import ROMAN
from organization.access import agencies_for
from organization.models import Agency, Position, User
from reports.models import Report
from workflow.models import Task

#: Shorter words would find everything; more results than these nobody reads.
SHORTEST, AT_MOST, WORDS_AT_MOST = 2, 12, 6


@dataclass(frozen=True, slots=True)
class Found:
    """One result: what it is called, what tells it apart, and where it is."""

    title: str
    about: str
    path: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Results of one sort; `has_more` where the list was cut."""

    label: str
    results: tuple[Found, ...]
    has_more: bool


def search(user: User, text: str, on: date) -> list[FoundGroup]:
    """What holds every word of a text, by sort; sorts without a result are left out. 4 queries
    besides the reach."""
    words = [word for word in text.split() if len(word) >= SHORTEST][:WORDS_AT_MOST]
    if not words:
        return []
    reach = agencies_for(user, on)
    groups = (
        _group(_("Tugas"), _tasks(words, reach)),
        _group(_("Indikator"), _indicators(words, reach)),
        _group(_("Laporan"), _reports(words, reach)),
        _group(_("Jabatan"), _positions(words, reach)),
    )
    return [group for group in groups if group.results]


def _group(label: str, results: list[Found]) -> FoundGroup:
    return FoundGroup(label, tuple(results[:AT_MOST]), len(results) > AT_MOST)


def _holds(words: Iterable[str], *fields: str) -> Q:
    """Every word stands in one of these fields."""
    each = (
        reduce(lambda one, other: one | other, (Q(**{f"{f}__icontains": word}) for f in fields))
        for word in words
    )
    return reduce(and_, each)


def _tasks(words: list[str], reach: QuerySet[Agency]) -> list[Found]:
    fields = ("step__kegiatan", "lane__label", "run__agency__short_name", "run__document__name")
    rows = (
        Task.objects.filter(_holds(words, *fields), run__agency__in=reach)
        .select_related("step", "lane", "run__agency")
        .order_by("-run__year", "-run__triwulan", "step__order", "pk")
    )
    return [
        Found(
            str(task.step),
            f"{task.run.agency.short_name} · TW {ROMAN[task.run.triwulan]} {task.run.year} · "
            f"{task.lane.label} · {task.get_state_display()}",
            reverse("workflow:task-detail", args=[task.pk]),
        )
        for task in rows[: AT_MOST + 1]
    ]


def _indicators(words: list[str], reach: QuerySet[Agency]) -> list[Found]:
    rows = (
        Indicator.objects.filter(
            _holds(words, "name", "code", "program", "agency__short_name"),
            agency__in=reach,
            is_active=True,
        )
        .select_related("agency")
        .order_by("agency__name", "order", "pk")
    )
    return [
        Found(
            each.name,
            f"{each.agency.short_name} · {each.unit}",
            reverse("indicators:indicator-detail", args=[each.pk]),
        )
        for each in rows[: AT_MOST + 1]
    ]


def _reports(words: list[str], reach: QuerySet[Agency]) -> list[Found]:
    """A year and the kind of a report are words too."""
    years = [word for word in words if word.isascii() and word.isdecimal() and len(word) == 4]
    kinds = [word for word in words if word not in years]
    rows = Report.objects.filter(agency__in=reach).select_related("agency", "lane", "run")
    if years:
        rows = rows.filter(year__in=years)
    if kinds:
        rows = rows.filter(_holds(kinds, "kind", "agency__name", "agency__short_name"))
    return [
        Found(
            each.title,
            f"{each.agency.short_name} · {each.get_state_display()}",
            reverse("reports:report-detail", args=[each.pk]),
        )
        for each in rows.order_by("-year", "-pk")[: AT_MOST + 1]
    ]


def _positions(words: list[str], reach: QuerySet[Agency]) -> list[Found]:
    rows = (
        Position.objects.filter(_holds(words, "name", "agency__short_name"), agency__in=reach)
        .select_related("agency")
        .order_by("agency__name", "order", "pk")
    )
    return [
        Found(
            each.name,
            each.agency.short_name,
            f"{reverse('staffing:officeholder-list')}?instansi={each.agency.key}",
        )
        for each in rows[: AT_MOST + 1]
    ]
