"""Sheets: the agenda, reading, passing on, taking back, and the head's own arahan."""

import pytest
from django.urls import reverse

from organization.models import User
from tests.workflow.offices import NOW, fill, open_office
from workflow.models import DisposisiHop, DisposisiReceipt

pytestmark = pytest.mark.django_db


def url(name, pk=None) -> str:
    return reverse(f"workflow:{name}", args=[] if pk is None else [pk])


def text(page) -> str:
    return page.content.decode()


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def hop(office):
    """The clock's order to the Bidang Angkutan."""
    return DisposisiHop.objects.get(task=office.task("tugaskan", "bidang-angkutan"))


def arahan(office, *keys, **more):
    recipients = [office.position(key).pk for key in keys]
    return {
        "recipients": recipients,
        "instruction": "Utamakan data trayek.",
        "sifat": "segera",
        **more,
    }


def test_disposisi_list_is_the_agenda_of_the_own_agency(office, come):
    page = come(office.user("sekretaris")).get(url("disposisi-list"))
    assert list(page.context["sheets"]) == [office.sheet]
    assert f"{office.sheet}" in text(page)
    stranger = come(User.objects.get(username="kepala@dpmd"))
    assert list(stranger.get(url("disposisi-list")).context["sheets"]) == []


def test_disposisi_list_of_a_year_without_sheets_is_empty(office, come):
    page = come(office.user("sekretaris")).get(url("disposisi-list"), {"tahun": "bukan"})
    assert page.context["year"] == 2026


def test_reading_the_page_is_not_reading_the_disposisi(office, hop, come):
    browser = come(office.user("kasi.angkutan"))
    page = browser.get(url("disposisi-detail", office.sheet.pk))
    assert "belum dibaca" in text(page)
    assert not hop.receipts.filter(read_at__isnull=False).exists()


def test_hop_read_notes_the_receipt_once(office, hop, come):
    browser = come(office.user("kasi.angkutan"))
    assert browser.post(url("hop-read", hop.pk)).status_code == 302
    receipt = hop.receipts.get()
    assert (receipt.read_at, receipt.read_by) == (NOW, office.user("kasi.angkutan"))
    browser.post(url("hop-read", hop.pk))
    assert hop.receipts.get().read_at == NOW


def test_hop_read_leads_back_to_the_task_it_came_from(office, hop, come):
    task = office.task("perintahkan-analis", "kasi-angkutan")
    answer = come(office.user("kasi.angkutan")).post(url("hop-read", hop.pk), {"kembali": task.pk})
    assert answer["Location"] == url("task-detail", task.pk)


def test_hop_read_by_somebody_it_was_not_sent_to_is_refused(office, hop, come):
    assert come(office.user("kasi.manajemen")).post(url("hop-read", hop.pk)).status_code == 403
    assert not hop.receipts.filter(read_at__isnull=False).exists()


def test_doing_the_task_counts_as_having_read_its_disposisi(office, hop):
    office.finish(office.task("perintahkan-analis", "kasi-angkutan"))
    assert hop.receipts.get().read_at == NOW


def test_hop_forward_adds_a_hop_and_names_who_passed_it_on(office, hop, come):
    browser = come(office.user("kasi.angkutan"))
    assert browser.get(url("hop-forward", hop.pk)).status_code == 200
    answer = browser.post(url("hop-forward", hop.pk), arahan(office, "analis.angkutan"))
    assert answer["Location"] == url("disposisi-detail", office.sheet.pk)
    passed = DisposisiHop.objects.latest("number")
    assert passed.sender == office.position("kasi.angkutan")
    assert [each.position for each in passed.receipts.all()] == [office.position("analis.angkutan")]
    assert hop.receipts.get().forwarded_by_hop == passed


def test_hop_forward_without_recipient_keeps_the_text(office, hop, come):
    page = come(office.user("kasi.angkutan")).post(url("hop-forward", hop.pk), arahan(office))
    assert page.status_code == 422
    assert "Utamakan data trayek." in text(page)
    assert "Pilih sedikitnya satu penerima." in text(page)


def test_hop_forward_to_another_agency_is_not_offered(office, hop, come):
    foreign = User.objects.get(username="kepala@dpmd").terms.get().position
    page = come(office.user("kasi.angkutan")).post(
        url("hop-forward", hop.pk), {**arahan(office), "recipients": [foreign.pk]}
    )
    assert page.status_code == 422


def test_hop_forward_by_somebody_else_is_refused(office, hop, come):
    assert come(office.user("kasi.manajemen")).get(url("hop-forward", hop.pk)).status_code == 403


def test_hop_forward_of_a_draft_is_refused(office, come):
    draft = DisposisiHop.objects.get(task=office.task("perintahkan-analis", "kasi-angkutan"))
    page = come(office.user("kepala")).post(
        url("hop-forward", draft.pk), arahan(office, "sekretaris")
    )
    assert page.status_code == 409


