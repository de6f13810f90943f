"""A draft on its page: beside the version in force, checked, and put in force from a day on."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from organization.models import Event
from sop.definition import Waktu, parse
from sop.models import ActorBinding, SopDocument, SopVersion
from sop.queries import version_in_force
from sop.services import draft_waktu, load_definition, publish_version
from tests.workflow.offices import open_office
from workflow.services import open_due

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
BASIS = "SOP 050/002/IV/2026, disahkan 18 April 2026"


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub")


@pytest.fixture
def draft(office) -> SopVersion:
    return draft_waktu(
        version=office.run.version,
        changes={("serahkan-bahan", ""): Waktu("3 Hari", 3, "hari")},
        basis="Usulan: serahkan-bahan dari 1 Hari menjadi 3 Hari.",
        now=NOW,
    ).version


def address(draft: SopVersion) -> str:
    return reverse("sop:draft-detail", args=[draft.document_id, draft.number])


def text(page) -> str:
    return " ".join(page.content.decode().split())


def publish(browser, draft, on="2026-05-01", basis=BASIS):
    return browser.post(address(draft), {"effective_on": on, "basis": basis})


def test_it_stands_beside_the_version_in_force(come, draft):
    page = come("administrator").get(address(draft))
    changes = [
        (each.place, each.part, each.before, each.after) for each in page.context["page"].changes
    ]
    assert changes == [
        ("Langkah 3", "Waktu", "1 Hari", "3 Hari"),
        ("Langkah 3", "Waktu terhitung", "1 hari", "3 hari"),
    ]
    assert "Yang berbeda dari versi 1" in text(page)
    assert "belum dapat diberlakukan" not in text(page)


def test_the_planning_side_reads_it_and_does_not_publish(come, draft):
    planner = come("kasubag.perencanaan")
    page = planner.get(address(draft))
    assert page.status_code == 200
    assert page.context["form"] is None
    barred, discarding = page.context["barred"]
    assert (barred.act, discarding.act) == ("Berlakukan SOP", "Buang draf")
    refused = publish(planner, draft)
    assert refused.status_code == 403
    assert refused.context["refusal"].sentence == barred.refusal.sentence
    assert "hanya dapat diberlakukan oleh administrator" in text(page)
    assert come("kabid.angkutan").get(address(draft)).status_code == 403
    draft.refresh_from_db()
    assert draft.published_at is None


def test_it_is_in_force_from_its_day_and_what_is_open_keeps_its_version(office, come, draft):
    answer = publish(come("administrator"), draft)
    assert answer.status_code == 302
    document = office.run.document
    assert version_in_force(document, date(2026, 4, 30)) == office.run.version
    assert version_in_force(document, date(2026, 5, 1)) == draft
    office.run.refresh_from_db()
    assert office.run.version.number == 1
    event = Event.objects.get(action="sop.published", subject_id=draft.pk)
    assert (event.user.username, event.reason) == ("administrator", BASIS)
    assert event.data == {"number": 2, "effective_on": "2026-05-01"}
    open_due(now=datetime(2026, 7, 10, 2, 0, tzinfo=UTC))
    [opened] = document.runs.filter(triwulan=2)
    assert opened.version == draft


def test_what_is_in_force_is_not_published_again(come, draft):
    browser = come("administrator")
    publish(browser, draft)
    again = publish(browser, draft, on="2026-06-01")
    assert again["Location"] == f"/sop/{draft.document_id}/?versi=2"
    draft.refresh_from_db()
    assert draft.effective_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"on": "2026-04-19"}, "Tanggal berlaku harus antara 20 April 2026 dan 19 April 2028."),
        ({"on": "2029-01-01"}, "Tanggal berlaku harus antara 20 April 2026 dan 19 April 2028."),
        ({"on": ""}, "Belum diisi. Isi bagian ini."),
        ({"basis": " "}, "Belum diisi. Isi bagian ini."),
    ],
)
def test_bad_input_is_told_and_kept(come, draft, data, sentence):
    page = publish(come("administrator"), draft, **data)
    assert page.status_code == 422
    assert sentence in text(page)
    assert f'value="{data.get("basis", BASIS)}"' in page.content.decode() or "basis" in data
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_draft_without_its_people_is_refused_with_the_gap(come, draft):
    ActorBinding.objects.filter(document=draft.document, actor="analis").update(
        ends_on=date(2026, 4, 25)
    )
    browser = come("administrator")
    assert "belum dapat diberlakukan hari ini" not in text(browser.get(address(draft)))
    page = publish(browser, draft)
    assert page.status_code == 422
    gaps = page.context["form"].non_field_errors()
    assert len(gaps) == 5
    assert all(text(page).count(f"{gap}<") == 1 for gap in gaps)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_draft_that_cannot_run_is_refused_with_the_line(come, draft):
    """A text stored before a rule became stricter: its last step leads nowhere."""
    broken = draft.source.replace("next: selesai", "next: hilang")
    SopVersion.objects.filter(pk=draft.pk).update(source=broken)
    browser = come("administrator")
    page = text(browser.get(address(draft)))
    assert "Draf ini belum dapat diberlakukan hari ini:" in page
    assert "tidak dapat dibandingkan" in page
    assert "Naskah baris" in text(publish(browser, draft))
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_draft_does_not_rename_the_sop_before_it_is_in_force(office, draft):
    renamed = parse(draft.source.replace(f"nama: {draft.nama}", "nama: SOP Baru", 1))
    version = load_definition(definition=renamed, agency=office.agency, now=NOW).version
    assert version.nama == "SOP Baru"
    name = SopDocument.objects.values_list("name", flat=True)
    assert name.get(pk=draft.document_id) == draft.nama
    publish_version(version=version, now=NOW)
    assert name.get(pk=draft.document_id) == "SOP Baru"


def test_the_sop_page_leads_whoever_may_read_them_to_its_drafts(come, draft):
    page = reverse("sop:document-detail", args=[draft.document_id])
    assert address(draft) in text(come("administrator").get(page))
    assert address(draft) in text(come("kasubag.perencanaan").get(page))
    answer = come("kabid.angkutan").get(page)
    assert address(draft) not in text(answer)
    told = {each.act: each.refusal for each in answer.context["barred"]}
    assert set(told) == {"Lihat draf", "Unggah naskah pengganti"}
    met = come("kabid.angkutan").get(address(draft)).context["refusal"]
    assert (told["Lihat draf"].sentence, told["Lihat draf"].help) == (met.sentence, met.help)
