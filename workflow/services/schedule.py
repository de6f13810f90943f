"""What opens next: when, for whom, who is missing, and what stands in the way. Changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organization.access import in_charge, present_of
from organization.models import Agency, Officeholder, Position
from sop.models import SopDocument, SopVersion
from workflow.period import Period
from workflow.queries.triggers import Due, coming_opening
from workflow.services.opening import due_openings, plan_due
from workflow.services.planning import Gap, OpeningPlan, PlannedLane, plan_opening


@dataclass(frozen=True, slots=True)
class Coming:
    """An SOP's next triwulan, or one that should be open already (`due`)."""

    document: SopDocument
    period: Period | None
    version: SopVersion | None
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class LanePeople:
    """A lane to be opened: its posts and who holds each on that day."""

    lane: PlannedLane
    posts: tuple[tuple[Position, tuple[Officeholder, ...]], ...]


@dataclass(frozen=True, slots=True)
class NextOpening:
    """An SOP's next triwulan and its plan; no period when no version is in force by then.

    `gaps`: those of the plan, and the posts in which nobody is there on that day.
    """

    document: SopDocument
    period: Period | None
    plan: OpeningPlan
    is_late: bool
    gaps: tuple[Gap, ...]
    lanes: tuple[LanePeople, ...]


def coming_openings(agencies: QuerySet[Agency], now: datetime) -> list[Coming]:
    """What is late and what comes next of every SOP of these agencies, the earliest first."""
    known = set(agencies.values_list("pk", flat=True))
    found = [
        Coming(due.document, due.period, due.version, due)
        for due in due_openings(now=now)
        if due.document.agency_id in known
    ]
    documents = SopDocument.objects.filter(agency__in=known).select_related("agency__government")
    for document in documents.prefetch_related("versions").order_by("agency__name", "name"):
        today = now.astimezone(ZoneInfo(document.agency.time_zone)).date()
        version = _next_version(document, today)
        period = coming_opening(version, document.agency, today) if version else None
        found.append(Coming(document, period, version))
    return sorted(found, key=lambda each: each.period.opens_on if each.period else date.max)


def plan_coming(coming: Iterable[Coming], now: datetime) -> list[NextOpening]:
    """The plans of these openings with the people of their day."""
    found = []
    for each in coming:
        today = now.astimezone(ZoneInfo(each.document.agency.time_zone)).date()
        day = max(each.period.opens_on, today) if each.period else today
        plan = plan_due(each.due, day) if each.due else plan_opening(document=each.document, on=day)
        found.append(_with_people(each, plan, day))
    return found


def _next_version(document: SopDocument, today: date) -> SopVersion | None:
    """The version in force today, else the first that will be."""
    published = sorted(
        (each for each in document.versions.all() if each.published_at is not None),
        key=lambda each: (each.effective_on, each.number),
    )
    in_force = [each for each in published if each.effective_on <= today]
    return in_force[-1] if in_force else next(iter(published), None)


def _with_people(coming: Coming, plan: OpeningPlan, day: date) -> NextOpening:
    posts = {
        position.pk: position
        for position in coming.document.agency.positions.order_by("order", "name")
    }
    people = in_charge(posts.values(), day)
    present = {pk: present_of(terms) for pk, terms in people.items()}
    lanes = tuple(
        LanePeople(lane, tuple((post, tuple(present[post.pk])) for post in _posts_of(lane)))
        for lane in plan.lanes
    )
    planned = list(dict.fromkeys(post for each in lanes for post, _terms in each.posts))
    vacant = [
        _vacancy(posts[post.pk], posts, present, day, is_away=bool(people[post.pk]))
        for post in planned
        if not present[post.pk]
    ]
    return NextOpening(
        document=coming.document,
        period=coming.period,
        plan=plan,
        is_late=coming.due is not None,
        gaps=(*plan.gaps, *vacant),
        lanes=lanes,
    )


def _posts_of(lane: PlannedLane) -> list[Position]:
    return list(dict.fromkeys(post for posts in lane.actors.values() for post in posts))


def _vacancy(
    post: Position,
    posts: Mapping[int, Position],
    present: Mapping[int, Sequence[Officeholder]],
    day: date,
    *,
    is_away: bool,
) -> Gap:
    """Nobody is there: to whom the post's tasks would rise, if to anybody."""
    superior, seen = posts.get(post.superior_id or 0), {post.pk}
    while superior is not None and superior.pk not in seen and not present[superior.pk]:
        seen.add(superior.pk)
        superior = posts.get(superior.superior_id or 0)
    words = {"post": post.name, "day": date_format(day), "superior": superior or ""}
    if is_away:
        state = _("Pemegang jabatan “%(post)s” cuti pada %(day)s tanpa Plh.") % words
    else:
        state = _("Jabatan “%(post)s” kosong pada %(day)s.") % words
    if superior is None or superior.pk in seen:
        rise = _("Tidak ada atasan yang hadir: tugasnya akan macet.")
    else:
        rise = _("Tugasnya naik kepada %(superior)s.") % words
    return Gap("jabatan", f"{state} {rise}", position=post)
