"""The pictures of the help pages: taken of the pages themselves, small, and showing what is told.

`make help-pictures` puts them where the help pages read them.
"""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from kinerja.help import GUIDES
from organization.models import User
from tests.journeys.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Where `make help-pictures` wants them.
TARGET = os.environ.get("KINERJA_HELP_PICTURES")
SIZE = {"width": 360, "height": 640}
LARGEST = 40_000
AGENCY = "dpkp"


@pytest.mark.parametrize("office", [True], ids=["dengan JavaScript"], indirect=True)
def test_every_help_page_has_a_small_picture_of_the_page_it_tells_of(office: Office) -> None:
    """The words in quotes of a guide are to be pressed: they stand on the page in its picture."""
    office.page.set_viewport_size(SIZE)
    User.objects.filter(username="administrator").update(password=_password())
    office.others_work(agency=AGENCY, but=("isi-format",))
    office.open_task(f"kabid.tangkap@{AGENCY}", "Mengisi Format")
    keep(office, "pengisi", "Serahkan", at='input[name$="-value"]')
    office.others_work(agency=AGENCY, but=("verifikasi",))
    office.open_task(f"kasubag.perencanaan@{AGENCY}", "Memverifikasi")
    keep(office, "pemeriksa", "Setujui", "Kembalikan")
    office.others_work(agency=AGENCY, but=("kompilasi",))
    office.open_task(f"kasubag.perencanaan@{AGENCY}", "Mengkompilasi")
    keep(office, "perencanaan", "Dokumentasikan")
    office.sign_in(f"kepala@{AGENCY}")
    keep(office, "kepala")
    office.sign_in("kabid.pengendalian@bappeda")
    keep(office, "pengawas")
    for is_scripted in (True, False):
        look_up(office, is_scripted=is_scripted)
    office.sign_in("administrator")
    expect(office.page.get_by_role("main")).to_contain_text("Siapkan perangkat daerah")
    office.page.goto(f"{office.address}/persiapan/{AGENCY}/")
    keep(office, "administrator")


def keep(office: Office, role: str, *words: str, at: str = "") -> None:
    """Check what the picture has to show, and how large it is; store it where asked."""
    [guide] = [each for each in GUIDES if each.role == role]
    told = {word for step in guide.steps for word in re.findall("“([^”]+)”", str(step))}
    assert set(words) <= told
    for word in words:
        expect(office.page.get_by_role("main")).to_contain_text(word)
    main = office.page.get_by_role("main")
    if words:
        target = main.locator(at) if at else main.get_by_role("button", name=words[0])
        target.first.evaluate("part => part.scrollIntoView({block: 'center'})")
    shot = io.BytesIO(office.page.screenshot())
    small = io.BytesIO()
    Image.open(shot).convert("RGB").save(small, "WEBP", quality=55, method=6)
    assert len(small.getvalue()) <= LARGEST
    if TARGET:
        Path(TARGET, f"{role}.webp").write_bytes(small.getvalue())


def look_up(office: Office, *, is_scripted: bool) -> None:
    """A term opens by key and closes by Escape; by the same person, also without JavaScript."""
    page = office.page
    context = page.context.browser.new_context(java_script_enabled=is_scripted, viewport=SIZE)
    context.add_cookies(page.context.cookies())
    other = context.new_page()
    other.goto(f"{office.address}/pejabat/")
    meaning = other.locator("#istilah-plh")
    expect(meaning).to_be_hidden()
    other.get_by_role("button", name="Plh.").focus()
    other.keyboard.press("Enter")
    expect(meaning).to_contain_text("pelaksana harian")
    other.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    context.close()


def _password() -> str:
    """The hash that every account of the demo has."""
    return User.objects.get(username=f"kepala@{AGENCY}").password
