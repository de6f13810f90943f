from decimal import Decimal

import pytest
from django.db.models import F
from django.db.utils import IntegrityError
from django.utils.translation import override

from indicators.access import TableRefused
from indicators.forms import read_budget_rows, read_history_rows, read_indicator_lines
from indicators.models import (
    BudgetLine,
    History,
    Indicator,
    Realisasi,
    Sasaran,
    TargetRevision,
    Tujuan,
)
from indicators.services import Loaded, load_budget, load_history, load_indicators, load_plan
from organization.models import Event
from tests.indicators.offices import NOW, saved

HEADER = (
    "code;level;tujuan;sasaran;name;unit;polarity;aggregation;responsible_unit;"
    "responsible_position;year;target;tw1;tw2;tw3;tw4;effective_on;source_document;page;contoh"
)
ROW = "uji;kegiatan;Tujuan;Sasaran;Uji berkala;Dokumen;positif;jumlah;bidang;kabid;2026;9.000"
QUARTERS = "2.250;2.250;2.250;2.250"


def table(*rows):
    return "\n".join([HEADER, *rows])


def load(office, *rows):
    return load_indicators(agency=office.agency, lines=read_indicator_lines(table(*rows)), now=NOW)


def problems(office, *rows):
    with pytest.raises(TableRefused) as caught:
        load(office, *rows)
    return [(each.row, each.column) for each in caught.value.problems]


def test_load_indicators_makes_the_plan(office):
    assert load(office, f"{ROW};{QUARTERS};;Renstra;84;ya") == Loaded(created=1)
    indicator = Indicator.objects.get()
    assert (indicator.sasaran.name, indicator.sasaran.tujuan.name) == ("Sasaran", "Tujuan")
    assert (indicator.responsible_unit, indicator.responsible_position) == (
        office.unit,
        office.kabid.position,
    )
    assert (indicator.is_example, indicator.source_document) == (True, "Renstra, hlm. 84")
    targets = TargetRevision.objects.values_list("triwulan", "value").order_by("triwulan")
    assert set(targets) == {(None, 9000), (1, 2250), (2, 2250), (3, 2250), (4, 2250)}


def test_loading_again_changes_nothing(office):
    load(office, f"{ROW};{QUARTERS};;Renstra;84;ya")
    assert load(office, f"{ROW};{QUARTERS};;Renstra;84;ya") == Loaded(unchanged=1)
    assert TargetRevision.objects.count() == 5
    assert (Tujuan.objects.count(), Sasaran.objects.count()) == (1, 1)


def test_a_changed_row_changes_its_indicator(office):
    load(office, f"{ROW};{QUARTERS};;Renstra;84;ya")
    assert load(office, f"{ROW};{QUARTERS};;Renstra;85;ya") == Loaded(updated=1)
    assert Indicator.objects.get().source_document == "Renstra, hlm. 85"


def test_a_target_is_not_rewritten_but_appended_with_a_later_date(office):
    load(office, f"{ROW};{QUARTERS};;;;")
    lower = ROW.replace("9.000", "8.000")
    assert problems(office, f"{lower};{QUARTERS};;;;") == [(2, "target")]
    load(office, f"{lower};{QUARTERS};01-09-2026;;;")
    annual = TargetRevision.objects.filter(triwulan=None).order_by("effective_on")
    assert [target.value for target in annual] == [9000, 8000]


def test_a_table_does_not_judge_anew_what_was_handed_over_or_approved(office):
    load(office, f"{ROW};{QUARTERS};;;;")
    indicator = Indicator.objects.get()
    saved(indicator, office, value=Decimal(2000))
    Realisasi.objects.update(state="disetujui", approved=F("current"))
    assert problems(office, f"{ROW};2.000;2.250;2.250;2.250;01-02-2026;;;") == [(2, "tw1")]
    assert problems(office, f"{ROW.replace('positif', 'negatif')};{QUARTERS};;;;") == [
        (2, "polarity")
    ]
    assert Indicator.objects.get().polarity == "positif"
    assert TargetRevision.objects.count() == 5


def test_bounds_and_targets_of_a_table_fit_each_other(office):
    header = f"{HEADER};minimum;maximum"
    rows = [f"{ROW};{QUARTERS};;;;;{bounds}" for bounds in ("9;1", "0;9.000", "3.000;", ";2.000")]

    def read(row):
        lines = read_indicator_lines("\n".join([header, row]))
        return load_indicators(agency=office.agency, lines=lines, now=NOW)

    def found(row):
        with pytest.raises(TableRefused) as caught:
            read(row)
        return [each.column for each in caught.value.problems]

    assert found(rows[0]) == ["maximum"]
    assert found(rows[2]) == ["tw1", "tw2", "tw3", "tw4"]
    assert found(rows[3]) == ["tw1", "tw2", "tw3", "tw4", "target"]
    assert read(rows[1]) == Loaded(created=1)


