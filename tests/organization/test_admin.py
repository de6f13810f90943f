"""Configuration: administrators only, recorded, inside one agency, and events are read only."""

from datetime import UTC, date, datetime

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from indicators.capaian import PERMENDAGRI_86_2017
from organization.models import Capacity, Event, Holiday, Officeholder, Oversight
from organization.services import record_event
from tests.cast import DAY
from tests.factories.organization import UserFactory

NOW = datetime(2026, 4, 10, 1, tzinfo=UTC)
MODELS = (
    *("user", "agency", "unit", "position", "officeholder", "holiday"),
    *("oversight", "government", "event"),
)


def url(model: str, page: str, *args: object) -> str:
    return reverse(f"admin:organization_{model}_{page}", args=args)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin, "django.contrib.auth.backends.ModelBackend")
    return client


def configured() -> list[tuple[str, str, str]]:
    rows = Event.objects.select_related("user").order_by("pk")
    return [(each.action, each.subject_type, each.user.username) for each in rows]


def errors(answer) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return {**answer.context["adminform"].form.errors}


@pytest.mark.parametrize("model", MODELS)
def test_lists_and_forms_open_for_the_administrator(admin, cast, model):
    record_event(agency=cast.agency, subject_type="x", subject_id=1, action="x", at=NOW)
    Holiday.objects.create(government=cast.agency.government, day=DAY, name="Libur")
    listed = admin.get(url(model, "changelist"))
    assert (listed.status_code, "favicon" in listed.content.decode()) == (200, True)
    assert admin.get(url(model, "add")).status_code == (403 if model == "event" else 200)


@pytest.mark.parametrize("person", ["kepala", "kabid", "pembaca_kabupaten", "orang_opd_lain"])
def test_nobody_else_gets_in(client, cast, person):
    client.force_login(getattr(cast, person), "django.contrib.auth.backends.ModelBackend")
    answer = client.get(url("agency", "changelist"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))


def test_events_are_shown_and_nothing_else(admin, cast):
    event = record_event(agency=cast.agency, subject_type="x", subject_id=1, action="x", at=NOW)
    assert admin.get(url("event", "change", event.pk)).status_code == 200
    assert admin.post(url("event", "change", event.pk), {"action": "lain"}).status_code == 403
    assert admin.post(url("event", "delete", event.pk), {"post": "yes"}).status_code == 403
    assert Event.objects.get().action == "x"


TERM = {"capacity": "definitif", "starts_on": "10/04/2026", "ends_on": "", "pangkat": "", "nip": ""}


def appoint(admin, position, user, **values):
    data = TERM | {"position": position.pk, "user": user.pk} | values
    return admin.post(url("officeholder", "add"), data)


def test_an_appointment_goes_through_the_service(admin, cast):
    user = UserFactory()
    assert appoint(admin, cast.position("analis"), user).status_code == 302
    term = Officeholder.objects.get(user=user)
    assert (term.starts_on, term.ends_on) == (DAY, None)
    assert configured() == [("officeholder.appointed", "officeholder", "administrator")]


def test_a_second_plt_is_refused_at_its_field(admin, cast):
    answer = appoint(admin, cast.position("kabid-dua"), UserFactory(), capacity=Capacity.PLT)
    assert list(errors(answer)) == ["position"]
    assert "sudah dipegang: Plt. Kepala Bidang Dua" in errors(answer)["position"][0]
    assert configured() == []


def test_a_plt_beside_a_definitif_holder_is_refused_at_its_field(admin, cast):
    answer = appoint(admin, cast.position("kabid"), UserFactory(), capacity=Capacity.PLT)
    assert list(errors(answer)) == ["capacity"]
    assert configured() == []


def test_dates_out_of_order_are_refused_at_their_field(admin, cast):
    answer = appoint(admin, cast.position("analis"), UserFactory(), ends_on="09/04/2026")
    assert errors(answer) == {"ends_on": ["Tanggal berakhir mendahului tanggal mulai."]}


def test_an_empty_appointment_is_told_field_by_field(admin):
    answer = admin.post(url("officeholder", "add"), {})
    assert {"user", "position", "starts_on"} <= set(errors(answer))


