from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Renstra, RenstraTarget, Sasaran, Tujuan
from indicators.services import attach_bukti_dukung, remove_bukti_dukung
from organization.models import CategoryStep, Government, Oversight, User
from tests.factories.indicators import HistoryFactory, TargetFactory
from tests.indicators.files import PDF, upload
from tests.indicators.offices import NOW, entry, open_office


@pytest.fixture
def as_kabid(client, office):
    client.force_login(office.kabid.user)
    return client


def page(client, name, *args, **query):
    return client.get(f"{reverse(f'indicators:{name}', args=args)}?{urlencode(query)}")


def words(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


@pytest.fixture
def indicator(office):
    indicator = office.indicator(name="Uji berkala", is_example=True)
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(10))
    TargetFactory(indicator=indicator, value=Decimal(40))
    HistoryFactory(indicator=indicator, year=2025, source_document="Renstra")
    office.save(entry(indicator, Decimal("1234.5"), note="Baik sekali"))
    return indicator


def test_indicator_list_shows_the_year_in_indonesian_notation(as_kabid, indicator):
    response = page(as_kabid, "indicator-list", tahun=2026)
    assert response.status_code == 200
    text = words(response)
    assert "Uji berkala" in text
    assert "1.234,5" in text
    assert "12.345,00 %" in text
    assert "contoh" in text


def test_indicator_list_says_that_there_is_nothing_yet(as_kabid):
    assert "Belum ada indikator" in words(page(as_kabid, "indicator-list"))


@pytest.mark.parametrize("year", ["", "abc", "1", "99999", "٢٠٢٦"])
def test_indicator_list_falls_back_to_this_year(as_kabid, year):
    assert page(as_kabid, "indicator-list", tahun=year).status_code == 200


def test_indicator_list_of_a_foreign_agency_is_not_found(as_kabid):
    open_office("dinas-b")
    assert page(as_kabid, "indicator-list", instansi="dinas-b").status_code == 404


def test_oversight_reads_other_agencies(as_kabid, office):
    other = open_office("dinas-b")
    other.indicator(name="Milik dinas B")
    Oversight.objects.create(
        position=office.kabid.position,
        government=office.agency.government,
        starts_on=NOW.date(),
    )
    shown = words(page(as_kabid, "indicator-list", instansi="dinas-b"))
    assert "Milik dinas B" in shown
    assert "<optgroup" not in shown


def test_agencies_of_two_kabupaten_stand_under_their_names(as_kabid, office):
    far = Government.objects.create(key="jauh", name="Kabupaten Jauh")
    open_office("dinas-jauh", far)
    Oversight.objects.create(position=office.kabid.position, government=far, starts_on=NOW.date())
    shown = words(page(as_kabid, "indicator-list", instansi="dinas-jauh"))
    assert '<optgroup label="Kabupaten Jauh"> <option value="dinas-jauh" selected>' in shown
    assert shown.count("<optgroup") == 2


def test_a_person_without_position_sees_no_figures(client, office, indicator):
    client.force_login(User.objects.create_user("tanpa-jabatan", name="Tanpa jabatan"))
    assert "Uji berkala" not in words(page(client, "indicator-list", tahun=2026))
    assert page(client, "indicator-detail", indicator.pk).status_code == 404


def test_indicator_detail_tells_the_whole_story(as_kabid, office, indicator):
    attach_bukti_dukung(
        indicator=indicator,
        year=2026,
        triwulan=1,
        acting=office.kabid,
        now=NOW,
        url="https://contoh.go.id/a",
        title="Rekap uji",
    )
    text = words(page(as_kabid, "indicator-detail", indicator.pk, tahun=2026))
    for part in ("R / T × 100", "Baik sekali", "Kabid", "Rekap uji", "Renstra", "formulir"):
        assert part in text


def test_indicator_detail_of_a_foreign_agency_is_not_found(as_kabid):
    foreign = open_office("dinas-b").indicator()
    assert page(as_kabid, "indicator-detail", foreign.pk).status_code == 404


def queries_of(client, *args, **query):
    with CaptureQueriesContext(connection) as captured:
        assert page(client, *args, **query).status_code == 200
    return len(captured)


def test_the_pages_take_as_many_queries_for_three_rows_as_for_one(as_kabid, office, indicator):
    def counts():
        return (
            queries_of(as_kabid, "indicator-list", tahun=2026),
            queries_of(as_kabid, "indicator-detail", indicator.pk, tahun=2026),
        )

    before = counts()
    for number in range(2):
        office.save(entry(office.indicator(), Decimal(1)))
        office.save(entry(indicator, Decimal(number), version=1 + number))
        HistoryFactory(indicator=indicator, year=2023 + number)
    assert counts() == before


