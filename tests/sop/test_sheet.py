"""The official form on paper: A4 landscape, every text, connectors where a sheet ends."""

import re
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from reports.pdf import write_form
from sop.models import SopStep, SopVersion
from sop.queries import whole_version
from sop.sheet import prepare_form
from tests.pictures import keep_pages
from tests.sop.offices import DEFINITIONS, agency, load

pytestmark = pytest.mark.django_db
LETTERS = r"((?:[A-Z], )*[A-Z]\b)"


def printed(version: SopVersion) -> bytes:
    return write_form(prepare_form(whole_version(version.pk)), "ABCDE12345")


def pages(version: SopVersion) -> list[pypdf.PageObject]:
    content = printed(version)
    keep_pages(f"sop-{version.document.key}", content)
    return list(pypdf.PdfReader(BytesIO(content)).pages)


def text(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


def unbroken(shown: str) -> list[str]:
    """The words, also those that a line breaks after a stroke."""
    return shown.replace("/ ", "/").replace("- ", "-").split()


@pytest.mark.parametrize("key", sorted(path.stem for path in DEFINITIONS.glob("*.yaml")))
def test_identity_and_procedure_are_one_sheet_each(key: str) -> None:
    version = load(DEFINITIONS / f"{key}.yaml", agency())
    first, second = pages(version)
    assert ("Halaman 1 dari 2" in text(first), "Halaman 2 dari 2" in text(second)) == (True, True)
    assert [round(float(side)) for side in first.mediabox[2:]] == [842, 595]
    assert version.nama in text(first)
    assert all(each.text.split()[0] in text(first) for each in version.references.all())
    shown = text(second)
    for step in version.steps.filter(is_printed=True):
        assert set(unbroken(step.kegiatan)) <= set(unbroken(shown))


def test_a_long_procedure_goes_on_with_connectors() -> None:
    version = load(DEFINITIONS / "satpolpp-jeneponto.yaml", agency())
    SopStep.objects.filter(version=version).update(keterangan="catatan yang panjang " * 6)
    sheets = [text(page) for page in pages(version)[1:]]
    assert len(sheets) == 3
    for before, after in pairwise(sheets):
        left = re.findall(rf"Lanjut ke halaman lain: {LETTERS}", before)
        assert re.findall(rf"Lanjutan dari halaman lain: {LETTERS}", after) == left != []
        assert "(lanjutan)" in after


def test_the_same_version_gives_the_same_bytes() -> None:
    version = load(DEFINITIONS / "dpkp-soppeng.yaml", agency())
    assert printed(version) == printed(version)


def test_signs_that_xml_forbids_keep_no_form_from_being_printed() -> None:
    version = load(DEFINITIONS / "dpkp-soppeng.yaml", agency())
    SopStep.objects.filter(version=version).update(keterangan="cat\x01at\uffffan")
    version.actors.update(label="Ka\x02sub\x0bag")
    assert "catatan" in " ".join(map(text, pages(version)))
