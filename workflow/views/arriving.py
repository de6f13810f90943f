"""How a request arrives: who comes, when, and at which task."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from organization import clock
from organization.access import TERM_KEY, Acting, terms_around
from organization.models import Officeholder, User
from workflow.access import AlreadyMoved, FiguresChanged, acting_on, task_for
from workflow.models import Assignment, Task
from workflow.queries.task import Standing, TaskPage, task_page
from workflow.states import TaskState

SEEN = "dilihat"
ACTING = "sebagai"
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Visitor:
    """The person and the moment of a request."""

    user: User
    now: datetime
    on: date


def visitor(request: HttpRequest) -> Visitor:
    """Who comes; LoginRequiredMiddleware sees to it that somebody does."""
    now = clock.now()
    return Visitor(cast("User", request.user), now, localdate(now))


@dataclass(frozen=True)
class Desk:
    """A task as it lies before one person."""

    task: Task
    visitor: Visitor
    standing: Standing
    chosen: int | None

    @cached_property
    def page(self) -> TaskPage:
        """All that its page shows; who only sends something in need not read it."""
        return task_page(self.task, self.standing, self.visitor.now)

    @property
    def was_returned(self) -> bool:
        """Whether anything of the run was ever returned, as `task_for` marked it."""
        return bool(vars(self.task)["was_returned"])

    def acting(self) -> Acting:
        """In whose name he acts. Raises NotTheHolder, and AlreadyMoved when the task has ended."""
        acting = acting_on(self.standing.around.held, self.task, self.chosen)
        if self.task.state not in (TaskState.OPEN, TaskState.WAITING):
            shares = self.task.assignments.all()
            by_self = any(each.handed_over_by_id == self.visitor.user.pk for each in shares)
            raise AlreadyMoved(self.task, by_self=by_self)
        return acting

    def writing_as(self) -> Acting:
        """In whose name he writes figures: as a holder, or as the filler whom a holder named."""
        if self.standing.fillings:
            return Acting.filling(self.standing.fillings[0])
        return self.acting()

    def expect_seen(self, request: HttpRequest) -> None:
        """A decision says which figures were shown and is about these; raises FiguresChanged."""
        if request.POST.get(SEEN) != self.page.seen:
            raise FiguresChanged


def desk_for(request: HttpRequest, pk: int) -> Desk:
    """A task before the person who asks for it, or 404."""
    who = visitor(request)
    posts = Assignment.objects.filter(task=pk).values("position")
    around = terms_around(who.user, who.on, posts)
    task = task_for(who.user, pk, who.on, around.held)
    keep_terms(request, around.held)
    standing = Standing.of(task, around, who.on)
    chosen = chosen_term(request)
    is_his = chosen in {term.pk for term in standing.terms}
    return Desk(task, who, standing, chosen if is_his else None)


def keep_terms(request: HttpRequest, terms: Sequence[Officeholder]) -> None:
    """The frame of the page shows them too, and need not ask again."""
    request.terms = terms  # type: ignore[attr-defined]  # a request has room for what a view knows


def chosen_term(request: HttpRequest) -> int | None:
    """The term picked by who holds several posts: on this page, else on the account's page."""
    picked = request.POST.get(ACTING) or request.GET.get(ACTING)
    text = str(picked or request.session.get(TERM_KEY, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def posted(back_to: str) -> Callable[[View], View]:
    """A view that changes something: whoever comes by GET is led to the page `back_to`."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: HttpRequest, pk: int, **arguments: int) -> HttpResponse:
            if request.method != "POST":
                return redirect(back_to, pk)
            return view(request, pk, **arguments)

        return guarded

    return decorate
