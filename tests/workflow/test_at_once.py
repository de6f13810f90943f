"""Two at once: one wins, the other is told, and nothing is done twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from organization.models import Event
from tests.workflow.offices import NOW, load_office, open_office
from workflow.access import AlreadyMoved
from workflow.models import Run, Task
from workflow.period import period_opened_on
from workflow.services import HopText, assign, open_run, plan_opening

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite has one writer; its row count is the lock"
    ),
]
PEOPLE = 4


def at_once(work: Callable[[], object]) -> list[object]:
    """What each of several threads got from the same work, or the exception it met."""
    barrier = threading.Barrier(PEOPLE)
    results: list[object] = []

    def run() -> None:
        barrier.wait(timeout=20)
        try:
            results.append(work())
        except AlreadyMoved as moved:
            results.append(moved)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(results) == PEOPLE
    return results


def test_one_of_several_finishers_wins_and_the_others_are_told(sent_tasks) -> None:
    office = open_office("dpkp")
    first = office.tasks()[0]
    acting = office.acting(first)

    def finish() -> str:
        task = Task.objects.get(pk=first.pk)
        assign(task=task, acting=acting, text=HopText("Laksanakan."), now=NOW)
        return "menang"

    results = at_once(finish)
    assert results.count("menang") == 1
    told = [each for each in results if isinstance(each, AlreadyMoved)]
    assert len(told) == PEOPLE - 1
    assert "sudah berpindah" in told[0].sentence
    assert Event.objects.filter(action="task.assigned").count() == 1
    assert office.run.tasks.count() == 2


def test_several_openers_make_one_run(sent_tasks) -> None:
    document = load_office("dpkp")
    period = period_opened_on(NOW.date().replace(day=10))

    def opening() -> int:
        plan = plan_opening(document=document, on=NOW.date())
        run, _is_new = open_run(plan=plan, period=period, now=NOW)
        return run.pk

    assert len(set(at_once(opening))) == 1
    assert Run.objects.count() == 1
    assert Run.objects.get().tasks.count() == 1
