"""The button of a report's page: its file without a question, for minutes and in that session."""

import os
import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from organization.models import User
from reports.models import Report

BACKEND = "django.contrib.auth.backends.ModelBackend"
UNASKED, ASKED = 0, 3
SAME = (
    *("ETag", "Content-Type", "Content-Disposition", "Cache-Control", "Content-Length"),
    *("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"),
)


@pytest.fixture
def at(printed, monkeypatch):
    """Let it be so many minutes after the report was made."""

    def at(minutes: int) -> None:
        now = printed.created_at + timedelta(minutes=minutes)
        monkeypatch.setattr("organization.clock.now", lambda: now)

    at(0)
    return at


@pytest.fixture
def reader(at, filed, client):
    client.force_login(filed.user("kepala"), backend=BACKEND)
    return client


@pytest.fixture
def button(printed, reader):
    """Where the button of the page leads."""
    page = reader.get(reverse("reports:report-detail", args=[printed.pk])).content.decode()
    return unescape(re.search(r'href="([^"]+)">Unduh PDF<', page)[1])


def take(client, address, **headers):
    """The answer, read to its end as a browser does."""
    response = client.get(address, headers=headers)
    response.body = b"".join(response) if response.streaming else response.content
    return response


def test_the_button_gives_what_the_view_gives_without_a_query(
    reader, button, printed, django_assert_num_queries
):
    view = take(reader, reverse("reports:report-pdf", args=[printed.pk]))
    with django_assert_num_queries(UNASKED):
        given = take(reader, button)
    assert given.body == view.body
    for name in SAME:
        assert given[name] == view[name]


def test_a_part_and_an_unchanged_file_are_known_to_the_button_too(
    reader, button, printed, django_assert_num_queries
):
    with django_assert_num_queries(UNASKED):
        part = take(reader, button, range="bytes=0-99")
        known = take(reader, button, if_none_match=f'"{printed.pdf_sha256}"')
    assert [part.status_code, len(part.body), known.status_code] == [206, 100, 304]


def test_after_five_minutes_the_view_asks_again(reader, button, at, django_assert_num_queries):
    at(5)
    with django_assert_num_queries(ASKED):
        assert take(reader, button).status_code == 200


def test_the_button_of_another_leads_only_who_may_read_it(reader, button, client):
    client.force_login(User.objects.create_user("orang-lain", name="Orang Lain"), backend=BACKEND)
    assert take(client, button).status_code == 404


def test_without_a_session_the_button_leads_to_the_door(reader, button):
    reader.logout()
    assert take(reader, button).status_code == 302


def test_a_ticket_opens_no_other_address(reader, button, printed):
    Report.objects.filter(pk=printed.pk).update(pdf_sha256="")
    ticket = button.partition("?")[2]
    for name in ("report-pdf", "report-xlsx", "report-docx"):
        other = reverse(f"reports:{name}", args=[printed.pk + 1])
        assert reader.get(f"{other}?{ticket}").status_code == 404


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: "x", lambda text: "%00"])
def test_a_changed_ticket_is_as_none(reader, button, change, django_assert_num_queries):
    address, _mark, ticket = button.partition("=")
    with django_assert_num_queries(ASKED):
        assert take(reader, f"{address}={change(ticket)}").status_code == 200


def test_a_file_that_is_lost_is_told_by_the_view(reader, button, printed):
    os.remove(printed.pdf.path)
    answer = take(reader, button)
    assert answer.status_code == 503
    assert "tidak dapat dibaca dari penyimpanan server" in answer.body.decode()


def test_a_report_that_is_not_printed_yet_has_no_ticket(report, client, filed, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: report.created_at)
    client.force_login(filed.user("kepala"), backend=BACKEND)
    page = client.get(reverse("reports:report-detail", args=[report.pk])).content.decode()
    assert "karcis" not in page
