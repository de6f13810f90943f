"""The texts of the annual report: kept, changed with the old text kept, never overwritten."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from indicators.models import BudgetLine
from organization.models import Event
from reports import services
from reports.models import Narrative
from reports.queries import told_during
from tests.factories.indicators import RealisasiFactory, RevisionFactory, SasaranFactory
from tests.workflow.offices import NOW, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)
    return open_office("dishub")


@pytest.fixture
def send(office, client):
    """Open the page, or send what was typed over what it said when it was opened."""
    client.force_login(office.user("kepala"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("reports:narrative-edit", args=[office.agency.key, 2026])

    def send(opened=None, **texts):
        if opened is None:
            form = client.get(address).context["form"]
            return {name: field.initial or "" for name, field in form.fields.items()}
        return client.post(address, opened | texts)

    return send


def text(section):
    return Narrative.objects.get(section=section).text


def test_a_text_is_saved_and_the_old_one_stays_in_the_log(office, send):
    send(send(), isu="Jalan rusak.")
    send(send(), isu="Jalan rusak dan banjir.")
    assert text("isu") == "Jalan rusak dan banjir."
    event = Event.objects.filter(action="narrative.saved").latest("pk")
    assert (event.data["before"], event.data["after"]) == (
        "Jalan rusak.",
        "Jalan rusak dan banjir.",
    )


def test_two_persons_who_write_different_texts_both_keep_theirs(office, send):
    opened = send()
    assert send(opened, isu="Dari yang satu.").status_code == 302
    assert send(opened, penutup="Dari yang lain.").status_code == 302
    assert (text("isu"), text("penutup")) == ("Dari yang satu.", "Dari yang lain.")


def test_two_persons_who_write_the_same_text_are_told(office, send):
    opened = send()
    send(opened, isu="Dari yang satu.")
    page = send(opened, isu="Dari yang lain.")
    words = page.content.decode()
    assert "disimpan orang lain sejak halaman dibuka, menjadi: “Dari yang satu.”" in words
    assert "Dari yang lain." in words
    assert text("isu") == "Dari yang satu."


def test_a_text_that_was_not_sent_stays(office, send):
    send(send(), isu="Jalan rusak.")
    assert send({}, penutup="Selesai.").status_code == 302
    assert (text("isu"), text("penutup")) == ("Jalan rusak.", "Selesai.")


def test_an_unknown_figure_in_braces_is_refused_by_name_and_nothing_is_lost(office, send):
    answer = send(send(), isu="Capaian {capaian:TIDAK-ADA} turun.")
    assert answer.status_code in (200, 422)
    page = answer.content.decode()
    assert "Tidak dikenal: {capaian:TIDAK-ADA}." in page
    assert "Capaian {capaian:TIDAK-ADA} turun." in page
    assert not Narrative.objects.filter(section="isu").exists()
    code = office.agency.indicators.first().code
    send(send(), isu=f"Capaian {{capaian:{code}}} naik.")
    assert text("isu") == f"Capaian {{capaian:{code}}} naik."


def test_a_preview_shows_the_text_as_printed_and_saves_nothing(office, send):
    typed = "**Pagu** {pagu}\n- satu\n- <b>dua</b>"
    page = send(send(), isu=typed, pratinjau="isu")
    assert (page.status_code, page.context["preview"].name) == (200, "isu")
    words = page.content.decode()
    assert "<p><strong>Pagu</strong> {pagu}</p>" in words
    assert "<ul><li>satu</li><li>&lt;b&gt;dua&lt;/b&gt;</li></ul>" in words
    assert escape(typed) in words
    assert not Narrative.objects.exists()
    send(page.context["form"].data.dict(), pratinjau="lain")
    assert not Narrative.objects.exists()


def test_a_preview_takes_its_figures_from_the_newest_report(office, send):
    BudgetLine.objects.create(agency=office.agency, year=2026, program="A", pagu=1500)
    services.request_report(kind="lkjip", run=office.run, now=NOW)
    page = send(send(), isu="Pagu *{pagu}*.", pratinjau="isu").content.decode()
    assert "Pagu <em>1.500</em>." in page
    assert "Angka menurut laporan versi 1" in page


def test_a_text_of_before_stays_without_marks_until_it_is_changed(office, send):
    send(send(), isu="*) sementara\n**tebal**")
    assert Narrative.objects.get().markup == 1
    Narrative.objects.update(markup=0)
    shown = send(send(), pratinjau="isu").context["preview"].text
    assert shown == "<p>*) sementara<br>**tebal**</p>"
    send(send(), penutup="Selesai.")
    assert Narrative.objects.get(section="isu").markup == 0
    changed = send(send(), isu="**tebal**", pratinjau="isu").context["preview"].text
    assert changed == '<div class="uraian"><p><strong>tebal</strong></p></div>'


def test_the_counter_names_what_is_empty_and_leads_there(office, send):
    send(send(), isu="Jalan rusak.")
    empty = send(send(), penutup="x", pratinjau="penutup").context["form"].empty
    page = send(send(), penutup="x", pratinjau="penutup").content.decode()
    assert "isu" not in [field.name for field in empty]
    for field in empty:
        assert f'href="#bagian-{field.name}"' in page
        assert f'id="bagian-{field.name}"' in page
    Narrative.objects.all().delete()
    assert f"{len(empty) + 1} dari {len(empty) + 1} bagian masih kosong" in page_of(send)
    send(send(), **{field.name: "Terisi." for field in empty}, isu="Terisi.")
    assert f"semua {len(empty) + 1} bagian terisi" in page_of(send)


def page_of(send):
    return send(send(), pratinjau="").content.decode()


def test_what_was_reported_during_the_year_stands_beside_the_text_on_causes(
    office, send, django_assert_max_num_queries
):
    sasaran = SasaranFactory(agency=office.agency)
    indicator = office.agency.indicators.order_by("pk").first()
    office.agency.indicators.filter(pk=indicator.pk).update(sasaran=sasaran)
    office.agency.indicators.exclude(pk=indicator.pk).update(sasaran=None)
    assert told_during(office.agency, 2026) == {}
    for triwulan in (1, 2):
        row = RealisasiFactory(indicator=indicator, year=2026, triwulan=triwulan)
        row.current = RevisionFactory(
            realisasi=row,
            author=office.user("kepala"),
            position=office.agency.signing_position,
            kendala=f"**Hujan** TW {triwulan}",
        )
        row.save()
    with django_assert_max_num_queries(1):
        assert [each.triwulan for each in told_during(office.agency, 2026)[sasaran.pk]] == [1, 2]
    page = send(send(), pratinjau="").content.decode()
    place = page.index(f'id="bagian-penyebab-{sasaran.pk}"')
    assert place < page.index("<strong>Hujan</strong> TW 2") < page.index('id="bagian-efisiensi')
