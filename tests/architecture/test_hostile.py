"""Nothing that a stranger writes into an address, a form or a header ends in a broken page."""

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from operator import itemgetter
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from lxml import html

from tests.architecture.conftest import AGENCY, ROLES
from tests.architecture.test_urls_by_role import ACTORS, CHANGES, NARROW, PAGES, address

#: Whatever a page reads from its address.
PARAMETERS = (
    *("instansi", "dinas", "tahun", "triwulan", "page", "jalur", "versi", "pilih", "contoh"),
    *("jabatan", "pejabat", "sebagai", "kode", "log", "keadaan", "urut", "q", "status"),
)
#: What a form is sent instead of what it asks for; the last is half of a surrogate pair.
EVIL = (
    *("99999999999", "-1", "0", "9" * 400, "9223372036854775808", "10000", "1e9", "٢٠٢٦", "²"),
    *("a\x00b", "\x00", "\x1f\ufffe", "' OR 1=1 --", "<script>", "%s%n{}", "[]", "NaN", "\u2028"),
    *("9999-12-31", "0001-01-01", "2026-02-30", "true", "x" * 5_000, "\udcff", "\ud800"),
)
#: A form is sent as UTF-8, which half a pair has none of.
TYPED = EVIL[:-2]
#: Beyond the numbers of either database: refused before any view, so that opening it is enough.
BEYOND = 2**63
#: Of nothing, beyond small numbers, and beyond all.
IDS = (0, 2**31, BEYOND)
#: Who sees most forms; of what all of them see, one asks for all.
FILLERS_IN = ("kepala", "kasubid", "kasubag perencanaan", "administrator")
#: Fewer forms than this, and the walk has lost its way.
MANY = 40
ROWS = {name: row[0] for name, row in (PAGES | NARROW).items()} | CHANGES


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def come(world, role: str) -> Client:
    browser = Client(raise_request_exception=False)
    user = world.user(role)
    if user is not None:
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def query(turn: int) -> str:
    """Every parameter with another evil value; each second time the agency is a real one."""
    real = {"instansi": AGENCY, "dinas": AGENCY} if turn % 2 else {}
    return "&".join(
        f"{key}={encoded(real.get(key, EVIL[(place * 5 + turn) % len(EVIL)]))}"
        for place, key in enumerate(PARAMETERS)
    )


def test_no_query_breaks_a_page(world):
    """Each role meets other values; those who get furthest meet all of them over the pages.

    They ask for every address; of the others each asks for every third page.
    """
    broken = []
    for number, role in enumerate(ROLES):
        browser = come(world, role)
        for place, (name, arguments) in enumerate(ROWS.items()):
            if role not in ACTORS and (name in CHANGES or (number + place) % 3):
                continue
            path = f"{address(world, name, arguments)}?{query(number * 7 + place)}"
            if browser.get(path).status_code >= 500:
                broken.append((role, path))
    assert broken == []


def numbered(world, name: str, arguments: dict[str, object]) -> Iterator[tuple[str, str]]:
    """(method, address) with each of its numbers out of all bounds."""
    kwargs = {
        key: getattr(world, value).pk if isinstance(value, str) and hasattr(world, value) else value
        for key, value in arguments.items()
    }
    for key, number in itertools.product(kwargs, IDS):
        if isinstance(kwargs[key], int):
            with suppress(NoReverseMatch):
                path = reverse(name, kwargs=kwargs | {key: number})
                yield "get", path
                if number != BEYOND:
                    yield "post", path


@pytest.mark.parametrize("role", ["kasubid", "administrator"])
def test_no_number_in_a_path_breaks_a_page(world, known_refusals, role):
    broken, browser = [], come(world, role)
    for name, arguments in ROWS.items():
        for method, path in numbered(world, name, arguments):
            if getattr(browser, method)(path).status_code >= 500:
                broken.append((name, path, method))
    assert broken == []


def bodies(form: Any, turn: int) -> dict[str, str]:
    """What a form asks for, each field with another evil value, each second one as it was."""
    return {
        name: value or "" if (place + turn) % 4 == 0 else TYPED[(place * 3 + turn) % len(TYPED)]
        for place, (name, value) in enumerate(form.fields.items())
        if name
    }