def test_disposisi_direct_is_the_heads_own_word_on_any_run(office, come):
    sheet = office.sheet
    browser = come(office.user("kepala"))
    assert "Tambah arahan pimpinan" in text(browser.get(url("disposisi-detail", sheet.pk)))
    answer = browser.post(url("disposisi-direct", sheet.pk), arahan(office, "sekretaris"))
    assert answer.status_code == 302
    hop = DisposisiHop.objects.latest("number")
    assert (hop.sender, hop.lane) == (office.position("kepala"), office.lane("pusat"))


def test_disposisi_direct_by_another_is_refused(office, come):
    page = come(office.user("sekretaris")).post(
        url("disposisi-direct", office.sheet.pk), arahan(office, "kasubag.umum")
    )
    assert page.status_code == 403


def test_arahan_and_forwarding_are_due_on_a_working_day(office, hop, come):
    sunday = {"due_on": "2026-04-12"}
    pages = [
        come(office.user("kepala")).post(
            url("disposisi-direct", office.sheet.pk), arahan(office, "sekretaris", **sunday)
        ),
        come(office.user("kasi.angkutan")).post(
            url("hop-forward", hop.pk), arahan(office, "analis.angkutan", **sunday)
        ),
    ]
    for page in pages:
        assert page.status_code == 422
        assert "Tanggal itu bukan hari kerja. Pilih hari kerja." in text(page)


def test_disposisi_direct_with_an_error_keeps_the_text(office, come):
    page = come(office.user("kepala")).post(
        url("disposisi-direct", office.sheet.pk),
        arahan(office, "sekretaris", due_on="2025-01-01"),
    )
    assert page.status_code == 422
    assert "Utamakan data trayek." in text(page)


@pytest.fixture
def own_arahan(office, come):
    come(office.user("kepala")).post(
        url("disposisi-direct", office.sheet.pk), arahan(office, "sekretaris")
    )
    return DisposisiHop.objects.latest("number")


def test_hop_recall_while_unread(office, own_arahan, come):
    browser = come(office.user("kepala"))
    assert browser.get(url("hop-recall", own_arahan.pk)).status_code == 200
    assert browser.post(url("hop-recall", own_arahan.pk), {"reason": ""}).status_code == 422
    assert browser.post(url("hop-recall", own_arahan.pk), {"reason": "Salah."}).status_code == 302
    own_arahan.refresh_from_db()
    assert own_arahan.recalled_at == NOW


def test_hop_recall_after_it_was_read_is_refused(office, own_arahan, come):
    come(office.user("sekretaris")).post(url("hop-read", own_arahan.pk))
    page = come(office.user("kepala")).post(url("hop-recall", own_arahan.pk), {"reason": "Salah."})
    assert page.status_code == 409
    assert "sudah dibaca" in text(page)


def test_hop_recall_by_a_recipient_is_refused(office, own_arahan, come):
    page = come(office.user("sekretaris")).post(
        url("hop-recall", own_arahan.pk), {"reason": "Salah."}
    )
    assert page.status_code == 403


@pytest.mark.parametrize("name", ["disposisi-detail", "disposisi-direct"])
def test_a_foreign_sheet_is_404(office, come, name):
    browser = come(User.objects.get(username="kepala@dpmd"))
    assert browser.post(url(name, office.sheet.pk)).status_code == 404


@pytest.mark.parametrize("name", ["hop-read", "hop-forward", "hop-recall"])
def test_a_foreign_hop_is_404(office, hop, come, name):
    browser = come(User.objects.get(username="kepala@dpmd"))
    assert browser.post(url(name, hop.pk)).status_code == 404


@pytest.mark.parametrize("extra", [0, 2])
def test_disposisi_detail_asks_as_often_for_few_hops_as_for_many(
    office, come, django_assert_num_queries, extra
):
    browser = come(office.user("kepala"))
    for _number in range(extra):
        browser.post(url("disposisi-direct", office.sheet.pk), arahan(office, "sekretaris"))
    browser.get("/")
    with django_assert_num_queries(15):
        page = browser.get(url("disposisi-detail", office.sheet.pk))
    assert DisposisiReceipt.objects.filter(hop__disposisi=office.sheet).count() >= extra
    assert page.status_code == 200


@pytest.mark.parametrize("made_up", ["99999999999999999999", "-1", "²", "abc", "\x00"])
def test_hop_forward_to_a_made_up_recipient_is_refused(office, hop, come, made_up):
    page = come(office.user("kasi.angkutan")).post(
        url("hop-forward", hop.pk), {**arahan(office), "recipients": [made_up]}
    )
    assert page.status_code == 422
    assert "Utamakan data trayek." in text(page)


