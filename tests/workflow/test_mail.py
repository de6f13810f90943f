"""The day's notices as one mail."""

import pytest

from tests.workflow.offices import NOW, open_office
from workflow.mail import path_of, render_digest
from workflow.models import Notice

pytestmark = pytest.mark.django_db


def notice(office, **values) -> Notice:
    return Notice(user=office.user("kepala"), created_at=NOW, **values)


def test_render_digest_names_each_matter_with_its_address():
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    mail = render_digest(
        name="Kepala",
        notices=[
            notice(office, kind=Notice.Kind.OVERDUE, key="a", task=task, run=office.run),
            notice(office, kind=Notice.Kind.REPORT_READY, key="b", data={"title": "LKjIP & <TW>"}),
        ],
        public_url="https://kinerja.contoh.go.id/",
    )
    assert mail.subject == "Kinerja: 2 hal untuk Anda hari ini"
    assert f"https://kinerja.contoh.go.id/tugas/{task.pk}/" in mail.text
    assert "Sudah melewati batas waktu" in mail.text
    assert "Laporan siap: LKjIP & <TW>." in mail.text
    assert "LKjIP &amp; &lt;TW&gt;" in mail.html


def test_path_of_a_notice_leads_to_where_one_can_act():
    office = open_office("dishub")
    task = office.task("perintahkan-analis", "kasi-angkutan")
    assert path_of(notice(office, kind="macet", key="a", task=task)) == f"/tugas/{task.pk}/"
    assert path_of(notice(office, kind="macet", key="b", run=office.run)) == (
        f"/pelaksanaan/{office.run.pk}/"
    )
    assert path_of(notice(office, kind="macet", key="c")) == "/"
