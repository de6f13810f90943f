"""Waiting for real processes: polled to a deadline, never slept through."""

import threading
import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    """Poll a condition; an AssertionError once the deadline has passed."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the deadline has passed"
        threading.Event().wait(0.2)
