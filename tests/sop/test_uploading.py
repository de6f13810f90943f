"""A text of an SOP comes as a file: shown as a draft, put in force from a day on, or discarded."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organization.models import Agency, Event, User
from sop.definition import parse_bindings
from sop.models import SopDocument, SopVersion
from sop.services import bind_actors
from tests.workflow.offices import DEMO, ROOT, load_office

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
SOURCE = (ROOT / "sop/definitions/dpmd-jeneponto.yaml").read_text(encoding="utf-8")
KEY = "dpmd-jeneponto"


@pytest.fixture
def browser(client, monkeypatch):
    """An administrator at a place where DPMD has no SOP yet."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    load_office("dishub")
    user = User.objects.create(username="administrator", is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(browser, content, agency="dpmd"):
    given = Agency.objects.get(key=agency).pk if agency else ""
    body = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("sop.yaml", body)
    address = reverse("sop:document-upload")
    return browser.post(address, {"file": file, "agency": given}, follow=True)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def drafted(page):
    [(address, _status)] = page.redirect_chain
    return SopVersion.objects.get(document__key=KEY), address


def test_a_new_sop_is_shown_bound_and_put_in_force_from_its_day(browser):
    version, address = drafted(upload(browser, SOURCE))
    page = text(browser.get(address))
    assert "draf ini menjadi versi pertama" in page
    assert "Draf ini belum dapat diberlakukan hari ini" in page
    assert version.steps.first().kegiatan in page
    gaps = browser.get(reverse("sop:binding-edit", args=[version.document_id]))
    assert gaps.context["gaps"]
    assert address in text(browser.get(reverse("sop:document-list")))
    bindings = parse_bindings((DEMO / "bindings" / f"{KEY}.yaml").read_text(encoding="utf-8"))
    bind_actors(bindings=bindings, starts_on=NOW.date(), now=NOW)
    browser.post(address, {"effective_on": "2026-07-01", "basis": "SOP baru, 1 April 2026"})
    version.refresh_from_db()
    assert (version.published_at, version.effective_on) == (NOW, date(2026, 7, 1))


def test_every_mistake_is_named_with_its_line_and_nothing_is_stored(browser):
    lines = SOURCE.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if line.strip().startswith("kind:"))
    lines[number - 1] = lines[number - 1].partition(":")[0] + ": entah"
    page = upload(browser, "\n".join(lines))
    assert page.status_code == 422
    assert f"Baris {number}:" in text(page)
    assert not SopDocument.objects.filter(key=KEY).exists()


@pytest.mark.parametrize(
    ("content", "agency", "sentence"),
    [
        (b"\xff\xfe\x00", "dpmd", "Berkas ini bukan teks UTF-8."),
        (b"", "dpmd", "Berkas ini kosong."),
        (b"a" * (1024 * 1024 + 1), "dpmd", "paling banyak 1 MB"),
        ("- a\n- b\n", "dpmd", "Baris 1:"),
    ],
)
def test_what_is_no_text_of_an_sop_is_told(browser, content, agency, sentence):
    page = upload(browser, content, agency)
    assert page.status_code == 422
    assert sentence in text(page)


def test_the_same_text_again_leads_to_what_is_stored(browser):
    _version, address = drafted(upload(browser, SOURCE))
    again = upload(browser, SOURCE)
    assert drafted(again)[1] == address
    assert "Naskah yang sama sudah tersimpan sebagai versi 1." in text(again)


def test_the_sop_of_another_agency_is_not_taken_over(browser):
    upload(browser, SOURCE)
    page = upload(browser, SOURCE + "\n# lain\n", "dishub")
    assert page.status_code == 422
    assert "sudah dimiliki" in text(page)


def test_a_draft_is_discarded_and_its_event_remains(browser):
    version, address = drafted(upload(browser, SOURCE))
    discard = f"{address}buang/"
    assert browser.get(discard).status_code == 302
    assert SopVersion.objects.filter(pk=version.pk).exists()
    assert "Draf versi 1 dibuang." in text(browser.post(discard, follow=True))
    assert not SopDocument.objects.filter(key=KEY).exists()
    event = Event.objects.get(action="sop.discarded")
    assert event.data == {"document": KEY, "number": 1, "sha256": version.sha256}
    assert drafted(upload(browser, SOURCE))[0].steps.count() > 1


def test_a_version_in_force_is_not_discarded(browser):
    version = SopVersion.objects.get(document__key="dishub-jeneponto")
    address = reverse("sop:draft-discard", args=[version.document_id, version.number])
    assert "sudah berlaku" in text(browser.post(address, follow=True))
    assert SopVersion.objects.filter(pk=version.pk).exists()


def test_others_neither_upload_nor_discard(browser, client):
    version, address = drafted(upload(browser, SOURCE))
    head = User.objects.get(username="kepala@dpmd")
    client.force_login(head, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("sop:document-upload")).status_code == 403
    assert client.post(f"{address}buang/").status_code == 403
    assert SopVersion.objects.filter(pk=version.pk).exists()
