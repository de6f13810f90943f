"""A person's message as a signed request to the address that the agency's administrator set."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.mail import MailLine

SIGNATURE = "X-Kinerja-Signature"
TIMESTAMP = "X-Kinerja-Timestamp"
IDEMPOTENCY = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Call:
    """A request ready to be sent: its body and headers."""

    body: bytes
    headers: dict[str, str]


def render_call(
    *, key: str, account: str, name: str, lines: Sequence[MailLine], secret: str, now: datetime
) -> Call:
    """The request of one message; the receiver may drop a key that he knows already."""
    content = {
        "kunci": key,
        "dibuat": now.isoformat(),
        "kepada": {"akun": account, "nama": name},
        "isi": [{"kalimat": line.sentence, "alamat": line.url} for line in lines],
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    stamp = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        IDEMPOTENCY: key,
        TIMESTAMP: stamp,
        SIGNATURE: sign(secret=secret, stamp=stamp, body=body),
    }
    return Call(body, headers)


def sign(*, secret: str, stamp: str, body: bytes) -> str:
    """`sha256=` and the HMAC-SHA256 over timestamp, a dot and the body."""
    found = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={found.hexdigest()}"
