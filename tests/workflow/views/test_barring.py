"""Why a person has no button here: the page gives the very refusal that the act then meets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import User
from tests.workflow.offices import NOW, open_office
from workflow.models import DisposisiHop

pytestmark = pytest.mark.django_db
MORE = {"perpanjangan-until": "2026-04-21", "perpanjangan-reason": "Banjir."}


def address(name: str, row) -> str:
    return reverse(f"workflow:{name}", args=[row.pk])


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def task(office):
    return office.task("perintahkan-analis", "kasi-angkutan")


def explained(page) -> dict[str, str]:
    """Act → sentence of the refusal, as the page explains it."""
    assert page.status_code == 200
    return {each.act: each.refusal.sentence for each in page.context["barred"]}


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("kasi.angkutan", {"Perpanjang batas waktu"}),
        ("kabid.angkutan", {"Catat kapan dilihat lagi dan tunda pengingat"}),
        (
            "kasubag.perencanaan",
            {"Perpanjang batas waktu", "Catat kapan dilihat lagi dan tunda pengingat"},
        ),
    ],
)
@pytest.mark.parametrize("is_done", [False, True])
def test_the_page_of_a_tasks_time_explains_what_is_then_refused(
    come, office, task, who, refused, is_done
):
    if is_done:
        office.finish(task)
        refused = refused | {
            "Perpanjang batas waktu",
            "Catat kapan dilihat lagi dan tunda pengingat",
        }
    browser = come(office.user(who))
    found = explained(browser.get(address("time-detail", task)))
    assert found.keys() == refused
    posts = {
        "Perpanjang batas waktu": [("time-extend", MORE)],
        "Catat kapan dilihat lagi dan tunda pengingat": [
            ("time-follow-up", {}),
            ("time-snooze", {}),
        ],
    }
    for act, sentence in found.items():
        for name, sent in posts[act]:
            answer = browser.post(address(name, task), sent)
            assert answer.context["refusal"].sentence == sentence


def test_the_holder_reads_that_he_cannot_give_himself_time_and_who_can(come, office, task):
    page = come(office.user("kasi.angkutan")).get(address("time-detail", task))
    assert "tidak dapat memperpanjang batas waktunya sendiri" in page.content.decode()
    [barred] = page.context["barred"]
    assert office.position("kabid.angkutan").name in barred.refusal.help


HOP_POSTS = {
    "Tandai sudah dibaca": ("hop-read", {}),
    "Teruskan": ("hop-forward", {}),
    "Tarik kembali": ("hop-recall", {"reason": "Salah alamat."}),
}
SHEET_POSTS = {
    "Tambah arahan pimpinan": ("disposisi-direct", {}),
    "Ubah catatan agenda dan lampirkan pindaian": ("agenda-edit", {}),
}


@pytest.mark.parametrize("who", ["kepala", "kabid.angkutan", "kasi.angkutan", "sekretaris"])
def test_a_sheet_explains_for_each_hop_what_is_then_refused(come, office, task, who):
    office.finish(task)
    browser = come(office.user(who))
    page = browser.get(address("disposisi-detail", office.sheet))
    for line in page.context["page"].hops:
        for each in line.barred:
            name, sent = HOP_POSTS[each.act]
            answer = browser.post(address(name, line.hop), sent)
            told = answer.context["refusal"]
            assert (told.code, told.help) == (each.refusal.code, each.refusal.help), each.act
    for each in page.context["page"].barred:
        name, sent = SHEET_POSTS[each.act]
        answer = browser.post(address(name, office.sheet), sent)
        assert answer.context["refusal"].sentence == each.refusal.sentence


def test_the_sender_reads_that_his_order_has_been_read(come, office, task):
    browser = come(office.user("kasi.angkutan"))
    browser.post(
        address("task-assign", task),
        {"instruction": "Kumpulkan.", "sifat": "biasa", "dilihat": ""},
    )
    hop = DisposisiHop.objects.filter(sender__key="kasi.angkutan").latest("pk")
    assert hop.sent_at == NOW
    page = browser.get(address("disposisi-detail", office.sheet)).context["page"]
    [line] = [each for each in page.hops if each.hop == hop]
    assert line.can_recall
    reader = hop.receipts.get().position.key
    come(office.user(reader)).post(address("hop-read", hop))
    page = come(office.user("kasi.angkutan")).get(address("disposisi-detail", office.sheet))
    [line] = [each for each in page.context["page"].hops if each.hop == hop]
    assert "Tarik kembali" in {each.act for each in line.barred}
    assert "sudah dibaca penerimanya" in page.content.decode()


def test_who_holds_no_post_reads_why_he_names_nobody(come):
    stranger = User.objects.create_user("tanpa.jabatan", name="Tanpa Jabatan")
    browser = come(stranger)
    page = browser.get(reverse("organization:filler-list"))
    [barred] = page.context["barred"]
    answer = browser.post(reverse("organization:filler-list"), {"account": "x"})
    assert answer.status_code == 403
    assert answer.context["refusal"].sentence == barred.refusal.sentence


def page_text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("address", "act", "allowed", "link", "met_at"),
    [
        (
            reverse("workflow:calendar") + "?dinas=dishub",
            "Ubah jam kerja, hari libur, dan batas pelaporan",
            "administrator",
            reverse("workflow:week-add", args=["dishub"]),
            reverse("workflow:week-add", args=["dishub"]),
        ),
        (
            reverse("workflow:monitor"),
            "Atur pengingat",
            "administrator",
            reverse("workflow:reminder-detail", args=["dishub"]),
            reverse("workflow:reminder-detail", args=["dishub"]),
        ),
        (
            reverse("workflow:channel-list"),
            "Ubah alamat surel dan jadwal pengiriman",
            "administrator",
            "/admin/organization/user/",
            reverse("workflow:reminder-detail", args=["dishub"]),
        ),
    ],
)
@pytest.mark.parametrize("who", ["kasubag.perencanaan", "kepala"])
def test_what_is_set_by_administrators_says_so_where_it_is_looked_for(
    come, office, who, address, act, allowed, link, met_at
):
    admin = User.objects.create_user(allowed, name="Pengelola", is_staff=True, email="a@b.go.id")
    page = come(admin).get(address)
    assert (page.context["barred"], link in page_text(page)) == ([], True)
    page = come(office.user(who)).get(address)
    assert explained(page).keys() == {act}
    [barred] = page.context["barred"]
    met = come(office.user(who)).get(met_at).context["refusal"]
    assert (met.sentence, met.help) == (barred.refusal.sentence, barred.refusal.help)
    for word in (barred.refusal.sentence, barred.refusal.help, "10 April 2026"):
        assert word in page_text(page)
    assert link not in page_text(page)


def test_the_page_of_an_indicator_leads_to_who_answers_for_it_or_says_why_not(come, office):
    [indicator] = office.indicators("kasi-angkutan")
    page = reverse("indicators:indicator-detail", args=[indicator.pk])
    link = reverse("workflow:indicator-assign", args=[indicator.pk])
    planner = come(office.user("kasubag.perencanaan")).get(page)
    assert link in page_text(planner)
    assert explained(planner).keys() == {"Catat target perubahan"}
    answer = come(office.user("analis.angkutan")).get(page)
    assert explained(answer).keys() == {"Catat target perubahan", "Tetapkan penanggung jawab"}
    barred = answer.context["barred"][1]
    met = come(office.user("analis.angkutan")).post(link, {}).context["refusal"]
    assert (met.sentence, met.help) == (barred.refusal.sentence, barred.refusal.help)
    assert office.position("kasubag.perencanaan").name in page_text(answer)
    assert link not in page_text(answer)


def test_measured_times_are_proposed_by_the_planning_side_and_others_read_why(come, office):
    document = office.run.document.pk
    page, link = (
        reverse(f"reports:{name}", args=[document]) for name in ("timing-detail", "proposal-edit")
    )
    planner = come(office.user("kasubag.perencanaan")).get(page)
    assert (planner.context["barred"], link in page_text(planner)) == ([], True)
    answer = come(office.user("kabid.angkutan")).get(page)
    [barred] = answer.context["barred"]
    met = come(office.user("kabid.angkutan")).get(link).context["refusal"]
    assert (barred.act, met.sentence) == ("Usulkan waktu baku", barred.refusal.sentence)
    assert barred.refusal.help in page_text(answer)
    assert link not in page_text(answer)


def test_the_agenda_says_of_each_sheet_what_its_page_says(come, office, task):
    for who in ("kepala", "kasubag.perencanaan", "kasi.angkutan", "kabid.angkutan"):
        browser = come(office.user(who))
        detail = browser.get(address("disposisi-detail", office.sheet))
        page = browser.get(reverse("workflow:disposisi-list"))
        listed = {
            each.act: each.refusal.sentence for each in page.context["barred"][office.sheet.pk]
        }
        listed.pop("Tandai sudah dibaca", None)
        told = detail.context["page"].barred
        assert listed == {each.act: each.refusal.sentence for each in told}
    assert listed.keys() == {
        "Tambah arahan pimpinan",
        "Ubah catatan agenda dan lampirkan pindaian",
    }


def test_the_agenda_tells_who_has_still_to_read(come, office, task):
    page = come(office.user("kepala")).get(reverse("workflow:disposisi-list"))
    [reading] = [
        each
        for each in page.context["barred"][office.sheet.pk]
        if each.act == "Tandai sudah dibaca"
    ]
    unread = office.sheet.hops.filter(sent_at__isnull=False, receipts__read_at=None)
    assert all(
        name in reading.refusal.help
        for name in unread.values_list("receipts__position__name", flat=True)
    )


def test_the_agenda_asks_as_often_for_three_sheets_as_for_one(come, office, task):
    browser = come(User.objects.get(username="inspektur@inspektorat"))
    browser.get(reverse("workflow:disposisi-list"))
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("workflow:disposisi-list"))
    for key in ("dpmd", "satpolpp"):
        open_office(key)
    with CaptureQueriesContext(connection) as three:
        page = browser.get(reverse("workflow:disposisi-list"))
    assert len(page.context["sheets"]) > 2
    assert len(three) == len(one)
