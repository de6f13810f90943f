"""English is chosen, never guessed; papers, events and notices are Indonesian whoever asks."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from indicators.models import BudgetLine, History, Indicator, Sasaran
from organization.models import Event, Holiday, Position, Unit
from sop.models import SopGood, SopStep, SopVersion
from tests.architecture.conftest import AGENCY
from workflow.models import Disposisi, DisposisiHop, Lane, Notice

CORE = "docProps/core.xml"
BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = {"agency": AGENCY, "year": 2026}
PAPERS = {
    "reports:document-pdf": {"document": "pk", **YEAR},
    "reports:document-xlsx": {"document": "renaksi", **YEAR},
    "reports:book-xlsx": {"book": "agenda", **YEAR},
    "reports:disposisi-sheet": {"run": "run"},
    "reports:timing-xlsx": {"pk": "document"},
    "workflow:task-calendar": {"pk": "task"},
    "workflow:run-workbook": {"pk": "run"},
    "workflow:holiday-workbook": {"government": "jeneponto", "year": 2026},
    "charts:chart-file": {"chart": "ketepatan", "kind": "csv"},
}

#: Main pages, read by who has the most on them.
PAGES = {
    "workflow:inbox": {},
    "workflow:task-list": {},
    "workflow:task-detail": {"pk": "task"},
    "workflow:run-detail": {"pk": "run"},
    "workflow:disposisi-detail": {"pk": "sheet"},
    "workflow:monitor": {},
    "workflow:schedule": {},
    "workflow:calendar": {},
    "reports:report-list": {},
    "reports:report-detail": {"pk": "report"},
    "indicators:indicator-list": {},
    "indicators:indicator-detail": {"pk": "indicator"},
    "charts:chart-list": {},
    "help-list": {},
    "organization:profile": {},
}
WORDS = re.compile(r"\b(yang|dan|untuk|belum|dengan|tidak|sudah|oleh|dari)\b", re.IGNORECASE)
#: What offices and people wrote: model → the fields of it that pages show.
DATA = (
    (Position, ("name",)),
    (Unit, ("name",)),
    (Holiday, ("name", "basis")),
    (Indicator, ("name", "definisi_operasional", "sumber_data", "source_document", "unit")),
    (BudgetLine, ("program", "source_document")),
    (History, ("source_document",)),
    (Sasaran, ("name", "tujuan__name")),
    (SopStep, ("kegiatan", "keterangan")),
    (SopGood, ("text",)),
    (SopVersion, ("nama",)),
    (Disposisi, ("hal",)),
    (Lane, ("label",)),
)


def client_of(user, language=""):
    client = Client()
    client.force_login(user, backend=BACKEND)
    if language:
        client.post(reverse("set_language"), {"language": language, "next": "/"})
    return client


def test_the_browsers_wish_changes_nothing(client, db):
    page = client.get(reverse("organization:login"), headers={"Accept-Language": "en"})
    assert '<html lang="id">' in page.content.decode()


def test_english_is_chosen_before_signing_in_and_taken_back(client, db):
    login = reverse("organization:login")
    chosen = client.post(reverse("set_language"), {"language": "en", "next": login})
    assert (chosen.status_code, chosen.url) == (302, login)
    page = client.get(login).content.decode()
    assert '<html lang="en">' in page
    assert "Masuk ke Kinerja" not in page
    client.post(reverse("set_language"), {"language": "id", "next": login})
    assert "Masuk ke Kinerja" in client.get(login).content.decode()


@pytest.mark.parametrize("code", ["fr", "", "\x00", "en-us"])
def test_an_unknown_language_is_indonesian(client, db, settings, code):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    page = client.get(reverse("organization:login"))
    assert '<html lang="id">' in page.content.decode()


def headers(response):
    return {name: text for name, text in response.headers.items() if name != "Content-Length"}


def said(response):
    """The bytes; of a form in Excel its parts, without the moment at which it was written."""
    content = response.content
    if not content.startswith(b"PK"):
        return content
    with ZipFile(BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != CORE}


def test_papers_are_the_same_whoever_asks(world):
    user = world.user("kasubag perencanaan")
    indonesian, english = client_of(user), client_of(user, "en")
    different = []
    for name, arguments in PAPERS.items():
        kwargs = {
            key: getattr(world, value).pk if hasattr(world, str(value)) else value
            for key, value in arguments.items()
        }
        address = reverse(name, kwargs=kwargs)
        one, other = indonesian.get(address), english.get(address)
        assert one.status_code == 200, name
        if (said(one), headers(one)) != (said(other), headers(other)):
            different.append(name)
    assert different == []


def kept(world, language):
    """What a hand-over and a refused attempt leave behind, without ids; undone again."""
    holder, other = world.user("kasubid"), world.user("analis")
    form = {"instruction": "Kumpulkan data.", "sifat": "biasa", "harap": ["Tanggapan dan saran"]}
    address = reverse("workflow:task-assign", kwargs={"pk": world.task.pk})
    before = Event.objects.count(), Notice.objects.count()
    with transaction.atomic():
        refused = client_of(other, language).post(address, form)
        done = client_of(holder, language).post(address, form)
        assert (refused.status_code, done.status_code) == (403, 302)
        rows = (
            list(Event.objects.order_by("pk").values("action", "reason", "data"))[before[0] :],
            list(Notice.objects.order_by("pk").values("kind", "data"))[before[1] :],
            list(DisposisiHop.objects.order_by("pk").values("instruction", "harap", "note")),
        )
        transaction.set_rollback(True)
    return json.dumps(rows, ensure_ascii=False, default=str), refused.content.decode()


def test_what_is_kept_is_the_same_whoever_acts(world):
    indonesian, english = kept(world, ""), kept(world, "en")
    assert "Anda tidak sedang memegang jabatan" in indonesian[0]
    assert english[0] == indonesian[0]
    assert "Anda tidak sedang memegang jabatan" in indonesian[1]
    assert "Anda tidak sedang memegang jabatan" not in english[1]


class Texts(HTMLParser):
    """What a page says: its texts, and those of attributes that are read out."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.found += [named[key] for key in ("aria-label", "title", "alt") if named.get(key)]

    def handle_data(self, data):
        self.found.append(" ".join(data.split()))


def without_data(text, data):
    """The text without what is data in it, whole or cut short."""
    for each in data:
        text = text.replace(each, "")
    head, cut, _tail = text.partition("…")
    is_cut = cut and any(head[-30:].strip() in each for each in data)
    return "" if is_cut else text


def test_an_english_page_has_no_indonesian_but_data(world):
    values = {
        " ".join(str(value).split())
        for model, names in DATA
        for row in model.objects.values_list(*names)
        for value in row
        if value
    }
    data = sorted(values, key=len, reverse=True)
    client = client_of(world.user("kasubid"), "en")
    mixed = []
    for name, arguments in PAGES.items():
        kwargs = {key: getattr(world, value).pk for key, value in arguments.items()}
        page = client.get(reverse(name, kwargs=kwargs)).content.decode()
        assert '<html lang="en">' in page
        said = (without_data(text, data) for text in Texts(page).found if WORDS.search(text))
        mixed += [(name, text) for text in said if WORDS.search(text)]
    assert mixed == []
