"""Perjanjian Kinerja, Rencana Aksi and E.81: on screen, on paper and as Excel."""

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from indicators.models import (
    BudgetLine,
    Indicator,
    Realisasi,
    Renstra,
    RenstraTarget,
    TargetRevision,
)
from indicators.queries import year_rows
from reports.docx import CONTENT_TYPE
from reports.evaluation import evaluation_of, kept_evaluation
from reports.planning import e81_of, pk_of, pk_perubahan_of, renaksi_of
from reports.queries import letterhead_of
from reports.snapshot import canonical
from reports.tables import indonesian_date, renstra_table
from reports.tables.e81 import Branch, Measured, Money, kept_e81_table, total_of
from tests.factories.indicators import HistoryFactory, RevisionFactory, TargetFactory
from tests.pictures import keep_pages
from tests.workflow.offices import NOW, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(request, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub", until=getattr(request, "param", None))


@pytest.fixture
def read(office, client):
    client.force_login(office.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")

    def read(document, kind="detail"):
        address = reverse(f"reports:document-{kind}", args=[document, office.agency.key, 2026])
        answer = client.get(address)
        if kind == "pdf" and answer.status_code == 200:
            keep_pages(document, answer.content)
        return answer

    return read


def words(response) -> str:
    document = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def budget(agency, program, kegiatan="", year=2026, **money):
    money = {name: Decimal(value) for name, value in money.items()}
    return BudgetLine.objects.create(
        agency=agency, year=year, program=program, kegiatan=kegiatan, **money
    )


def measured(capaian) -> Measured:
    return Measured("Uji", "%", (), Decimal(capaian), "", "")


def test_the_capaian_of_a_parent_is_the_average_of_its_children_and_money_is_a_sum():
    first = Branch("Kegiatan A", Money(), [measured(80), measured(100)])
    second = Branch("Kegiatan B", Money(), [measured(60)])
    program = Branch("Program", Money(pagu=Decimal(5), year=Decimal(3)), branches=[first, second])
    other = Branch("Lain", Money(pagu=Decimal(7)), [measured(100)])
    assert (first.capaian, program.capaian) == (90, 75)
    total = total_of([program, other])
    assert (total.pagu, total.year, total.renstra) == (12, 3, None)


def test_an_average_takes_an_indicator_up_to_the_cap_of_the_kabupaten_and_says_so(office):
    branch = Branch("Kegiatan", Money(), [measured(300), measured(50)], cap=Decimal(110))
    assert branch.capaian == 80
    assert [each.capaian for each in branch.indicators] == [300, 50]
    beside = Branch("Program", Money(), [measured(70)], [Branch("Kosong", Money())])
    assert beside.capaian == 70
    indicator = Indicator.objects.filter(agency=office.agency, aggregation="jumlah").first()
    indicator.program, indicator.renstra_target = "PROGRAM UJI", Decimal(10)
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(50))
    office.agency.government.average_cap = 120
    office.agency.government.save()
    notes = e81_of(office.agency, 2026).tables[0].notes
    assert notes[0].startswith("Rata-rata capaian program 120,00 %;")
    assert notes[0].endswith("Capaian dirata-ratakan dengan pembatasan 120 % per indikator.")


def test_column_15_names_its_other_formulas_and_where_they_were_used(office):
    first, second = Indicator.objects.filter(agency=office.agency)[:2]
    Indicator.objects.filter(pk=first.pk).update(polarity="negatif", formula="B")
    Indicator.objects.filter(pk=second.pk).update(polarity="negatif", formula="A")
    notes = e81_of(office.agency, 2026).tables[0].notes
    for indicator, formula in ((first, "T / R × 100"), (second, "(2T − R) / T × 100")):
        assert f"15 = {formula} (makin rendah makin baik) untuk: {indicator.name}." in notes


def test_columns_13_to_15_follow_the_form(office):
    agency = office.agency
    indicator = Indicator.objects.filter(agency=agency, aggregation="jumlah").first()
    indicator.program, indicator.kegiatan = "PROGRAM UJI", "KEGIATAN UJI"
    indicator.renstra_year, indicator.renstra_target = 2029, Decimal(100)
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(20))
    budget(agency, "PROGRAM UJI", "KEGIATAN UJI", year=2025, pagu=50, realisasi=40)
    budget(agency, "PROGRAM UJI", "KEGIATAN UJI", pagu=90, tw1=10, tw2=20, renstra_pagu=200)
    program = next(
        program
        for aim in evaluation_of(agency, 2026, year_rows(agency, 2026))
        for program in aim.programs
        if program.name == "PROGRAM UJI"
    )
    assert program.money.columns == (200, 40, 90, 10, 20, None, None, 30, 70)
    assert program.money.share == 35
    (kegiatan,) = program.branches
    (row,) = kegiatan.indicators
    assert (row.columns[0].value, row.columns[1].value) == (100, 20)
    assert (row.capaian, kegiatan.capaian) == (20, 20)


