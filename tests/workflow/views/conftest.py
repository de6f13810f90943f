"""A browser without JavaScript, at a fixed moment."""

import pytest

from tests.workflow.offices import NOW


@pytest.fixture(autouse=True)
def _at_ten_on_the_tenth(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


@pytest.fixture
def come(client):
    """`come(user)` logs a person in and gives his browser."""

    def arrive(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return arrive
