"""From which pages the year's texts are reached, and what each says is still empty."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kinerja.simulation.texts import write_texts
from organization.access import Acting, holders
from reports import services
from reports.models import Narrative
from reports.queries import written_of
from tests.factories.indicators import SasaranFactory
from tests.workflow.offices import NOW, open_office

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Monday 11 January 2027: TW IV of 2026 is open.
JANUARY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
EMPTY = "8 dari 8 bagian masih kosong"


@pytest.fixture
def office(monkeypatch, sent_tasks):
    monkeypatch.setattr("organization.clock.now", lambda: JANUARY)
    office = open_office("dishub", day=JANUARY)
    office.agency.indicators.update(sasaran=SasaranFactory(agency=office.agency))
    return office


@pytest.fixture
def see(client, office):
    def see(key, name, *args):
        client.force_login(office.user(key), backend=BACKEND)
        return client.get(reverse(name, args=args)).content.decode()

    return see


def texts(office):
    return reverse("reports:narrative-edit", args=[office.agency.key, 2026])


def head(office) -> Acting:
    return Acting.under(holders(office.agency.signing_position, JANUARY.date())[0])


def test_the_page_of_tw_iv_leads_who_writes_them(office, see):
    page = see("kasubag.perencanaan", "workflow:run-detail", office.run.pk)
    assert (texts(office) in page, EMPTY in page) == (True, True)
    other = see("kabid.angkutan", "workflow:run-detail", office.run.pk)
    assert texts(office) not in other


def test_the_page_of_an_earlier_triwulan_does_not(client, monkeypatch, db):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    office = open_office("dishub")
    client.force_login(office.user("kasubag.perencanaan"), backend=BACKEND)
    page = client.get(reverse("workflow:run-detail", args=[office.run.pk])).content.decode()
    assert texts(office) not in page


def test_the_report_of_the_year_and_the_list_tell_what_is_empty(office, see):
    report = services.request_report(kind="lkjip", run=office.run, now=JANUARY)
    for page in (
        see("kasubag.perencanaan", "reports:report-detail", report.pk),
        see("kasubag.perencanaan", "reports:report-list"),
    ):
        assert (texts(office) in page, EMPTY in page) == (True, True)


def test_a_text_that_was_emptied_counts_as_empty(office):
    write_texts(run=office.run, acting=head(office), now=JANUARY)
    assert written_of(office.agency, 2026).sentence == "semua 8 bagian terisi"
    Narrative.objects.filter(section="isu").update(text="")
    assert written_of(office.agency, 2026).empty == 1


def test_every_example_text_says_that_it_is_one(office):
    write_texts(run=office.run, acting=head(office), now=JANUARY)
    found = list(Narrative.objects.values_list("text", flat=True))
    assert [text.startswith("Contoh uraian") for text in found] == [True] * 8


def test_a_sasaran_without_an_indicator_in_use_has_no_chapter_and_asks_for_no_text(office, see):
    bare = SasaranFactory(agency=office.agency, name="Sasaran tanpa indikator")
    Narrative.objects.create(
        agency=office.agency, year=2026, section="penyebab", sasaran=bare, text="Lama.",
        updated_at=JANUARY, updated_by=office.user("kepala"),
    )  # fmt: skip
    assert written_of(office.agency, 2026).sentence == EMPTY
    page = see("kasubag.perencanaan", "reports:narrative-edit", office.agency.key, 2026)
    assert (EMPTY in page, "Sasaran tanpa indikator" in page) == (True, False)
