"""Handing a message to the server of its channel, telling a sure failure from a doubt."""

import smtplib
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from workflow.mail import Mail
from workflow.webhook import Call

#: Seconds after which a server that does not answer is given up.
TIMEOUT = 10
#: Failures that leave no doubt: the server never took the mail.
CERTAIN = (
    ConnectionRefusedError,
    smtplib.SMTPConnectError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)


class NotTaken(Exception):
    """The other side surely did not take the message; it may be tried again."""


class Doubtful(Exception):
    """Nobody knows whether the other side took the message."""


def post_mail(*, mail: Mail, address: str) -> None:
    """Hand a mail to the SMTP server. Raises NotTaken, Doubtful."""
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[address])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except CERTAIN as failure:
        raise NotTaken(str(failure)) from failure
    except (OSError, smtplib.SMTPException) as doubt:
        raise Doubtful(str(doubt)) from doubt


def post_call(*, call: Call, url: str) -> None:
    """Send a request once, to http or https only, following nothing. Raises NotTaken, Doubtful.

    What fails before the request is out, and an answer other than 2xx, are sure; an answer that
    does not come is a doubt.
    """
    connection, path = _connection(url)
    try:
        try:
            connection.connect()
        except OSError as failure:
            raise NotTaken(str(failure) or type(failure).__name__) from failure
        try:
            connection.request("POST", path, call.body, call.headers)
            status = connection.getresponse().status
        except (OSError, HTTPException) as doubt:
            raise Doubtful(str(doubt) or type(doubt).__name__) from doubt
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotTaken(_("Penerima menjawab %(status)d.") % {"status": status})


def _connection(url: str) -> tuple[HTTPConnection, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotTaken(_("Alamat webhook tidak dapat dibaca.")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotTaken(_("Alamat webhook harus http atau https."))
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return kind(parts.hostname, port, timeout=TIMEOUT), path
