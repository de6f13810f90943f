"""What the worker does: thin doors, named as beat knows them."""

import pytest
from django.core import mail

from organization.models import User
from tests.workflow.offices import NOW, load_office
from workflow import tasks
from workflow.models import Message, Notice, Run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def test_tasks_are_named_as_beat_and_services_send_them():
    assert tasks.sweep.name == "workflow.sweep"
    assert tasks.send_message.name == "workflow.send_message"


def test_sweep_opens_what_is_due_and_a_second_one_changes_nothing(sent_tasks):
    load_office("dishub")
    tasks.sweep()
    assert Run.objects.count() == 1
    seen = (Notice.objects.count(), Message.objects.count())
    tasks.sweep()
    assert (Run.objects.count(), Notice.objects.count(), Message.objects.count()) == (1, *seen)


def test_send_message_sends_the_mail(settings):
    user = User.objects.create(username="a", name="A", email="a@contoh.go.id")
    message = Message.objects.create(user=user, key="k", day=NOW.date(), created_at=NOW)
    Notice.objects.create(user=user, kind=Notice.Kind.REPORT_READY, key="k", created_at=NOW)
    tasks.send_message(message.pk)
    assert [each.to for each in mail.outbox] == [["a@contoh.go.id"]]
