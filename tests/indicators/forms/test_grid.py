from datetime import date
from decimal import Decimal

import pytest

from indicators.forms import FigureGrid
from indicators.models import RealisasiRevision
from indicators.queries import figure_rows
from tests.factories.indicators import TargetFactory
from tests.indicators.files import HTML, PDF, upload
from tests.indicators.offices import NOW, saved

Status = RealisasiRevision.Status


@pytest.fixture
def grid_of(office):
    """A bound grid over indicators; `typed` has the fields of the first without its prefix."""

    def grid_of(*indicators, files=None, editable=None, triwulan=1, **typed):
        ids = [each.pk for each in indicators]
        prefix = f"f{ids[0]}"
        data = {f"{prefix}-{name.replace('remove_', 'remove-')}": typed[name] for name in typed}
        files = {f"{prefix}-file": files} if files else {}
        return FigureGrid(
            figure_rows(ids, 2026, triwulan), data, files, ids if editable is None else editable
        )

    return grid_of


@pytest.fixture
def indicator(office):
    return office.indicator()


def errors(grid):
    return {problem.anchor.partition("-")[2]: problem.sentence for problem in grid.errors}


def test_an_unbound_grid_shows_what_is_saved_in_indonesian_notation(office, indicator):
    saved(indicator, office, value=Decimal("1234.5"), note="Baik", is_sementara=True)
    (line,) = FigureGrid(figure_rows([indicator.pk], 2026, 1), editable=[indicator.pk]).lines
    assert (line.typed["value"], line.typed["note"], line.is_sementara, line.version) == (
        "1.234,5",
        "Baik",
        True,
        1,
    )


def test_a_figure_becomes_an_entry(grid_of, indicator):
    grid = grid_of(indicator, value=" 1.234,5 ", note="a\r\nb", version="3")
    assert grid.is_valid()
    (entry,) = grid.entries
    assert (entry.indicator_id, entry.version, entry.status, entry.value, entry.note) == (
        indicator.pk,
        3,
        Status.FILLED,
        Decimal("1234.5"),
        "a\nb",
    )


@pytest.mark.parametrize(
    ("typed", "status", "value"),
    [
        ({"value": "0"}, Status.FILLED, Decimal(0)),
        ({"value": ""}, Status.EMPTY, None),
        ({"unavailable": "1", "unavailable_reason": "BPS"}, Status.UNAVAILABLE, None),
    ],
)
def test_zero_empty_and_unavailable_are_three_things(grid_of, indicator, typed, status, value):
    grid = grid_of(indicator, **typed)
    assert grid.is_valid()
    assert [(entry.status, entry.value) for entry in grid.entries] == [(status, value)]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (
            {"value": "dua"},
            "value",
            "“dua” bukan angka. Tulis angka, misalnya 1.234,5.",
        ),
        ({"value": "1234.5"}, "value", "“1234.5” dapat dibaca 1.234,5 atau 12.345."),
        ({"value": "1,234.5"}, "value", "“1,234.5” dapat dibaca 1.234,5 atau 1,2345."),
        ({"value": "1" * 16}, "value", f"“{'1' * 16}” terlalu panjang"),
        ({"value": "-1"}, "value", "Nilai terendah indikator ini 0."),
        (
            {"value": "5", "unavailable": "1", "unavailable_reason": "x"},
            "value",
            "Pilih salah satu",
        ),
        ({"unavailable": "1"}, "unavailable_reason", "Tuliskan alasan"),
        ({"note": "x" * 4001}, "note", "Paling banyak 4.000 karakter; sekarang 4.001."),
        (
            {"note": "Bagus 😀"},
            "note",
            "Teks memuat tanda yang tidak dapat dicetak pada laporan: 😀",
        ),
        ({"note": "a\x00b"}, "note", "Teks memuat tanda tak terlihat"),
        ({"note": "a\uffffb"}, "note", "Teks memuat tanda tak terlihat"),
        ({"rtl_due_on": "0001-01-01"}, "rtl_due_on", "Tanggal 01-01-0001 terlalu jauh dari tahun"),
        ({"rtl_due_on": "9999-12-31"}, "rtl_due_on", "Tanggal 31-12-9999 terlalu jauh dari tahun"),
        ({"sementara": "1", "expected_on": "besok"}, "expected_on", "Tulis tanggal seperti"),
        ({"url": "javascript:alert(1)"}, "url", "Tautan “javascript:alert(1)” tidak lengkap."),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(grid_of, indicator, typed, field, sentence):
    grid = grid_of(indicator, **typed)
    assert not grid.is_valid()
    found = errors(grid)
    assert list(found) == [field]
    assert found[field].startswith(sentence)
    assert grid.entries == []
    assert grid.lines[0].typed[field if field in typed else "note"] == typed.get(field, "")


