"""The clock runs with the world's, moved by the setting."""

import time
from datetime import UTC, timedelta

from organization import clock


def test_now_is_aware_and_the_real_time():
    before = time.time()
    now = clock.now()
    assert before <= now.timestamp() <= time.time()
    assert now.tzinfo is UTC


def test_the_setting_moves_it(settings):
    settings.KINERJA_CLOCK_SHIFT = -86_400
    before = time.time()
    moved = clock.now() + timedelta(days=1)
    assert before <= moved.timestamp() <= time.time()
