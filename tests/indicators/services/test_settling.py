"""A provisional figure becomes final after its approval, by the post that wrote it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.access import FigureConflict, FiguresLocked
from indicators.forms import FinalForm
from indicators.models import FigureState
from indicators.services import FinalFigure, settle_figure
from organization.models import Event
from tests.indicators.offices import NOW, figure, open_office, saved

FINAL = FinalFigure(version=1, source="BPS, hlm. 12", value=Decimal("12.5"))


@pytest.fixture
def provisional(office):
    row = saved(
        office.indicator(),
        office,
        value=Decimal(10),
        is_sementara=True,
        expected_on=date(2026, 12, 31),
        expected_source="BPS",
    )
    row.state, row.approved = FigureState.APPROVED, row.current
    row.save()
    return row


def settle(office, row, final=FINAL):
    return settle_figure(figure=row, final=final, acting=office.kabid, now=NOW)


def test_the_final_figure_takes_its_place_and_stays_approved(office, provisional):
    settle(office, provisional)
    row = figure(provisional.indicator)
    assert (row.state, row.approved, row.version) == (FigureState.APPROVED, row.current, 2)
    assert (row.current.value, row.current.is_sementara) == (Decimal("12.5"), False)
    assert (row.current.origin, row.current.expected_source) == ("tetap", "BPS, hlm. 12")
    assert row.revisions.get(number=1).value == 10
    event = Event.objects.get(action="figure.settled")
    assert (event.data["before"], event.data["after"]) == ("10.0000", "12.5")


def test_a_figure_that_is_final_already_or_not_approved_is_refused(office, provisional):
    settle(office, provisional)
    with pytest.raises(FiguresLocked):
        settle(office, provisional, FinalFigure(2, "BPS", Decimal(1)))
    draft = saved(office.indicator(), office, value=Decimal(1), is_sementara=True)
    with pytest.raises(FiguresLocked):
        settle(office, draft)


def test_a_page_read_before_another_change_is_refused(office, provisional):
    provisional.version = 2
    provisional.save()
    with pytest.raises(FigureConflict):
        settle(office, provisional)


def test_the_page_takes_it_in_the_indicators_own_writing(office, provisional, client):
    client.force_login(office.kabid.user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("indicators:figure-settle", args=[provisional.pk])
    assert "Angka sementara:" in client.get(address).content.decode()
    wrong = client.post(address, {"version": 1, "value": "1234.5", "source": "BPS"})
    assert wrong.status_code == 422
    assert "dapat dibaca 1.234,5 atau 12.345" in wrong.content.decode()
    assert client.post(address, {"version": 1, "value": "12,5", "source": "BPS"}).status_code == 302
    assert figure(provisional.indicator).current.value == Decimal("12.5")


@pytest.mark.parametrize(
    ("measure", "typed", "sentence"),
    [
        ("nilai", {"value": "-5"}, "Nilai terendah indikator ini 0."),
        ("nilai", {"value": "100,5"}, "Nilai tertinggi indikator ini 100."),
        ("rasio", {"numerator": "-1", "denominator": "4"}, "Angka ini tidak dapat negatif."),
        (
            "rasio",
            {"numerator": "5", "denominator": "4"},
            "Pembilang (5) tidak dapat melebihi penyebut (4).",
        ),
    ],
)
def test_a_final_figure_keeps_the_bounds_of_the_one_it_replaces(
    office, provisional, measure, typed, sentence
):
    """It is approved at once, so that nobody else would see a slip."""
    provisional.indicator.measure, provisional.indicator.unit = measure, "%"
    provisional.indicator.minimum, provisional.indicator.maximum = Decimal(0), Decimal(100)
    form = FinalForm({"version": 1, "source": "BPS", **typed}, figure=provisional)
    assert not form.is_valid()
    assert [error for found in form.errors.values() for error in found] == [sentence]


def test_neither_the_kepala_nor_a_stranger_writes_it(office, provisional, client):
    address = reverse("indicators:figure-settle", args=[provisional.pk])
    for user, status in ((office.kepala.user, 403), (open_office("dinas-b").kabid.user, 404)):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(address).status_code == status
        assert client.post(address, {"version": 1, "value": "1"}).status_code == status
