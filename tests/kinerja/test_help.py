"""Help: every role has its page, and an unknown one is not found."""

import pytest
from django.test import Client

from kinerja.help import GUIDES
from organization.models import User

pytestmark = pytest.mark.django_db


def test_every_role_has_its_steps_and_nothing_else_is_a_role():
    browser = Client()
    browser.force_login(
        User.objects.create_user("pegawai", name="Pegawai"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    listed = browser.get("/bantuan/").content.decode()
    for guide in GUIDES:
        assert f"/bantuan/{guide.role}/" in listed
        page = browser.get(f"/bantuan/{guide.role}/").content.decode()
        assert page.count('<li class="mb-2">') == len(guide.steps)
    assert browser.get("/bantuan/raja/").status_code == 404
