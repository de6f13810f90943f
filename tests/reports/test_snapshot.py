"""A snapshot says everything, in few queries, and the same content is the same row."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import BudgetLine, Indicator
from indicators.queries import YearRow
from organization.models import CategoryStep
from reports.planning import e81_of
from reports.snapshot import SCHEMA, canonical, collect, freeze
from reports.tables import average_line, kept_e81_table
from reports.tables.annual import annual_table
from reports.tables.quarterly import (
    all_figures,
    followup_table,
    narrative_table,
)
from tests.factories.indicators import IndicatorFactory, TargetFactory
from tests.workflow.offices import NOW, open_office
from workflow import services
from workflow.models import RunIndicator

pytestmark = pytest.mark.django_db
KIND = "laporan_triwulan"


def test_the_hash_is_that_of_the_canonical_text(report):
    snapshot = report.snapshot
    assert snapshot.sha256 == hashlib.sha256(snapshot.content.encode()).hexdigest()
    assert json.loads(snapshot.content)["schema"] == SCHEMA


def test_numbers_are_text_in_it_and_point_to_revisions(report, filed):
    data = json.loads(report.snapshot.content)
    quarters = [row["quarters"][-1] for group in data["sasaran"] for row in group["figures"]]
    assert {quarter["realisasi"] for quarter in quarters} == {"7"}
    assert report.snapshot.revisions.count() == filed.run.run_indicators.count()


def test_the_same_content_is_frozen_once(filed):
    first = freeze(kind=KIND, run=filed.run, lane=None, now=NOW)
    assert freeze(kind=KIND, run=filed.run, lane=None, now=NOW) == first


def test_queries_do_not_grow_with_the_indicators(filed, django_assert_max_num_queries):
    def count(kind) -> tuple[int, int]:
        """Queries of collecting what a report says, and the figures that it says."""
        run = type(filed.run).objects.get(pk=filed.run.pk)
        with CaptureQueriesContext(connection) as queries:
            data, _revisions = collect(kind=kind, run=run, lane=None, now=NOW)
        return len(queries), sum(len(group["figures"]) for group in data["sasaran"])

    few = [count(kind)[0] for kind in (KIND, "lkjip")]
    lane = filed.run.run_indicators.first().lane
    for number in range(40):
        indicator = IndicatorFactory(agency=filed.agency, code=f"tambahan-{number}")
        RunIndicator.objects.create(run=filed.run, indicator=indicator, lane=lane)
    every = Indicator.objects.count()
    assert [count(kind) for kind in (KIND, "lkjip")] == [(queries, every) for queries in few]
    for kind in (KIND, "lkjip"):
        with django_assert_max_num_queries(40):
            freeze(kind=kind, run=filed.run, lane=None, now=NOW)


def test_a_lane_says_its_own_figures_only(filed):
    lane = filed.lane("bidang-tangkap")
    data, _revisions = collect(kind="laporan_lane", run=filed.run, lane=lane, now=NOW)
    figures = [row["lane"] for group in data["sasaran"] for row in group["figures"]]
    assert set(figures) == {lane.label}


def test_the_rekap_of_a_lane_tells_of_its_own_way_and_by_the_name_that_the_sop_gives_it(
    sent_tasks,
):
    office = open_office("dpmd", until="himpun-kasubbag")
    first, second = office.run.lanes.filter(level="kasubbag").order_by("order")
    services.give_back(
        task=office.task("himpun-kasubbag"),
        acting=office.acting(office.task("himpun-kasubbag")),
        lanes=[second],
        reasons={},
        reason="Lengkapi.",
        now=NOW,
    )

    def told(lane) -> dict:
        return collect(kind="rekap", run=office.run, lane=lane, now=NOW)[0]

    own, other, whole = told(first), told(second), told(None)
    names = {each.label for each in office.run.lanes.filter(parent=second)} | {second.label}
    assert names.isdisjoint({step["lane"] for step in own["steps"]})
    assert "" in {step["lane"] for step in own["steps"]}
    assert names <= {step["lane"] for step in whole["steps"]}
    assert [len(each["returns"]) for each in (own, other, whole)] == [0, 1, 1]
    assert own["output"] == ["dokumen LHP, LHE, TL HP"]
    assert whole["output"][0] == "rekap dokumen LHP, LHE, TL HP"


def test_a_target_changed_within_the_year_is_told_with_both_values(filed):
    indicator = filed.run.run_indicators.first().indicator
    for value, day, document in (
        (90, date(2026, 1, 2), "PK"),
        (95, date(2026, 7, 1), "PK Perubahan"),
    ):
        TargetFactory(
            indicator=indicator, triwulan=None, value=value, effective_on=day, document=document
        )
    data, _revisions = collect(kind="lkjip", run=filed.run, lane=None, now=NOW)
    figures = all_figures(json.loads(canonical(data)))
    decimals = f"{0:.{indicator.decimals}f}"[1:].replace(".", ",")
    assert annual_table(figures).notes[-1] == (
        f"Target “{indicator.name}” semula 90{decimals} menjadi 95{decimals} sejak 1 Juli 2026 "
        "(PK Perubahan)."
    )


def test_the_average_is_cut_where_the_kabupaten_says_so_and_the_report_says_it(filed):
    government = filed.agency.government
    government.average_cap = 110
    government.save()
    CategoryStep.objects.create(government=government, above=None, label="Kurang")
    CategoryStep.objects.create(government=government, above=100, label="Istimewa")
    for row in filed.run.run_indicators.all():
        TargetFactory(indicator=row.indicator, triwulan=1, value=5)
    run = type(filed.run).objects.get(pk=filed.run.pk)
    data, _revisions = collect(kind=KIND, run=run, lane=None, now=NOW)
    line = average_line(json.loads(canonical(data)))
    assert line.startswith("Rata-rata capaian 110,00 % (Istimewa), dari ")
    assert line.endswith("Capaian dirata-ratakan dengan pembatasan 110 % per indikator.")


def test_the_year_tells_of_a_provisional_figure_as_its_triwulan_does(filed, monkeypatch):
    monkeypatch.setattr(YearRow, "provisional", frozenset({0}))
    data, _revisions = collect(kind=KIND, run=filed.run, lane=None, now=NOW)
    figure = all_figures(data)[0]
    assert figure["annual"]["is_sementara"]
    assert not figure["quarters"][-1]["is_sementara"]


def test_a_plan_is_printed_with_who_and_when_and_the_next_report_tells_what_became_of_it(filed):
    data, _revisions = collect(kind=KIND, run=filed.run, lane=None, now=NOW)
    data = json.loads(canonical(data))
    figure = all_figures(data)[0]
    before = {"rencana_tindak_lanjut": "Lelang", "rtl_pic": "Kabid", "rtl_due_on": "2026-06-30"}
    now = figure["quarters"][-1]
    figure["quarters"] = [now | before, now | before | {"rtl_followup": "Selesai."}]
    plan = "Lelang (Kabid, batas 30 Juni 2026)"
    assert narrative_table(data).rows[0][-1] == plan
    assert followup_table(data).rows == ((figure["name"], plan, "Selesai."),)


def test_a_return_is_told_with_the_reason_of_each_figure_that_has_its_own(sent_tasks):
    office = open_office("dpkp", per_lane=2, until="verifikasi")
    review = office.task("verifikasi", scope="triwulan")
    rows = list(office.run.run_indicators.filter(lane__key="bidang-pangan").order_by("pk"))
    services.give_back(
        task=review,
        acting=office.acting(review),
        lanes=[rows[0].lane],
        reasons={rows[0].pk: "Salah jumlah.", rows[1].pk: ""},
        reason="Cek lagi.",
        now=NOW,
    )
    data = collect(kind=KIND, run=office.run, lane=None, now=NOW)[0]
    told = f"Cek lagi. ({rows[0].indicator.name}: Salah jumlah.)"
    assert [row["reason"] for row in data["returns"]] == [told]


def test_what_was_decided_before_eight_is_dated_by_the_office_not_by_utc(sent_tasks):
    early = datetime(2026, 4, 12, 22, 30, tzinfo=UTC)  # Monday 13 April, 06.30 in Makassar
    office = open_office("dpkp", until="verifikasi")
    review = office.task("verifikasi", scope="triwulan")
    row = office.run.run_indicators.first()
    services.give_back(
        task=review,
        acting=office.acting(review),
        lanes=[row.lane],
        reasons={row.pk: "Cek."},
        reason="Cek.",
        now=early,
    )
    office.run_until("verifikasi")
    office.finish(office.task("verifikasi"), now=early)
    data = json.loads(canonical(collect(kind=KIND, run=office.run, lane=None, now=NOW)[0]))
    moments = [row["at"] for row in (*data["returns"], *data["decisions"])]
    assert moments == ["2026-04-13T06:30:00+08:00", "2026-04-13T06:30:00+08:00"]


def test_an_lkjip_keeps_the_e81_that_the_year_has(filed):
    """From the frozen text alone comes the same form as from the plan and its figures."""
    indicator = filed.run.run_indicators.first().indicator
    Indicator.objects.filter(pk=indicator.pk).update(program="PROGRAM A", kegiatan="KEGIATAN A")
    for year in (2025, 2026):
        BudgetLine.objects.create(
            agency=filed.agency, year=year, program="PROGRAM A", pagu=Decimal("1000.5"), tw1=10
        )
    data, _revisions = collect(kind="lkjip", run=filed.run, lane=None, now=NOW)
    (made,) = e81_of(filed.agency, filed.run.year).tables
    kept = kept_e81_table(json.loads(canonical(data)))
    assert [[str(cell) for cell in row] for row in kept.rows] == [
        [str(cell) for cell in row] for row in made.rows
    ]
    assert kept.notes == made.notes
    data, _revisions = collect(kind=KIND, run=filed.run, lane=None, now=NOW)
    assert "e81" not in data
