"""A process beside the others that plants work and looks at what became of it.

Reads one JSON question a line and answers with one; a database that is away is an answer too.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, time, timedelta
from io import StringIO
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
django.setup()

from django.apps import apps  # noqa: E402 - after django.setup
from django.conf import settings  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import DatabaseError, close_old_connections, connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402

from organization import clock  # noqa: E402
from organization.models import Agency, Event, Job, User  # noqa: E402
from reports.services import request_report  # noqa: E402
from reports.states import ReportKind  # noqa: E402
from sop.models import SopDocument  # noqa: E402
from workflow.models import (  # noqa: E402
    Assignment,
    Delivery,
    Disposisi,
    DisposisiHop,
    DisposisiReceipt,
    Lane,
    LaneActor,
    Message,
    Run,
    RunIndicator,
    Task,
)
from workflow.period import due_periods  # noqa: E402
from workflow.services import open_due, sweep  # noqa: E402

State = Message.State
#: Document, year and triwulan.
Key = tuple[int, int, int]
UNDECIDED = timedelta(minutes=15)


def prepare() -> dict[str, Any]:
    """Give some people addresses and open what is due undisturbed; its shapes are the measure.

    No hours are quiet, so that whatever waits is on its way.
    """
    for user in User.objects.order_by("pk")[::3]:
        user.email = f"{user.username.replace('@', '.')}@contoh.invalid"
        user.save()
    Delivery.objects.bulk_create(
        Delivery(agency=agency, rests_on_days_off=False, quiet_from=time(0), quiet_to=time(0))
        for agency in Agency.objects.all()
    )
    open_due(now=clock.now())
    drawn = _shapes()
    return {"shapes": {str(run.document_id): drawn[run.pk] for run in Run.objects.all()}}


def plant(count: int, first: int) -> dict[str, Any]:
    """Let some agencies have begun a triwulan earlier: each has one more to be opened."""
    agencies = list(Agency.objects.filter(sop_documents__isnull=False).order_by("pk"))
    for offset in range(count):
        agency = agencies[(first + offset) % len(agencies)]
        agency.live_from = _quarter_before(agency.live_from)
        agency.save()
    return {}


def _quarter_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=80)).replace(day=1)


def report(number: int) -> dict[str, Any]:
    """Ask for the report of one of the runs."""
    runs = list(Run.objects.order_by("pk"))
    run = runs[number % len(runs)]
    request_report(kind=ReportKind.TRIWULAN, run=run, now=clock.now())
    return {}


def runs() -> dict[str, Any]:
    """How many there are: more than before means that an opening is under way."""
    return {"runs": Run.objects.count()}


def look(shapes: dict[str, Any]) -> dict[str, Any]:
    """What is wrong for good, what is still to be done, and what the mails say of themselves."""
    now = clock.now()
    with transaction.atomic():
        # everything as it stood at one moment, while the workers go on
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        expected = _expected(now.date())
        found = list(Run.objects.values_list("document_id", "year", "triwulan"))
        wrong = _wrong(shapes, found, expected)
    left = [f"to be opened: {key}" for key in sorted(expected - set(found))]
    left = left or _left(now)
    mails = (
        Message.objects.filter(channel="surel")
        .order_by()
        .values_list("user__email", "state")
        .annotate(Count("pk"))
    )
    return {"wrong": wrong, "left": left, "mails": list(mails)}


def _wrong(shapes: dict[str, Any], found: list[Key], expected: set[Key]) -> list[str]:
    wrong = []
    if len(found) != len(set(found)) or set(found) - expected:
        wrong.append(f"runs beyond what is due: {sorted(set(found) - expected)}")
    drawn = _shapes()
    wrong += [
        f"{run}: {drawn[run.pk]}"
        for run in Run.objects.select_related("document__agency")
        if drawn[run.pk] != shapes[str(run.document_id)]
    ]
    try:
        call_command("check_events", stdout=StringIO())
    except CommandError as broken:
        wrong.append(str(broken))
    return wrong


def _expected(today: date) -> set[Key]:
    """Everything that is due."""
    return {
        (document.pk, period.year, period.triwulan)
        for document in SopDocument.objects.select_related("agency").prefetch_related("versions")
        for period in due_periods(
            trigger_day=document.versions.all()[0].trigger_day,
            trigger_months=document.versions.all()[0].trigger_months,
            live_from=document.agency.live_from,
            today=today,
        )
    }


def _left(now: Any) -> list[str]:
    """Mails and reports under way, and whatever one more sweep would still do."""
    left = [
        f"mail {pk} {state}"
        for pk, state, claimed_at in Message.objects.values_list("pk", "state", "claimed_at")
        if state in (State.WAITING, State.FAILED)
        or (state == State.SENDING and claimed_at <= now - UNDECIDED)
    ]
    jobs = Job.objects.filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
    left += [
        f"report job {job.pk} {job.state}"
        for job in jobs
        if (job.claimed_at or job.created_at) <= now - UNDECIDED
    ]
    with transaction.atomic():
        before = _counts()
        sweep(now=now)
        after = _counts()
        transaction.set_rollback(True)
    names = sorted(name for name in before | after if before.get(name) != after.get(name))
    return left + [f"{name}: {before.get(name)} → {after.get(name)}" for name in names]


def _counts() -> dict[str, int]:
    """Rows per table and state of this floor, and the events."""
    found = {"events": Event.objects.count()}
    for model in apps.get_app_config("workflow").get_models():
        name = model.__name__
        if any(field.name == "state" for field in model._meta.fields):
            rows = model.objects.order_by().values_list("state").annotate(Count("pk"))
            found |= {f"{name} {state}": number for state, number in rows}
        else:
            found[name] = model.objects.count()
    return found


def _shapes() -> dict[int, list[Any]]:
    """Per run everything that an opening makes, counted; what rises to others later left out."""
    tasks: dict[int, list[str]] = {}
    for run, *task in Task.objects.order_by("step__key", "lane__key").values_list(
        "run", "step__key", "lane__key", "state"
    ):
        tasks.setdefault(run, []).append(" ".join(task))
    counted = [
        Counter(model.objects.order_by().values_list(path, flat=True))
        for model, path in (
            (Lane, "run"),
            (LaneActor, "lane__run"),
            (RunIndicator, "run"),
            (Disposisi, "run"),
            (DisposisiHop, "disposisi__run"),
            (DisposisiReceipt, "hop__disposisi__run"),
        )
    ]
    shares = Assignment.objects.order_by().filter(escalated_from=None)
    counted.append(Counter(shares.values_list("task__run", flat=True)))
    runs = Run.objects.values_list("pk", flat=True)
    return {run: [tasks.get(run), *(each[run] for each in counted)] for run in runs}


ANSWERS: dict[str, Callable[..., dict[str, Any]]] = {
    each.__name__: each for each in (prepare, plant, report, runs, look)
}


def main() -> None:
    for line in sys.stdin:
        question = json.loads(line)
        settings.KINERJA_CLOCK_SHIFT = question.pop("shift")
        close_old_connections()
        try:
            answer = ANSWERS[question.pop("do")](**question)
        except DatabaseError as away:
            answer = {"away": str(away)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