def test_a_loaded_plan_leaves_an_event_with_old_and_new(office):
    load(office, f"{ROW};{QUARTERS};;;;")
    lines = read_indicator_lines(table(f"{ROW.replace('positif', 'negatif')};{QUARTERS};;;;"))
    # the log is Indonesian also where the page is English
    with override("en"):
        load_plan(
            table="indikator", agency=office.agency, rows=lines, user=office.kepala.user, now=NOW
        )
    event = Event.objects.get(action="plan.loaded")
    assert event.data["changes"] == [["Uji berkala", "polaritas", "positif", "negatif"]]


def test_every_problem_is_told_by_row_and_column_and_nothing_is_saved(office):
    found = problems(
        office,
        f"{ROW};{QUARTERS};;;;",
        "uji;kegiatan;;;Lagi;Unit;positif;jumlah;bidang;;2026;1;;;;;;;;",
        "lain;kegiatan;;;Lain;Unit;positif;jumlah;tak-ada;asing;2026;1;;;;;;;;",
    )
    assert found == [(3, "code"), (4, "responsible_unit"), (4, "responsible_position")]
    assert (Indicator.objects.count(), Sasaran.objects.count()) == (0, 0)


def test_the_database_refuses_a_second_annual_target_of_one_day(office):
    load(office, f"{ROW};{QUARTERS};;;;")
    target = TargetRevision.objects.get(triwulan=None)
    target.pk = None
    with pytest.raises(IntegrityError):
        target.save(force_insert=True)


def test_a_pagu_is_never_negative():
    text = "year,program,kegiatan,pagu,renstra_pagu,tw1\n2026,Program A,,-5,-1,-2"
    with pytest.raises(TableRefused) as caught:
        read_budget_rows(text)
    assert [each.column for each in caught.value.problems] == ["pagu", "renstra_pagu"]


def test_load_budget_updates_by_year_program_and_kegiatan(office):
    text = "year,program,kegiatan,pagu,realisasi\n2026,Program A,,1.000.000,\n2026,Program A,K,5,2"
    assert load_budget(agency=office.agency, rows=read_budget_rows(text)) == Loaded(created=2)
    changed = text.replace("1.000.000,", "1.000.000,400.000")
    assert load_budget(agency=office.agency, rows=read_budget_rows(changed)) == Loaded(
        updated=1, unchanged=1
    )
    line = BudgetLine.objects.get(kegiatan="")
    assert (line.pagu, line.realisasi) == (Decimal(1000000), Decimal(400000))


def test_load_history_keeps_empty_and_zero_apart(office):
    load(office, f"{ROW};{QUARTERS};;;;")
    text = 'code,year,target,realisasi\nuji,2023,"79,5",0\nuji,2024,80,'
    assert load_history(agency=office.agency, rows=read_history_rows(text)) == Loaded(created=2)
    assert list(History.objects.values_list("year", "realisasi")) == [(2023, 0), (2024, None)]
    assert load_history(agency=office.agency, rows=read_history_rows(text)) == Loaded(unchanged=2)


def test_load_history_knows_its_indicators(office):
    with pytest.raises(TableRefused) as caught:
        load_history(
            agency=office.agency, rows=read_history_rows("code,year,target,realisasi\nx,2023,1,1")
        )
    assert [(each.row, each.column) for each in caught.value.problems] == [(2, "code")]


def test_a_misprinted_capaian_is_warned_of_and_the_row_loaded_as_printed(office):
    office.indicator(code="pasca-bencana")
    text = (
        "code;year;target;realisasi;capaian\n"
        "pasca-bencana;2021;30;29,5;98,33\n"
        "pasca-bencana;2022;30;89,52;89,52\n"
        "pasca-bencana;2023;30;;\n"
    )
    loaded = load_history(agency=office.agency, rows=read_history_rows(text))
    assert loaded == Loaded(
        created=3,
        warnings=(
            "Baris 3 (pasca-bencana 2022): capaian tercetak 89,52; "
            "kolom capaian mengulang angka realisasi.",
        ),
    )


def test_a_misprinted_share_of_the_pagu_is_warned_of_and_the_row_loaded_as_printed(office):
    text = (
        "year;program;kegiatan;pagu;realisasi;capaian\n"
        "2024;PROGRAM A;;14.682.333.547;10.785.342.420;73,46\n"
        "2024;PROGRAM A;Kegiatan B;2.000.000.000;1.800.000.000;95,00\n"
        "2024;PROGRAM C;;500;;0\n"
    )
    loaded = load_budget(agency=office.agency, rows=read_budget_rows(text))
    [warning] = loaded.warnings
    assert warning.startswith("Baris 3 (Kegiatan B 2024): capaian tercetak 95,00; ")
    assert loaded.created == 3


WORDED = (
    "code;level;sasaran;name;unit;measure;predikat_levels;polarity;aggregation;responsible_unit;"
    "year;target;tw4;renstra_year;renstra_target"
)


def load_worded(office, row):
    lines = read_indicator_lines(f"{WORDED}\n{row}")
    return load_indicators(agency=office.agency, lines=lines, now=NOW)