def row_of(agency, indicator, year=2026):
    rows = year_rows(agency, year)
    (found,) = (
        each
        for aim in evaluation_of(agency, year, rows)
        for program in aim.programs
        for each in program.indicators
        if each.name == indicator.name
    )
    return found


def test_what_adds_up_over_the_years_is_held_against_all_years_of_the_renstra(office):
    agency = office.agency
    indicator = Indicator.objects.filter(agency=agency, aggregation="jumlah").first()
    indicator.program, indicator.renstra_year = "PROGRAM UJI", 2029
    indicator.renstra_target = Decimal(9)
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(9))
    assert row_of(agency, indicator).capaian == 100
    renstra = Renstra.objects.create(agency=agency, first_year=2025, last_year=2029)
    for year in range(2025, 2030):
        RenstraTarget.objects.create(
            renstra=renstra, indicator=indicator, year=year, value=Decimal(9)
        )
    row = row_of(agency, indicator)
    assert (row.columns[0].value, row.columns[8].value, row.capaian) == (45, 9, 20)


def test_a_single_target_is_both_ends_where_other_years_of_the_renstra_are_ranges(office):
    indicator = Indicator.objects.filter(agency=office.agency, aggregation="jumlah").first()
    indicator.program, indicator.polarity = "PROGRAM UJI", "rentang"
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(22))
    renstra = Renstra.objects.create(agency=office.agency, first_year=2025, last_year=2026)
    for year, upper in ((2025, None), (2026, Decimal(14))):
        RenstraTarget.objects.create(
            renstra=renstra, indicator=indicator, year=year, value=Decimal(10), upper=upper
        )
    row = row_of(office.agency, indicator)
    assert (row.columns[0], row.capaian) == ("20 s.d. 24", 100)


def test_a_day_of_an_earlier_year_stands_in_column_7_with_its_own_year(office):
    indicator = Indicator.objects.filter(agency=office.agency).first()
    indicator.program, indicator.measure, indicator.aggregation = (
        "PROGRAM UJI",
        "tanggal",
        "tahunan",
    )
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(45))
    assert row_of(office.agency, indicator).columns[1] == "14-02-2025"


def test_e81_marks_a_provisional_figure_and_says_so_below(office):
    indicator = Indicator.objects.filter(agency=office.agency, aggregation="jumlah").first()
    indicator.program = "PROGRAM UJI"
    indicator.save()
    figure = Realisasi.objects.create(indicator=indicator, year=2026, triwulan=2)
    holder = office.acting(office.task("tugaskan"))
    figure.current = RevisionFactory(
        realisasi=figure, author=holder.user, position=holder.position, is_sementara=True
    )
    figure.save()
    row = row_of(office.agency, indicator)
    made = "5,00 *)"
    assert [str(cell) for cell in row.columns[3:]] == ["–", made, "–", "–", made, made]
    assert (
        "*) angka sementara; angka tetap menyusul." in e81_of(office.agency, 2026).tables[0].notes
    )
    kept = canonical({"e81": kept_evaluation(office.agency, 2026, year_rows(office.agency, 2026))})
    table = kept_e81_table(json.loads(kept) | {"period": {"year": 2026}})
    assert made in [str(cell) for line in table.rows for cell in line]


def test_a_range_at_the_end_of_the_renstra_is_met_between_its_ends(office):
    indicator = Indicator.objects.filter(agency=office.agency).first()
    indicator.program, indicator.polarity, indicator.aggregation = (
        "PROGRAM UJI",
        "rentang",
        "jumlah",
    )
    indicator.renstra_target, indicator.renstra_upper = Decimal(70), Decimal(80)
    indicator.save()
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(75))
    row = row_of(office.agency, indicator)
    assert (row.columns[0], row.capaian) == ("70 s.d. 80", 100)
    figure = {
        "name": "Uji",
        "decimals": 2,
        "polarity": "rentang",
        "annual": {"realisasi": "75", "realisasi_reason": None},
        "renstra": {"year": 2029, "target": "70", "upper": "80", "target_said": "70 s.d. 80"},
    }
    assert renstra_table([figure]).rows[0][4].value == 100