def asked(world) -> Iterator[tuple[str, str]]:
    """(role, address) of every page with those who may fill in what it asks for."""
    for name, (arguments, *_answers) in PAGES.items():
        for role in FILLERS_IN:
            yield role, address(world, name, arguments)
    for name, (arguments, roles) in NARROW.items():
        yield roles[0], address(world, name, arguments)


def test_no_form_breaks_on_what_is_typed(world):
    """Each form once, however many pages show it."""
    broken, known, logout = [], set(), reverse("organization:logout")
    for role, pages in itertools.groupby(sorted(asked(world)), itemgetter(0)):
        browser = come(world, role)
        for _role, path in pages:
            opened = browser.get(path, {"instansi": AGENCY})
            if "html" not in opened.headers.get("Content-Type", "") or opened.status_code != 200:
                continue
            for form in html.fromstring(opened.content.decode()).forms:
                action = form.action or path
                kind = (re.sub(r"\d+", "0", action), *sorted(filter(None, form.fields)))
                if form.method != "POST" or action[0] != "/" or {action, kind} & {logout, *known}:
                    continue
                known.add(kind)
                for turn in range(3):
                    status = browser.post(action, bodies(form, turn)).status_code
                    if status >= 500:
                        broken.append((role, action, turn, status))
    assert len(known) > MANY
    assert broken == []


#: Kind of body, body, and the answer where only one is right.
BODIES = [
    ("multipart/form-data", b"tanpa pembatas", 400),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data", None),
    ("multipart/form-data; boundary=\xff", b"--", None),
    ("application/x-www-form-urlencoded", b"a=" + b"x" * (5 * 1024 * 1024 + 1), 400),
    ("application/x-www-form-urlencoded", b"a=1&" * 5_001, 400),
    ("application/x-www-form-urlencoded", b"note=%ED%A0%80%00%FF&dilihat=%00", None),
    ("application/x-www-form-urlencoded; charset=klingon", b"a=1", None),
    ("application/json", b"{", None),
    ("", b"\x00\xff", None),
]
HEADERS = [
    {"HTTP_ACCEPT_LANGUAGE": "xx-\x01,*;q=99999,id;q=nan," + "a-" * 5_000},
    {"HTTP_REFERER": "javascript:alert(1)\x01"},
    {"HTTP_COOKIE": "sessionid=\x00\xff; messages=}{; csrftoken=" + "x" * 9_000},
    {"HTTP_RANGE": "bytes=-99999999999999999999,0-,x"},
    {"HTTP_IF_MODIFIED_SINCE": "kemarin", "HTTP_IF_NONE_MATCH": '"\x00'},
    {"HTTP_X_FORWARDED_FOR": "bukan alamat, \x00"},
    {"HTTP_X_REQUESTED_WITH": "\u2028"},
]


def test_no_body_and_no_header_breaks_a_page(world):
    browser, broken = come(world, "kasubid"), []
    for name in ("workflow:task-assign", "workflow:task-save", "workflow:task-upload"):
        path = address(world, name, ROWS[name])
        for content_type, body, status in BODIES:
            found = browser.generic("POST", path, body, content_type=content_type).status_code
            if found >= 500 or status not in (None, found):
                broken.append((name, content_type, body[:20], found))
    for name in ("workflow:inbox", "workflow:task-detail", "reports:report-pdf"):
        for headers in HEADERS:
            if browser.get(address(world, name, ROWS[name]), **headers).status_code >= 500:
                broken.append((name, headers))
    assert broken == []


def test_a_nul_in_a_path_leads_nowhere_and_is_a_space_in_a_query(world):
    browser = come(world, "kepala")
    name = "reports:document-detail"
    path = address(world, name, ROWS[name])
    assert browser.get(path).status_code == 200
    assert browser.get(path.replace(AGENCY, "a%00b")).status_code == 404
    assert browser.get("/cari/?q=a%00b").context["text"] == "a b"
