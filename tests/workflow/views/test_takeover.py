"""Serah terima: what lies at a post when a term ends, for both who leave and who come."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.services import FigureEntry
from organization.services import appoint_officeholder, end_term
from reports.books import takeover_page
from tests.factories.organization import OfficeholderFactory, PositionFactory, UserFactory
from tests.pictures import keep_pages
from tests.workflow.offices import NOW, fill, open_office
from workflow.models import DisposisiReceipt
from workflow.queries.covering import editable_ids
from workflow.queries.takeover import takeover_of
from workflow.services import note_follow_up, save_task_figures, snooze

pytestmark = pytest.mark.django_db
LIST = reverse("workflow:takeover-list")
TODAY = NOW.date()


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def ended(office):
    term = office.user("analis.angkutan").terms.get(position=office.position("analis.angkutan"))
    end_term(term=term, ends_on=TODAY, now=NOW)
    return term


def address(term) -> str:
    return reverse("workflow:takeover-detail", args=[term.pk])


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_it_lists_tasks_drafts_and_unread_disposisi_of_the_post(come, office, ended):
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    [task] = office.tasks(step__kind="collect")
    fill(task, office.acting(task))
    found = takeover_of(ended, TODAY)
    assert [share.task for share in found.shares] == [task]
    assert [figure.state for figure in found.drafts] == ["draf"]
    unread = DisposisiReceipt.objects.filter(
        position=ended.position, read_at=None, hop__sent_at__isnull=False
    )
    assert {receipt.pk for receipt in found.receipts} == {row.pk for row in unread}
    page = text(come(ended.user).get(address(ended)))
    assert "Angka yang belum diserahkan (1)" in page
    assert "belum ada; tugasnya naik kepada atasan" in page


def test_it_tells_when_each_task_is_looked_at_again_and_whose_each_plan_is(come, office, ended):
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    [task] = office.tasks(step__kind="collect")
    acting = office.acting(task)
    entry = FigureEntry(
        *(sorted(editable_ids(task, [acting.position.pk]))[0], 0),
        status="terisi",
        value=Decimal(7),
        rencana_tindak_lanjut="Data ulang.",
        rtl_pic="Kasi Angkutan",
        rtl_due_on=date(2026, 6, 30),
    )
    save_task_figures(task=task, acting=acting, entries=[entry], now=NOW, origin="web")
    note_follow_up(task=task, acting=acting, on=date(2026, 4, 13), now=NOW)
    snooze(task=task, acting=acting, until=date(2026, 4, 14), reason="Menunggu BPS.", now=NOW)
    page = text(come(ended.user).get(address(ended)))
    assert "dilihat lagi 13 Apr 2026" in page
    assert "pengingat ditunda sampai 14 Apr 2026: “Menunggu BPS.”" in page
    assert "Data ulang. · Kasi Angkutan · batas 30 Juni 2026" in page
    tables = {
        table.title: table for table in takeover_page(takeover_of(ended, TODAY), TODAY)["tables"]
    }
    first = tables["Tugas terbuka"].rows[0]
    assert (first[0], first[-1]) == ("TW I 2026", "13 April 2026")
    assert tables["Rencana tindak lanjut"].rows[0][1:] == (
        "Data ulang.",
        "Kasi Angkutan",
        "30 Juni 2026",
    )


def test_a_post_with_nothing_open_is_clean(come, office):
    term = OfficeholderFactory(position=PositionFactory(agency=office.agency))
    page = text(come(term.user).get(address(term)))
    assert "masih menjabat" in page
    assert "Tidak ada yang tertinggal pada jabatan ini." in page


def test_who_leaves_who_comes_his_superior_and_the_head_see_it(come, office, ended):
    comer = UserFactory()
    appoint_officeholder(
        user=comer, position=ended.position, starts_on=TODAY.replace(day=13), now=NOW
    )
    seen = [ended.user, comer, office.user("kasi.angkutan"), office.user("kepala")]
    assert [come(user).get(address(ended)).status_code for user in seen] == [200] * 4
    assert comer.name in text(come(ended.user).get(address(ended)))


def test_others_do_not_see_it(come, office, ended):
    other = office.user("analis.manajemen")
    assert come(other).get(address(ended)).status_code == 403
    assert come(other).get(LIST).context["terms"] == []
    assert come(UserFactory()).get(address(ended)).status_code == 404


def test_who_has_left_still_opens_his_own(come, ended):
    ended.ends_on = TODAY.replace(day=1)
    ended.save()
    browser = come(ended.user)
    assert browser.get(address(ended)).status_code == 200
    assert browser.get(LIST).context["terms"] == [ended]


def test_it_prints_with_room_for_both_signatures(come, office, ended):
    answer = come(ended.user).get(reverse("reports:takeover-pdf", args=[ended.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    keep_pages("serah-terima", answer.content)


def test_the_list_asks_as_often_for_more_work(office, ended, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        takeover_of(ended, TODAY)


def test_the_list_says_who_opens_what_others_leave(come, office, ended):
    colleague = come(office.user("kasi.manajemen"))
    page = colleague.get(LIST)
    assert page.context["terms"] == []
    [barred] = page.context["barred"]
    met = colleague.get(address(ended)).context["refusal"]
    assert (met.sentence, met.help) == (barred.refusal.sentence, barred.refusal.help)
    for word in (met.sentence, met.help, ended.position.name, "10 April 2026"):
        assert word in text(page)
    superior = come(office.user("kasi.angkutan")).get(LIST)
    assert (superior.context["terms"], superior.context["barred"]) == ([ended], [])


@pytest.mark.parametrize("who", ["kasi.manajemen", "sekretaris"])
def test_the_list_asks_as_often_for_one_term_as_for_three(
    come, office, ended, django_assert_max_num_queries, who
):
    browser = come(office.user(who))
    with django_assert_max_num_queries(30) as few:
        browser.get(LIST)
    for _number in range(2):
        post = PositionFactory(agency=office.agency)
        OfficeholderFactory(position=post, ends_on=TODAY)
    with django_assert_max_num_queries(len(few)):
        browser.get(LIST)
