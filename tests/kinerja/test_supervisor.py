"""What must work before anything exists: no key, no database, no folder."""

import os
import subprocess
import sys
from pathlib import Path

from kinerja.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_supervisor_starts_before_a_key_exists(tmp_path):
    """The first start makes the key, so nothing on its way may ask for the settings."""
    bare = {"PATH": os.environ["PATH"], "KINERJA_VAR": str(tmp_path / "kosong")}
    told = subprocess.run(
        [sys.executable, "-c", "import kinerja.supervisor"],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


def test_beat_asks_for_both_sweeps_and_lets_no_question_pile_up():
    plan = {
        name: entry["schedule"].total_seconds() > entry["options"]["expires"]
        for name, entry in app.conf.beat_schedule.items()
    }
    assert plan == {"workflow.sweep": True, "reports.sweep": True}
