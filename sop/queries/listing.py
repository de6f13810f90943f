"""Documents beside the version that holds, for the list page and `sop_list`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from sop.models import SopDocument, SopVersion


@dataclass(frozen=True, slots=True)
class Summary:
    """A document, the version in force (or the one to come), how many rows it prints, and the
    numbers of its drafts."""

    document: SopDocument
    version: SopVersion | None
    is_in_force: bool
    steps: int
    drafts: tuple[int, ...]


def summaries(documents: QuerySet[SopDocument], on: date) -> list[Summary]:
    """Every document with its version on this day; 3 queries whatever their number."""
    published = (
        SopVersion.objects.filter(published_at__isnull=False)
        .annotate(printed_steps=Count("steps", filter=Q(steps__is_printed=True)))
        .order_by("-effective_on", "-number")
    )
    drafts = SopVersion.objects.filter(published_at=None).only("document", "number")
    rows = documents.prefetch_related(
        Prefetch("versions", published, to_attr="published"),
        Prefetch("versions", drafts.order_by("number"), to_attr="drafts"),
    )
    return [_summary(document, on) for document in rows]


def _summary(document: SopDocument, on: date) -> Summary:
    versions: list[SopVersion] = getattr(document, "published", [])
    held = [version for version in versions if version.effective_on <= on]
    version = next(iter(held or versions), None)
    steps: int = getattr(version, "printed_steps", 0)
    drafts: list[SopVersion] = getattr(document, "drafts", [])
    return Summary(document, version, bool(held), steps, tuple(each.number for each in drafts))