def test_over_the_highest_value_is_refused(grid_of, office):
    indicator = office.indicator(unit="%", maximum=Decimal(100))
    grid = grid_of(indicator, value="100,1")
    assert not grid.is_valid()
    assert errors(grid) == {"value": "Nilai tertinggi indikator ini 100."}


def test_bounds_are_the_indicators_own(grid_of, office):
    grid = grid_of(office.indicator(unit="%", minimum=None), value="-3,5")
    assert grid.is_valid()


@pytest.fixture
def pair(office):
    return office.indicator(unit="%", measure="rasio", aggregation="rasio", maximum=Decimal(100))


def test_a_pair_is_read_as_numerator_and_denominator(grid_of, pair):
    grid = grid_of(pair, numerator="1.500", denominator="2.000", value="abc")
    assert grid.is_valid()
    (entry,) = grid.entries
    assert (entry.numerator, entry.denominator, entry.value) == (1500, 2000, None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "field"),
    [
        ("5", "", "denominator"),
        ("", "5", "numerator"),
        ("-1", "5", "numerator"),
        ("6", "5", "numerator"),
        ("1", "0", "denominator"),
    ],
)
def test_a_pair_that_cannot_be_is_refused(grid_of, pair, numerator, denominator, field):
    grid = grid_of(pair, numerator=numerator, denominator=denominator)
    assert not grid.is_valid()
    assert list(errors(grid)) == [field]


def test_a_quotient_that_no_column_holds_is_refused(grid_of, office):
    rate = office.indicator(measure="rasio", aggregation="rasio")
    grid = grid_of(rate, numerator="99.999.999.999.999", denominator="0,0001")
    assert not grid.is_valid()
    assert grid.errors[0].sentence == (
        "Pembilang dibagi penyebut menjadi 999.999.999.999.990.000, terlalu besar untuk "
        "dicatat; periksa kembali satuan keduanya."
    )


def test_nothing_of_nothing_is_a_pair_without_quotient(grid_of, pair):
    assert grid_of(pair, numerator="0", denominator="0").is_valid()


def test_only_editable_figures_are_read(grid_of, office, indicator):
    locked = office.indicator()
    grid = grid_of(indicator, locked, editable=[locked.pk], value="5")
    assert grid.is_valid()
    assert [(entry.indicator_id, entry.status) for entry in grid.entries] == [
        (locked.pk, Status.EMPTY)
    ]


def test_a_draft_needs_nothing_and_a_hand_over_needs_a_figure(grid_of, indicator):
    assert grid_of(indicator).is_valid()
    grid = grid_of(indicator)
    assert not grid.is_valid(complete=True)
    assert errors(grid)["value"].startswith("Belum diisi.")


def test_a_figure_of_the_year_only_may_stay_empty_before_tw_iv(grid_of, office):
    indicator = office.indicator(aggregation="tahunan")
    assert grid_of(indicator, triwulan=3).is_valid(complete=True)
    assert not grid_of(indicator, triwulan=4).is_valid(complete=True)


def test_a_figure_below_its_target_needs_a_note_at_hand_over(grid_of, indicator):
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(10))
    assert grid_of(indicator, value="9").is_valid()
    grid = grid_of(indicator, value="9")
    assert not grid.is_valid(complete=True)
    assert errors(grid) == {
        "note": "Capaian 90,00 % di bawah target; tuliskan penyebabnya pada catatan."
    }
    assert grid_of(indicator, value="9", note="Musim hujan").is_valid(complete=True)
    assert grid_of(indicator, value="10").is_valid(complete=True)


def test_no_note_is_asked_where_no_target_is_due(grid_of, indicator):
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(10))
    assert grid_of(indicator, value="0").is_valid(complete=True)


def test_a_provisional_figure_says_when_and_whence_it_becomes_final(grid_of, indicator):
    grid = grid_of(indicator, value="5", sementara="1")
    assert not grid.is_valid(complete=True)
    assert list(errors(grid)) == ["expected_on"]
    grid = grid_of(
        indicator,
        value="5",
        sementara="1",
        expected_on="31/12/2026",
        expected_source="BPS",
    )
    assert grid.is_valid(complete=True)
    (entry,) = grid.entries
    assert (entry.is_sementara, entry.expected_on, entry.expected_source) == (
        True,
        date(2026, 12, 31),
        "BPS",
    )


def test_evidence_is_asked_for_where_the_indicator_requires_it(grid_of, office):
    indicator = office.indicator(is_evidence_required=True)
    grid = grid_of(indicator, value="5")
    assert not grid.is_valid(complete=True)
    assert list(errors(grid)) == ["file"]
    assert grid_of(indicator, value="5", url="https://a.go.id").is_valid(complete=True)
    assert grid_of(indicator, value="5", files=upload("a.pdf", PDF)).is_valid(complete=True)


