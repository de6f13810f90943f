"""A picture of evidence beside its figure: small, drawn by the product itself, for readers only."""

import io

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from indicators import pictures
from indicators.services import attach_bukti_dukung, remove_bukti_dukung
from organization.models import User
from tests.indicators.files import CSV, PDF, upload
from tests.indicators.offices import NOW


def photo(width: int = 1600, height: int = 900) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "JPEG")
    return stream.getvalue()


def paper(pages: int = 2) -> bytes:
    """A PDF as a scanner makes it: a picture on every page."""
    stream = io.BytesIO()
    first, *rest = (Image.new("RGB", (595, 842), color) for color in ("navy", "red")[:pages])
    first.save(stream, "PDF", save_all=True, append_images=rest)
    return stream.getvalue()


def size(picture: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "WEBP"
        return image.size


@pytest.fixture
def attach(office):
    def attach(name: str, content: bytes):
        return attach_bukti_dukung(
            indicator=office.indicator(),
            year=2026,
            triwulan=1,
            acting=office.kabid,
            now=NOW,
            file=upload(name, content),
        )

    return attach


@pytest.fixture
def look(client, office, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "KINERJA_PREVIEWS", tmp_path / "pratinjau")
    client.force_login(office.kabid.user)

    def look(bukti, query: str = "", **headers):
        address = reverse("indicators:evidence-preview", args=[bukti.pk])
        return client.get(f"{address}{query}", headers=headers)

    return look


def test_a_photo_is_shown_small_and_to_read(look, attach):
    bukti = attach("foto.jpg", photo())
    small, large = look(bukti), look(bukti, "?besar")
    assert size(small.content) == (320, 180)
    assert size(large.content) == (1400, 788)
    assert small["Content-Type"] == "image/webp"
    assert small["Cache-Control"] == "private, no-cache"


def test_of_a_pdf_the_first_page_is_shown(look, attach):
    picture = look(attach("sk.pdf", paper()), "?besar").content
    width, height = size(picture)
    assert (height, round(width / height, 2)) == (1400, 0.71)
    with Image.open(io.BytesIO(picture)) as image:
        red, _green, blue = image.getpixel((width // 2, height // 2))
    assert blue > red


@pytest.mark.parametrize(("name", "content"), [("a.csv", CSV), ("rusak.pdf", PDF)])
def test_what_has_no_picture_answers_404(look, attach, name, content):
    assert look(attach(name, content)).status_code == 404


def test_a_picture_is_drawn_once_and_not_sent_again(look, attach, monkeypatch):
    bukti = attach("foto.jpg", photo(40, 30))
    first = look(bukti)
    monkeypatch.setattr(pictures, "first_picture", lambda *_: pytest.fail("drawn again"))
    assert size(look(bukti, "?besar").content) == (40, 30)
    again = look(bukti, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_pictures_are_for_readers_of_the_agency_while_the_evidence_stands(look, attach, office):
    bukti = attach("foto.jpg", photo(40, 30))
    assert look(bukti).status_code == 200
    remove_bukti_dukung(bukti=bukti, acting=office.kabid, now=NOW)
    assert look(bukti).status_code == 404


@pytest.mark.django_db
def test_a_stranger_finds_no_picture(client, attach):
    stranger = User.objects.create_user("orang.lain", name="Orang lain")
    client.force_login(stranger)
    address = reverse("indicators:evidence-preview", args=[attach("a.jpg", photo(9, 9)).pk])
    assert client.get(address).status_code == 404


def test_a_file_made_to_be_huge_is_given_up_in_its_own_process():
    """A white PNG of 400 megapixels is a few hundred kilobytes to send and 1.2 GB to draw."""
    stream = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(stream, "PNG")
    assert pictures.first_picture(stream.getvalue(), "image/png") is None


def test_only_images_and_pdf_are_drawn():
    assert pictures.first_picture(CSV, "text/csv") is None