@pytest.mark.parametrize(
    ("row", "value", "upper", "code"),
    [
        (
            "opini;sasaran;S;Opini BPK;Opini;predikat;TMP<TW<WDP<WTP;positif;tahunan;bidang;2026;"
            "WTP;WTP;2029;WTP",
            4,
            None,
            "WTP",
        ),
        (
            "lkj;sasaran;S;LKjIP;Dokumen;dokumen;;positif;tahunan;bidang;2026;Ada;Ada;;",
            1,
            None,
            "Ada",
        ),
        (
            "apbd;sasaran;S;APBD;Tanggal;tanggal;;negatif;tahunan;bidang;2026;30-11-2026;;;",
            334,
            None,
            "30-11-2026",
        ),
        ("stok;sasaran;S;Stok;Ton;nilai;;rentang;terakhir;bidang;2026;70 s.d. 80;;;", 70, 80, ""),
    ],
)
def test_a_target_is_written_in_the_measure_of_its_indicator(office, row, value, upper, code):
    load_worded(office, row)
    assert load_worded(office, row) == Loaded(unchanged=1)
    target = TargetRevision.objects.get(triwulan=None)
    assert (target.value, target.upper, target.code) == (value, upper, code)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a;sasaran;S;N;Opini;predikat;;positif;tahunan;bidang;2026;;;;", "predikat_levels"),
        ("a;sasaran;S;N;Opini;nilai;A<B;positif;tahunan;bidang;2026;;;;", "predikat_levels"),
        ("a;sasaran;S;N;Opini;predikat;A<B;negatif;tahunan;bidang;2026;;;;", "polarity"),
        ("a;sasaran;S;N;Hari;tanggal;;positif;tahunan;bidang;2026;;;;", "polarity"),
        ("a;sasaran;S;N;Opini;predikat;A<B;positif;jumlah;bidang;2026;;;;", "aggregation"),
        ("a;sasaran;S;N;Opini;predikat;A<B;positif;tahunan;bidang;2026;C;;;", "target"),
        ("a;sasaran;S;N;%;persentase;;positif;rasio;bidang;2026;;;;", "aggregation"),
        ("a;sasaran;S;N;Opini;nilai;;positif;tahunan;bidang;2026;70 s.d. 80;;;", "target"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused_at_its_column(office, row, column):
    with pytest.raises(TableRefused) as refused:
        load_worded(office, row)
    assert column in {problem.column for problem in refused.value.problems}


def test_an_earlier_year_is_read_in_the_measure_of_its_indicator(office):
    office.indicator(code="opini", measure="predikat", predikat_levels="TMP < TW < WDP < WTP")
    header = "code;year;target;realisasi"
    load_history(agency=office.agency, rows=read_history_rows(f"{header}\nopini;2025;WTP;WDP"))
    past = History.objects.get()
    assert (past.target_said, past.realisasi_said) == ("WTP", "WDP")
    with pytest.raises(TableRefused) as refused:
        load_history(agency=office.agency, rows=read_history_rows(f"{header}\nopini;2024;WTP;9"))
    assert [(each.row, each.column) for each in refused.value.problems] == [(2, "realisasi")]
    assert History.objects.count() == 1


def test_a_range_is_kept_with_both_ends_for_an_earlier_year_and_the_end_of_the_renstra(office):
    load_worded(
        office,
        "stok;sasaran;S;Stok;Ton;nilai;;rentang;terakhir;bidang;2026;70 s.d. 80;;2029;75 s.d. 85",
    )
    assert Indicator.objects.get().renstra_target_said == "75 s.d. 85"
    rows = read_history_rows(
        "code;year;target;realisasi;capaian\nstok;2025;70 s.d. 80;99;123,75\n"
        "stok;2024;70 s.d. 80;75;107,14"
    )
    loaded = load_history(agency=office.agency, rows=rows)
    assert [each.target_said for each in History.objects.all()] == ["70 s.d. 80"] * 2
    [warning] = loaded.warnings  # 75 lies in the range: 100, not 75/70
    assert warning.startswith("Baris 3 (stok 2024): capaian tercetak 107,14; ")


@pytest.mark.parametrize(("cell", "weight"), [("2,5", Decimal("2.5")), ("", None)])
def test_an_indicator_may_have_a_weight(office, cell, weight):
    text = f"{WORDED};weight\na;sasaran;S;N;Unit;nilai;;positif;jumlah;bidang;2026;1;;;;{cell}"
    load_indicators(agency=office.agency, lines=read_indicator_lines(text), now=NOW)
    assert Indicator.objects.get().weight == weight


@pytest.mark.parametrize("cell", ["0", "-1", "100.000"])
def test_a_weight_that_weighs_nothing_is_refused(office, cell):
    text = f"{WORDED};weight\na;sasaran;S;N;Unit;nilai;;positif;jumlah;bidang;2026;1;;;;{cell}"
    with pytest.raises(TableRefused, match="bobot lebih dari nol"):
        read_indicator_lines(text)
