"""SOP pages: one's own agency's and those under oversight; others do not exist."""

from datetime import date

import pytest
from django.test import Client

from organization.models import Agency, Oversight, User
from sop.definition import parse
from sop.services import load_definition, publish_version
from tests.sop.offices import DEFINITIONS, FILES, LIVE_FROM, NOW, agency, holder, load, sixth

pytestmark = pytest.mark.django_db
PAGES = ("", "alur/", "pdf/")
LIST_QUERIES, FORM_QUERIES = 7, 26


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office() -> Agency:
    return agency()


@pytest.mark.parametrize("page", PAGES)
def test_pages_open_to_ones_own_agency_and_not_to_another(office: Agency, page: str) -> None:
    document = load(DEFINITIONS / "dishub-jeneponto.yaml", office).document
    other = agency("lain", "Dinas Lain")
    url = f"/sop/{document.pk}/{page}"
    assert signed_in(holder(office, "analis")).get(url).status_code == 200
    assert signed_in(holder(other, "analis")).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_oversight_reads_what_it_oversees(office: Agency, page: str) -> None:
    document = load(DEFINITIONS / "dishub-jeneponto.yaml", office).document
    overseer = holder(agency("inspektorat", "Inspektorat"), "irban")
    client, url = signed_in(overseer), f"/sop/{document.pk}/{page}"
    assert client.get(url).status_code == 404
    Oversight.objects.create(
        position=overseer.terms.get().position, government=office.government, starts_on=LIVE_FROM
    )
    assert client.get(url).status_code == 200


def test_the_list_shows_only_ones_own(office: Agency) -> None:
    load(DEFINITIONS / "dishub-jeneponto.yaml", office)
    other = agency("lain", "Dinas Lain")
    load(DEFINITIONS / "dpmd-jeneponto.yaml", other)
    page = signed_in(holder(office, "analis")).get("/sop/").content.decode()
    assert "050/001/I/2020" in page
    assert "Mekanisme Pengumpulan" not in page


def test_an_empty_list_says_what_to_do(office: Agency) -> None:
    page = signed_in(holder(office, "analis")).get("/sop/").content.decode()
    assert "Belum ada SOP untuk perangkat daerah Anda" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    office: Agency, count: int, django_assert_num_queries
) -> None:
    for key in ["dishub-jeneponto", "dpmd-jeneponto", "dpkp-soppeng"][:count]:
        load(DEFINITIONS / f"{key}.yaml", office)
    client = signed_in(holder(office, "analis"))
    client.get("/sop/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/sop/")


def test_the_form_shows_texts_symbols_and_readings(office: Agency) -> None:
    document = load(DEFINITIONS / "dishub-jeneponto.yaml", office).document
    page = signed_in(holder(office, "analis")).get(f"/sop/{document.pk}/").content.decode()
    assert page.count('class="sop-strip"') == 6
    assert "1 Hari Untuk Penyusunan Laporan Triwulan dan 15 Hari untuk Laporan Kinerja" in page
    assert "Kasubid/ Kasubag" in page
    assert "<title>Langkah 5; belah ketupat pada Kabid" in page
    assert "Tercetak “Merekomendasikan”" in page


def test_what_is_not_bound_is_said(office: Agency) -> None:
    document = load(DEFINITIONS / "dishub-jeneponto.yaml", office).document
    page = signed_in(holder(office, "analis")).get(f"/sop/{document.pk}/").content.decode()
    assert "Belum ada jalur untuk jenjang “Bidang”." in page


def test_nothing_is_said_once_all_is_bound() -> None:
    document = sixth()
    page = signed_in(holder(document.agency, "kepala")).get(f"/sop/{document.pk}/")
    assert "belum dapat dibuka" not in page.content.decode()


def test_the_flowchart_page_draws_all_steps_and_tells_them_in_words(office: Agency) -> None:
    document = load(DEFINITIONS / "dpmd-jeneponto.yaml", office).document
    page = signed_in(holder(office, "analis")).get(f"/sop/{document.pk}/alur/").content.decode()
    assert "(tersirat) Mengisi format" in page
    assert "<li>Langkah tersirat; kotak pada Irbn; lanjut ke langkah 4</li>" in page


def test_the_pdf_is_named_after_its_version(office: Agency) -> None:
    document = load(DEFINITIONS / "dpkp-soppeng.yaml", office).document
    answer = signed_in(holder(office, "analis")).get(f"/sop/{document.pk}/pdf/")
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Disposition"] == 'inline; filename="SOP-dpkp-soppeng-v1.pdf"'


def test_older_versions_stay_readable_and_strange_ones_do_not_exist(office: Agency) -> None:
    small = (FILES / "small.yaml").read_text(encoding="utf-8")
    document = load(FILES / "small.yaml", office).document
    changed = parse(small.replace("Mengisi", "Menginput"))
    newer = load_definition(definition=changed, effective_on=date(2026, 2, 1), now=NOW).version
    client = signed_in(holder(office, "analis"))
    assert client.get(f"/sop/{document.pk}/?versi=2").status_code == 404
    publish_version(version=newer, now=NOW)
    assert "Menginput" in client.get(f"/sop/{document.pk}/").content.decode()
    assert "Menginput" not in client.get(f"/sop/{document.pk}/?versi=1").content.decode()
    for strange in ("9", "99999999999999999999", "-1", "x", "²"):
        assert client.get(f"/sop/{document.pk}/?versi={strange}").status_code in (200, 404)


def test_a_page_takes_the_same_queries_for_short_and_long(
    office: Agency, django_assert_num_queries
) -> None:
    client = signed_in(holder(office, "analis"))
    client.get("/sop/")
    for path in (FILES / "small.yaml", FILES / "sixth.yaml"):
        document = load(path, office).document
        with django_assert_num_queries(FORM_QUERIES):
            client.get(f"/sop/{document.pk}/")
