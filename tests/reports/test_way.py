"""A report on its way: who moves it, when, what is refused, and how it lies against the law."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from organization.access import Acting, NotTheHolder, holders
from organization.models import Event, Oversight
from reports import checklist, services
from reports.access import (
    NotAtThisStation,
    NotNewest,
    NotRendered,
    NotReturnable,
    OwnReport,
    ReviewIncomplete,
    assistant_for,
    reviewer_for,
)
from reports.forms import PublishForm
from reports.models import FormalRule, IssuedPaper, Report, ReportAct, Review
from reports.queries import awaiting, legal_day, stations_of, way_of
from reports.queries.proofs import proofs_of
from tests.pictures import keep_pages
from tests.reports.test_services import head
from tests.workflow.offices import NOW

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
DAY = NOW.date()
ALL_YES = {item.key: {"answer": "ya", "note": ""} for item in checklist.ITEMS}


@pytest.fixture
def annual(filed) -> Report:
    """A rendered LKjIP of an agency that asks for asistensi and reviu."""
    report = services.request_report(kind="lkjip", run=filed.run, now=NOW)
    FormalRule.objects.create(agency=filed.agency, is_assisted=True, is_reviewed=True)
    return as_rendered(report)


@pytest.fixture
def at_office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)


def as_rendered(report: Report) -> Report:
    """What the worker leaves behind, without the seconds it takes."""
    Report.objects.filter(pk=report.pk).update(pdf="a.pdf", pdf_sha256="a" * 64)
    report.refresh_from_db()
    return report


def overseer(report, scope, kind) -> Acting:
    row = Oversight.objects.get(
        government=report.agency.government, scope=scope, position__agency__kind=kind
    )
    return Acting.under(holders(row.position, DAY)[0])


def reviewer(report) -> Acting:
    return overseer(report, "reviu", "inspektorat")


def assistant(report) -> Acting:
    return overseer(report, "baca", "setda")


def sign(report, now=NOW):
    """As if a signed copy had come in; how one comes in is told elsewhere."""
    Report.objects.filter(pk=report.pk).update(state="ditandatangani")
    report.refresh_from_db()


def walk(report, until):
    services.assist_report(report=report, acting=assistant(report), note="Baik.", now=NOW)
    services.finish_review(report=report, acting=reviewer(report), answers=ALL_YES, now=NOW)
    if until == "direviu":
        return
    services.approve_report(report=report, acting=head(report), now=NOW)
    as_rendered(report)
    if until == "disetujui":
        return
    sign(report)
    services.submit_report(
        report=report, acting=head(report), on=DAY, recipient="Bupati", letter="1/2026", now=NOW
    )


def test_a_report_goes_its_whole_way_and_each_step_keeps_its_day_and_person(annual):
    walk(annual, "disampaikan")
    services.publish_report(
        report=annual, acting=head(annual), on=DAY, address="https://contoh.go.id/", now=NOW
    )
    way = way_of(annual, DAY)
    assert annual.state == "dipublikasikan"
    assert {each.stand for each in way.stations} == {"selesai"}
    people = {each.label: each.act.officeholder.position.name for each in way.stations if each.act}
    assert people["Direviu"] == reviewer(annual).position.name
    assert people["Disetujui"] == annual.agency.signing_position.name
    events = Event.objects.filter(action__startswith="report.", data__report=annual.pk)
    actions = events.values_list("action", flat=True)
    wanted = ["assisted", "review_started", "reviewed", "approved", "submitted", "published"]
    assert [each for each in actions if each.removeprefix("report.") in wanted] == [
        f"report.{each}" for each in wanted
    ]


def test_no_station_is_left_out(annual):
    with pytest.raises(NotAtThisStation):
        services.approve_report(report=annual, acting=head(annual), now=NOW)
    with pytest.raises(NotAtThisStation):
        services.save_review(report=annual, acting=reviewer(annual), answers={}, now=NOW)
    with pytest.raises(NotAtThisStation):
        services.submit_report(
            report=annual, acting=head(annual), on=DAY, recipient="B", letter="", now=NOW
        )
    assert not ReportAct.objects.filter(report=annual).exists()


def test_a_report_without_its_file_goes_nowhere(filed):
    report = services.request_report(kind="lkjip", run=filed.run, now=NOW)
    with pytest.raises(NotRendered):
        services.approve_report(report=report, acting=head(report), now=NOW)


def test_review_is_compulsory_for_the_kabupaten_and_never_for_the_inspektorat(annual):
    FormalRule.objects.all().delete()
    assert "direviu" not in stations_of(annual)
    annual.kind = "lkjip_kabupaten"
    assert "direviu" in stations_of(annual)
    annual.kind, annual.agency.kind = "lkjip", "inspektorat"
    FormalRule.objects.create(agency=annual.agency, is_reviewed=True)
    assert "direviu" not in stations_of(annual)


def test_only_apip_reviews_and_not_its_own_report(annual, filed):
    for user in (filed.user("kepala"), assistant(annual).user):
        with pytest.raises(NotTheHolder):
            reviewer_for(user, annual, DAY)
    apip = reviewer(annual)
    assert reviewer_for(apip.user, annual, DAY).position == apip.position
    annual.agency = apip.position.agency
    with pytest.raises(OwnReport):
        reviewer_for(apip.user, annual, DAY)


def test_only_the_sekretariat_daerah_assists(annual):
    assert assistant_for(assistant(annual).user, annual, DAY)
    with pytest.raises(NotTheHolder):
        assistant_for(reviewer(annual).user, annual, DAY)


def test_the_run_log_proves_how_the_report_was_made(annual, filed, django_assert_num_queries):
    with django_assert_num_queries(7):
        proofs = proofs_of(filed.run)
    assert {key: proof.is_complete for key, proof in proofs.items()} == {
        "II.1": True,
        "II.2": False,
        "II.3": True,
        "II.4": True,
        "II.5": True,
        "II.6": True,
        "II.7": True,
    }
    assert proofs["II.2"].sentence == "0 dari 4 indikator memiliki bukti dukung."
    assert proofs["II.5"].sentence == "4 dari 4 angka telah diperiksa dan disetujui."


def test_a_review_is_kept_unfinished_and_ends_only_complete(annual):
    services.assist_report(report=annual, acting=assistant(annual), note="", now=NOW)
    some = {"I.1": {"answer": "ya", "note": ""}}
    for _twice in range(2):
        review = services.save_review(report=annual, acting=reviewer(annual), answers=some, now=NOW)
    assert (Review.objects.count(), review.answers) == (1, some)
    with pytest.raises(ReviewIncomplete):
        services.finish_review(report=annual, acting=reviewer(annual), answers=some, now=NOW)
    assert annual.state == "diasistensi"


def test_a_return_makes_a_draft_again_whatever_was_reached(annual):
    walk(annual, "disetujui")
    services.return_report(report=annual, acting=head(annual), reason="Bab IV kosong.", now=NOW)
    assert (annual.state, annual.approved_at, annual.pdf_sha256) == ("disusun", None, "")
    way = way_of(annual, DAY)
    assert [act.reason for act in way.returns] == ["Bab IV kosong."]
    assert [each.stand for each in way.stations][:2] == ["selesai", "kini"]
    assert not any(each.act for each in way.stations)


def test_a_return_without_a_reason_is_refused_by_the_database_too(annual):
    with transaction.atomic(), pytest.raises(IntegrityError):
        services.return_report(report=annual, acting=head(annual), reason="", now=NOW)


def test_what_is_published_is_not_returned(annual):
    Report.objects.filter(pk=annual.pk).update(state="dipublikasikan")
    annual.refresh_from_db()
    with pytest.raises(NotReturnable):
        services.return_report(report=annual, acting=head(annual), reason="Salah.", now=NOW)


def test_a_newer_version_is_approved_instead_and_supersedes_the_older(annual):
    FormalRule.objects.all().delete()
    services.approve_report(report=annual, acting=head(annual), now=NOW)
    newer = services.rebuild_report(report=annual, acting=head(annual), now=NOW + timedelta(days=1))
    assert newer.number == 2
    as_rendered(annual)
    with pytest.raises((NotAtThisStation, NotNewest)):
        services.submit_report(
            report=annual, acting=head(annual), on=DAY, recipient="B", letter="", now=NOW
        )
    services.approve_report(report=as_rendered(newer), acting=head(annual), now=NOW)
    annual.refresh_from_db()
    assert (annual.state, annual.superseded_reason) == ("digantikan", "Digantikan versi 2.")


@pytest.mark.parametrize(("state", "is_shown"), [("dipublikasikan", True), ("digantikan", False)])
def test_a_published_report_leads_to_where_its_figures_are_opened_again(
    annual, filed, client, at_office, state, is_shown
):
    Report.objects.filter(pk=annual.pk).update(state=state)
    client.force_login(filed.user("kepala"), backend=BACKEND)
    page = client.get(reverse("reports:report-detail", args=[annual.pk])).content.decode()
    assert (reverse("workflow:run-detail", args=[filed.run.pk]) in page) == is_shown


@pytest.mark.parametrize("state", ["dipublikasikan", "digantikan"])
def test_what_has_ended_is_not_compiled_anew(annual, state):
    Report.objects.filter(pk=annual.pk).update(state=state)
    annual.refresh_from_db()
    with pytest.raises(NotAtThisStation):
        services.rebuild_report(report=annual, acting=head(annual), now=NOW)
    assert Report.objects.filter(kind="lkjip").count() == 1


def test_a_printed_report_is_not_printed_again(annual):
    assert services.retry_report(report=annual, acting=head(annual), now=NOW) is None
    assert not Event.objects.filter(action="report.retried").exists()


def test_what_happened_outside_names_who_wrote_it_down_as_such(annual, client, at_office):
    walk(annual, "disampaikan")
    client.force_login(head(annual).user, backend=BACKEND)
    page = client.get(reverse("reports:report-detail", args=[annual.pk])).content.decode()
    assert f"Disampaikan: 10 April 2026, dicatat {head(annual).officeholder.title}" in page
    assert "dicatat" not in page.split("Disampaikan: ")[0].split("Disetujui: ")[1]


@pytest.mark.parametrize("address", ["ftp://contoh.go.id/lkjip.pdf", "javascript:alert(1)", "x"])
def test_a_report_is_public_where_a_browser_opens_it(address):
    form = PublishForm({"alamat": address, "tanggal": DAY}, today=DAY, earliest=DAY)
    assert list(form.errors) == ["alamat"]


def test_an_older_version_goes_no_further(annual):
    services.rebuild_report(report=annual, acting=head(annual), now=NOW + timedelta(days=1))
    with pytest.raises(NotNewest):
        services.assist_report(report=annual, acting=assistant(annual), note="", now=NOW)


@pytest.mark.parametrize(("days", "late"), [(0, 0), (3, 3)])
def test_the_way_is_measured_against_the_legal_day(annual, days, late):
    assert legal_day(annual) == date(2027, 2, 28)
    assert way_of(annual, date(2027, 3, 1)).is_overdue
    walk(annual, "disetujui")
    sign(annual)
    services.submit_report(
        report=annual,
        acting=head(annual),
        on=date(2027, 2, 28) + timedelta(days=days),
        recipient="Bupati",
        letter="",
        now=NOW + timedelta(days=400),
    )
    way = way_of(annual, date(2027, 3, 31))
    assert (way.days_late, way.is_overdue) == (late, False)


def test_the_kabupaten_has_three_months_and_a_triwulan_no_legal_day(annual, report):
    annual.kind = "lkjip_kabupaten"
    assert legal_day(annual) == date(2027, 3, 31)
    assert legal_day(report) is None


def test_the_pages_of_the_way(annual, client, at_office):
    def page(name, acting, **data):
        client.force_login(acting.user, backend=BACKEND)
        address = reverse(f"reports:{name}", args=[annual.pk])
        return client.post(address, data) if data else client.get(address)

    detail = page("report-detail", assistant(annual)).content.decode()
    assert "Catat asistensi" in detail
    assert page("report-assist", assistant(annual)).status_code == 200
    assert page("report-assist", assistant(annual), catatan="Lengkapi Bab I.").status_code == 302
    review = page("report-review", reviewer(annual)).content.decode()
    assert "4 dari 4 angka telah diperiksa dan disetujui." in review
    # six of the seven are proved: one has no evidence
    assert review.count(" checked") == 6
    answers = {f"jawab-{item.key}": "ya" for item in checklist.ITEMS}
    half = page("report-review", reviewer(annual), **{"jawab-I.1": "ya", "simpan": "ya"})
    assert half.status_code == 302
    wrong = page(
        "report-review", reviewer(annual), **answers | {"jawab-I.2": "tidak"}, selesai="ya"
    )
    assert "memerlukan catatan" in wrong.content.decode()
    noted = answers | {"jawab-I.2": "tidak", "catatan-I.2": "Target TW II kosong."}
    assert page("report-review", reviewer(annual), **noted, selesai="ya").status_code == 302
    statement = page("review-statement", head(annual))
    assert statement["Content-Type"] == "application/pdf"
    keep_pages("pernyataan-reviu", statement.content)
    issue = IssuedPaper.objects.get()
    assert issue.agency == reviewer(annual).position.agency
    assert issue.title == f"LKjIP {annual.agency.name}, versi 1"
    Report.objects.filter(pk=annual.pk).update(state="digantikan")
    told = client.get(reverse("verification:verification-check", args=[issue.code]))
    assert "Laporan yang direviu telah digantikan." in told.content.decode()
    Report.objects.filter(pk=annual.pk).update(state="direviu")
    assert page("report-return", head(annual)).status_code == 200
    refused = page("report-return", head(annual), alasan=" ")
    assert (refused.status_code, "Belum tersimpan" in refused.content.decode()) == (422, True)
    annual.refresh_from_db()
    services.approve_report(report=annual, acting=head(annual), now=NOW)
    as_rendered(annual)
    sign(annual)
    assert page("report-submit", head(annual)).status_code == 200
    late = page("report-submit", head(annual), tanggal="2026-04-11", penerima="Bupati")
    assert "sesudah hari ini" in late.content.decode()
    assert "Bupati" in late.content.decode()
    assert page("report-submit", head(annual), tanggal="2026-04-10", penerima="Bupati").url
    assert page("report-publish", head(annual)).status_code == 200
    sent = page("report-publish", head(annual), tanggal="2026-04-10", alamat="contoh.go.id/lkjip")
    assert sent.status_code == 302
    detail = page("report-detail", head(annual)).content.decode()
    assert "contoh.go.id/lkjip" in detail
    assert reverse("reports:publication-correct", args=[annual.pk]) in detail
    same = {"tanggal": "2026-04-10", "alamat": "https://contoh.go.id/lkjip", "alasan": "Salah."}
    opened = page("publication-correct", head(annual)).content.decode()
    assert 'value="https://contoh.go.id/lkjip"' in opened
    refused = page("publication-correct", head(annual), **same)
    assert (refused.status_code, "ubah salah satunya" in refused.content.decode()) == (422, True)
    changed = same | {"alamat": "https://contoh.go.id/benar"}
    wordless = page("publication-correct", head(annual), **changed | {"alasan": " "})
    assert (wordless.status_code, "contoh.go.id/benar" in wordless.content.decode()) == (422, True)
    assert page("publication-correct", head(annual), **changed).status_code == 302
    detail = page("report-detail", head(annual)).content.decode()
    assert '<a href="https://contoh.go.id/benar"' in detail
    assert "Semula tercatat 10 April 2026" in detail
    assert page("publication-correct", reviewer(annual)).status_code == 403


def test_a_corrected_publication_keeps_what_was_recorded_before(annual):
    def correct(address):
        return services.correct_publication(
            report=annual, acting=head(annual), on=DAY, address=address, reason="Pindah.", now=NOW
        )

    with pytest.raises(NotAtThisStation):
        correct("https://contoh.go.id/a")
    walk(annual, "disampaikan")
    services.publish_report(
        report=annual, acting=head(annual), on=DAY, address="https://contoh.go.id/", now=NOW
    )
    first = correct("https://contoh.go.id/a")
    assert correct("https://contoh.go.id/a") == first
    correct("https://contoh.go.id/b")
    station = way_of(annual, DAY).stations[-1]
    assert station.act.address == "https://contoh.go.id/b"
    assert [each.address for each in station.corrected] == [
        "https://contoh.go.id/a",
        "https://contoh.go.id/",
    ]
    told = Event.objects.filter(action="report.publication_corrected").latest("pk")
    assert (told.reason, told.data["from"]["address"], told.data["to"]["address"]) == (
        "Pindah.",
        "https://contoh.go.id/a",
        "https://contoh.go.id/b",
    )
    Report.objects.filter(pk=annual.pk).update(state="digantikan")
    with pytest.raises(NotAtThisStation):
        correct("https://contoh.go.id/c")


def test_who_holds_no_desk_is_told_whose_turn_it_is(annual, client, filed, at_office):
    client.force_login(filed.user("kepala"), backend=BACKEND)
    detail = client.get(reverse("reports:report-detail", args=[annual.pk])).content.decode()
    assert "Menunggu asistensi Bagian Organisasi." in detail
    for name in ("report-assist", "report-review"):
        assert client.get(reverse(f"reports:{name}", args=[annual.pk])).status_code == 403
    for name in ("report-submit", "report-publish"):
        assert client.get(reverse(f"reports:{name}", args=[annual.pk])).status_code == 409
    assert client.get(reverse("reports:review-statement", args=[annual.pk])).status_code == 404


def test_each_sees_what_waits_for_him(annual, filed, report, django_assert_num_queries):
    def waiting(acting):
        reports = Report.objects.select_related("agency__government", "lane").order_by("pk")
        rows = [each for each in reports if each in (annual, report)]
        with django_assert_num_queries(5):
            return [(each.report.kind, each.station) for each in awaiting(acting.user, rows, DAY)]

    as_rendered(report)
    assert waiting(assistant(annual)) == [("lkjip", "diasistensi")]
    assert waiting(reviewer(annual)) == []
    assert waiting(head(annual)) == [("laporan_triwulan", "disetujui")]
    services.assist_report(report=annual, acting=assistant(annual), note="", now=NOW)
    assert waiting(reviewer(annual)) == [("lkjip", "direviu")]
