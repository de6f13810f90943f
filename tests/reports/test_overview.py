"""The kabupaten's own texts: written in the browser, filled with figures, printed or empty."""

import json

import pytest
from django.urls import reverse

from indicators.models import BudgetLine
from organization.models import Agency, Event
from reports.models import Narrative, Report
from reports.overview import overview_context
from reports.placeholders import GOVERNMENT_WORDS, figures_over_agencies, filled, unknown
from reports.queries import government_written_of, proofs_for, written_of
from reports.services import request_overview, request_report
from reports.tables.government import government_budget_table
from tests.reports.conftest import render_now
from tests.reports.test_consolidation import organizer, text_of
from tests.workflow.offices import NOW

BACKEND = "django.contrib.auth.backends.ModelBackend"
EMPTY = "10 dari 10 bagian masih kosong"


@pytest.fixture
def setda(filed, monkeypatch) -> Agency:
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return Agency.objects.get(government=filed.agency.government, kind=Agency.Kind.SETDA)


@pytest.fixture
def page(setda, client):
    client.force_login(organizer(setda).user, backend=BACKEND)
    return reverse("reports:overview-narrative", args=[setda.government.key, 2026])


@pytest.fixture
def annual(filed) -> Report:
    """The approved LKjIP of one agency."""
    made = request_report(kind="lkjip", run=filed.run, now=NOW)
    Report.objects.filter(pk=made.pk).update(state="disetujui", approved_at=NOW)
    return made


def year_of(setda) -> Report:
    return request_overview(agency=setda, year=2026, triwulan=None, now=NOW)


def data(*, budget=()):
    figure = {
        "code": "IK1",
        "name": "Indikator contoh",
        "decimals": 1,
        "judged": {"capaian": "90", "capaian_reason": None, "target": "10", "realisasi": "9"},
    }
    told = {"key": "dishub", "figures": [figure], "budget": list(budget)}
    return {"agencies": [told, {"key": "dpmd", "figures": [], "budget": []}]}


def line(program, kegiatan, pagu):
    return {"program": program, "kegiatan": kegiatan, "pagu": pagu, "realisasi": None}


def test_a_figure_is_named_by_agency_and_code_and_a_sum_says_from_how_many():
    text = "{capaian:dishub/IK1} %, rata-rata {rata-rata}, {kelengkapan}, {pagu}, {capaian:IK1}"
    told = data(budget=[line("A", "", "5000"), line("A", "A.1", "5000"), line("B", "B.1", "200")])
    assert filled(text, figures_over_agencies(told)) == (
        "90,00 %, rata-rata 90,00 (1 dari 2 OPD), 1 dari 2 OPD, 5.200 (1 dari 2 OPD), "
        "(tidak ditemukan: capaian:IK1)"
    )
    say = figures_over_agencies(told)
    assert filled("{realisasi-anggaran}", say) == "(tidak ada data) (1 dari 2 OPD)"


def test_what_no_figure_answers_to_is_unknown():
    text = "{kelengkapan} {pagu} {capaian:dishub/IK1} {capaian:IK1} {lain}"
    assert unknown(text, {"dishub/IK1"}, GOVERNMENT_WORDS) == ["{capaian:IK1}", "{lain}"]


@pytest.mark.django_db
def test_a_kegiatan_beside_its_program_counts_once(filed, setda, annual):
    for kegiatan, pagu in (("", 200), ("Kegiatan A", 200)):
        BudgetLine.objects.create(
            agency=filed.agency, year=2026, program="Program A", kegiatan=kegiatan, pagu=pagu
        )
    Report.objects.filter(pk=annual.pk).update(state="digantikan")
    again = request_report(kind="lkjip", run=filed.run, now=NOW)
    Report.objects.filter(pk=again.pk).update(state="disetujui", approved_at=NOW)
    table = government_budget_table(json.loads(year_of(setda).snapshot.content))
    assert [str(row[1]) for row in table.rows] == ["200", "200"]


@pytest.mark.django_db
def test_the_texts_are_written_in_the_browser_and_stand_in_the_next_version(
    setda, annual, page, client
):
    first = year_of(setda)
    for where in (
        reverse("reports:report-list"),
        reverse("reports:report-detail", args=[first.pk]),
    ):
        words = client.get(where).text
        assert (EMPTY in words, page in words) == (True, True)
    assert "<code>dpkp/" in client.get(page).text
    refused = client.post(page, {"kab_penutup": "Capaian {capaian:lain/TIDAK-ADA}."})
    assert refused.status_code == 422
    assert "Tidak dikenal: {capaian:lain/TIDAK-ADA}." in refused.text
    assert not Narrative.objects.filter(section="kab_penutup").exists()
    typed = {"kab_penutup": "**Terhimpun** {kelengkapan}."}
    shown = client.post(page, typed | {"pratinjau": "kab_penutup"}).context["preview"]
    assert (shown.report, Narrative.objects.exists()) == (first, False)
    assert client.post(page, typed).status_code == 302
    assert Event.objects.filter(action="narrative.saved", agency=setda).count() == 1
    assert government_written_of(setda, 2026).empty == 9
    second = render_now(year_of(setda))
    assert second.number == 2
    words = text_of(second)
    whole = Agency.objects.filter(government=setda.government).count()
    assert f"Bab IV Penutup Terhimpun 1 dari {whole} OPD." in words
    assert f"<strong>Terhimpun</strong> 1 dari {whole} OPD." in shown.text
    assert "Belum ada uraian untuk kata pengantar." in words
    assert f"Jumlah (1 dari {whole} OPD)" in words
    assert annual.code in words


@pytest.mark.django_db
def test_they_do_not_count_among_the_texts_of_the_sekretariat_daerah_itself(setda, page, client):
    before = written_of(setda, 2026)
    client.post(page, {"kab_isu": "Banjir."})
    assert written_of(setda, 2026) == before


@pytest.mark.django_db
def test_the_approved_sources_prove_items_of_the_review(setda, annual):
    made = year_of(setda)
    whole = Agency.objects.filter(government=setda.government).count()
    told = json.loads(made.snapshot.content)
    figures = sum(len(each["figures"]) for each in told["agencies"])
    proofs = proofs_for(made)
    assert {key: proof.is_complete for key, proof in proofs.items()} == {
        "I.4": True,
        "II.1": True,
        "II.2": False,
        "II.3": False,
        "II.5": True,
        "II.7": False,
    }
    assert proofs["II.2"].sentence == f"0 dari {figures} indikator memiliki bukti dukung."
    assert proofs["II.3"].sentence.startswith(f"1 dari {whole} perangkat daerah")
    assert proofs["II.5"].sentence.startswith(f"{figures} dari {figures} angka")


@pytest.mark.django_db
def test_every_table_of_the_year_is_numbered_and_none_of_the_triwulan(setda, annual):
    def numbers(triwulan):
        made = request_overview(agency=setda, year=2026, triwulan=triwulan, now=NOW)
        context = overview_context(json.loads(made.snapshot.content), "")
        return [number for number, _title in context["listed_tables"]]

    assert numbers(None) == list(range(1, len(numbers(None)) + 1)) != []
    assert numbers(1) == []
