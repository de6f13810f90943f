"""A mail server that keeps what it took, and is as slow as a real one."""

from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.kinerja.places import free_port


@dataclass
class Sink:
    """Every mail taken, as (recipient, text); url is what EMAIL_URL takes."""

    mails: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        for recipient in envelope.rcpt_tos:
            self.mails.append((recipient, body.get_content()))
        return "250 OK"

    def start(self) -> None:
        self.controller.start()

    def stop(self) -> None:
        self.controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    def counts(self) -> Counter[str]:
        """Mails per recipient."""
        return Counter(recipient for recipient, _text in self.mails)
