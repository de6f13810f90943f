"""Help: every role has its page, and an unknown one is not found."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client

from kinerja.help import GUIDES
from kinerja.terms import TERMS
from organization.models import User

pytestmark = pytest.mark.django_db
PICTURES = settings.BASE_DIR / "static"
LARGEST = 40_000


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
        assert page.count('loading="lazy"') == 1
    assert browser.get("/bantuan/raja/").status_code == 404
    terms = browser.get("/bantuan/istilah/").content.decode()
    assert [key for key in TERMS if f'<dt id="{key}">' not in terms] == []


def test_the_pictures_in_the_repository_are_there_and_small():
    sizes = {guide.role: (PICTURES / guide.picture).stat().st_size for guide in GUIDES}
    assert {role: size for role, size in sizes.items() if size > LARGEST} == {}


def test_a_term_on_a_page_opens_its_meaning_without_javascript():
    text = Template('{% load istilah %}{% istilah "plh" %}').render(Context())
    assert 'popovertarget="istilah-plh"' in text
    assert '<div class="term-meaning" id="istilah-plh" popover>' in text
    assert 'href="/bantuan/istilah/#plh"' in text
