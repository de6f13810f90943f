"""The button of a report's page beside a static file of that size.

Both from the server of `make run`, one process with its threads, bytes over loopback, each request
on a connection of its own, in turn. The address without a ticket, which asks who comes, is printed
only (docs/decisions/0034-ticket-for-a-report.md); the milliseconds are those of the clock and, for
the server alone, of the processor.
"""

import hashlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client

from kinerja.supervisor import gunicorn_options
from reports.models import Report
from tests.architecture.source import ROOT
from tests.bench.ratios import report as judge
from tests.reports.conftest import filed, report
from tests.waiting import wait_until

__all__ = ["filed", "report"]

pytestmark = pytest.mark.django_db(transaction=True)
#: Kilobytes: a laporan triwulan, an LKjIP of 57 pages, one with a signature and large pictures.
SIZES = (150, 400, 1200)
ROUNDS = 200
#: Each thread has to have opened its connection and the database to have kept its plans.
WARMING = 20
BUDGET = 1.2
TICKS = os.sysconf("SC_CLK_TCK")
Ask = Callable[[], bytes]


@pytest.fixture
def place(tmp_path, filed) -> Iterator[tuple[str, int]]:
    """Where the server listens, and its process."""
    (tmp_path / "static").mkdir()
    for size in SIZES:
        (tmp_path / "static" / f"{size}.pdf").write_bytes(os.urandom(size * 1024))
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    given = connection.settings_dict
    folder = given["HOST"] or given["OPTIONS"]["host"]
    options = gunicorn_options(f"127.0.0.1:{port}", workers=1)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "kinerja.wsgi", *options],
        cwd=ROOT,
        env={
            **os.environ,
            "KINERJA_VAR": str(tmp_path),
            "KINERJA_TESTING": "false",
            "DJANGO_SETTINGS_MODULE": "kinerja.settings",
            "DATABASE_URL": f"postgres://postgres@/{given['NAME']}?host={folder}",
        },
    )
    wait_until(lambda: _listens(port), 60)
    listed = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, check=True)
    yield f"127.0.0.1:{port}", int(listed.stdout.split()[0])
    server.terminate()
    server.wait(20)


def test_the_button_beside_a_static_file(filed, report, place):
    address, process = place
    client = Client()
    client.force_login(filed.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    cookie = {"Cookie": f"{name}={client.cookies[name].value}"}
    for size in SIZES:
        content = Path(settings.MEDIA_ROOT.parent, "static", f"{size}.pdf").read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        report.pdf.save("bench.pdf", ContentFile(content), save=False)
        Report.objects.filter(pk=report.pk).update(pdf=report.pdf.name, pdf_sha256=digest)
        button = button_of(client.get(f"/laporan/{report.pk}/").content.decode())
        ways = {
            "tombol": asking(address, button, cookie),
            "tanpa karcis": asking(address, f"/laporan/{report.pk}/pdf/", cookie),
            "berkas statis": asking(address, f"/static/{size}.pdf", cookie),
        }
        assert all(way() == content for way in ways.values())
        assert button != f"/laporan/{report.pk}/pdf/"
        found = measured(ways, process)
        static = found["berkas statis"][0]
        for way, (clock, processor) in found.items():
            ratio = clock / static
            print(f"{size} KB, {way}: {clock:.2f} ms, prosesor {processor:.2f} ms, {ratio:.2f} ×")  # noqa: T201 - the result
        judge(f"mengunduh {size} KB", found["tombol"][0] / 1000, static / 1000, BUDGET)


def button_of(page: str) -> str:
    """Where the button of a report's page leads."""
    found = re.search(r'href="([^"]+)">Unduh PDF<', page)
    assert found is not None
    return unescape(found[1])


def measured(ways: dict[str, Ask], process: int) -> dict[str, tuple[float, float]]:
    """Medians of the clock in turn; then the server's processor time of each. Milliseconds."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for ask in [*ways.values()] * WARMING:
        ask()
    for _round in range(ROUNDS):
        for way, ask in ways.items():
            begin = time.perf_counter()
            ask()
            times[way].append(time.perf_counter() - begin)
    return {way: (median(times[way]) * 1000, _processor(ask, process)) for way, ask in ways.items()}


def asking(address: str, path: str, headers: dict[str, str], status: int = 200) -> Ask:
    """One request on a connection of its own, read to its end."""

    def ask() -> bytes:
        with closing(http.client.HTTPConnection(address)) as line:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            content = answer.read()
        assert answer.status == status, path
        return content

    return ask


def _processor(ask: Ask, process: int) -> float:
    begin = _ticks(process)
    for _round in range(ROUNDS):
        ask()
    return (_ticks(process) - begin) / TICKS / ROUNDS * 1000


def _ticks(process: int) -> int:
    """What a process has had of the processor, its own and the kernel's for it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