def test_a_term_is_ended_and_keeps_its_beginning(admin, cast):
    term = cast.acting(cast.kabid).officeholder
    page = url("officeholder", "change", term.pk)
    data = {"ends_on": "30/04/2026", "starts_on": "01/01/2020", "user": cast.analis.pk}
    assert admin.post(page, data).status_code == 302
    term.refresh_from_db()
    assert (term.user, term.starts_on, term.ends_on) == (
        *(cast.kabid, date(2026, 1, 1), date(2026, 4, 30)),
    )
    assert configured() == [("officeholder.ended", "officeholder", "administrator")]


@pytest.mark.parametrize("day", ["", "01/01/2020"])
def test_a_term_cannot_end_nowhere_or_before_it_began(admin, cast, day):
    term = cast.acting(cast.kabid).officeholder
    answer = admin.post(url("officeholder", "change", term.pk), {"ends_on": day})
    assert list(errors(answer)) == ["ends_on"]


def test_a_term_that_has_ended_is_not_lengthened(admin, cast):
    term = Officeholder.objects.get(ends_on=date(2026, 2, 28))
    answer = admin.post(url("officeholder", "change", term.pk), {"ends_on": "31/12/2026"})
    assert list(errors(answer)) == ["ends_on"]


def test_saving_a_term_unchanged_changes_nothing(admin, cast):
    term = Officeholder.objects.get(ends_on=date(2026, 2, 28))
    page = url("officeholder", "change", term.pk)
    assert admin.post(page, {"ends_on": "28/02/2026"}).status_code == 302
    assert configured() == []


@pytest.mark.parametrize("model", ["agency", "government", "officeholder"])
def test_what_has_a_history_is_not_removed(admin, cast, model):
    row = {
        "agency": cast.agency,
        "government": cast.agency.government,
        "officeholder": cast.acting(cast.kabid).officeholder,
    }[model]
    assert admin.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_a_holiday_is_recorded_by_every_agency_of_the_kabupaten(admin, cast):
    data = {
        "government": cast.agency.government.pk,
        "day": "15/04/2026",
        "name": "Hari jadi",
        "kind": "libur daerah",
        "basis": "Keputusan Bupati",
    }
    assert admin.post(url("holiday", "add"), data).status_code == 302
    keys = Event.objects.values_list("agency__key", flat=True)
    assert sorted(keys) == ["badan-perencana", "dinas-contoh"]
    assert set(configured()) == {("configuration.added", "holiday", "administrator")}


def test_a_removal_is_recorded(admin, cast):
    reach = Oversight.objects.get()
    assert admin.post(url("oversight", "delete", reach.pk), {"post": "yes"}).status_code == 302
    assert configured() == [("configuration.removed", "oversight", "administrator")]


def test_several_removed_at_once_are_recorded_each(admin, cast):
    for day in (1, 2):
        Holiday.objects.create(
            government=cast.other_agency.government, day=date(2026, 4, day), name="Libur"
        )
    data = {
        "action": "delete_selected",
        "_selected_action": list(Holiday.objects.values_list("pk", flat=True)),
        "post": "yes",
    }
    assert admin.post(url("holiday", "changelist"), data).status_code == 302
    assert configured() == [("configuration.removed", "holiday", "administrator")] * 2


def test_lists_of_choices_stay_inside_the_agency(admin, cast):
    page = admin.get(url("position", "change", cast.position("kabid").pk))
    choices = page.context["adminform"].form.fields["superior"].queryset
    assert {position.agency for position in choices} == {cast.agency}


def test_a_superior_from_another_agency_is_refused_on_a_new_post(admin, cast):
    data = {
        "agency": cast.agency.pk,
        "key": "baru",
        "name": "Baru",
        "order": "0",
        "superior": cast.other_agency.positions.get().pk,
    }
    assert list(errors(admin.post(url("position", "add"), data))) == ["superior"]


def test_an_account_is_made_and_recorded_where_it_holds_posts(admin, cast):
    data = {"username": "kabid.baru@dinas-contoh", "name": "Kabid Baru", "email": ""}
    words = {"password1": "sandi-contoh-2026", "password2": "sandi-contoh-2026"}
    assert admin.post(url("user", "add"), data | words).status_code == 302
    assert configured() == []
    page = url("user", "change", cast.kabid.pk)
    answer = admin.post(page, {"username": cast.kabid.username, "name": "Kabid", "email": ""})
    assert answer.status_code == 302
    assert configured() == [("configuration.changed", "user", "administrator")]


