"""A browser without JavaScript for who is in the office."""

import pytest


@pytest.fixture
def come(client):
    """`come(user)` logs a person in and gives his browser."""

    def arrive(user):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return arrive
