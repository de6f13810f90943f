"""manage.py sop_bind: bindings in, gaps told."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sop.models import ActorBinding
from tests.sop.offices import FILES, health_office, load

pytestmark = pytest.mark.django_db
BINDING = FILES / "sixth-binding.yaml"


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    load(FILES / "sixth.yaml", health_office())


def run(*arguments: object) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    call_command("sop_bind", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_binding_is_told_and_repeating_it_changes_nothing() -> None:
    assert run(BINDING) == (["sop-keenam: 14 ikatan mulai, 0 berakhir, sejak 2026-01-01."], [])
    assert run(BINDING) == (["sop-keenam: tidak berubah."], [])


def test_what_stays_unbound_is_told(tmp_path: Path) -> None:
    partial = tmp_path / "ikatan.yaml"
    text = BINDING.read_text(encoding="utf-8")
    partial.write_text(
        text.replace("  - {actor: kepala, rule: position, positions: [kepala]}\n", "")
    )
    _, gaps = run(partial)
    assert gaps == ["sop-keenam: Pelaksana “Kepala Dinas” belum terikat pada jabatan."]


def test_a_bad_second_file_undoes_the_first(tmp_path: Path) -> None:
    bad = tmp_path / "ikatan.yaml"
    bad.write_text(BINDING.read_text(encoding="utf-8").replace("[kepala]", "[bupati]"))
    with pytest.raises(CommandError, match=r"ikatan.yaml:14: Jabatan “bupati” tidak ada"):
        run(BINDING, bad)
    assert ActorBinding.objects.count() == 0
