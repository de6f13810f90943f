"""The page of the interface's parts: only for who builds pages."""

import pytest
from django.test import Client

from organization.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404)])
def test_the_gallery_opens_only_with_debug(settings, debug, status):
    settings.DEBUG = debug
    browser = Client()
    browser.force_login(
        User.objects.create_user("perancang", name="Perancang"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    page = browser.get("/gaya/")
    assert page.status_code == status
    assert ("Sel indikator" in page.content.decode()) is debug


def test_pages_travel_compressed_and_files_do_not():
    browser = Client(headers={"Accept-Encoding": "gzip"})
    assert browser.get("/akun/masuk/")["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in browser.get("/pekerja.js")
