"""A restore drill on both pairs: what was there comes back, and nothing else is taken for it."""

import subprocess
from pathlib import Path

import pytest

from tests.kinerja.places import Place

pytestmark = pytest.mark.processes
SPOIL = """
import django; django.setup()
from organization.models import User
User.objects.create_user("tambahan", password="x")
print(User.objects.count())
"""
PEOPLE = """
import django; django.setup()
from organization.models import User
print(User.objects.count())
"""


def refused(place: Place, *words: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        place.manage("manage.py", *words)
    assert "Traceback" not in failed.value.stderr
    return failed.value.stderr


def test_a_copy_comes_back_whole(place: Place, tmp_path: Path) -> None:
    place.manage("manage.py", "migrate", "-v0")
    place.manage("manage.py", "load_demo")
    evidence = Path(place.environment["KINERJA_VAR"]) / "media" / "bukti" / "a.pdf"
    evidence.parent.mkdir(parents=True)
    evidence.write_bytes(b"%PDF-1.4 bukti")
    copy = tmp_path / "kinerja.tar.gz"
    before = place.manage("-c", PEOPLE)
    assert "tabel" in place.manage("manage.py", "backup", str(copy))
    assert copy.stat().st_mode & 0o077 == 0
    assert "sudah ada" in refused(place, "backup", str(copy))

    assert int(place.manage("-c", SPOIL)) == int(before) + 1
    evidence.unlink()
    assert "--ganti" in refused(place, "restore", str(copy))
    place.manage("manage.py", "restore", str(copy), "--ganti")
    assert place.manage("-c", PEOPLE) == before
    assert evidence.read_bytes() == b"%PDF-1.4 bukti"
    place.manage("manage.py", "check_events")


def test_a_file_that_is_no_whole_copy_is_refused(place: Place, tmp_path: Path) -> None:
    place.manage("manage.py", "migrate", "-v0")
    copy = tmp_path / "kinerja.tar.gz"
    place.manage("manage.py", "backup", str(copy))
    cut = tmp_path / "terpotong.tar.gz"
    cut.write_bytes(copy.read_bytes()[:-2000])
    for broken in (cut, tmp_path / "tidak-ada.tar.gz"):
        assert "bukan cadangan yang utuh" in refused(place, "restore", str(broken))
