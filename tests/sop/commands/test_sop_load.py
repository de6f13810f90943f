"""manage.py sop_load: files in, versions out, problems with file and line."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sop.models import SopVersion
from tests.sop.offices import DEFINITIONS, FILES, agency

pytestmark = pytest.mark.django_db
SMALL = FILES / "small.yaml"


def run(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("sop_load", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_loading_is_told_and_repeating_it_changes_nothing() -> None:
    agency()
    assert run(SMALL, "--agency", "dinkes-contoh") == [
        "contoh versi 1: dimuat, berlaku bagi triwulan yang dibuka sejak 2026-01-01."
    ]
    assert run(SMALL) == ["contoh versi 1: tidak berubah."]


def test_all_five_load() -> None:
    agency()
    files = sorted(DEFINITIONS.glob("*.yaml"))
    assert len(run(*files, "--agency", "dinkes-contoh")) == 5
    assert SopVersion.objects.filter(published_at__isnull=False).count() == 5


def test_a_draft_holds_only_once_published() -> None:
    agency()
    assert run(SMALL, "--agency", "dinkes-contoh", "--draft") == ["contoh versi 1: dimuat."]
    assert SopVersion.objects.get().published_at is None
    assert run(SMALL) == [
        "contoh versi 1: tidak berubah, berlaku bagi triwulan yang dibuka sejak 2026-01-01."
    ]


def test_one_bad_file_keeps_all_out_and_every_problem_is_told(tmp_path: Path) -> None:
    agency()
    bad = FILES / "bad" / "several.yaml"
    with pytest.raises(CommandError) as caught:
        run(SMALL, bad, tmp_path / "tidak-ada.yaml", "--agency", "dinkes-contoh")
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{bad}:22",
        f"{bad}:39",
        str(tmp_path / "tidak-ada.yaml"),
    ]
    assert SopVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Perangkat daerah pemilik SOP “contoh” tidak ditemukan."),
        (["--agency", "entah"], "Perangkat daerah “entah” tidak ada."),
    ],
)
def test_an_agency_must_be_named(arguments: list[str], message: str) -> None:
    agency()
    with pytest.raises(CommandError, match=message):
        run(SMALL, *arguments)
