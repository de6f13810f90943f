"""Each step of the preparation with good and bad input; nothing half saved, nothing lost."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organization.models import Agency, Event, Government, Holiday, Officeholder, User
from sop.models import LaneBinding, SopDocument
from tests.factories.organization import AgencyFactory
from tests.workflow.views.preparing.books import NOW, POSTS, indicator_book, staff_book
from workflow.models import Message

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(autouse=True)
def _late_in_november(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


@pytest.fixture
def agency():
    return AgencyFactory(key="dpu", address="Jalan Contoh")


@pytest.fixture
def browser(come):
    return come(User.objects.create_user("pengelola", name="Pengelola", is_staff=True))


@pytest.fixture
def staffed(browser, agency):
    text = browser.post(page("staff-import", "dpu"), {"file": staff_book()}).context["text"]
    browser.post(page("staff-import", "dpu"), {"isi": text})
    return agency


def page(name, *arguments):
    return reverse(f"preparing:{name}", args=arguments)


def identity(agency, **other):
    names = ("name", "short_name", "kind", "address", "phone", "time_zone", "paper")
    values = {name: getattr(agency, name) for name in names}
    return values | {"live_from": "2026-10-01"} | other


def test_a_government_needs_its_names_and_a_key_of_its_own(browser):
    answer = browser.post(page("government-add"), {"name": "Kabupaten", "key": "Kab Satu"})
    assert answer.status_code == 422
    assert {"key", "seat"} <= set(answer.context["form"].errors)
    assert not Government.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": "Dinas Satu"}, "key"),
        ({"key": "baru"}, "key"),
        ({"key": "dpu"}, "key"),
        ({"address": ""}, "address"),
        ({"live_from": "kemarin"}, "live_from"),
        ({"time_zone": "Asia/Tokyo"}, "time_zone"),
    ],
)
def test_an_identity_that_cannot_be_is_told_at_its_field_and_kept(browser, agency, wrong, field):
    sent = identity(agency, key="dinas-dua", government=agency.government.pk) | wrong
    answer = browser.post(page("agency-add"), sent)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert sent["short_name"] in answer.content.decode()
    assert Agency.objects.count() == 1


def test_an_identity_is_changed_with_an_event_of_the_fields_only(
    browser, agency, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    logo = SimpleUploadedFile("lambang.png", PNG, "image/png")
    sent = identity(agency, phone="(0411) 1", logo=logo)
    assert browser.post(page("identity-edit", "dpu"), sent).status_code == 302
    agency.refresh_from_db()
    assert (agency.phone, bool(agency.logo)) == ("(0411) 1", True)
    assert Event.objects.get().data == {"fields": ["live_from", "logo", "phone"]}


def test_a_logo_is_a_picture(browser, agency):
    logo = SimpleUploadedFile("lambang.png", b"<svg/>", "image/png")
    answer = browser.post(page("identity-edit", "dpu"), identity(agency, logo=logo))
    assert answer.context["form"].errors["logo"] == ["Logo harus berupa gambar PNG atau JPEG."]


def test_a_book_with_a_mistake_names_the_cell_and_saves_nothing(browser, agency):
    posts = [*POSTS, ("staf", "Staf", "gudang", "kepala", "", "")]
    answer = browser.post(page("staff-import", "dpu"), {"file": staff_book(posts=posts)})
    assert answer.status_code == 422
    assert "Jabatan, sel C8" in answer.content.decode()
    assert not agency.positions.exists()


@pytest.mark.parametrize("sent", [{}, {"isi": "{"}, {"file": BytesIO(b"bukan excel")}])
def test_no_book_or_a_broken_one_is_told_at_the_field(browser, agency, sent):
    answer = browser.post(page("staff-import", "dpu"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_rows_shown_for_one_agency_are_not_taken_by_another(browser, agency):
    other = AgencyFactory(key="dpkp", address="Jalan Lain", government=agency.government)
    shown = browser.post(page("staff-import", "dpu"), {"file": staff_book()}).context["text"]
    template = BytesIO(browser.get(page("staff-workbook", "dpu")).content)
    template.name = "susunan-dpu.xlsx"
    for sent in ({"isi": shown}, {"file": template}):
        answer = browser.post(page("staff-import", "dpkp"), sent)
        assert answer.status_code == 422
        [sentence] = answer.context["form"].errors["file"]
        assert sentence.startswith("Isi ini milik perangkat daerah lain (dpu), bukan ")
        assert "Tidak ada yang dimuat" in answer.content.decode()
    unnamed = shown.replace('"instansi": "dpu", ', "")
    assert browser.post(page("staff-import", "dpkp"), {"isi": unnamed}).status_code == 422
    assert not other.positions.exists()
    assert browser.post(page("staff-import", "dpu"), {"isi": shown}).status_code == 302


def test_accounts_get_a_first_password_each_that_is_shown_once(browser, staffed, monkeypatch):
    monkeypatch.setattr("workflow.views.preparing.staff.AT_ONCE", 5)
    step = page("staff-list", "dpu")
    answer = browser.get(step)
    assert len(answer.context["step"].missing) == Officeholder.objects.count() == 6
    assert "Buat sandi awal" in answer.content.decode()
    answer = browser.post(step)
    assert answer["Cache-Control"] == "no-store"
    opened = answer.context["opened"]
    words = [word for _user, word in opened]
    assert len(set(words)) == 5
    for user, word in opened:
        user.refresh_from_db()
        assert user.check_password(word)
        assert word in answer.content.decode()
    [event] = Event.objects.filter(action="accounts.opened")
    assert event.data == {"accounts": [user.username for user, _word in opened]}
    again = browser.post(step)
    assert len(again.context["opened"]) == 1
    assert not any(word in again.content.decode() for word in words)
    assert again.context["step"].is_done
    assert "Buat sandi awal" not in browser.get(step).content.decode()


def test_no_sop_two_sops_and_a_broken_file_are_told(browser, agency):
    broken = SimpleUploadedFile("sop.yaml", b"format: 1\nkey: sop-dpu\n")
    for sent in ({}, {"template": "lain"}, {"template": "dpkp-soppeng", "file": broken}):
        assert browser.post(page("sop-choose", "dpu"), sent).status_code == 422
    broken.seek(0)
    answer = browser.post(page("sop-choose", "dpu"), {"file": broken})
    assert answer.context["form"].problems[0].startswith("Baris 1: ")
    assert not SopDocument.objects.exists()


def test_lanes_without_a_choice_are_told_and_what_is_tied_stays(browser, staffed):
    browser.post(page("sop-choose", "dpu"), {"template": "dpkp-soppeng"})
    answer = browser.post(page("binding-edit", "dpu"), {"bentuk": "jalur"})
    assert answer.context["lanes"].errors == {"jalur-bidang-": ["Pilih sedikitnya satu."]}
    unit = staffed.units.get(key="bidang-jalan")
    sent = {"bentuk": "jalur", "jalur-bidang-": [unit.pk]}
    browser.post(page("binding-edit", "dpu"), sent)
    answer = browser.post(page("binding-edit", "dpu"), {"bentuk": "pelaksana"})
    assert answer.status_code == 422
    assert [each.unit.key for each in LaneBinding.objects.all()] == ["bidang-jalan"]


def test_lanes_inside_lanes_are_told_apart_by_the_lane_around_them(browser, staffed):
    browser.post(page("sop-choose", "dpu"), {"template": "dishub-jeneponto"})
    units = staffed.units.filter(kind="bidang").order_by("order")
    sent = {"bentuk": "jalur", "jalur-bidang-": [each.pk for each in units]}
    browser.post(page("binding-edit", "dpu"), sent)
    answer = browser.post(page("binding-edit", "dpu"), sent)
    told = [field.label for _choice, field, *_ in answer.context["lanes"].rows() if field.errors]
    assert told == [f"Kasubid/Kasubag · {each.name}" for each in units]


def test_holidays_come_once(browser, agency):
    browser.post(page("calendar-step", "dpu"))
    count = Holiday.objects.count()
    browser.post(page("calendar-step", "dpu"))
    assert Holiday.objects.count() == count > 20
    assert Event.objects.filter(action="holidays.seeded").count() == 1


def test_without_an_address_no_test_mail_is_asked_for(browser, agency):
    answer = browser.post(page("mail-step", "dpu"), {"address": "pengelola"})
    assert answer.status_code == 422
    assert "Akun Anda belum mempunyai alamat surel." in answer.content.decode()
    assert answer.context["form"].errors["address"] == [
        "Alamat surel tidak lengkap. Tulis seperti nama@contoh.go.id."
    ]
    assert not Message.objects.exists()


def test_the_address_is_given_where_the_test_mail_is_asked_for(
    browser, agency, django_capture_on_commit_callbacks
):
    step = page("mail-step", "dpu")
    with django_capture_on_commit_callbacks():  # the worker is not there
        assert browser.post(step, {"address": "pengelola@contoh.go.id"}).url == step
    assert User.objects.get(username="pengelola").email == "pengelola@contoh.go.id"
    assert Message.objects.get().user.username == "pengelola"
    assert Event.objects.filter(action="account.address_changed").count() == 1


def test_a_rehearsal_opens_nothing_and_mends_lead_where_they_are_mended(browser, staffed):
    browser.post(page("sop-choose", "dpu"), {"template": "dpkp-soppeng"})
    answer = browser.get(page("rehearsal", "dpu"))
    assert "Belum dapat dibuka" in answer.content.decode()
    document = SopDocument.objects.get()
    assert reverse("sop:binding-edit", args=[document.pk]) in answer.content.decode()


def test_who_is_no_administrator_is_refused(come, staffed):
    browser = come(User.objects.get(username="p.satu@dpu"))
    for name in ("agency-list", "agency-add"):
        assert browser.get(page(name)).status_code == 403
    assert browser.get(page("agency-detail", "dpu")).status_code == 403


def test_reading_the_check_list_takes_as_many_queries_for_many_rows(browser, staffed):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            browser.get(page("agency-detail", "dpu"))
        return len(seen)

    browser.post(page("sop-choose", "dpu"), {"template": "dpkp-soppeng"})
    few = queries()
    for number in range(3):
        staffed.positions.create(key=f"staf-{number}", name=f"Staf {number}")
        staffed.units.create(key=f"unit-{number}", name=f"Unit {number}", kind="bidang")
    assert queries() == few


def follow(browser, step, start):
    """The address on a step's page that begins so, as the page gives it."""
    found = re.findall(r'href="([^"]*)"', browser.get(step).content.decode())
    return next(unescape(each) for each in found if each.startswith(start))