@pytest.fixture
def bukti(office, indicator):
    return attach_bukti_dukung(
        indicator=indicator,
        year=2026,
        triwulan=1,
        acting=office.kabid,
        now=NOW,
        file=upload("Laporan Maret.pdf", PDF),
    )


def test_evidence_download_is_an_attachment_of_its_own_kind(as_kabid, bukti):
    response = page(as_kabid, "evidence-download", bukti.pk)
    assert response.getvalue() == PDF
    assert response["Content-Disposition"].startswith('attachment; filename="bukti-Laporan_Maret')
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_evidence_of_a_foreign_agency_is_not_found(client, bukti):
    client.force_login(open_office("dinas-b").kabid.user)
    assert page(client, "evidence-download", bukti.pk).status_code == 404


def test_removed_or_lost_evidence_is_not_found(as_kabid, office, bukti):
    bukti.file.storage.delete(bukti.file.name)
    assert page(as_kabid, "evidence-download", bukti.pk).status_code == 404
    remove_bukti_dukung(bukti=bukti, acting=office.kabid, now=NOW)
    assert page(as_kabid, "evidence-download", bukti.pk).status_code == 404


@pytest.mark.parametrize("name", ["indicator-list", "indicator-detail", "evidence-download"])
def test_pages_ask_for_a_login(client, db, name):
    args = [] if name == "indicator-list" else [1]
    response = page(client, name, *args)
    assert (response.status_code, response["Location"].split("?")[0]) == (
        302,
        reverse("organization:login"),
    )


def checked_page(client, content: bytes):
    return client.post(
        reverse("indicators:capaian-check"),
        {"table": SimpleUploadedFile("tabel.csv", content, "text/csv")},
    )


def test_capaian_check_marks_the_misprints_of_an_uploaded_table(as_kabid):
    table = (
        b"indicator,polarity,target,realisasi,published_capaian_percent\n"
        b"Uji berkala,positif,50,72.8,145.6\nPasca bencana,positif,30,89.52,89.52\n"
    )
    response = checked_page(as_kabid, table)
    assert response.status_code == 200
    text = words(response)
    assert "145,60" in text
    assert "salah cetak" in text
    assert "kolom capaian mengulang angka realisasi" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong"),
        (b"\xff\xfe\x00", "bukan CSV berhuruf UTF-8"),
        (b"indicator,target\nA,1\n", "kolom ini tidak ada"),
        (b"indicator,polarity,target,realisasi,published_capaian_percent\n", "ada satu baris pun"),
        (b"x" * 600_000, "Berkas terlalu besar"),
    ],
)
def test_capaian_check_says_what_is_wrong_with_a_table(as_kabid, content, sentence):
    response = checked_page(as_kabid, content)
    assert response.status_code == 422
    assert sentence in words(response)


def test_the_category_follows_the_scale_of_the_kabupaten(as_kabid, office, indicator):
    text = words(page(as_kabid, "indicator-list", tahun=2026))
    assert "belum akhir tahun" in text
    assert "Sangat Tinggi" not in text
    office.save(entry(indicator, Decimal(1234)), triwulan=4)
    assert "Sangat Tinggi" in words(page(as_kabid, "indicator-list", tahun=2026))
    for above, label in ((85, "Memuaskan"), (None, "Kurang")):
        CategoryStep.objects.create(government=office.agency.government, above=above, label=label)
    text = words(page(as_kabid, "indicator-list", tahun=2026))
    assert "Memuaskan" in text
    assert "Sangat Tinggi" not in text


def test_the_year_shows_tujuan_above_sasaran_and_the_formulas_below(as_kabid, office, indicator):
    aim = Tujuan.objects.create(agency=office.agency, name="Tujuan pertama")
    goal = Sasaran.objects.create(agency=office.agency, tujuan=aim, name="Sasaran pertama")
    type(indicator).objects.filter(pk=indicator.pk).update(sasaran=goal, weight=Decimal("2.5"))
    text = words(page(as_kabid, "indicator-list", tahun=2026))
    assert text.index("Tujuan pertama") < text.index("Sasaran pertama") < text.index("Uji berkala")
    assert "bobot 2,5" in text
    assert "Rumus capaian: R / T × 100" in text


def test_an_indicator_shows_its_renstra_year_by_year(as_kabid, office, indicator):
    renstra = Renstra.objects.create(agency=office.agency, first_year=2025, last_year=2029)
    for year, target in ((2025, 8), (2027, 50)):
        RenstraTarget.objects.create(
            renstra=renstra, indicator=indicator, year=year, value=Decimal(target)
        )
    text = words(page(as_kabid, "indicator-detail", indicator.pk, tahun=2026))
    assert "Renstra 2025–2029" in text
    assert "87,50 %" in text
