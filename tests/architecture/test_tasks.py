"""Every task that is sent or scheduled by name is registered."""

import re

from kinerja.celery import app
from tests.architecture.source import product_files


def test_every_name_sent_is_registered():
    app.loader.import_default_modules()
    sent = set()
    for path in product_files():
        text = path.read_text(encoding="utf-8")
        sent |= set(re.findall(r'send_task\(\s*"([\w.]+)"', text))
    sent |= {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert sent - set(app.tasks) == set()


def test_a_beat_entry_expires_before_the_next_one():
    for entry in app.conf.beat_schedule.values():
        assert entry["options"]["expires"] < entry["schedule"].total_seconds()
