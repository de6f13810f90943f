"""The administration, walked: every list and form opens, saves or says why not, in Indonesian."""

from decimal import Decimal
from itertools import product

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.text import camel_case_to_spaces
from lxml import html

from indicators.models import BudgetLine, BuktiDukung, History, Realisasi, Renstra, TargetRevision
from organization.models import Holiday, Oversight, User
from reports.models import FormalRule
from tests.memory import load_once
from tests.workflow.offices import NOW, open_office
from workflow.models import Delivery, LadderRung

OURS = ("organization", "sop", "indicators", "workflow", "reports")
#: Names of models that an Indonesian office says in the same words.
SAME = {"Tujuan", "Sasaran", "Realisasi", "Renstra", "Disposisi", "BuktiDukung"}
#: What only services and time write: shown, never changed or removed here.
KEPT = {
    *("organization.Event", "indicators.Realisasi", "indicators.RealisasiRevision"),
    *("indicators.BuktiDukung", "workflow.Run", "workflow.Lane", "workflow.Task"),
    *("workflow.RunIndicator", "workflow.Submission", "workflow.Return", "workflow.Output"),
    *("workflow.Disposisi", "workflow.DisposisiHop", "workflow.Notice", "workflow.Message"),
    *("workflow.DueExtension", "sop.SopDocument", "sop.SopVersion", "sop.LaneBinding"),
    *("sop.ActorBinding",),
}


def models():
    return [model for model in admin.site._registry if model._meta.app_label in OURS]


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def test_every_name_in_the_administration_is_one_that_an_office_says():
    english = [
        model.__name__
        for model in models()
        if str(model._meta.verbose_name) == camel_case_to_spaces(model.__name__)
        and model.__name__ not in SAME
    ]
    labels = {str(apps.get_app_config(label).verbose_name) for label in (*OURS, "axes")}
    assert (english, "Pengamanan masuk" in labels, "Axes" in labels) == ([], True, False)


def test_no_field_in_the_administration_bears_the_name_that_the_code_gave_it():
    words = {"user", "run", "lane", "task", "step", "position", "agency", "order", "state", "key"}
    words |= {
        "document",
        "number",
        "officeholder",
        "indicator",
        "round",
        "at",
        "created at",
        "kind",
    }
    english = {
        str(field)
        for model in models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if str(field.verbose_name) in words
    }
    assert english == set()


@pytest.fixture
def office(db, monkeypatch):
    """An office at work with at least a row of nearly everything."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    monkeypatch.setattr("celery.current_app.send_task", lambda *_args, **_named: None)
    load_once("administrasi", _fill_tables)


def _fill_tables() -> None:
    office = open_office("dishub", until="periksa")
    agency, indicator = office.agency, office.indicators("kasi-angkutan")[0]
    user = User.objects.create_user("administrator", name="A", is_staff=True, is_superuser=True)
    head = agency.signing_position
    Holiday.objects.create(government=agency.government, day=NOW.date(), name="L", basis="SKB")
    Oversight.objects.create(position=head, government=agency.government, starts_on=NOW.date())
    FormalRule.objects.create(agency=agency)
    Delivery.objects.create(agency=agency)
    LadderRung.objects.create(agency=agency, kind="collect", moment="sesudah", days=1)
    Renstra.objects.create(agency=agency, first_year=2025, last_year=2029, document="Perda")
    BudgetLine.objects.create(agency=agency, year=2026, program="P", pagu=Decimal(1))
    History.objects.create(indicator=indicator, year=2025, target="1", realisasi="1")
    figure = Realisasi.objects.first()
    BuktiDukung.objects.create(
        realisasi=figure, kind="tautan", url="https://a.example", added_by=user, added_at=NOW
    )
    TargetRevision.objects.create(
        indicator=indicator,
        year=2026,
        value=1,
        effective_on=NOW.date(),
        recorded_at=NOW,
        recorded_by=user,
    )


@pytest.fixture
def browser(office, client):
    client.force_login(
        User.objects.get(username="administrator"), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def sent_back(answer) -> dict[str, str]:
    """What a browser sends when nothing is changed on a form."""
    form = html.fromstring(answer.content.decode()).forms[-1]
    return dict(form.form_values())


def test_every_list_and_form_opens_and_a_form_sent_back_is_saved_or_told(browser):
    wrong, empty = [], []
    for model in models():
        row = model._default_manager.last()
        if row is None:
            empty.append(model._meta.label)
            continue
        found = [
            browser.get(page(model, "changelist")).status_code,
            browser.get(page(model, "changelist"), {"q": "a", "e": "1", "p": "99999"}).status_code,
            browser.get(page(model, "history", row.pk)).status_code,
        ]
        opened = browser.get(page(model, "change", row.pk))
        found.append(opened.status_code)
        is_kept = model._meta.label in KEPT or model is TargetRevision
        post = browser.post(page(model, "change", row.pk), sent_back(opened))
        remove = browser.post(page(model, "delete", row.pk), {})
        add = browser.post(page(model, "add"), {})
        told = (post.status_code in (200, 302), remove.status_code < 500, add.status_code < 500)
        if is_kept:
            codes = (post.status_code, remove.status_code)
            told = (
                codes == (403, 403),
                add.status_code == (200 if model is TargetRevision else 403),
            )
        if not all(told) or any(code >= 400 for code in found):
            codes = (post.status_code, remove.status_code, add.status_code)
            wrong.append((model._meta.label, found, codes))
    assert wrong == []
    assert set(empty) <= {
        *("workflow.Return", "workflow.Output", "workflow.Message", "workflow.DueExtension"),
        *("indicators.Tujuan", "indicators.Sasaran"),
    }


def test_a_row_that_is_not_there_leads_back_with_a_sentence(browser):
    wrong = []
    for model, name in product(models(), ("change", "delete", "history")):
        for pk in ("0", "-1", "x", "99999999999999999999", "_5F", "\x00"):
            status = browser.get(page(model, name, pk)).status_code
            if status not in (302, 403, 404):
                wrong.append((model._meta.label, name, pk, status))
    assert wrong == []


NONSENSE = ("99999999999999999999", "-1", "a\x00b", "9999-12-31", "x" * 3_000, "\ufffe", "[]")


def nonsense(fields, turn, kept):
    """Every field with another nonsense; `kept` are the counters of inline rows."""
    return {
        name: value or "0" if name.endswith(kept) else NONSENSE[(place + turn) % len(NONSENSE)]
        for place, (name, value) in enumerate(fields.items())
    }


def test_no_nonsense_breaks_a_form(browser):
    counters = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    wrong = []
    for model in models():
        opened = browser.get(page(model, "add"))
        if opened.status_code == 403:
            continue
        fields = html.fromstring(opened.content.decode()).forms[-1].fields
        sent = [nonsense(fields, turn, counters) for turn in range(len(NONSENSE))]
        sent.append(nonsense(fields, 0, ("\0",)))
        row = model._default_manager.last()
        for data in sent:
            address = page(model, "add")
            if row is not None and data is not sent[0]:
                address = page(model, "change", row.pk)
            status = browser.post(address, data).status_code
            if status not in (200, 302, 403):
                wrong.append((model._meta.label, address, status))
    assert wrong == []