def test_a_file_is_judged_by_its_content(grid_of, indicator):
    grid = grid_of(indicator, files=upload("a.pdf", HTML))
    assert not grid.is_valid()
    assert errors(grid)["file"].startswith("Isi berkas “a.pdf” bukan PDF")


def test_a_chosen_file_is_asked_for_again_when_the_form_comes_back(grid_of, office, indicator):
    other = office.indicator()
    grid = grid_of(indicator, other, files=upload("a.pdf", PDF), value="x")
    assert not grid.is_valid()
    assert errors(grid)["file"] == "Berkas “a.pdf” belum tersimpan; pilih kembali berkasnya."


def test_evidence_is_collected_for_the_services(grid_of, indicator):
    file = upload("a.pdf", PDF)
    grid = grid_of(indicator, files=file, url="https://a.go.id", title="Bukti")
    assert grid.is_valid()
    assert [(each.title, each.url, each.file) for each in grid.attachments] == [
        ("Bukti", "", file),
        ("Bukti", "https://a.go.id", None),
    ]


def test_a_version_that_is_no_number_counts_as_the_oldest(grid_of, indicator):
    assert [grid_of(indicator, version=each).lines[0].version for each in ("x", "", "12")] == [
        0,
        0,
        12,
    ]


def test_a_refusal_is_put_at_its_figure_with_the_version_saved_now(grid_of, indicator):
    grid = grid_of(indicator, value="5", version="1")
    grid.refuse(indicator.pk, "Diubah orang lain: 6.", version=2)
    assert errors(grid) == {"value": "Diubah orang lain: 6."}
    assert grid.lines[0].version == 2


@pytest.fixture
def doubtful(office, indicator):
    """TW I stood at 10; a hundred in TW II is worth a second look."""
    TargetFactory(indicator=indicator, triwulan=2, value=Decimal(60))
    saved(indicator, office, triwulan=1, status="terisi", value=Decimal(10))
    return indicator


def test_a_doubtful_figure_is_kept_as_a_draft_and_told(grid_of, doubtful):
    grid = grid_of(doubtful, triwulan=2, value="100")
    assert grid.is_valid()
    (line,) = grid.lines
    assert [each.sentence for each in line.doubts] == [
        "Angka ini (100) naik 900 % dari biasanya (10, dari 1 angka triwulan sebelumnya), "
        "ke arah yang lebih baik."
    ]


def test_a_doubtful_figure_is_handed_over_with_a_word_only(grid_of, doubtful):
    grid = grid_of(doubtful, triwulan=2, value="100")
    assert not grid.is_valid(complete=True)
    assert errors(grid) == {
        "note": "Angka ini (100) naik 900 % dari biasanya (10, dari 1 angka triwulan sebelumnya), "
        "ke arah yang lebih baik. "
        "Periksa kembali; bila benar, tuliskan pada catatan: benar, karena …"
    }
    assert grid_of(
        doubtful, triwulan=2, value="100", note="Benar, karena alat uji bertambah."
    ).is_valid(complete=True)


@pytest.fixture
def proven(office):
    """An indicator whose PK asks for evidence."""
    return office.indicator(is_evidence_required=True)


def test_a_text_alone_is_evidence(grid_of, proven):
    grid = grid_of(proven, value="7", title="Berita acara nomor 12, di lemari arsip 3")
    assert grid.is_valid(complete=True)
    (added,) = grid.attachments
    assert (added.title, added.file, added.url, added.is_unmet) == (
        "Berita acara nomor 12, di lemari arsip 3",
        None,
        "",
        False,
    )


def test_evidence_that_cannot_be_had_is_said_with_its_reason(grid_of, proven):
    assert not grid_of(proven, value="7").is_valid(complete=True)
    grid = grid_of(proven, value="7", unmet="1")
    assert not grid.is_valid()
    assert errors(grid)["title"] == "Tuliskan mengapa bukti dukung tidak dapat dipenuhi."
    grid = grid_of(proven, value="7", unmet="1", title="Dokumen masih di BPK")
    assert grid.is_valid(complete=True)
    assert grid.attachments[0].is_unmet


