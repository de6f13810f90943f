"""What a person was told, and the channels he wants."""

import pytest
from django.urls import reverse

from organization.models import User
from tests.workflow.offices import NOW, open_office
from workflow.models import Message, MutedChannel, Notice

pytestmark = pytest.mark.django_db
LIST, CHANNELS = reverse("workflow:notice-list"), reverse("workflow:channel-list")


@pytest.fixture
def user(db):
    return User.objects.create(username="a", name="A", email="a@contoh.go.id")


def test_notices_are_listed_by_day_with_the_channels_that_carried_them(come, user):
    notice = Notice.objects.create(
        user=user, kind=Notice.Kind.REPORT_READY, key="k", created_at=NOW, data={"title": "LKjIP"}
    )
    sent = Message.objects.create(
        user=user, key="m", day=NOW.date(), state=Message.State.UNSURE, created_at=NOW
    )
    sent.notices.add(notice)
    page = come(user).get(LIST).content.decode()
    assert "Laporan siap: LKjIP." in page
    assert "Jumat, 10 April 2026" in page
    assert "Surel: Tidak pasti" in page


def test_one_reads_only_what_he_was_told_himself(come, user):
    other = User.objects.create(username="b", name="B")
    Notice.objects.create(
        user=other, kind=Notice.Kind.REPORT_READY, key="k", created_at=NOW, data={"title": "X"}
    )
    page = come(user).get(LIST).content.decode()
    assert "Laporan siap" not in page
    assert "Belum ada pemberitahuan" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_notice_as_for_three(come, count, django_assert_num_queries):
    office = open_office("dishub")
    user = office.user("kabid.angkutan")
    tasks = [task for task in office.tasks() if task.step.key == "perintahkan-analis"][:count]
    prepared = Message.objects.create(
        user=user, channel="whatsapp", key="m", day=NOW.date(), state="disiapkan", created_at=NOW
    )
    Notice.objects.filter(user=user).delete()
    for task in tasks:
        prepared.notices.add(
            Notice.objects.create(
                user=user,
                kind=Notice.Kind.OVERDUE_BELOW,
                key=str(task.pk),
                task=task,
                run=task.run,
                data={"pemegang": "Kepala Seksi"},
                created_at=NOW,
            )
        )
    browser = come(user)
    with django_assert_num_queries(7):
        page = browser.get(LIST)
    assert page.content.decode().count("https://wa.me/?text=") == count


def test_channels_are_turned_off_and_on_again(come, user):
    browser = come(user)
    page = browser.get(CHANNELS).content.decode()
    assert page.count("checked") == 3
    assert "a@contoh.go.id" in page
    assert browser.post(CHANNELS, {"channels": ["whatsapp"]}).status_code == 302
    muted = MutedChannel.objects.filter(user=user).values_list("channel", flat=True)
    assert set(muted) == {"surel", "webhook"}
    assert browser.get(CHANNELS).content.decode().count("checked") == 1
    assert browser.post(CHANNELS, {}).status_code == 302
    assert MutedChannel.objects.filter(user=user).count() == 3
    assert browser.post(CHANNELS, {"channels": ["telegram"]}).status_code == 422


def test_the_account_page_leads_to_the_channels(come, user):
    assert CHANNELS in come(user).get(reverse("organization:profile")).content.decode()
