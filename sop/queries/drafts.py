"""A draft beside the version in force: what differs, and what keeps it from taking effect."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sop.definition import Change, DefinitionErrors, compare, parse
from sop.models import SopDocument, SopStep, SopVersion
from sop.queries.bindings import binding_gaps, published_versions, version_in_force

#: A first day further away than this is a slip of the hand.
FURTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft and the version it would follow; `changes` None where a text cannot be read."""

    draft: SopVersion
    base: SopVersion | None
    changes: list[Change] | None
    problems: list[str]


def drafts_of(document: SopDocument) -> QuerySet[SopVersion]:
    """Versions that nobody has put in force, the newest first."""
    return document.versions.filter(published_at=None).order_by("-number")


def draft_page(draft: SopVersion, today: date) -> DraftPage:
    """What an administrator weighs before he puts a draft in force today."""
    base = version_in_force(draft.document, today) or published_versions(draft.document).first()
    return DraftPage(draft, base, _changes(draft, base), publish_problems(draft, today, today))


def publish_problems(draft: SopVersion, effective_on: date, today: date) -> list[str]:
    """Why a draft cannot take effect on a day, each a sentence; empty when it can run.

    Its text passes schema and graph once more, for both may be stricter than when it was stored;
    then every level needs a lane and every actor a position on that day.
    """
    if not today <= effective_on <= today + FURTHEST:
        return [
            _("Tanggal berlaku harus antara %(first)s dan %(last)s.")
            % {
                "first": date_format(today, "j F Y"),
                "last": date_format(today + FURTHEST, "j F Y"),
            }
        ]
    try:
        parse(draft.source)
    except DefinitionErrors as errors:
        return [
            _("Naskah baris %(line)d: %(sentence)s")
            % {"line": each.line, "sentence": each.sentence}
            for each in errors.problems
        ]
    return binding_gaps(draft, effective_on)


def _changes(draft: SopVersion, base: SopVersion | None) -> list[Change] | None:
    if base is None:
        return None
    kinds = {kind.value: str(kind.label) for kind in SopStep.Kind}
    try:
        return compare(parse(base.source), parse(draft.source), kinds)
    except DefinitionErrors:
        return None