def test_who_was_sent_from_a_step_comes_back_to_it_by_himself(browser, staffed):
    step = page("indicator-step", "dpu")
    load = follow(browser, step, reverse("indicators:plan-load", args=["dpu", "indikator"]))
    shown = browser.post(load, {"table": indicator_book()})
    assert f'href="{step}"' in shown.content.decode()
    assert browser.post(load, {"isi": shown.context["text"]}).url == step
    assert "Tabel dimuat: 3 baru" in browser.get(step).content.decode()

    step = page("staff-list", "dpu")
    add = follow(browser, step, reverse("staffing:term-add"))
    post = staffed.positions.get(key="penyusun")
    typed = {"position": post.pk, "account": "p.satu@dpu", "capacity": "definitif"}
    assert browser.post(add, typed | {"starts_on": "2026-11-01"}).url == step

    step = page("calendar-step", "dpu")
    add = follow(browser, step, reverse("workflow:week-add", args=["dpu"]))
    form = browser.get(add).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()}
    assert browser.post(add, sent).url == step

    browser.post(page("sop-choose", "dpu"), {"template": "dpkp-soppeng"})
    step = page("rehearsal", "dpu")
    bind = follow(browser, step, reverse("sop:binding-edit", args=[SopDocument.objects.get().pk]))
    assert bind.endswith(f"kembali={quote(step, safe='')}")


@pytest.mark.parametrize(
    "foreign",
    ["https://jahat.example/", "//jahat.example/persiapan/", "/admin/", "persiapan/", "/\\x", ""],
)
def test_no_address_but_a_step_is_a_way_back(browser, staffed, foreign):
    load = reverse("indicators:plan-load", args=["dpu", "indikator"])
    asked = f"{load}?{urlencode({'kembali': foreign})}"
    shown = browser.post(asked, {"table": indicator_book()})
    assert shown.context["back"] == ""
    assert browser.post(asked, {"isi": shown.context["text"]}).url == load