def test_the_first_pk_of_targets_by_triwulan_keeps_what_a_later_one_changed(office):
    indicator = Indicator.objects.filter(agency=office.agency, aggregation="jumlah").first()
    Indicator.objects.filter(pk=indicator.pk).update(level="sasaran")
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(10))
    for value, day in ((20, date(2026, 1, 2)), (30, date(2026, 7, 1))):
        TargetFactory(indicator=indicator, triwulan=4, value=Decimal(value), effective_on=day)
    targets = [
        [row[3] for row in document(office.agency, 2026).tables[0].rows]
        for document in (pk_of, pk_perubahan_of)
    ]
    assert targets == [[f"30 {indicator.unit}"], [f"40 {indicator.unit}"]]


def test_e81_counts_every_program_with_money_and_no_year_before_its_renstra(office):
    agency = office.agency
    Renstra.objects.create(agency=agency, first_year=2025, last_year=2029)
    indicator = Indicator.objects.filter(agency=agency).first()
    indicator.program = "PROGRAM UJI"
    indicator.save()
    HistoryFactory(indicator=indicator, year=2024, realisasi=Decimal(9))
    HistoryFactory(indicator=indicator, year=2025, realisasi=Decimal(8))
    budget(agency, "PROGRAM UJI", pagu=90)
    budget(agency, "PROGRAM UJI", "KEGIATAN TANPA INDIKATOR", pagu=30)
    for year, spent in ((2024, 1000), (2025, 40), (2027, 5000)):
        budget(agency, "PROGRAM UJI", year=year, pagu=spent, realisasi=spent)
    budget(agency, "PROGRAM TANPA INDIKATOR", pagu=10, tw1=4)
    aims = evaluation_of(agency, 2026, year_rows(agency, 2026))
    programs = {program.name: program for aim in aims for program in aim.programs}
    assert programs["PROGRAM UJI"].money.earlier == 40
    assert programs["PROGRAM UJI"].indicators[0].columns[1].value == 8
    assert [each.name for each in programs["PROGRAM UJI"].branches] == ["KEGIATAN TANPA INDIKATOR"]
    assert aims[-1].name == "Program tanpa indikator"
    assert programs["PROGRAM TANPA INDIKATOR"].capaian is None
    assert total_of(programs.values()).pagu == pk_of(agency, 2026).tables[1].rows[-1][2].value


@pytest.mark.parametrize("office", ["buat-laporan"], indirect=True)
def test_e81_is_a_draft_until_every_figure_is_approved(office, read):
    assert e81_of(office.agency, 2026).is_draft
    page = words(read("e81", "pdf"))
    assert "DRAF" in page
    assert "13 Realisasi Renja tahun ini (9 + 10 + 11 + 12)" in page


def test_the_first_pk_keeps_what_a_later_one_changed(office, read):
    indicator = Indicator.objects.filter(agency=office.agency).first()
    Indicator.objects.filter(pk=indicator.pk).update(level="sasaran")
    for value, day in (("10", date(2026, 1, 2)), ("12.5", date(2026, 7, 1))):
        TargetFactory(indicator=indicator, triwulan=None, value=Decimal(value), effective_on=day)
    targets = [
        [row[3] for row in document(office.agency, 2026).tables[0].rows]
        for document in (pk_of, pk_perubahan_of)
    ]
    assert targets == [[f"10 {indicator.unit}"], [f"12,5 {indicator.unit}"]]


def test_the_pk_pledges_to_the_bupati_and_sums_its_programs(office, read):
    TargetFactory(indicator=Indicator.objects.filter(agency=office.agency).first())
    page = words(read("pk", "pdf"))
    assert "Pihak Pertama berjanji akan mewujudkan target kinerja" in page
    assert "Bupati Jeneponto" in page
    assert "Lampiran Perjanjian Kinerja Tahun 2026" in page
    assert "Program dan anggaran: belum ada pada tahun ini." in page
    budget(office.agency, "PROGRAM A", pagu=5)
    budget(office.agency, "PROGRAM B", "KEGIATAN B1", pagu=3)
    budget(office.agency, "PROGRAM B", "KEGIATAN B2", pagu=4)
    pledged = pk_of(office.agency, 2026).tables[1].rows
    assert [(row[1], row[2].value) for row in pledged] == [
        ("PROGRAM A", 5),
        ("PROGRAM B", 7),
        ("Jumlah", 12),
    ]


