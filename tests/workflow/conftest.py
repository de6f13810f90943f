"""What every test of this floor may ask for."""

import pytest


@pytest.fixture
def sent_tasks(monkeypatch):
    """Tasks that would go to the worker, as (name, arguments), instead of a broker."""
    found = []
    monkeypatch.setattr(
        "celery.current_app.send_task", lambda name, args=(), **_: found.append((name, list(args)))
    )
    return found
