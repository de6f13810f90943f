"""Times in words."""

from datetime import timedelta

import pytest

from tests.workflow.offices import NOW
from workflow.templatetags.waktu import kerja, left


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (NOW + timedelta(hours=3), "hari ini"),
        (NOW + timedelta(days=2), "sisa 2 hari"),
        (NOW - timedelta(minutes=1), "terlambat hari ini"),
        (NOW - timedelta(days=3), "terlambat 3 hari"),
    ],
)
def test_left(due, words):
    assert left(due, NOW) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (None, "–"),
        (timedelta(minutes=20), "20 menit"),
        (timedelta(hours=2), "2 jam"),
        (timedelta(hours=6, minutes=5, seconds=30), "6 jam 5 menit"),
    ],
)
def test_kerja(length, words):
    assert kerja(length) == words
