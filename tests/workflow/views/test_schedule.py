"""What will happen on the next 10th, for whom, who is missing, and the way to mend it."""

from datetime import date, time

import pytest
from django.urls import reverse

from indicators.models import Indicator
from organization.models import Agency, Event, User, WorkWeek
from organization.services import end_term, grant_leave
from tests.workflow.offices import NOW, load_office, open_office
from workflow.models import Run
from workflow.queries.calendar import coming_legal

pytestmark = pytest.mark.django_db
SCHEDULE = reverse("workflow:schedule")
OPENS = date(2026, 7, 10)


@pytest.fixture
def office():
    return open_office("dishub")


@pytest.fixture
def admin():
    return User.objects.create_user("pengelola", name="Pengelola", is_staff=True)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def mends(page):
    [(_opening, found, _barred)] = page.context["rows"]
    return found


def test_a_reporting_date_names_the_agencies_where_it_asks_something_else(office, admin, come):
    load_office("dpmd")
    like = [line.name for line in coming_legal(Agency.objects.all(), date(2026, 11, 27))]
    assert like.count("LKjIP 2026 perangkat daerah") == 1
    week = WorkWeek.objects.create(agency=office.agency, name="Enam hari", basis="Uji")
    for weekday in range(6):
        week.hours.create(weekday=weekday, starts_at=time(8), ends_at=time(14))
    lines = coming_legal(Agency.objects.filter(key__in=["dishub", "dpmd"]), date(2026, 11, 27))
    assert [line.name for line in lines if "LKjIP" in line.name] == [
        "LKjIP 2026 perangkat daerah (DPMD)",
        "LKjIP 2026 perangkat daerah (Dishub)",
    ]


def leave_post(office, key):
    term = office.user(key).terms.get(position=office.position(key))
    end_term(term=term, ends_on=NOW.date(), now=NOW)


def test_it_says_for_whom_it_opens(come, office):
    page = come(office.user("analis.angkutan")).get(SCHEDULE)
    [opening] = page.context["openings"]
    lane = next(each for each in opening.lanes if each.lane.key == "kasi-angkutan")
    assert [(post.key, [term.user.username for term in terms]) for post, terms in lane.posts] == [
        ("kasi.angkutan", ["kasi.angkutan@dishub"]),
        ("analis.angkutan", ["analis.angkutan@dishub"]),
    ]
    assert "TW II 2026 dibuka 10 Juli 2026" in text(page)


def test_a_post_vacant_on_that_day_is_named_with_who_gets_its_tasks(come, office):
    leave_post(office, "kasi.angkutan")
    [mend] = mends(come(office.user("sekretaris")).get(SCHEDULE))
    name, superior = office.position("kasi.angkutan").name, office.position("kabid.angkutan").name
    assert mend.gap.sentence == (
        f"Jabatan “{name}” kosong pada 10 Juli 2026. Tugasnya naik kepada {superior}."
    )
    post = office.position("kasi.angkutan").pk
    assert mend.href == f"{reverse('staffing:term-add')}?instansi=dishub&jabatan={post}"
    assert come(office.user("sekretaris")).get(mend.href).status_code == 200


def test_who_may_not_mend_is_told_who_does(come, office):
    leave_post(office, "kasi.angkutan")
    page = come(office.user("analis.angkutan")).get(SCHEDULE)
    assert [mend.href for mend in mends(page)] == [""]
    [barred] = page.context["rows"][0][2]
    assert (barred.act, barred.refusal.code) == ("Catat pejabat", "pencatat-pejabat")
    answer = come(office.user("analis.angkutan")).get(
        f"{reverse('staffing:term-add')}?instansi=dishub"
    )
    assert answer.context["refusal"].sentence == barred.refusal.sentence
    for part in (barred.refusal.sentence, barred.refusal.help, "Mengapa tidak bisa?", "10 April"):
        assert part in text(page)


def test_leave_on_that_day_without_a_plh_is_a_gap_and_with_one_is_none(come, office):
    term = office.user("kasi.angkutan").terms.get(position=office.position("kasi.angkutan"))
    given = {"term": term, "now": NOW}
    grant_leave(starts_on=date(2026, 7, 6), ends_on=OPENS, **given)
    [mend] = mends(come(office.user("sekretaris")).get(SCHEDULE))
    assert "cuti pada 10 Juli 2026 tanpa Plh." in mend.gap.sentence


