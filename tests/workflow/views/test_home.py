"""The first page by role: what each post adds, read from the posts held today."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.urls import reverse

from indicators.models import BudgetLine, FigureState, Realisasi
from organization.models import Officeholder, User
from tests.factories.indicators import SasaranFactory, TargetFactory
from tests.workflow.offices import NOW, open_more, open_office
from workflow.models import Task

pytestmark = pytest.mark.django_db
INBOX = reverse("workflow:inbox")


def home(browser):
    return browser.get(INBOX).context["home"]


def test_staff_see_the_most_urgent_task_with_one_button_and_how_far_they_are(come):
    office = open_office("dishub", per_lane=2, until="serahkan-bahan")
    page = come(office.user("analis.angkutan")).get(INBOX)
    found = page.context["home"]
    assert found.first.task == office.task("serahkan-bahan", "kasi-angkutan")
    assert (found.progress.filled, found.progress.total, found.progress.left) == (0, 2, 2)
    assert "0 dari 2 angka terisi" in page.content.decode()
    assert page.content.decode().count("btn-lg") == 1
    assert (found.house, found.heat, found.gathering, found.vacant) == (None, None, (), ())


def test_who_gathers_sees_the_missing_lanes_first_with_their_holders(come):
    office = open_office("dishub")
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    [row] = home(come(office.user("kasubag.perencanaan"))).gathering
    assert row.run == office.run
    assert (row.arrived, len(row.lanes)) == (
        0,
        len(office.run.lanes.filter(parent__parent=None)) - 1,
    )
    lane = next(each for each in row.lanes if each.label == office.lane("bidang-angkutan").label)
    assert lane.state_label == "belum masuk"
    assert office.position("analis.angkutan").name in lane.holder
    late = Task.objects.filter(run=office.run, lane=office.lane("kasi-angkutan"), state="terbuka")
    late.update(due_at=NOW - timedelta(hours=1))
    [row] = home(come(office.user("kasubag.perencanaan"))).gathering
    lane = next(each for each in row.lanes if each.label == office.lane("bidang-angkutan").label)
    assert lane.state == "terlambat"


def test_a_lane_is_in_when_nothing_is_at_work_in_it(come):
    office = open_office("dishub", until="dokumentasikan")
    [row] = home(come(office.user("kasubag.perencanaan"))).gathering
    assert row.arrived == len(row.lanes) > 1


def test_a_head_sees_the_triwulan_the_sasaran_and_the_budget(come):
    office = open_office("dishub")
    BudgetLine.objects.create(
        agency=office.agency, year=2026, program="P", pagu=Decimal(200), tw1=Decimal(50)
    )
    found = home(come(office.user("kepala")))
    assert found.house.agency == office.agency
    assert [each.run for each in found.house_lanes] == [office.run]
    assert found.house.budget.share == 25
    assert found.heat is None
    page = come(office.user("kepala")).get(reverse("workflow:inbox")).content.decode()
    assert "Laporan menunggu Anda" in page
    assert "Belum ada capaian sasaran 2026" in page
    assert "terlambat" not in page


def test_a_head_sees_every_triwulan_that_still_runs_and_what_is_late_in_it(come):
    office = open_office("dishub")
    open_more(office, 2)
    late = office.task("perintahkan-analis", "kasi-angkutan")
    Task.objects.filter(pk=late.pk).update(due_at=NOW.replace(day=1))
    browser = come(office.user("kepala"))
    shown = home(browser).house_lanes
    assert [(each.run.year, each.run.triwulan, each.late) for each in shown] == [
        (2026, 1, 1),
        (2025, 4, 0),
    ]
    assert "1 terlambat" in browser.get(reverse("workflow:inbox")).content.decode()


def test_the_head_is_who_holds_the_post_today(come):
    office = open_office("dishub")
    stranger = User.objects.create_user("kepala.lama", name="Kepala Dinas")
    assert home(come(stranger)).house is None
    Officeholder.objects.create(
        user=stranger,
        position=office.agency.signing_position,
        starts_on=NOW.date(),
        ends_on=NOW.date() + timedelta(days=5),
        capacity="plt",
    )
    assert home(come(stranger)).house.agency == office.agency


def test_an_overseer_sees_every_agency_by_stage(come):
    office = open_office("dishub")
    open_office("dpmd")
    Task.objects.filter(run=office.run, step__key="perintahkan-analis").update(
        due_at=NOW - timedelta(days=1)
    )
    heat = home(come(User.objects.get(username="inspektur@inspektorat"))).heat
    found = {row.run.agency.key: [cell.state for cell in row.cells] for row in heat.rows}
    assert found.keys() == {"dishub", "dpmd"}
    assert found["dishub"] == ["terlambat", "nanti", "nanti", "nanti", "nanti"]
    assert heat.unopened == ()


def test_each_cell_of_the_heat_map_names_its_steps_and_its_row_leads_to_them(come):
    office = open_office("dishub")
    page = come(User.objects.get(username="inspektur@inspektorat")).get(INBOX)
    [row] = page.context["home"].heat.rows
    assert [cell.steps for cell in row.cells] == ["1, 2", "3", "4", "5", "6"]
    text = page.content.decode()
    assert reverse("workflow:run-chart", args=[office.run.pk]) in text
    assert "langkah 1, 2" in text


def test_a_stage_is_finished_only_when_no_lane_is_still_on_its_way_to_it(come):
    office = open_office("dishub")
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    office.finish(office.task("serahkan-bahan", "kasi-angkutan"))
    heat = home(come(User.objects.get(username="inspektur@inspektorat"))).heat
    collecting = next(each for each in heat.rows[0].cells if each.stage == "Pengumpulan")
    assert (collecting.state, collecting.label) == ("terbuka", "sebagian selesai")
    office.run_until("buat-laporan")
    heat = home(come(User.objects.get(username="inspektur@inspektorat"))).heat
    collecting = next(each for each in heat.rows[0].cells if each.stage == "Pengumpulan")
    assert (collecting.state, collecting.label) == ("selesai", "selesai")


def test_an_administrator_sees_health_and_vacant_posts(come, monkeypatch):
    office = open_office("dishub")
    monkeypatch.setattr(
        "kinerja.context.health_parts", lambda: {"worker": {"ok": False}, "beat": {"ok": True}}
    )
    vacant = office.position("kasi.angkutan")
    Officeholder.objects.filter(position=vacant).delete()
    keeper = User.objects.create_user("pengelola", name="Pengelola", is_staff=True)
    page = come(keeper).get(INBOX)
    assert page.context["home"].vacant == (vacant,)
    assert "Laporan dan pengingat tertahan" in page.content.decode()


@pytest.mark.parametrize("role", ["kasubag.perencanaan", "kepala"])
def test_home_asks_as_often_for_one_run_as_for_three(come, django_assert_max_num_queries, role):
    office = open_office("dishub")
    browser = come(office.user(role))
    with django_assert_max_num_queries(60) as before:
        browser.get(INBOX)
    open_more(office, 3)
    with django_assert_max_num_queries(len(before)):
        browser.get(INBOX)


def test_the_heat_map_asks_as_often_for_one_agency_as_for_three(
    come, django_assert_max_num_queries
):
    open_office("dishub")
    browser = come(User.objects.get(username="inspektur@inspektorat"))
    with django_assert_max_num_queries(60) as before:
        browser.get(INBOX)
    for key in ("dpmd", "satpolpp"):
        open_office(key)
    with django_assert_max_num_queries(len(before)):
        browser.get(INBOX)


def test_a_head_is_told_of_how_many_indicators_a_mean_is_and_which_are_still_on_their_way(come):
    office = open_office("dishub", until="periksa")
    office.agency.indicators.update(sasaran=SasaranFactory(agency=office.agency))
    figures = Realisasi.objects.filter(indicator__agency=office.agency)
    for each in figures:
        TargetFactory(indicator=each.indicator)
    approved = {"state": FigureState.APPROVED, "approved": F("current")}
    Realisasi.objects.filter(pk=min(each.pk for each in figures)).update(**approved)
    head = come(office.user("kepala"))
    (mark,) = home(head).house.sasaran
    assert (mark.counted, mark.unapproved) == (len(figures), len(figures) - 1)
    words = " ".join(head.get(INBOX).content.decode().split())
    assert f"dari {mark.counted} indikator, {mark.unapproved} belum disetujui" in words