def scale(*rows: tuple[str, str]) -> dict[str, str]:
    """The inline's fields for these (bound, label) rows."""
    sent = {
        "category_steps-TOTAL_FORMS": str(len(rows)),
        "category_steps-INITIAL_FORMS": "0",
    }
    for number, (above, label) in enumerate(rows):
        sent[f"category_steps-{number}-above"] = above
        sent[f"category_steps-{number}-label"] = label
    return sent


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("85", "Baik")], "tepat satu kategori terendah"),
        ([("", "Kurang"), ("", "Cukup")], "tepat satu kategori terendah"),
        (
            [("", "Kurang"), ("85", "Baik"), ("85", "Memuaskan")],
            "Dua kategori mempunyai batas “di atas” yang sama.",
        ),
    ],
)
def test_a_scale_with_a_gap_or_two_of_one_bound_is_refused(admin, cast, rows, sentence):
    government = cast.agency.government
    answer = admin.post(
        url("government", "change", government.pk),
        model_to_dict(government, exclude=["average_cap"]) | scale(*rows),
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not government.category_steps.exists()


def test_without_a_scale_the_page_names_the_legal_one(admin, cast):
    page = admin.get(url("government", "change", cast.agency.government.pk))
    words = " ".join(page.content.decode().split())
    *named, lowest = PERMENDAGRI_86_2017
    said = ", ".join(f"di atas {step.above} {step.label}" for step in named)
    assert f"Permendagri 86/2017: {said}, selebihnya {lowest.label}" in words


def test_a_whole_scale_is_saved_highest_first(admin, cast):
    government = cast.agency.government
    answer = admin.post(
        url("government", "change", government.pk),
        model_to_dict(government, exclude=["average_cap"])
        | scale(("", "Kurang"), ("85", "Memuaskan"), ("70.5", "Baik")),
    )
    assert answer.status_code == 302
    labels = [each.label for each in government.category_steps.all()]
    assert labels == ["Memuaskan", "Baik", "Kurang"]


def test_a_holiday_needs_its_legal_basis(admin, cast):
    data = {
        "government": cast.agency.government.pk,
        "day": "15/04/2026",
        "name": "Hari jadi",
        "kind": "libur daerah",
        "basis": "",
    }
    assert list(errors(admin.post(url("holiday", "add"), data))) == ["basis"]
    assert not Holiday.objects.exists()


def test_the_reporting_dates_to_come_are_shown_with_a_warning(admin, cast):
    page = admin.get(url("government", "change", cast.agency.government.pk))
    words = " ".join(page.content.decode().split())
    assert (
        "LKjIP 2026 perangkat daerah: Minggu, 28 Februari 2027 "
        "(bukan hari kerja; hari kerja terakhir sebelumnya Jumat, 26 Februari 2027)"
    ) in words
    assert f"LKj 2026 {cast.agency.government.name}: Rabu, 31 Maret 2027;" not in words
    assert "Rabu, 31 Maret 2027" in words


def test_an_administrator_is_appointed_here_neither(admin, cast):
    other = UserFactory(username="admin.dua", is_staff=True)
    answer = appoint(admin, cast.position("analis"), other)
    assert list(errors(answer)) == ["user"]
    assert "akun administrator, yang tidak memegang jabatan" in errors(answer)["user"][0]
    assert list(errors(appoint(admin, cast.position("analis"), cast.orang_opd_lain))) == ["user"]


@pytest.mark.parametrize("flag", ["is_staff", "is_superuser"])
def test_whoever_holds_a_post_is_made_no_administrator(admin, cast, flag):
    page = url("user", "change", cast.kabid.pk)
    data = {"username": cast.kabid.username, "name": "Kabid", "is_active": "on", flag: "on"}
    told = errors(admin.post(page, data))
    assert list(told) == [flag]
    assert "memegang jabatan Kepala Bidang Satu" in told[flag][0]
    cast.kabid.terms.update(ends_on="2026-04-09")
    assert admin.post(page, data).status_code == 302
