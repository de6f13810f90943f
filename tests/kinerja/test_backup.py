"""A restore drill on both pairs: what was there is there again elsewhere, and nothing else is."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.kinerja.places import Place

pytestmark = pytest.mark.processes
#: Prints rows and a hash of every table, and the hash of every file.
CENSUS = """
import hashlib, json, pathlib
from django.conf import settings
from django.db import connection

def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))

def digest(content):
    return hashlib.sha256(content).hexdigest()

with connection.cursor() as cursor:
    tables = {name: rows(name) for name in connection.introspection.table_names(cursor)}
media = pathlib.Path(settings.MEDIA_ROOT)
files = [path for path in media.rglob("*") if path.is_file()]
print(json.dumps({
    "rows": {name: [len(found), digest("".join(found).encode())] for name, found in tables.items()},
    "files": {str(path.relative_to(media)): digest(path.read_bytes()) for path in files},
}))
"""
START = """
import sys
import django; django.setup()
from django.core.management import call_command
"""
#: A triwulan opened and one of its figures with evidence: rows in many tables, and a real file.
WORK = """
from django.core.files.uploadedfile import SimpleUploadedFile
from indicators.services import attach_bukti_dukung
from organization import clock
from organization.access import Acting, holders
from workflow.models import RunIndicator
from workflow.services import open_due
now = clock.now()
open_due(now=now)
row = RunIndicator.objects.exclude(position=None).order_by("pk")[0]
[term, *_] = holders(row.position, now.date())
attach_bukti_dukung(
    indicator=row.indicator, year=row.run.year, triwulan=row.run.triwulan,
    acting=Acting.under(term), now=now, title="Berita acara",
    file=SimpleUploadedFile("a.csv", b"jenis,jumlah\\nkapal,7\\n"),
)
call_command("check_events", "--save", sys.argv[1], stdout=sys.stderr)
"""
DRILL = """
from django.db import connection, Error
call_command("check_events", "--against", sys.argv[1], stdout=sys.stderr)
try:
    connection.cursor().execute("UPDATE organization_event SET reason = 'x'")
except Error:
    connection.close()
else:
    raise SystemExit("the triggers of the append-only tables are missing")
"""


def refused(place: Place, *words: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        place.manage("manage.py", *words)
    assert "Traceback" not in failed.value.stderr
    return failed.value.stderr


def test_the_drill_brings_everything_into_an_empty_place(
    furnished: Place, other_place: Place, tmp_path: Path
) -> None:
    """What docs/operations.md tells to try now and then, by the very targets that it names."""
    place = furnished
    key = Path(place.environment["KINERJA_VAR"], "secret-key")
    key.write_text("kunci-lama", encoding="utf-8")
    copy, ends = tmp_path / "kinerja.tar.gz", tmp_path / "ujung.txt"
    before = json.loads(place.manage("-c", START + WORK + CENSUS, str(ends)))
    place.make("backup", f"FILE={copy}")
    assert before["rows"]["workflow_run"][0] > 1
    assert len(before["files"]) == 1
    assert len(ends.read_text(encoding="utf-8").splitlines()) > 1
    assert copy.stat().st_mode & 0o077 == 0

    other_place.make("restore", f"FILE={copy}")
    after = json.loads(other_place.manage("-c", START + DRILL + CENSUS, str(ends)))
    assert after == before
    restored = Path(other_place.environment["KINERJA_VAR"], "secret-key")
    assert restored.read_text(encoding="utf-8") == "kunci-lama"
    assert "sudah ada" in refused(place, "backup", str(copy))
    assert "--ganti" in refused(other_place, "restore", str(copy))


def test_a_file_that_is_no_whole_copy_is_refused(place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "kinerja.tar.gz"
    place.manage("manage.py", "backup", str(copy))
    cut = tmp_path / "terpotong.tar.gz"
    cut.write_bytes(copy.read_bytes()[:-2000])
    assert "bukan cadangan yang utuh" in refused(place, "restore", str(cut))
    assert "tidak-ada.tar.gz tidak ada." in refused(
        place, "restore", str(tmp_path / "tidak-ada.tar.gz")
    )
