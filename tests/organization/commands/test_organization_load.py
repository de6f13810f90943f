"""manage.py organization_load FILE…"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organization.models import Agency
from tests.organization.test_definition import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "contoh.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


def test_it_says_what_is_new_and_then_that_nothing_is(path):
    out = StringIO()
    call_command("organization_load", path, stdout=out)
    call_command("organization_load", path, stdout=out)
    first, again = out.getvalue().splitlines()
    assert first.startswith("contoh.yaml: dinas; ")
    assert again == "contoh.yaml: dinas; 0 baris baru, 0 berubah."


def test_it_is_quiet_when_asked(path):
    out = StringIO()
    call_command("organization_load", path, stdout=out, verbosity=0)
    assert out.getvalue() == ""


def test_a_bad_second_file_leaves_nothing_of_the_first(path, tmp_path):
    bad = tmp_path / "salah.yaml"
    bad.write_text(FILE.replace("kind: dinas", "kind: kantor"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"salah\.yaml:11: Nilai kind “kantor” tidak dikenal"):
        call_command("organization_load", path, bad)
    assert not Agency.objects.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_an_unreadable_file_is_named(tmp_path, content):
    path = tmp_path / "aneh.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=r"aneh\.yaml: berkas tidak terbaca"):
        call_command("organization_load", path)
