from decimal import Decimal

import pytest
from django.db.models import F
from django.urls import reverse

from indicators.models import BudgetLine, Realisasi, Sasaran, TargetRevision, Tujuan
from organization.models import Capacity, Event, Officeholder, User
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import NOW, entry

READ_ONLY = ("realisasi", "realisasirevision", "buktidukung")
PLAN = (
    *("indicator", "sasaran", "tujuan", "budgetline", "history", "targetrevision"),
    "renstra",
)


@pytest.fixture
def administrator(client, db):
    client.force_login(User.objects.create_superuser("admin", password="sandi-uji", name="Admin"))
    return client


@pytest.mark.parametrize("model", [*READ_ONLY, *PLAN])
def test_every_table_has_a_list(administrator, office, model):
    indicator = office.indicator()
    TargetFactory(indicator=indicator)
    office.save(entry(indicator, Decimal(1)))
    address = reverse(f"admin:indicators_{model}_changelist")
    assert administrator.get(address).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY)
def test_figures_are_never_added_by_hand(administrator, model):
    address = reverse(f"admin:indicators_{model}_add")
    assert administrator.get(address).status_code == 403


def test_a_target_is_appended_with_who_and_when(administrator, office):
    indicator = office.indicator()
    response = administrator.post(
        reverse("admin:indicators_targetrevision_add"),
        {
            "indicator": indicator.pk,
            "year": 2026,
            "triwulan": 2,
            "basis": "triwulan ini",
            "value": "7",
            "effective_on": "2026-05-01",
            "document": "PK Perubahan",
        },
    )
    assert response.status_code == 302
    target = TargetRevision.objects.get()
    assert (target.value, target.recorded_by.username) == (7, "admin")
    address = reverse("admin:indicators_targetrevision_change", args=[target.pk])
    assert administrator.post(address, {"value": "9"}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"value": "-1"}, "value"),
        ({"effective_on": "2026-02-01", "triwulan": 1}, "effective_on"),
        ({"year": 0}, "year"),
        ({"triwulan": 9}, "__all__"),
    ],
)
def test_a_target_that_the_service_refuses_is_refused_here_too(
    administrator, office, fields, field
):
    indicator = office.indicator(minimum=0)
    TargetFactory(indicator=indicator, triwulan=1)
    office.save(entry(indicator, Decimal(1)))
    Realisasi.objects.update(state="diserahkan")
    values = {"indicator": indicator.pk, "year": 2026, "triwulan": 2, "basis": "triwulan ini"}
    values |= {"value": "7", "effective_on": "2026-05-01", "document": "PK"} | fields
    answer = administrator.post(reverse("admin:indicators_targetrevision_add"), values)
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
    assert TargetRevision.objects.count() == 1


def test_what_is_changed_of_the_plan_leaves_an_event_with_old_and_new(administrator, office):
    line = BudgetLine.objects.create(agency=office.agency, year=2026, program="P", pagu=5)
    values = {"agency": office.agency.pk, "year": 2026, "program": "P", "pagu": "7"}
    address = reverse("admin:indicators_budgetline_change", args=[line.pk])
    assert administrator.post(address, values).status_code == 302
    event = Event.objects.get(agency=office.agency, action="configuration.changed")
    assert (event.subject_type, event.data["changes"]) == ("budgetline", [["pagu", "5.00", "7"]])
    administrator.post(
        reverse("admin:indicators_budgetline_delete", args=[line.pk]), {"post": "yes"}
    )
    assert Event.objects.filter(action="configuration.removed").count() == 1


def test_how_an_indicator_is_measured_stays_once_a_figure_is_approved(administrator, office):
    indicator = office.indicator()
    address = reverse("admin:indicators_indicator_change", args=[indicator.pk])
    assert "polarity" in administrator.get(address).context["adminform"].form.fields
    office.save(entry(indicator, Decimal(1)))
    Realisasi.objects.update(state="disetujui", approved=F("current"))
    assert "polarity" not in administrator.get(address).context["adminform"].form.fields


@pytest.fixture
def acting_administrator(administrator, office, monkeypatch):
    """The same administrator, who is Plt. Kepala as well."""
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    Officeholder.objects.create(
        user=User.objects.get(username="admin"),
        position=office.kepala.position,
        capacity=Capacity.PLT,
        starts_on=NOW.date(),
    )
    return administrator


def test_who_is_plt_changes_no_target_and_no_renstra_as_administrator(acting_administrator, office):
    indicator = office.indicator()
    tujuan = Tujuan.objects.create(agency=office.agency, name="Tujuan uji", order=1)
    sasaran = Sasaran.objects.create(
        agency=office.agency, tujuan=tujuan, name="Sasaran uji", order=1
    )
    added = acting_administrator.post(
        reverse("admin:indicators_targetrevision_add"),
        {
            "indicator": indicator.pk,
            "year": 2026,
            "triwulan": 2,
            "basis": "triwulan ini",
            "value": "7",
            "effective_on": "2026-05-01",
            "document": "PK Perubahan",
        },
    )
    renamed = acting_administrator.post(
        reverse("admin:indicators_sasaran_change", args=[sasaran.pk]),
        {"agency": office.agency.pk, "tujuan": tujuan.pk, "name": "Sasaran lain", "order": 1},
    )
    removed = acting_administrator.post(
        reverse("admin:indicators_sasaran_delete", args=[sasaran.pk]), {"post": "yes"}
    )
    for answer in (added, renamed, removed):
        assert answer.status_code == 403
        assert "tidak dapat mengubah target atau Renstra" in answer.content.decode()
    assert not TargetRevision.objects.exists()
    assert Sasaran.objects.get(pk=sasaran.pk).name == "Sasaran uji"
