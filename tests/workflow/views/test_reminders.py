"""An agency's ladder and texts, for administrators: read, copy, word, preview, try."""

import pytest
from django.core import mail
from django.urls import reverse

from organization.models import Event
from tests.cast import Cast
from workflow.ladder import DEFAULT_LADDER
from workflow.models import Delivery, LadderRung, Message, MessageTemplate
from workflow.services import send_message

pytestmark = pytest.mark.django_db
KIND = "pengingat.sebelum"


def url(cast: Cast, name: str = "reminder-detail", *more: str) -> str:
    return reverse(f"workflow:{name}", args=[cast.agency.key, *more])


def test_the_page_tells_the_ladder_in_words_and_shows_each_text(come, cast):
    page = come(cast.admin).get(url(cast)).content.decode()
    assert "1 hari kerja sebelum batas waktu, pukul 08.00: pemegang" in page
    assert "setelah lewat 1 hari kerja: pemegang, atasannya" in page
    assert "Batas waktunya sudah dekat: 4 Mengumpulkan data kinerja (Bidang Contoh)" in page


def test_only_administrators_come_here(come, cast):
    assert come(cast.kepala).get(url(cast)).status_code == 403
    assert come(cast.orang_opd_lain).get(url(cast)).status_code == 404
    assert come(cast.kepala).post(url(cast, "ladder-copy")).status_code == 403


def test_the_usual_ladder_is_copied_once_to_be_edited(come, cast):
    browser = come(cast.admin)
    browser.post(url(cast, "ladder-copy"))
    browser.post(url(cast, "ladder-copy"))
    rows = LadderRung.objects.filter(agency=cast.agency).order_by("pk")
    assert tuple(row.rung for row in rows) == DEFAULT_LADDER
    assert "Ubah anak tangga" in browser.get(url(cast)).content.decode()
    assert Event.objects.filter(action="configuration.ladder.copied").count() == 1


def test_a_text_is_shown_before_it_is_kept_and_goes_back_when_emptied(come, cast):
    browser, address = come(cast.admin), url(cast, "letter-edit", KIND)
    text = "Segera {{ tugas|upper }}, {{ batas_waktu }}."
    page = browser.post(address, {"text": text, "aksi": "pratinjau"})
    assert "Segera 4 MENGUMPULKAN DATA KINERJA, 15 April 2026" in page.content.decode()
    assert not MessageTemplate.objects.exists()
    assert browser.post(address, {"text": text, "aksi": "simpan"}).status_code == 302
    assert MessageTemplate.objects.get().text == text
    assert "teks sendiri" in browser.get(url(cast)).content.decode()
    browser.post(address, {"text": "", "aksi": "simpan"})
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("text", ["{% include 'x' %}", "{{ rahasia }}", "{% if tugas %}"])
def test_a_text_that_cannot_be_is_told_and_kept_on_the_page(come, cast, text):
    page = come(cast.admin).post(url(cast, "letter-edit", KIND), {"text": text, "aksi": "simpan"})
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == text
    assert page.context["form"].errors["text"]
    assert not MessageTemplate.objects.exists()


def test_an_unknown_kind_is_404(come, cast):
    assert come(cast.admin).get(url(cast, "letter-edit", "lain")).status_code == 404


def test_a_trial_goes_to_the_administrator_himself_as_a_row(
    come, cast, sent_tasks, django_capture_on_commit_callbacks
):
    cast.admin.email = "admin@contoh.go.id"
    cast.admin.save()
    with django_capture_on_commit_callbacks(execute=True):
        page = come(cast.admin).post(
            url(cast, "letter-edit", KIND), {"text": "Coba {{ nama }}.", "aksi": "uji-surel"}
        )
    assert "masuk antrean" in page.content.decode()
    made = Message.objects.get()
    assert (made.user, made.is_test, made.text) == (cast.admin, True, "Coba Kepala Seksi Contoh.")
    assert sent_tasks == [("workflow.send_message", [made.pk])]
    assert send_message(message_id=made.pk, now=made.created_at)
    assert [each.to for each in mail.outbox] == [["admin@contoh.go.id"]]
    assert "Coba Kepala Seksi Contoh." in mail.outbox[0].body
    assert "(uji)" in come(cast.admin).get(url(cast)).content.decode()


def test_a_trial_without_an_address_or_a_text_is_refused_in_words(come, cast):
    browser, address = come(cast.admin), url(cast, "letter-edit", KIND)
    cast.admin.email = ""
    cast.admin.save()
    page = browser.post(address, {"text": "Coba.", "aksi": "uji-surel"})
    assert page.status_code == 422
    assert "tidak mempunyai alamat surel" in page.content.decode()
    assert browser.post(address, {"text": " ", "aksi": "uji-webhook"}).status_code == 422
    assert not Message.objects.exists()


def test_ladder_delivery_and_messages_are_in_the_admin(client, cast):
    client.force_login(cast.admin, backend="django.contrib.auth.backends.ModelBackend")
    Delivery.objects.create(agency=cast.agency)
    LadderRung.objects.create(agency=cast.agency, moment="sesudah")
    made = Message.objects.create(
        user=cast.kepala,
        agency=cast.agency,
        key="k",
        day="2026-04-10",
        state="tidak pasti",
        created_at="2026-04-10T00:00Z",
    )
    for name in ("ladderrung", "delivery", "message", "dueextension"):
        page = client.get(reverse(f"admin:workflow_{name}_changelist"))
        assert page.status_code == 200
    client.post(
        reverse("admin:workflow_message_changelist"),
        {"action": "send_again", "_selected_action": [made.pk]},
    )
    made.refresh_from_db()
    assert made.state == "menunggu"
    assert Event.objects.filter(action="message.resent", user=cast.admin).count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"moment": "sebelum", "days": 0}, "days"),
        ({"moment": "sebelum", "days": 1, "tells_superior": "on"}, "tells_superior"),
        ({"moment": "sesudah", "days": 99}, "days"),
    ],
)
def test_a_rung_that_cannot_be_is_told_in_its_place(client, cast, values, field):
    client.force_login(cast.admin, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(
        reverse("admin:workflow_ladderrung_add"),
        {"agency": cast.agency.pk, "kind": "", "at": "08:00", "tells_holder": "on"} | values,
    )
    assert field in page.context["adminform"].form.errors
    assert not LadderRung.objects.exists()


@pytest.mark.parametrize("address", ["ftp://x.id/", "file:///etc/passwd", "javascript:1", "x"])
def test_a_webhook_is_http_or_https_only(client, cast, address):
    client.force_login(cast.admin, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(
        reverse("admin:workflow_delivery_add"),
        {
            "agency": cast.agency.pk,
            "digest_at": "08:00",
            "quiet_from": "18:00",
            "quiet_to": "06:00",
            "summary_weekday": "0",
            "webhook_secret": "x",
            "webhook_url": address,
        },
    )
    assert list(page.context["adminform"].form.errors) == ["webhook_url"]
