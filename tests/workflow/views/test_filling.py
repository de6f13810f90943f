"""A holder names staff who fill in for him: they write, he hands over, neither approves."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import RealisasiRevision
from organization.access import Acting, OwnFigures
from organization.models import Event, User
from organization.services import name_filler, revoke_filler
from tests.workflow.offices import NOW, fill, open_office
from workflow import services
from workflow.models import Assignment, LaneActor, RunIndicator
from workflow.queries.covering import authors_of

pytestmark = pytest.mark.django_db


def url(name, task) -> str:
    return reverse(f"workflow:{name}", args=[task.pk])


def text(page) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def office():
    return open_office("dpkp", until="isi-format")


@pytest.fixture
def task(office):
    return office.task("isi-format", "bidang-pangan")


@pytest.fixture
def field(office):
    [indicator] = office.indicators("bidang-pangan")
    return f"f{indicator.pk}"


@pytest.fixture
def filler(office, task):
    """Staff without a post of his own."""
    staff = User.objects.create_user("operator.pangan@dpkp", name="Operator Bidang Pangan")
    term = office.user("kabid.pangan").terms.get()
    return name_filler(term=term, user=staff, starts_on=NOW.date(), ends_on=None, now=NOW)


def filling(browser):
    """The tasks that the inbox lists as another holder's."""
    page = browser.get(reverse("workflow:inbox"))
    return [row.task for row in page.context["inbox"].filling]


def draft(field, value="12"):
    return {
        f"{field}-version": "0",
        f"{field}-value": value,
        f"{field}-note": "Menurut catatan bidang.",
        f"{field}-url": "https://contoh.go.id/rekap",
        f"{field}-title": "Rekap",
    }


def test_the_fillers_pages_name_for_whom_he_fills_in(filler, task, come):
    browser = come(filler.user)
    page = browser.get(reverse("workflow:inbox"))
    assert filling(browser) == [task]
    assert f"Mengisi untuk {filler.term.title}" in text(page)
    assert list(browser.get(reverse("workflow:task-list")).context["page"]) == [task]


def test_a_filler_writes_in_the_holders_place_under_his_own_name(office, filler, task, field, come):
    browser = come(filler.user)
    page = browser.get(url("task-detail", task))
    assert "Simpan draf" in text(page)
    assert "Serahkan</button>" not in text(page)
    assert "penyerahan dilakukan pejabatnya sendiri" in text(page)
    assert browser.post(url("task-save", task), draft(field)).status_code == 302
    revision = RealisasiRevision.objects.get()
    assert (revision.author, revision.capacity) == (filler.user, "pengisi")
    assert revision.position == office.position("kabid.pangan")
    event = Event.objects.get(action="figures.saved")
    assert (event.user, event.officeholder) == (filler.user, filler.term)


def test_a_filler_carries_the_excel_form_out_and_back(filler, task, come):
    browser = come(filler.user)
    book = load_workbook(BytesIO(browser.get(url("task-workbook", task)).content))
    body = BytesIO()
    book.save(body)
    sent = SimpleUploadedFile("isian.xlsx", body.getvalue())
    assert browser.post(url("task-upload", task), {"file": sent}).status_code == 302


@pytest.mark.parametrize("name", ["task-hand-over", "task-return", "task-approve"])
def test_a_filler_neither_hands_over_nor_decides(filler, task, field, come, name):
    assert come(filler.user).post(url(name, task), draft(field)).status_code == 403
    task.refresh_from_db()
    assert task.state == "terbuka"


def test_the_holder_hands_over_what_the_filler_wrote_and_both_are_barred_from_approving(
    office, filler, task, field, come
):
    come(filler.user).post(url("task-save", task), draft(field))
    handed = come(office.user("kabid.pangan")).post(
        url("task-hand-over", task), draft(field) | {f"{field}-version": "1"}
    )
    assert handed.status_code == 302
    figure = RealisasiRevision.objects.get().realisasi
    assert authors_of([figure.pk]) == {figure.pk: {filler.user.pk, office.user("kabid.pangan").pk}}


