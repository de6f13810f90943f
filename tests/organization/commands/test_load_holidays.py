"""manage.py load_holidays --years …"""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories.organization import GovernmentFactory

pytestmark = pytest.mark.django_db


def test_every_government_is_told_of():
    GovernmentFactory(name="Kabupaten A")
    GovernmentFactory(name="Kabupaten B")
    out = StringIO()
    call_command("load_holidays", years=[2026], stdout=out)
    assert out.getvalue().splitlines() == [
        "Kabupaten A: 25 hari libur baru.",
        "Kabupaten B: 25 hari libur baru.",
    ]


def test_it_is_quiet_when_asked():
    GovernmentFactory()
    out = StringIO()
    call_command("load_holidays", years=[2026], stdout=out, verbosity=0)
    assert out.getvalue() == ""
