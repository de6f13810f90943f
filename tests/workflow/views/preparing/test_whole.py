"""From nothing to a green check-list through the pages alone, and then the 10th comes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from organization.models import Agency, Government, User
from tests.workflow.views.preparing.books import NOW, indicator_book, staff_book
from workflow.models import Message, Run, RunIndicator, Task
from workflow.services import open_due, send_message

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")
TENTH = datetime(2027, 1, 10, 0, 15, tzinfo=ZONE)


def page(name, *arguments):
    return reverse(f"preparing:{name}", args=arguments)


def missing(answer):
    """Step → what it lacks, of those that lack something."""
    steps = answer.context["state"].steps
    return {each.key: [one.sentence for one in each.missing] for each in steps if each.missing}


def checked(form):
    """What a page sends when nothing of its proposals is changed."""
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_an_agency_is_prepared_from_nothing_and_opens_on_the_tenth(
    come, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    admin = User.objects.create_user(
        "pengelola", name="Pengelola", email="pengelola@contoh.go.id", is_staff=True
    )
    admin.is_superuser = True
    admin.save()
    browser = come(admin)
    assert "Catat dahulu kabupaten" in browser.get(page("agency-add")).content.decode()
    place = {"name": "Kabupaten Contoh", "key": "contoh", "head_title": "Bupati"}
    browser.post(page("government-add"), place | {"seat": "Ibu Kota", "time_zone": "Asia/Makassar"})
    identity = {
        "government": Government.objects.get().pk,
        "name": "Dinas Pekerjaan Umum",
        "short_name": "DPU",
        "key": "dpu",
        "kind": "dinas",
        "address": "Jalan Contoh No. 1",
        "phone": "",
        "time_zone": "Asia/Makassar",
        "paper": "A4",
        "live_from": "2026-10-01",
    }
    assert browser.post(page("agency-add"), identity).url == page("staff-import", "dpu")
    agency = Agency.objects.get(key="dpu")
    first = browser.get(page("agency-detail", "dpu"))
    assert list(missing(first)) == [
        *("susunan", "pejabat", "sop", "kaitan", "indikator", "kalender", "surel", "uji")
    ]

    preview = browser.post(page("staff-import", "dpu"), {"file": staff_book()})
    assert not agency.positions.exists()
    browser.post(page("staff-import", "dpu"), {"isi": preview.context["text"]})
    assert agency.positions.count() == 6
    for user in User.objects.filter(username__endswith="@dpu"):
        user.set_password("rahasia-panjang-42")
        user.save()

    browser.post(page("sop-choose", "dpu"), {"template": "dpkp-soppeng"})
    bind = page("binding-edit", "dpu")
    lanes = browser.get(bind).context["lanes"]
    browser.post(bind, {"bentuk": "jalur"} | checked(lanes))
    actors = browser.get(bind).context["actors"]
    posts = {each.key: str(each.pk) for each in agency.positions.all()}
    sent = {
        "pelaksana-kepala-dinas-": posts["kepala"],
        "pelaksana-tim-penyusun-": posts["kasubag.perencanaan"],
        "pelaksana-tim-penyusun--lain": [posts["penyusun"]],
    }
    assert set(actors.fields) == {*sent, "pelaksana-kepala-dinas--lain"}
    browser.post(bind, {"bentuk": "pelaksana"} | sent)

    load = reverse("indicators:plan-load", args=["dpu", "indikator"])
    preview = browser.post(load, {"table": indicator_book()})
    browser.post(load, {"isi": preview.context["text"]})
    browser.post(page("calendar-step", "dpu"))
    with django_capture_on_commit_callbacks():  # the worker is not there
        browser.post(page("mail-step", "dpu"))
    assert list(missing(browser.get(page("agency-detail", "dpu")))) == ["surel"]
    send_message(message_id=Message.objects.get().pk, now=NOW)
    assert [each.to for each in mail.outbox] == [["pengelola@contoh.go.id"]]

    last = browser.get(page("agency-detail", "dpu"))
    assert missing(last) == {}
    assert "Semua langkah lengkap." in last.content.decode()
    assert "10 Januari 2027" in last.content.decode()

    assert not Run.objects.exists()
    open_due(now=TENTH)
    run = Run.objects.get(agency=agency)
    assert (run.year, run.triwulan) == (2026, 4)
    assert run.lanes.count() == 4
    assert RunIndicator.objects.filter(lane__run=run).count() == 3
    assert Task.objects.get(run=run).step.key == "perintahkan"