def test_a_paraf_is_called_a_paraf_and_its_due_day_is_the_sops(office, come):
    task = office.task("tugaskan", "bidang-angkutan")
    browser = come(office.user("kabid.angkutan"))
    page = browser.get(url("task-detail", task.pk))
    assert "Ditetapkan menurut SOP." in text(page)
    assert "Kosongkan untuk memakai" not in text(page)
    told = text(browser.post(url("task-assign", task.pk), {"note": ""}, follow=True))
    assert "Disposisi diparaf." in told
    assert "dan terkirim" not in told


def test_a_draft_has_no_date_and_nobody_who_has_not_read_it(office, come):
    DisposisiHop.objects.exclude(sent_at=None).delete()
    page = text(come(office.user("sekretaris")).get(url("disposisi-detail", office.sheet.pk)))
    assert "draf, belum dikirim" in page
    assert "bertanggal" not in page
    assert "belum dibaca" not in page


def test_the_sop_is_the_ground_of_the_sheet_not_a_letter(office, come):
    assert office.sheet.nomor_surat == ""
    page = text(come(office.user("sekretaris")).get(url("disposisi-detail", office.sheet.pk)))
    assert f"SOP nomor {office.run.version.nomor}" in page


def test_the_agenda_says_what_its_numbers_count(office, come):
    page = text(come(office.user("sekretaris")).get(url("disposisi-list")))
    assert "disposisi terkirim" in page
    assert "penerima belum membaca" in page


@pytest.fixture
def order(office):
    """A Kasi's order to his analyst, sent."""
    task = office.task("perintahkan-analis", "kasi-angkutan")
    office.finish(task)
    return DisposisiHop.objects.get(task=task)


def recall(office, order, come, reason="Salah alamat."):
    return come(office.user("kasi.angkutan")).post(url("hop-recall", order.pk), {"reason": reason})


def test_a_sent_order_is_withdrawn_while_unread_and_its_step_is_open_again(office, order, come):
    browser = come(office.user("kasi.angkutan"))
    page = browser.get(url("disposisi-detail", office.sheet.pk))
    assert url("hop-recall", order.pk) in text(page)
    assert "terbuka kembali" in text(browser.get(url("hop-recall", order.pk)))
    assert recall(office, order, come).status_code == 302
    order.refresh_from_db()
    assert order.recalled_at == NOW
    task = office.task("perintahkan-analis", "kasi-angkutan")
    assert (task.pk, task.state, task.round) == (order.task_id, "terbuka", 1)
    assert task.finished_at is None
    assert office.task("serahkan-bahan", "kasi-angkutan") is None
    draft = DisposisiHop.objects.get(task=task, recalled_at=None)
    assert (draft.sent_at, draft.instruction) == (None, order.instruction)
    office.run_until("periksa")
    assert office.task("periksa", "bidang-angkutan").state == "terbuka"


def test_an_order_that_was_read_stays(office, order, come):
    come(office.user("analis.angkutan")).post(url("hop-read", order.pk))
    page = recall(office, order, come)
    assert page.status_code == 409
    assert "sudah dibaca" in text(page)


def test_an_order_on_which_somebody_works_stays(office, order, come):
    task = office.task("serahkan-bahan", "kasi-angkutan")
    fill(task, office.acting(task))
    page = recall(office, order, come)
    assert page.status_code == 409
    assert "sudah dimulai" in text(page)
    assert office.task("serahkan-bahan", "kasi-angkutan").pk == task.pk


def test_what_the_clock_issued_is_not_taken_back(office, hop, come):
    task = office.task("tugaskan", "bidang-angkutan")
    office.finish(task)
    browser = come(office.user("kabid.angkutan"))
    page = browser.get(url("disposisi-detail", office.sheet.pk))
    assert url("hop-recall", hop.pk) not in text(page)
    assert browser.post(url("hop-recall", hop.pk), {"reason": "Salah."}).status_code == 409


@pytest.mark.parametrize("door", ["arahan", "teruskan"])
def test_a_second_click_sends_nothing_twice(office, hop, come, door):
    """The same words to others, or other words to the same, are another disposisi."""
    if door == "arahan":
        browser, address = come(office.user("kepala")), url("disposisi-direct", office.sheet.pk)
    else:
        browser, address = come(office.user("kasi.angkutan")), url("hop-forward", hop.pk)
    before = DisposisiHop.objects.count()
    sent = [
        arahan(office, "sekretaris"),
        arahan(office, "sekretaris"),
        arahan(office, "sekretaris", instruction="Lain."),
        arahan(office, "kabid.angkutan"),
    ]
    assert [browser.post(address, each).status_code for each in sent] == [302] * 4
    assert DisposisiHop.objects.count() == before + 3
