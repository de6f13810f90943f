"""A head revises a target in mid-year; a Plt or Plh may not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.access import MandateTooNarrow, TargetRefused
from indicators.measures import TargetValue
from indicators.models import Realisasi, TargetRevision
from indicators.queries import year_rows
from indicators.services import NewTarget, revise_target
from organization.models import Event
from tests.factories.indicators import TargetFactory
from tests.indicators.offices import NOW, entry

PK_PERUBAHAN = NewTarget(
    year=2026,
    triwulan=1,
    basis=TargetRevision.Basis.OWN,
    value=TargetValue(Decimal(20)),
    document="PK Perubahan 2026",
    effective_on=date(2026, 4, 1),
)


@pytest.fixture
def indicator(office):
    office.agency.signing_position = office.kepala.position
    office.agency.save()
    indicator = office.indicator()
    for triwulan in (1, 2):
        TargetFactory(indicator=indicator, triwulan=triwulan, value=Decimal(10))
    return indicator


def test_earlier_triwulan_keep_the_target_they_were_judged_by(office, indicator):
    later = replace(PK_PERUBAHAN, triwulan=2)
    for target in (PK_PERUBAHAN, later):
        revise_target(indicator=indicator, target=target, acting=office.kepala, now=NOW)
    for triwulan in (1, 2):
        office.save(entry(indicator, Decimal(10)), triwulan=triwulan)
    (row,) = year_rows(office.agency, 2026)
    assert [row.quarters[triwulan].target for triwulan in (1, 2)] == [Decimal(10), Decimal(20)]
    event = Event.objects.filter(action="target.revised").last()
    assert (event.user, event.data["document"]) == (office.kepala.user, "PK Perubahan 2026")


@pytest.mark.parametrize("capacity", ["plt", "plh"])
def test_a_plt_or_plh_may_not_change_a_target(office, indicator, capacity):
    acting = replace(office.kepala, capacity=capacity)
    with pytest.raises(MandateTooNarrow):
        revise_target(indicator=indicator, target=PK_PERUBAHAN, acting=acting, now=NOW)
    assert TargetRevision.objects.filter(indicator=indicator).count() == 2


@pytest.mark.parametrize("day", [date(2026, 5, 4), date(2027, 1, 1)])
def test_a_day_taken_or_of_another_year_is_refused(office, indicator, day):
    TargetFactory(indicator=indicator, triwulan=1, effective_on=date(2026, 5, 4))
    target = replace(PK_PERUBAHAN, effective_on=day)
    with pytest.raises(TargetRefused):
        revise_target(indicator=indicator, target=target, acting=office.kepala, now=NOW)
    assert not Event.objects.filter(action="target.revised").exists()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("-1", "Nilai terendah indikator ini 0."),
        ("101", "Nilai tertinggi indikator ini 100."),
        ("9.5", "Dokumen dihitung utuh: tulis tanpa koma, misalnya 10. Titik memisahkan ribuan."),
    ],
)
def test_a_target_that_the_indicator_cannot_reach_is_refused(office, value, sentence):
    indicator = office.indicator(unit="Dokumen", decimals=0, minimum=0, maximum=100)
    target = replace(PK_PERUBAHAN, value=TargetValue(Decimal(value)))
    with pytest.raises(TargetRefused) as caught:
        revise_target(indicator=indicator, target=target, acting=office.kepala, now=NOW)
    assert (caught.value.field, caught.value.sentence) == ("value", sentence)


def test_a_figure_that_was_handed_over_keeps_the_target_it_was_handed_over_against(
    office, indicator
):
    office.save(entry(indicator, Decimal(10)))
    early = replace(PK_PERUBAHAN, effective_on=date(2026, 2, 1))
    Realisasi.objects.update(state="diserahkan")
    with pytest.raises(TargetRefused) as caught:
        revise_target(indicator=indicator, target=early, acting=office.kepala, now=NOW)
    assert caught.value.field == "effective_on"
    assert caught.value.sentence == (
        "Angka TW I sudah diserahkan dan diukur terhadap target 10. "
        "Beri tanggal sesudah 31-03-2026, atau mintakan dahulu pengembalian angkanya."
    )
    revise_target(indicator=indicator, target=PK_PERUBAHAN, acting=office.kepala, now=NOW)
    later = replace(early, triwulan=2)
    revise_target(indicator=indicator, target=later, acting=office.kepala, now=NOW)
    assert [judged_target(office, triwulan) for triwulan in (1, 2)] == [10, 20]


@pytest.mark.parametrize("triwulan", [2, 4])
def test_a_triwulans_first_target_does_not_take_the_years_from_a_figure_handed_over(
    office, triwulan
):
    """A year's figure is measured by the year's target where no triwulan has one."""
    indicator = office.indicator()
    TargetFactory(indicator=indicator, value=Decimal(40))
    office.save(entry(indicator, Decimal(10)), triwulan=4)
    Realisasi.objects.update(state="diserahkan")
    target = replace(PK_PERUBAHAN, triwulan=triwulan, effective_on=date(2026, 6, 1))
    with pytest.raises(TargetRefused) as caught:
        revise_target(indicator=indicator, target=target, acting=office.kepala, now=NOW)
    assert caught.value.sentence == (
        "Angka TW IV sudah diserahkan dan diukur terhadap target 40. "
        "Mintakan dahulu pengembalian angkanya."
    )
    assert judged_target(office, 4) == 40


def test_a_figure_handed_over_without_a_target_may_get_one_late(office):
    indicator = office.indicator()
    office.save(entry(indicator, Decimal(10)))
    Realisasi.objects.update(state="diserahkan")
    target = replace(PK_PERUBAHAN, effective_on=date(2026, 2, 1))
    revise_target(indicator=indicator, target=target, acting=office.kepala, now=NOW)
    assert judged_target(office, 1) == 20


def judged_target(office, triwulan):
    (row,) = year_rows(office.agency, 2026)
    return row.quarters[triwulan].target


@pytest.fixture
def page(office, indicator, client, monkeypatch):
    monkeypatch.setattr("organization.clock.now", lambda: NOW)

    def send(acting, **fields):
        client.force_login(acting.user)
        address = reverse("indicators:target-revise", args=[indicator.pk])
        return client.post(
            address,
            {
                "period": "2",
                "value": "1.234,5",
                "basis": "triwulan ini",
                "document": "PK Perubahan",
                "effective_on": "2026-04-01",
            }
            | fields,
        )

    return send


def test_the_head_records_a_target_on_the_page(office, indicator, page):
    assert page(office.kepala).status_code == 302
    assert TargetRevision.objects.latest("pk").value == Decimal("1234.5")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "1234.5"}, "dapat dibaca"),
        ({"document": ""}, "Belum diisi"),
        ({"effective_on": "2027-01-01"}, "harus di dalam tahun targetnya"),
    ],
)
def test_the_page_says_what_is_wrong(office, indicator, page, fields, sentence):
    answer = page(office.kepala, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert TargetRevision.objects.filter(indicator=indicator).count() == 2


def test_the_page_refuses_a_plt_with_the_law_and_others_with_the_head(office, indicator, page):
    term = office.kepala.officeholder
    term.capacity = "plt"
    term.save()
    answer = page(office.kepala)
    assert answer.status_code == 403
    assert "UU 30/2014 pasal 14" in answer.content.decode()
    assert page(office.kabid).status_code == 403
