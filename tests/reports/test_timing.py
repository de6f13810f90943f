"""The SOP clock as a page, as Excel and as an event log."""

import io
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from organization.models import User
from reports.charts import TimeBar, timing_chart, timing_text
from reports.timing import length_words
from tests.workflow.offices import load_office, open_office
from workflow import services

XES = "{http://www.xes-standard.org/}"
#: Monday 13 April 2026, 10.00 in Makassar: the order of 15 menit took 7 hours.
MONDAY = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def office(db, monkeypatch):
    """One Seksi acted late; its Kabid gave the report back two hours after it came."""
    found = open_office("dishub")
    for step, hours in (("perintahkan-analis", 0), ("serahkan-bahan", 1), ("buat-laporan", 2)):
        found.finish(found.task(step, "kasi-angkutan"), now=MONDAY + timedelta(hours=hours))
    task = found.task("periksa", "bidang-angkutan")
    services.give_back(
        task=task,
        acting=found.acting(task),
        lanes=[found.lane("kasi-angkutan")],
        reasons={},
        reason="Mohon dilengkapi.",
        now=MONDAY + timedelta(hours=5),
    )
    monkeypatch.setattr("organization.clock.now", lambda: LATER)
    return found


@pytest.fixture
def read(office, client):
    client.force_login(office.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")

    def read(kind, query=""):
        address = reverse(f"reports:timing-{kind}", args=[office.run.document_id])
        return client.get(f"{address}{query}")

    return read


def test_the_page_shows_what_holds_up_and_the_share_kept(read):
    page = read("detail", "?tahun=2026&triwulan=1")
    words = page.content.decode()
    # orders: 1 of 1 over, data and report in time, review over the hour
    assert "<strong>50,0\u00a0%</strong> pengerjaan sesuai waktu baku (2 dari 4)." in words
    table = page.context["tables"]["bottlenecks"]
    assert [str(row[0])[:2] for row in table.rows] == ["2.", "5."]
    # Fri 10.00 to Mon 10.00: 1,5 + 3,5 + 2,5 hours, of which 15 minutes are the standard
    assert str(table.rows[0][1]) == "7 jam 15 menit"
    assert "Menahan" in words
    assert 'alt="Rata-rata waktu' in words


def test_a_year_without_runs_falls_back_and_every_year_can_be_seen_at_once(read):
    assert read("detail", "?tahun=1999").context["year"] == 2026
    everything = read("detail", "?tahun=semua")
    assert everything.context["year"] is None
    assert len(everything.context["tables"]["details"].rows) == len(
        read("detail", "?tahun=2026").context["tables"]["details"].rows
    )


def test_an_sop_that_never_ran_says_so(db, client):
    document = load_office("dishub")
    user = User.objects.get(username="kepala@dishub")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("reports:timing-detail", args=[document.pk]))
    assert "SOP ini belum pernah berjalan." in page.content.decode()


