"""A list of holidays is shown as what it would change, and applied as shown or not at all."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from organization.models import Event, Holiday
from organization.services import HolidayEntry
from tests.factories.organization import UserFactory
from tests.workflow.offices import open_office
from workflow.forms.calendar import HolidayList

pytestmark = pytest.mark.django_db


@pytest.fixture
def government():
    return open_office("dishub").agency.government


@pytest.fixture
def admin(come):
    return come(UserFactory(username="administrator", is_staff=True))


@pytest.fixture
def buruh(government):
    return Holiday.objects.create(
        government=government, day=date(2026, 5, 1), name="Buruh", basis="SKB"
    )


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def send_list(admin, government, file, **data):
    address = reverse("workflow:holiday-import", args=[government.key])
    return admin.post(address, {"file": file, **data})


def calendar_of(*days) -> BytesIO:
    """An .ics of these days, each with its name."""
    events = "".join(
        f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        for day, name in days
    )
    file = BytesIO(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode())
    file.name = "libur.ics"
    return file


def apply(admin, government, preview, **changed):
    """Press the button of a preview."""
    context = preview.context
    sent = {"isi": context["sealed"], "dilihat": context["changes"].stamp, **changed}
    return admin.post(reverse("workflow:holiday-apply", args=[government.key]), sent)


def test_a_list_shows_what_is_new_what_changes_and_what_goes_and_saves_nothing(
    government, admin, buruh, sent_tasks
):
    Holiday.objects.create(government=government, day=date(2026, 6, 1), name="Lama", basis="SKB")
    file = calendar_of(("20260501", "Hari Buruh"), ("20260525", "Libur baru"))
    preview = send_list(admin, government, file, basis="SKB", replaces_years="on")
    told = words(preview)
    assert preview.status_code == 200
    assert "<strong>Senin, 25 Mei 2026</strong>: Libur baru" in told
    assert "<del>Buruh</del> → <ins>Hari Buruh</ins>" in told
    assert "<strong>Senin, 1 Juni 2026</strong>: <del>Lama</del>" in told
    assert set(Holiday.objects.values_list("name", flat=True)) == {"Buruh", "Lama"}
    assert apply(admin, government, preview).status_code == 302
    assert list(Holiday.objects.order_by("day").values_list("day", "name")) == [
        (date(2026, 5, 1), "Hari Buruh"),
        (date(2026, 5, 25), "Libur baru"),
    ]
    page = admin.get(reverse("workflow:calendar"))
    assert "Hari libur: 1 baru, 1 diperbarui, 1 dihapus." in words(page)


def test_a_list_goes_out_and_comes_back(government, admin, buruh, sent_tasks):
    answer = admin.get(reverse("workflow:holiday-workbook", args=[government.key, 2026]))
    file = BytesIO(answer.content)
    file.name = "libur.xlsx"
    Holiday.objects.update(name="Lain")
    assert apply(admin, government, send_list(admin, government, file)).status_code == 302
    assert list(Holiday.objects.values_list("name", "basis")) == [("Buruh", "SKB")]


def test_a_list_that_changes_nothing_says_so(government, admin, buruh):
    answer = send_list(admin, government, calendar_of(("20260501", "Buruh")), basis="SKB")
    assert answer.status_code == 302
    assert "tidak ada yang berubah" in words(admin.get(answer["Location"]))
    assert not Event.objects.filter(action="holidays.imported").exists()


def test_what_changed_since_the_preview_is_shown_again_before_it_is_applied(
    government, admin, buruh, sent_tasks
):
    preview = send_list(admin, government, calendar_of(("20260501", "Hari Buruh")), basis="SKB")
    Holiday.objects.update(name="Buruh Internasional")
    again = apply(admin, government, preview)
    assert again.status_code == 409
    assert "telah berubah sejak pratinjau ini dibuat" in words(again)
    assert "<del>Buruh Internasional</del> → <ins>Hari Buruh</ins>" in words(again)
    assert Holiday.objects.get().name == "Buruh Internasional"
    assert apply(admin, government, again).status_code == 302
    assert Holiday.objects.get().name == "Hari Buruh"


def test_a_preview_that_this_server_did_not_write_is_asked_for_again(government, admin, buruh):
    entry = HolidayEntry(date(2026, 5, 1), "Lain", Holiday.Kind.LOCAL, "SKB")
    foreign = HolidayList((entry,), replaces_years=False, file="x.ics").sealed(government.pk + 1)
    address = reverse("workflow:holiday-apply", args=[government.key])
    for text in ("", "tiruan", foreign):
        assert admin.post(address, {"isi": text}).status_code == 302
    assert "unggah berkasnya kembali" in words(admin.get(reverse("workflow:calendar")))
    assert admin.get(address).status_code == 302
    assert Holiday.objects.get().name == "Buruh"


def test_a_list_with_a_problem_is_refused_whole_with_its_row(government, admin):
    file = calendar_of(("20260501", "Buruh"), ("20260601", ""))
    answer = send_list(admin, government, file, basis="SKB")
    assert answer.status_code == 422
    assert "Kegiatan ke-2</strong>: Nama hari libur belum diisi." in words(answer)
    assert not Holiday.objects.exists()


def test_without_a_file_nothing_is_asked_of_the_list(government, admin):
    answer = send_list(admin, government, "")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