def test_the_rencana_aksi_has_the_targets_of_the_four_triwulan(office, read):
    indicator = Indicator.objects.filter(agency=office.agency).first()
    for triwulan in (1, 3):
        TargetFactory(indicator=indicator, triwulan=triwulan, value=Decimal(triwulan * 10))
    (table,) = renaksi_of(office.agency, 2026).tables
    row = next(row for row in table.rows if row[2] == indicator.name)
    assert [str(cell) for cell in row[5:10]] == ["10", "–", "30", "–", "triwulan ini"]
    (line,) = (each for each in table.lines if each.cells[2][0] == indicator.name)
    assert [is_figure for _cell, is_figure in line.cells[5:10]] == [True] * 4 + [False]
    assert "Rencana Aksi" in words(read("renaksi", "pdf"))
    sheet = openpyxl.load_workbook(io.BytesIO(read("renaksi", "xlsx").content)).active
    line = next(line for line in sheet.iter_rows() if line[2].value == indicator.name)
    assert [cell.value for cell in line[5:9]] == [10, "–", 30, "–"]
    assert line[5].number_format == "#,##0"


@pytest.mark.parametrize("document", ["pk", "renaksi"])
def test_word_says_what_the_paper_says_on_the_same_pages(office, read, document):
    indicator = Indicator.objects.filter(agency=office.agency).first()
    TargetFactory(indicator=indicator, value=Decimal("12.5"))
    answer = read(document, "docx")
    assert answer.headers["Content-Type"] == CONTENT_TYPE
    assert ".docx" in answer.headers["Content-Disposition"]
    made = Document(io.BytesIO(answer.content))
    said = "".join(each.text for each in made.element.body.iter(qn("w:t")))
    assert indicator.name in said
    section = made.sections[0]
    assert (section.page_width > section.page_height) == (document == "renaksi")
    if document == "pk":
        first, last = (made.tables[place].rows[0].cells for place in (-1, 2))
        for second_party, first_party in (first, last):
            assert "Pihak Kedua,\nBupati Jeneponto" in second_party.text
            assert f"{'.' * 20} 2026\nPihak Pertama," in first_party.text
        assert f"12,5 {indicator.unit}" in said
        before = made.tables[-1]._tbl.getprevious()
        assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert reverse("reports:document-docx", args=[document, "dishub", 2026]) in (
        read(document).content.decode()
    )


def test_a_plan_is_dated_by_hand_and_the_evaluation_on_its_day(office, read):
    TargetFactory(indicator=Indicator.objects.filter(agency=office.agency).first(), triwulan=None)
    seat, today = letterhead_of(office.agency)["seat"], indonesian_date(f"{NOW:%Y-%m-%d}")
    for document in ("pk", "renaksi"):
        page = words(read(document, "pdf"))
        assert f"{seat}, {'.' * 20} 2026" in page
        assert f"{seat}, {today}" not in page
    assert f"{seat}, {today}" in words(read("e81", "pdf"))


@pytest.mark.parametrize("office", ["buat-laporan"], indirect=True)
@pytest.mark.parametrize("document", ["pk", "pk-perubahan", "renaksi", "e81"])
def test_every_document_is_on_screen_in_few_queries(
    office, read, document, django_assert_max_num_queries
):
    TargetFactory(indicator=Indicator.objects.filter(agency=office.agency).first())
    with django_assert_max_num_queries(18):
        page = read(document)
    assert page.status_code == 200


def test_a_year_without_a_plan_is_refused_and_the_years_with_one_are_named(office, read):
    """E.81 has nothing to evaluate without targets, unless there was money."""
    indicator = Indicator.objects.filter(agency=office.agency).first()
    TargetRevision.objects.all().delete()
    assert "belum satu tahun pun memiliki target" in read("pk").content.decode()
    TargetFactory(indicator=indicator, year=2025)
    kinds = ("detail", "pdf", "docx", "xlsx")
    for document in ("pk", "pk-perubahan", "renaksi", "e81"):
        for kind in kinds:
            answer = read(document, kind)
            assert answer.status_code == 404
            assert "untuk tahun 2026" in answer.content.decode()
            assert answer.context["years"] == [2025]
    budget(office.agency, "PROGRAM A", pagu=5)
    assert [read("e81", kind).status_code for kind in kinds] == [200] * 4
    assert read("pk").status_code == 404
