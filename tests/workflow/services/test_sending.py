"""Sending a message: to a real mail sink and a real server, claimed, never twice."""

import hashlib
import hmac
import json
import smtplib
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MailSink
from django.core import mail

from organization.models import User
from tests.factories.organization import AgencyFactory
from tests.workflow.offices import NOW, open_office
from workflow.models import Delivery, Message, MessageTemplate, Notice
from workflow.services import send_message

pytestmark = pytest.mark.django_db
State = Message.State


@pytest.fixture
def user():
    return User.objects.create(username="a", name="A", email="a@contoh.go.id")


def message(user, **values) -> Message:
    fields = {"channel": "surel", "day": NOW.date(), "key": "kunci", "created_at": NOW}
    return Message.objects.create(user=user, **fields | values)


def notify(user, key="k", **values) -> Notice:
    return Notice.objects.create(
        user=user, kind=Notice.Kind.REPORT_READY, key=key, created_at=NOW, **values
    )


def state_of(made: Message) -> str:
    made.refresh_from_db()
    return made.state


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Sink(MailSink):
    """Keeps what arrives."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, mail):
        self.mails.append(mail)


@pytest.fixture
def sink(settings):
    """A mail server of the test's own."""
    found = Sink()
    controller = Controller(found, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield found
    controller.stop()


def test_a_mail_reaches_the_server_once_whoever_asks_how_often(user, sink):
    made = message(user)
    notify(user, data={"title": "LKjIP"})
    assert send_message(message_id=made.pk, now=NOW)
    assert not send_message(message_id=made.pk, now=NOW)
    [arrived] = sink.mails
    assert (arrived["To"], arrived["Subject"]) == (
        "a@contoh.go.id",
        "Kinerja: 1 hal untuk Anda hari ini",
    )
    text = arrived.get_payload()[0].get_payload(decode=True).decode()
    assert "Laporan siap: LKjIP." in text
    assert "/akun/saluran/" in text
    assert (state_of(made), made.sent_at, made.text) == (State.SENT, NOW, "Laporan siap: LKjIP.")


def test_a_server_that_is_away_is_a_sure_failure_with_a_growing_pause(user, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    made = message(user)
    notify(user)
    assert not send_message(message_id=made.pk, now=NOW)
    assert (state_of(made), made.try_after) == (State.FAILED, NOW + timedelta(minutes=10))
    assert not send_message(message_id=made.pk, now=NOW)
    assert (state_of(made), made.try_after) == (State.FAILED, NOW + timedelta(minutes=20))


def test_a_message_sent_again_keeps_what_it_had(user, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    made = message(user)
    notify(user, data={"title": "Lama"})
    send_message(message_id=made.pk, now=NOW)
    notify(user, "baru", data={"title": "Baru"})
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_message(message_id=made.pk, now=NOW)
    made.refresh_from_db()
    assert made.text == "Laporan siap: Lama."


def test_what_was_read_meanwhile_is_left_out_and_nothing_left_needs_no_mail(user):
    made = message(user)
    notify(user, read_at=NOW)
    assert not send_message(message_id=made.pk, now=NOW)
    assert (state_of(made), mail.outbox) == (State.UNNEEDED, [])


def test_a_notice_goes_out_by_each_channel_once(user):
    notify(user)
    send_message(message_id=message(user).pk, now=NOW)
    later = message(user, key="besok")
    notify(user, "baru", data={"title": "Baru"})
    send_message(message_id=later.pk, now=NOW)
    assert [each.key for each in later.notices.all()] == ["baru"]
    assert len(mail.outbox) == 2


def test_a_message_without_an_address_says_so(user):
    made = message(user)
    notify(user)
    User.objects.update(email="")
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.FAILED
    assert made.error == "Pengguna ini tidak mempunyai alamat surel."


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (ConnectionRefusedError("ditolak"), State.FAILED),
        (smtplib.SMTPRecipientsRefused({}), State.FAILED),
        (TimeoutError("putus"), State.UNSURE),
        (smtplib.SMTPServerDisconnected("putus"), State.UNSURE),
    ],
)
def test_a_sure_failure_is_told_from_a_doubt(user, monkeypatch, failure, state):
    def fail(self):
        raise failure

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", fail)
    made = message(user)
    notify(user)
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == state


def test_lines_are_in_the_words_of_the_agency():
    office = open_office("dishub")
    user = office.user("kasi.angkutan")
    User.objects.filter(pk=user.pk).update(email="kasi@contoh.go.id")
    MessageTemplate.objects.create(
        agency=office.agency, kind="pengingat.sebelum", text="Mohon {{ tugas|upper }}, {{ nama }}."
    )
    task = office.task("perintahkan-analis", "kasi-angkutan")
    Notice.objects.filter(user=user).delete()
    Notice.objects.create(
        user=user, kind=Notice.Kind.BEFORE_DUE, key="k", task=task, run=task.run, created_at=NOW
    )
    made = message(user)
    assert send_message(message_id=made.pk, now=NOW)
    made.refresh_from_db()
    assert made.text == f"Mohon {str(task.step).upper()}, {user.name}."


class Server:
    """A receiver of webhooks that answers as it is told; `None` hangs up without an answer."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.calls.append((self.path, dict(self.headers), body))
                answer = outer.answers.pop(0)
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer)
                self.send_header("Location", "/lain/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/kait?x=1"

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listen():
    servers = []

    def begin(*answers):
        servers.append(Server(*answers))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


def webhook(user, url) -> Message:
    delivery = Delivery.objects.create(
        agency=AgencyFactory(), webhook_url=url, webhook_secret="rahasia"
    )
    notify(user, data={"title": "LKjIP"})
    return message(user, channel="webhook", agency=delivery.agency)


def test_a_webhook_gets_a_signed_request_with_its_key(user, listen):
    server = listen(204)
    made = webhook(user, server.url)
    assert send_message(message_id=made.pk, now=NOW)
    [(path, headers, body)] = server.calls
    content = json.loads(body)
    assert path == "/kait?x=1"
    assert headers["Idempotency-Key"] == content["kunci"] == "kunci"
    assert [line["kalimat"] for line in content["isi"]] == ["Laporan siap: LKjIP."]
    signed = headers["X-Kinerja-Timestamp"].encode() + b"." + body
    expected = hmac.new(b"rahasia", signed, hashlib.sha256).hexdigest()
    assert headers["X-Kinerja-Signature"] == f"sha256={expected}"


def test_a_webhook_is_tried_again_after_an_error_and_follows_no_redirect(user, listen):
    server = listen(500, 302, 200)
    made = webhook(user, server.url)
    assert not send_message(message_id=made.pk, now=NOW)
    assert (state_of(made), made.error) == (State.FAILED, "Penerima menjawab 500.")
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.FAILED
    assert send_message(message_id=made.pk, now=NOW)
    assert [path for path, _headers, _body in server.calls] == ["/kait?x=1"] * 3
    assert len({headers["Idempotency-Key"] for _path, headers, _body in server.calls}) == 1


def test_a_webhook_without_an_answer_leaves_a_doubt_and_is_not_sent_again(user, listen):
    server = listen(None)
    made = webhook(user, server.url)
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.UNSURE
    assert not send_message(message_id=made.pk, now=NOW)
    assert len(server.calls) == 1


def test_a_receiver_that_is_too_slow_leaves_a_doubt(user, monkeypatch):
    monkeypatch.setattr("workflow.services.posting.TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        made = webhook(user, f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.UNSURE


@pytest.mark.parametrize(
    "url",
    ["ftp://contoh.go.id/", "file:///etc/passwd", "http://", "gopher://x/", "http://[", ""],
)
def test_only_http_addresses_are_called(user, url):
    made = webhook(user, url)
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.FAILED


def test_a_receiver_that_is_away_is_a_sure_failure(user):
    made = webhook(user, f"http://127.0.0.1:{free_port()}/")
    assert not send_message(message_id=made.pk, now=NOW)
    assert state_of(made) == State.FAILED