def test_excel_has_every_stay_with_minutes_as_numbers(read):
    book = openpyxl.load_workbook(io.BytesIO(read("xlsx").content))
    sheet = book["Setiap pengerjaan"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    head = rows[0]
    late = next(row for row in rows if row[1].startswith("2.") and row[2] == "Seksi Angkutan")
    said = dict(zip(head, late, strict=True))
    assert (said["Dikerjakan"], said["Lewat baku"], said["Keadaan"]) == (450, 435, "Selesai")
    assert said["Jabatan"] == "Kepala Seksi Angkutan Orang dan Barang"
    assert said["Selesai"] == datetime(2026, 4, 13, 10)  # noqa: DTZ001 - Excel knows no zones
    runs = list(book["Menurut triwulan"].iter_rows(min_row=4, max_row=4, values_only=True))
    assert len(set(runs[0])) == len(runs[0])
    assert len(book.sheetnames) == 5


def test_the_event_log_follows_the_schema_of_xes(read):
    """Names, order of elements and types of IEEE 1849-2016, as its XSD states them."""
    log = ET.fromstring(read("xes").content)  # noqa: S314 - our own text
    for parent, order in (
        (log, ("extension", "global", "classifier", "trace")),
        *((trace, ("string", "event")) for trace in log.iter(f"{XES}trace")),
    ):
        kinds = [child.tag.removeprefix(XES) for child in parent]
        assert kinds == sorted(kinds, key=order.index)
    assert Decimal(log.get("xes.version")) == Decimal("1849.2016")
    for element in log.iter():
        kind = element.tag.removeprefix(XES)
        for name in REQUIRED[kind]:
            assert re.fullmatch(LEXICAL[kind, name], element.get(name)), (kind, name)
        assert set(element.attrib) <= {*REQUIRED[kind], "xes.features"}


#: Element → its attributes; all of them required.
REQUIRED = {
    "log": ("xes.version",),
    "extension": ("name", "prefix", "uri"),
    "global": ("scope",),
    "classifier": ("name", "keys"),
    "trace": (),
    "event": (),
    "string": ("key", "value"),
    "date": ("key", "value"),
    "int": ("key", "value"),
}
NCNAME, NAME = r"[A-Za-z_][\w.-]*", r"[A-Za-z_:][\w:.-]*"
#: xs:decimal, xs:NCName, xs:anyURI, xs:token, xs:Name, xs:dateTime with its offset, xs:long.
LEXICAL = {
    ("log", "xes.version"): r"\d+\.\d+",
    ("extension", "name"): NCNAME,
    ("extension", "prefix"): NCNAME,
    ("extension", "uri"): r"http://www\.xes-standard\.org/[a-z]+\.xesext",
    ("global", "scope"): "trace|event",
    ("classifier", "name"): NCNAME,
    ("classifier", "keys"): rf"{NAME}( {NAME})*",
    ("string", "key"): NAME,
    ("string", "value"): r"(?s).*",
    ("date", "key"): NAME,
    ("date", "value"): r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d",
    ("int", "key"): NAME,
    ("int", "value"): r"[1-9]\d*",
}


def test_the_event_log_declares_what_it_uses_and_keeps_what_it_declares(read):
    """Extensions for every prefix, globals in every trace and event, classifiers over globals."""
    log = ET.fromstring(read("xes").content)  # noqa: S314 - our own text
    declared = {each.get("prefix") for each in log.iter(f"{XES}extension")}
    assert declared == {"concept", "time", "lifecycle", "org"}
    promised = {
        each.get("scope"): {child.get("key") for child in each} for each in log.iter(f"{XES}global")
    }
    for kind in ("trace", "event"):
        for element in log.iter(f"{XES}{kind}"):
            keys = [each.get("key") for each in element if each.get("key")]
            assert len(keys) == len(set(keys))
            assert promised[kind] <= set(keys)
            assert {key.partition(":")[0] for key in keys if ":" in key} <= declared
    for classifier in log.iter(f"{XES}classifier"):
        assert set(classifier.get("keys").split()) <= promised["event"]


def said(event, key):
    return next(each.get("value") for each in event if each.get("key") == key)


def test_the_event_log_tells_order_moment_and_position_of_each_stay(read):
    log = ET.fromstring(read("xes").content)  # noqa: S314 - our own text
    [trace] = log.findall(f"{XES}trace")
    events = trace.findall(f"{XES}event")
    times = [datetime.fromisoformat(said(event, "time:timestamp")) for event in events]
    assert times == sorted(times)
    review = [
        (said(event, "lifecycle:transition"), said(event, "time:timestamp"))
        for event in events
        if said(event, "concept:name").startswith("5.")
        and said(event, "jalur") == "Bidang Angkutan"
    ]
    assert review == [
        ("schedule", "2026-04-13T12:00:00.000+08:00"),
        ("start", "2026-04-13T12:00:00.000+08:00"),
        ("ate_abort", "2026-04-13T15:00:00.000+08:00"),
        ("schedule", "2026-04-13T15:00:00.000+08:00"),
    ]


def test_the_event_log_names_positions_and_nobody(office, read):
    User.objects.filter(username="kasi.angkutan@dishub").update(name="Nama Orang")
    text = read("xes").content.decode()
    assert 'key="org:resource" value="Kepala Seksi Angkutan Orang dan Barang"' in text
    assert "Nama Orang" not in text
    assert "@dishub" not in text


def test_the_event_log_holds_no_sign_that_xml_forbids(office, read):
    office.run.lanes.update(label="Ja\x01lur\ufffe")
    log = ET.fromstring(read("xes").content)  # noqa: S314 - our own text
    assert "Jalur" in {each.get("value") for each in log.iter(f"{XES}string")}


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 menit"), (20, "20 menit"), (380, "6 jam 20 menit"), (420, "7 jam"), (450, "1 hari")],
)
def test_lengths_in_words(minutes, words):
    assert length_words(timedelta(minutes=minutes)) == words
    assert length_words(timedelta(minutes=1125)) == "2,5 hari"
    assert length_words(timedelta(minutes=460)) == "1 hari"
    with override("en"):
        said = [length_words(timedelta(minutes=each)) for each in (1, 60, 61, 122, 450, 1125)]
    assert said == [
        "1 minute",
        "1 hour",
        "1 hour 1 minute",
        "2 hours 2 minutes",
        "1 day",
        "2,5 days",
    ]


def test_the_chart_is_the_same_bytes_for_the_same_times_and_says_what_is_over():
    bars = (
        TimeBar("1. Satu", Decimal(0), Decimal(1), Decimal("0.5"), Decimal(1)),
        # waiting is nobody's work
        TimeBar("1. Lain", Decimal(3), Decimal(1), Decimal(0), Decimal(1)),
        TimeBar("2. Dua", Decimal(0), Decimal("0.5"), Decimal(0), None),
    )
    assert timing_chart(bars) == timing_chart(bars[:1] + bars[1:])
    assert b"menunggu" in timing_chart(bars)
    assert "1 langkah lebih lama" in timing_text(bars)
    assert timing_chart(()).startswith(b"<?xml")