def test_a_revoked_filler_is_a_stranger_again(filler, task, field, come):
    revoke_filler(filler=filler, now=NOW)
    assert come(filler.user).post(url("task-save", task), draft(field)).status_code == 404
    assert not RealisasiRevision.objects.exists()


def test_a_filler_serves_the_holder_not_his_successor(office, filler, task, come):
    filler.term.ends_on = NOW.date().replace(day=9)
    filler.term.save()
    assert come(filler.user).get(url("task-detail", task)).status_code == 404


def test_a_fillers_task_of_another_kind_stays_closed(office, filler, task, come):
    other = office.task("isi-format", "bidang-tangkap")
    page = come(filler.user).get(url("task-detail", other))
    assert "Simpan draf" not in text(page)
    assert come(filler.user).post(url("task-save", other), {}).status_code == 403


def test_who_filled_in_does_not_approve_and_the_approval_rises_to_his_superior():
    office = open_office("dishub", until="serahkan-bahan")
    kabid = office.user("kabid.angkutan").terms.get()
    analis = office.user("analis.angkutan").terms.get()
    writer = name_filler(term=analis, user=kabid.user, starts_on=NOW.date(), ends_on=None, now=NOW)
    task = office.task("serahkan-bahan", "kasi-angkutan")
    fill(task, Acting.filling(writer))
    services.hand_over(task=task, acting=Acting.under(analis), now=NOW)
    office.finish(office.task("buat-laporan", "kasi-angkutan"))
    review = office.task("periksa", "bidang-angkutan")
    with pytest.raises(OwnFigures):
        services.approve(task=review, acting=Acting.under(kabid), now=NOW)
    risen = review.assignments.get(escalated_from=kabid.position)
    assert risen.position == kabid.position.superior
    event = Event.objects.get(action="task.escalated")
    assert (event.data["from"], event.data["to"]) == (kabid.position.name, risen.position.name)
    services.approve(task=review, acting=Acting.under(risen.position.terms.get()), now=NOW)
    review.refresh_from_db()
    assert review.state == "selesai"


def test_a_colleague_of_the_same_task_fills_in_once_his_own_share_is_in(come):
    office = open_office("satpolpp", until="serahkan-bahan")
    task = office.task("serahkan-bahan", "tim-linmas")
    mine, other = office.position("tim.linmas"), office.position("tim.kebakaran")
    row = office.run.run_indicators.get(lane__key="tim-kebakaran")
    Assignment.objects.create(task=task, position=other)
    LaneActor.objects.create(lane=task.lane, actor=task.step.actor, position=other)
    RunIndicator.objects.filter(pk=row.pk).update(lane=task.lane, position=other)
    colleague = mine.terms.get()
    name_filler(
        term=other.terms.get(), user=colleague.user, starts_on=NOW.date(), ends_on=None, now=NOW
    )
    field, browser = f"f{row.indicator_id}", come(colleague.user)
    assert task not in filling(browser)
    page = browser.get(url("task-detail", task)).content.decode()
    assert f'name="{field}-value"' not in page
    fill(task, Acting.under(colleague))
    services.hand_over(task=task, acting=Acting.under(colleague), now=NOW)
    assert task in filling(browser)
    assert browser.post(url("task-save", task), draft(field)).status_code == 302
    revision = RealisasiRevision.objects.get(realisasi__indicator=row.indicator)
    assert (revision.author, revision.position) == (colleague.user, other)
    again = draft(field) | {f"{field}-version": "1"}
    assert browser.post(url("task-hand-over", task), again).status_code >= 400
    assert task.assignments.get(position=other).state == "terbuka"


def test_who_only_fills_in_writes_no_word_of_the_hand_over(filler, task, field, come):
    sent = draft(field) | {"note": "Bukan kata pemegang."}
    assert come(filler.user).post(url("task-save", task), sent).status_code == 302
    assert [each.draft_note for each in task.assignments.all()] == [""]
