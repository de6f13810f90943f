"""manage.py open_triwulan: by hand what the sweep does, and in words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organization.models import Agency
from sop.models import ActorBinding
from tests.workflow.offices import NOW, load_office
from workflow.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_opened():
    load_office("dishub")


def call(**options) -> str:
    out = StringIO()
    call_command("open_triwulan", stdout=out, **options)
    return out.getvalue()


def test_open_triwulan_says_what_it_would_do():
    assert "TW I 2026: akan dibuka" in call(date="2026-04-10", dry_run=True)
    assert not Run.objects.exists()


def test_open_triwulan_opens_once():
    assert "TW I 2026: dibuka" in call(date="2026-04-10")
    assert call(date="2026-04-10") == "Tidak ada triwulan yang harus dibuka.\n"
    assert Run.objects.count() == 1


def test_open_triwulan_a_day_early_opens_nothing():
    assert "Tidak ada" in call(date="2026-04-09")


def test_open_triwulan_of_a_day_means_that_day_in_every_zone():
    Agency.objects.filter(key="dishub").update(time_zone="Asia/Jakarta")
    assert "TW I 2026: dibuka" in call(date="2026-04-10")


def test_open_triwulan_without_a_date_reads_the_clock(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    assert "TW I 2026: dibuka" in call()


def test_open_triwulan_tells_what_stands_in_the_way_and_fails():
    ActorBinding.objects.filter(actor="kasubag-perencanaan").delete()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("open_triwulan", date="2026-04-10", stdout=out)
    assert "belum dapat dibuka" in out.getvalue()
    assert "! Pelaksana" in out.getvalue()


def test_open_triwulan_refuses_what_is_no_date():
    with pytest.raises(CommandError, match="2026-04-10"):
        call(date="10 April")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_open_triwulan_refuses_a_day_beyond_all_work(day):
    with pytest.raises(CommandError, match="tulis tahun 1970 sampai 2100"):
        call(date=day)
