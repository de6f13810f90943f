"""Installable; the worker keeps files, the page without network, and forms of who is signed in."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_manifest_names_icons_that_exist():
    answer = Client().get("/manifest.webmanifest")
    content = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (content["start_url"], content["display"]) == ("/", "standalone")
    paths = [each["src"].removeprefix("/static/") for each in content["icons"]]
    assert all(finders.find(path) for path in paths)
    assert {each["purpose"] for each in content["icons"]} == {"any", "maskable"}


def test_the_icon_is_found_where_programs_ask_for_it_without_signing_in():
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/favicon.svg")
    assert answer["Cache-Control"] == "max-age=86400"


def test_the_worker_keeps_hashed_files_and_the_page_without_network():
    text = Client().get("/pekerja.js").content.decode()
    assert 'const OFFLINE = "/luar-jaringan/";' in text
    kept = re.search(r"const KEPT = \[OFFLINE, (.*?)\];", text).group(1)
    assert json.loads(f"[{kept}]") == [
        "/static/css/app.css",
        "/static/vendor/bootstrap-5.3.8/bootstrap.min.css",
    ]
    pattern = re.compile(re.search(r"const HASHED = /(.*)/;", text).group(1).replace(r"\/", "/"))
    assert pattern.match("/static/css/app.0123456789ab.css")
    assert not pattern.match("/tugas/1/")
    assert not pattern.match("/static/css/app.css")


def test_the_page_without_network_knows_nobody():
    answer = Client().get("/luar-jaringan/")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies
    assert "Jaringan terputus" in answer.content.decode()