def test_an_unbound_actor_is_mended_by_the_planning_side(come, office):
    document = office.run.document
    document.actor_bindings.filter(actor="analis").delete()
    browser = come(office.user("kasubag.perencanaan"))
    found = mends(browser.get(SCHEDULE))
    assert {mend.gap.kind for mend in found} == {"pelaksana"}
    mend = next(each for each in found if each.gap.lane.key == "kasi-angkutan")
    form = browser.get(mend.href).context["forms"]["pelaksana"]
    data = {
        "bentuk": "pelaksana",
        "pelaksana-gap": form.initial["gap"],
        "pelaksana-position": office.position("analis.angkutan").pk,
    }
    assert browser.post(mend.href, data).status_code == 302
    assert len(mends(browser.get(SCHEDULE))) == len(found) - 1
    event = Event.objects.get(action="sop.actor_bound")
    assert (event.user, event.position.key) == (
        office.user("kasubag.perencanaan"),
        "kasubag.perencanaan",
    )
    assert browser.post(mend.href, data).status_code == 422


def test_nobody_binds_an_actor_to_his_own_post(come, office):
    office.run.document.actor_bindings.filter(actor="kabid").delete()
    browser = come(office.user("kasubag.perencanaan"))
    mend = mends(browser.get(SCHEDULE))[0]
    form = browser.get(mend.href).context["forms"]["pelaksana"]
    data = {
        "bentuk": "pelaksana",
        "pelaksana-gap": form.initial["gap"],
        "pelaksana-position": office.position("kasubag.perencanaan").pk,
    }
    answer = browser.post(mend.href, data)
    assert answer.status_code == 403
    assert "tidak dapat mengaitkannya sendiri" in text(answer)


def test_a_level_without_lanes_gets_one(come, office, admin):
    document = office.run.document
    document.lane_bindings.all().delete()
    browser = come(admin)
    address = reverse("sop:binding-edit", args=[document.pk])
    unit = office.agency.units.get(key="bidang-angkutan")
    data = {"bentuk": "jalur", "jalur-gap": "jalur:bidang:", "jalur-label": unit.name}
    assert browser.post(address, data).status_code == 422
    assert browser.post(address, data | {"jalur-unit": unit.pk}).status_code == 302
    lane = document.lane_bindings.get()
    assert (lane.level, lane.unit, lane.starts_on) == ("bidang", unit, NOW.date())
    assert "di dalam" in text(browser.get(address))


def test_an_indicator_without_a_lane_gets_somebody_who_answers_for_it(come, office):
    indicator = Indicator.objects.filter(agency=office.agency)[0]
    Indicator.objects.filter(pk=indicator.pk).update(
        responsible_unit=None, responsible_position=None
    )
    browser = come(office.user("kasubag.perencanaan"))
    [mend] = mends(browser.get(SCHEDULE))
    assert mend.href == reverse("workflow:indicator-assign", args=[indicator.pk])
    assert browser.post(mend.href, {"unit": ""}).status_code == 422
    data = {"position": office.position("kasi.angkutan").pk}
    assert browser.post(mend.href, data).status_code == 302
    assert mends(browser.get(SCHEDULE)) == []
    assert Event.objects.get(action="indicator.assigned").data["position"] == "kasi.angkutan"
    assert come(office.user("analis.angkutan")).get(mend.href).status_code == 403


def test_what_should_be_open_already_stands_first_with_its_reason(come):
    document = load_office("dishub")
    document.actor_bindings.filter(actor="kasubag-perencanaan").delete()
    page = come(User.objects.get(username="sekretaris@dishub")).get(SCHEDULE)
    assert [opening.is_late for opening in page.context["openings"]] == [True, False]
    assert "seharusnya dibuka 10 April 2026 dan belum terbuka" in text(page)
    assert not Run.objects.exists()


def test_a_long_list_comes_in_pages(come, office, admin, monkeypatch):
    monkeypatch.setattr("workflow.views.schedule.PER_PAGE", 1)
    load_office("dpmd")
    page = come(admin).get(SCHEDULE)
    assert len(page.context["openings"]) == 1
    assert page.context["page"].has_next()
