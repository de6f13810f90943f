"""A browser without JavaScript at the office of the module that asks for it."""

import pytest

from organization.models import User


@pytest.fixture
def come(office, client):
    """`come(key)` logs in who holds a post of the office, or an administrator."""

    def arrive(key):
        user = (
            User.objects.get_or_create(username=key, defaults={"is_staff": True})[0]
            if key == "administrator"
            else office.user(key)
        )
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return arrive
