"""One mail a day and person, claimed before sending, never twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from organization.models import User
from tests.workflow.offices import NOW
from workflow.models import MailDigest, Notice
from workflow.services import queue_digests, send_digest

pytestmark = pytest.mark.django_db
State = MailDigest.State


@pytest.fixture
def user():
    return User.objects.create(username="a", name="A", email="a@contoh.go.id")


def notify(user, key="k", **values) -> Notice:
    return Notice.objects.create(
        user=user, kind=Notice.Kind.REPORT_READY, key=key, created_at=NOW, **values
    )


def digest(user, **values) -> MailDigest:
    return MailDigest.objects.create(user=user, day=NOW.date(), **values)


def test_queue_digests_makes_one_mail_a_day_and_asks_for_it_on_commit(
    user, sent_tasks, django_capture_on_commit_callbacks
):
    notify(user)
    with django_capture_on_commit_callbacks(execute=True):
        [made] = queue_digests(now=NOW)
    assert sent_tasks == [("workflow.send_digest", [made.pk])]
    assert Notice.objects.get().digest == made
    notify(user, "later")
    MailDigest.objects.update(state=State.SENT)
    assert queue_digests(now=NOW + timedelta(hours=2)) == []
    assert MailDigest.objects.count() == 1


def test_queue_digests_waits_for_eight_in_the_morning(user):
    notify(user)
    seven_fifty = NOW.replace(hour=23, minute=50) - timedelta(days=1)
    assert queue_digests(now=seven_fifty) == []
    assert len(queue_digests(now=seven_fifty + timedelta(minutes=10))) == 1


def test_queue_digests_leaves_out_who_has_no_address_left_or_read_it_all(user):
    notify(User.objects.create(username="b", name="B"))
    notify(User.objects.create(username="c", name="C", email="c@x.id", is_active=False))
    notify(user, read_at=NOW)
    assert queue_digests(now=NOW) == []
    assert not MailDigest.objects.exists()


def test_queue_digests_asks_again_for_a_lost_task(user):
    waiting = digest(user)
    assert queue_digests(now=NOW) == [waiting]


def test_queue_digests_gives_up_what_was_left_in_the_middle(user):
    digest(user, state=State.SENDING, claimed_at=NOW - timedelta(minutes=16))
    assert queue_digests(now=NOW) == []
    assert MailDigest.objects.get().state == State.UNSURE
    assert queue_digests(now=NOW + timedelta(days=1)) == []


def test_queue_digests_leaves_a_sender_his_fifteen_minutes(user):
    digest(user, state=State.SENDING, claimed_at=NOW - timedelta(minutes=14))
    queue_digests(now=NOW)
    assert MailDigest.objects.get().state == State.SENDING


def test_queue_digests_tries_a_sure_failure_again_the_same_day_only(user):
    failed = digest(user, state=State.FAILED)
    assert queue_digests(now=NOW) == [failed]
    assert queue_digests(now=NOW + timedelta(days=1)) == []


def test_send_digest_is_sent_once_whoever_asks_how_often(user):
    made = digest(user)
    notify(user, digest=made)
    assert send_digest(digest_id=made.pk, now=NOW)
    assert not send_digest(digest_id=made.pk, now=NOW)
    [sent] = mail.outbox
    assert sent.to == ["a@contoh.go.id"]
    assert [kind for _body, kind in sent.alternatives] == ["text/html"]
    made.refresh_from_db()
    assert (made.state, made.sent_at) == (State.SENT, NOW)


def test_send_digest_without_an_address_says_so(user):
    made = digest(user)
    User.objects.update(email="")
    assert not send_digest(digest_id=made.pk, now=NOW)
    made.refresh_from_db()
    assert (made.state, made.error) == (State.FAILED, "Pengguna ini tidak mempunyai alamat surel.")
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (ConnectionRefusedError("ditolak"), State.FAILED),
        (smtplib.SMTPRecipientsRefused({}), State.FAILED),
        (TimeoutError("putus"), State.UNSURE),
        (smtplib.SMTPServerDisconnected("putus"), State.UNSURE),
    ],
)
def test_send_digest_tells_a_sure_failure_from_a_doubt(user, monkeypatch, failure, state):
    def fail(self):
        raise failure

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    made = digest(user)
    assert not send_digest(digest_id=made.pk, now=NOW)
    made.refresh_from_db()
    assert made.state == state
