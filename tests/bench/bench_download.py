"""A report on its way to who asks, beside a static file of that size from the same server.

Nothing is judged: the static file is given to anybody, a report only to who may read it, and the
five queries that tell so cost more than sending either.
"""

import hashlib
import http.client
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from reports.models import Report
from tests.reports.conftest import filed, report

__all__ = ["filed", "report"]

pytestmark = pytest.mark.django_db(transaction=True)
#: A static file as big as a report of a year.
STATIC = "fonts/source-sans-3/SourceSans3_400Regular.ttf"
ROUNDS = 60
GOAL = 1.2


def test_a_download_beside_a_static_file(filed, report, live_server):
    content = Path(settings.BASE_DIR, "static", STATIC).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    report.pdf.save("bench.pdf", ContentFile(content), save=False)
    Report.objects.filter(pk=report.pk).update(pdf=report.pdf.name, pdf_sha256=digest)
    client = Client()
    client.force_login(filed.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    place = urlsplit(live_server.url).netloc
    ours = asking(place, f"/laporan/{report.pk}/pdf/", cookie)
    least = asking(place, f"{settings.STATIC_URL}{STATIC}", {})
    assert ours() == least() == content
    times = [(_seconds(ours), _seconds(least)) for _round in range(ROUNDS)]
    mine, theirs = (median(each[side] for each in times) for side in (0, 1))
    print(  # noqa: T201 - the result
        f"mengunduh {len(content) // 1024} KB: {mine * 1000:.1f} ms, berkas statis "
        f"{theirs * 1000:.1f} ms, {mine / theirs:.1f} × (sasaran {GOAL} ×)"
    )


def asking(place: str, path: str, headers: dict[str, str]) -> Callable[[], bytes]:
    """One request on a connection of its own, read to its end."""

    def ask() -> bytes:
        connection = http.client.HTTPConnection(place)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        assert answer.status == 200, path
        return content

    return ask


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