def test_last_triwulans_evidence_is_used_again_with_one_tick(office, grid_of, proven):
    earlier = saved(proven, office, triwulan=1, status="terisi", value=Decimal(5))
    bukti = earlier.bukti_dukung_set.create(
        kind="tautan",
        title="SK Tim",
        url="https://contoh.go.id/sk",
        added_by=office.kabid.user,
        added_at=NOW,
    )
    grid = grid_of(proven, triwulan=2, value="6", note="x", **{f"reuse-{bukti.pk}": "1"})
    assert grid.is_valid(complete=True)
    assert [each.copy_of for each in grid.attachments] == [bukti]
    assert grid.lines[0].row.reusable == [bukti]
    stranger = grid_of(proven, triwulan=2, value="6", note="x", **{"reuse-999999": "1"})
    assert not stranger.is_valid(complete=True)
    later = saved(proven, office, triwulan=2, status="terisi", value=Decimal(6))
    bukti.pk, bukti.realisasi = None, later
    bukti.save(force_insert=True)
    assert grid_of(proven, triwulan=2).lines[0].row.reusable == []


def test_a_plan_names_who_carries_it_out_and_by_when(grid_of, indicator):
    grid = grid_of(indicator, value="5", rencana_tindak_lanjut="Lelang ulang")
    assert not grid.is_valid(complete=True)
    assert set(errors(grid)) == {"rtl_pic", "rtl_due_on"}
    whole = {
        "rencana_tindak_lanjut": "Lelang ulang",
        "rtl_pic": "Kabid",
        "rtl_due_on": "30-06-2026",
    }
    grid = grid_of(indicator, value="5", **whole)
    assert grid.is_valid(complete=True)
    assert (grid.entries[0].rtl_pic, grid.entries[0].rtl_due_on) == ("Kabid", date(2026, 6, 30))


def test_the_plan_of_last_triwulan_is_asked_for(office, grid_of, indicator):
    saved(indicator, office, value=Decimal(5), rencana_tindak_lanjut="Lelang ulang")
    grid = grid_of(indicator, value="6", triwulan=2)
    assert not grid.is_valid(complete=True)
    assert list(errors(grid)) == ["rtl_followup"]
    grid = grid_of(indicator, value="6", triwulan=2, rtl_followup="Sudah.")
    assert grid.is_valid(complete=True)


def test_a_draft_may_leave_a_plan_unfinished(grid_of, indicator):
    assert grid_of(indicator, value="5", rencana_tindak_lanjut="Lelang ulang").is_valid()


def test_a_target_of_zero_asks_for_a_word_at_hand_over(grid_of, indicator):
    TargetFactory(indicator=indicator, triwulan=1, value=Decimal(0))
    silent, told = grid_of(indicator, value="5"), grid_of(indicator, value="5", note="Kejadian.")
    assert not silent.is_valid(complete=True)
    assert errors(silent)["note"].startswith("Target nol tidak dapat menjadi pembagi;")
    assert told.is_valid(complete=True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": "5", "unavailable_reason": "Menunggu BPS"}, "unavailable_reason"),
        ({"value": "5", "expected_on": "2026-12-31"}, "expected_on"),
        ({"value": "5", "expected_source": "BPS"}, "expected_source"),
    ],
)
def test_what_would_not_be_saved_without_its_tick_is_told(grid_of, indicator, typed, field):
    grid = grid_of(indicator, **typed)
    assert not grid.is_valid()
    assert list(errors(grid)) == [field]


def test_an_old_reason_goes_in_silence_once_the_figure_is_there(grid_of, office, indicator):
    saved(indicator, office, status="tidak tersedia", value=None, unavailable_reason="Menunggu")
    grid = grid_of(indicator, value="5", unavailable_reason="Menunggu")
    assert grid.is_valid()
    assert grid.entries[0].unavailable_reason == ""


def test_a_refusal_of_a_pair_is_put_at_a_field_that_it_has(grid_of, pair):
    grid = grid_of(pair, numerator="1", denominator="2", files=upload("a.pdf", PDF))
    assert grid.is_valid()
    grid.refuse(pair.pk, "Sudah disimpan.", 7)
    assert list(errors(grid)) == ["numerator", "file"]


def test_what_is_counted_comes_whole(grid_of, office):
    counted = office.indicator(unit="Dokumen", decimals=0, measure="nilai")
    grid = grid_of(counted, value="1.234,5")
    assert not grid.is_valid()
    assert errors(grid) == {
        "value": "Dokumen dihitung utuh: tulis tanpa koma, misalnya 1.234. Titik memisahkan ribuan."
    }
    assert grid_of(counted, value="1.234").is_valid()
    measured = office.indicator(unit="Ton", decimals=2, measure="nilai")
    assert grid_of(measured, value="1.234,5").is_valid()


def test_a_hand_over_asks_for_what_is_due_only(grid_of, office):
    due, later = office.indicator(), office.indicator()
    TargetFactory(indicator=due, triwulan=1)
    TargetFactory(indicator=later, triwulan=2)
    grid = grid_of(due, later)
    assert not grid.is_valid(complete=True)
    assert [problem.anchor for problem in grid.errors] == [f"f{due.pk}-value"]
