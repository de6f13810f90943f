"""How much of the year's texts is written."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from indicators.models import WORDS, Realisasi, Sasaran
from organization.models import Agency, Event, User
from organization.richtext import Say
from reports.models import Narrative, Report
from reports.placeholders import figures_of, figures_over_agencies
from reports.states import ANNUAL_KINDS, ReportKind
from reports.tables import PER_SASARAN, SECTIONS
from reports.tables.texts import GOVERNMENT_SECTIONS


@dataclass(frozen=True, slots=True)
class Written:
    """How many of the annual report's texts an agency's year has, and how many it wants."""

    written: int
    whole: int

    @property
    def empty(self) -> int:
        return self.whole - self.written

    @property
    def sentence(self) -> str:
        words = {"empty": self.empty, "whole": self.whole}
        if not self.empty:
            return _("semua %(whole)d bagian terisi") % words
        return _("%(empty)d dari %(whole)d bagian masih kosong") % words


def narrated_sasaran(agency: Agency) -> QuerySet[Sasaran]:
    """The sasaran that an agency's LKjIP has a chapter on: those with an indicator in use."""
    return Sasaran.objects.filter(agency=agency, indicators__is_active=True).distinct()


def told_during(agency: Agency, year: int) -> dict[int, list[Realisasi]]:
    """Sasaran id → the figures of its year that have words beside them, which the LKjIP prints
    below the text on causes. 1 query."""
    found: dict[int, list[Realisasi]] = defaultdict(list)
    rows = Realisasi.objects.filter(
        indicator__in=agency.indicators.filter(is_active=True, sasaran__isnull=False), year=year
    ).select_related("indicator", "current")
    for row in rows.order_by("indicator__order", "indicator", "triwulan"):
        sasaran = row.indicator.sasaran_id
        if sasaran and row.current and any(getattr(row.current, name) for name in WORDS):
            found[sasaran].append(row)
    return found


def written_of(agency: Agency, year: int) -> Written:
    """The texts of an agency's year, counted. 2 queries."""
    sasaran = narrated_sasaran(agency).count()
    general = len(SECTIONS) - len(PER_SASARAN)
    texts = Narrative.objects.filter(agency=agency, year=year, section__in=SECTIONS)
    asked = texts.filter(Q(sasaran=None) | Q(sasaran__in=narrated_sasaran(agency)))
    return Written(asked.exclude(text="").count(), general + len(PER_SASARAN) * sasaran)


def government_written_of(keeper: Agency, year: int) -> Written:
    """The texts of a kabupaten's year, which its Sekretariat Daerah keeps, counted. 1 query."""
    texts = Narrative.objects.filter(agency=keeper, year=year, section__in=GOVERNMENT_SECTIONS)
    return Written(texts.exclude(text="").count(), len(GOVERNMENT_SECTIONS))


def figures_now(agency: Agency, year: int, kind: ReportKind) -> tuple[Say, Report] | None:
    """The figures of the newest annual report, and which it is; None before any. 1 query."""
    found = Report.objects.filter(agency=agency, year=year, kind=kind).select_related("snapshot")
    report = found.order_by("-created_at", "-pk").first()
    if report is None:
        return None
    said = figures_over_agencies if kind == ReportKind.GOVERNMENT_LKJIP else figures_of
    return said(json.loads(report.snapshot.content)), report


def wrote_texts(user: User, report: Report) -> bool:
    """Whether this person ever wrote one of the texts that an annual report prints. 2 queries."""
    if report.kind not in ANNUAL_KINDS:
        return False
    is_government = report.kind == ReportKind.GOVERNMENT_LKJIP
    texts = Narrative.objects.filter(
        agency=report.agency_id,
        year=report.year,
        section__in=GOVERNMENT_SECTIONS if is_government else SECTIONS,
    )
    saved = Event.objects.filter(
        action="narrative.saved", subject_id__in=list(texts.values_list("pk", flat=True)), user=user
    )
    return saved.exists()
