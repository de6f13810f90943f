"""Several processes finish one task at the same moment, on both pairs: one wins."""

import json
from pathlib import Path

import pytest

from tests.kinerja.places import Place
from tests.waiting import wait_until

pytestmark = pytest.mark.processes
PEOPLE = 3
#: The head's disposisi of a SOP that begins with one; waits for the sign, then sends it.
FINISH = """
import json, os, sys, threading
import django; django.setup()
from pathlib import Path
from organization import clock
from organization.access import Acting, Refused, holders
from workflow.models import Task
from workflow.services import HopText, assign
now = clock.now()
task = Task.objects.get(run__agency__key="dpkp", state="terbuka")
share = task.assignments.get()
acting = Acting.under(holders(share.position, now.date())[0])
folder = Path(sys.argv[1])
(folder / f"siap-{os.getpid()}").touch()
while not (folder / "mulai").exists():
    threading.Event().wait(0.01)
try:
    assign(task=task, acting=acting, text=HopText("Laksanakan."), now=now)
    print(json.dumps(["menang", ""]))
except Refused as refused:
    print(json.dumps([refused.code, refused.sentence]))
"""
COUNT = """
import json
import django; django.setup()
from organization.models import Event
from workflow.models import Task
print(json.dumps([Event.objects.filter(action="task.assigned").count(),
                  Task.objects.filter(run__agency__key="dpkp").count()]))
"""


def test_one_of_several_processes_wins_and_the_others_are_told(
    furnished: Place, tmp_path: Path
) -> None:
    place = furnished
    place.manage("manage.py", "open_triwulan", "--date", "2026-04-10")
    racers = [place.start("-c", FINISH, str(tmp_path)) for _ in range(PEOPLE)]
    wait_until(lambda: len(list(tmp_path.glob("siap-*"))) == PEOPLE, 60)
    (tmp_path / "mulai").touch()
    said = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]

    losers = [sentence for code, sentence in said if code != "menang"]
    assert len(losers) == PEOPLE - 1, said
    assert all("sudah berpindah" in sentence for sentence in losers), said
    assert json.loads(place.manage("-c", COUNT)) == [1, 2]
