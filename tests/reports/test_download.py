"""Files on their way out: asked for again, in parts, and only by who may read them."""

import hashlib
import os

import pytest
from django.http import Http404
from django.urls import reverse

from organization.models import Agency, User
from reports.access import file_for, report_for
from reports.models import Report
from reports.queries import file_name
from workflow.models import Lane

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def ask(printed, filed, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: printed.created_at)
    client.force_login(filed.user("kepala"), backend=BACKEND)

    def ask(**headers):
        address = reverse("reports:report-pdf", args=[printed.pk])
        response = client.get(address, headers=headers)
        response.body = b"".join(response) if response.streaming else response.content
        return response

    return ask


def test_the_whole_file_says_which_it_is_and_that_parts_may_be_asked_for(ask, printed):
    response = ask()
    content = response.body
    assert hashlib.sha256(content).hexdigest() == printed.pdf_sha256
    assert response["ETag"] == f'"{printed.pdf_sha256}"'
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Type"] == "application/pdf"


def test_an_unchanged_file_is_not_sent_again(ask, printed):
    etag = f'"{printed.pdf_sha256}"'
    for known in (etag, f'W/{etag}, "lain"', "*"):
        response = ask(if_none_match=known)
        assert (response.status_code, response.body) == (304, b"")
    assert ask(if_none_match='"lain"').status_code == 200


def test_a_download_goes_on_where_it_broke_off(ask, printed):
    whole = ask().body
    first = ask(range="bytes=0-999")
    rest = ask(range="bytes=1000-", if_range=f'"{printed.pdf_sha256}"')
    assert (first.status_code, rest.status_code) == (206, 206)
    assert first["Content-Range"] == f"bytes 0-999/{len(whole)}"
    assert rest["Content-Length"] == str(len(whole) - 1000)
    assert first.body + rest.body == whole


def test_a_download_begun_of_another_file_starts_anew(ask):
    assert ask(range="bytes=1000-", if_range='"yang dahulu"').status_code == 200


def test_a_part_outside_the_file_is_told_its_size(ask):
    size = len(ask().body)
    response = ask(range=f"bytes={size}-")
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{size}")


def test_a_part_is_not_given_to_who_may_not_read_the_whole(ask, printed, client, filed):
    other = User.objects.create_user("orang-lain", name="Orang Lain")
    client.force_login(other, backend=BACKEND)
    assert ask(range="bytes=0-9").status_code == 404


def test_a_file_goes_to_whom_the_report_is_shown_and_to_nobody_else(printed, filed):
    """Its own query is built once in a process, so it is asked for several people and reports."""
    on = printed.created_at.date()
    administrator = User.objects.create_user("pengurus", name="Pengurus", is_staff=True)
    stranger = User.objects.create_user("orang-lain", name="Orang Lain")
    for lane in (None, Lane.objects.first()):
        Report.objects.filter(pk=printed.pk).update(lane=lane)
        report = report_for(administrator, printed.pk, on)
        for user in (filed.user("kepala"), administrator):
            found = file_for(user, report.pk, on)
            assert found == report_for(user, report.pk, on)
            assert found.lane == lane
            assert (found.pdf, found.pdf_sha256) == (report.pdf, report.pdf_sha256)
            assert file_name(found, "pdf") == file_name(report, "pdf")
        with pytest.raises(Http404):
            file_for(stranger, report.pk, on)
    with pytest.raises(Http404):
        file_for(administrator, 0, on)
    Agency.objects.update(is_active=False)
    for user in (filed.user("kepala"), administrator):
        with pytest.raises(Http404):
            file_for(user, printed.pk, on)


def test_a_file_costs_one_query_beside_session_and_account(ask, django_assert_num_queries):
    ask()
    with django_assert_num_queries(3):
        assert ask().status_code == 200


def test_a_report_printed_before_word_says_so_and_promises_nothing(ask, printed, client):
    Report.objects.filter(pk=printed.pk).update(docx="", docx_sha256="")
    answer = client.get(reverse("reports:report-docx", args=[printed.pk]))
    assert answer.status_code == 404
    assert "sebelum ada berkas Word" in answer.content.decode()


def test_a_file_that_is_lost_is_told_and_no_error_of_the_server(ask, printed):
    os.remove(printed.pdf.path)
    answer = ask()
    assert answer.status_code == 503
    assert "tidak dapat dibaca dari penyimpanan server" in answer.content.decode()
