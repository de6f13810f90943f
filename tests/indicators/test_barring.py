"""An indicator offers the final figure to whom its act lets in, and tells others why not."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.indicators.offices import FILLED, saved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("state", "is_offered"), [("disetujui", True), ("draf", False)])
def test_a_provisional_figure_is_made_final_by_the_post_that_wrote_it(
    client, office, state, is_offered
):
    indicator = office.indicator(name="Uji berkala")
    row = saved(indicator, office, value=Decimal(5), status=FILLED, is_sementara=True)
    approved = row.current if is_offered else None
    type(row).objects.filter(pk=row.pk).update(state=state, approved=approved)
    page = reverse("indicators:indicator-detail", args=[indicator.pk]) + "?tahun=2026"
    settle = reverse("indicators:figure-settle", args=[row.pk])
    client.force_login(office.kabid.user)
    assert (settle in client.get(page).content.decode()) == is_offered
    client.force_login(office.kepala.user)
    answer = client.get(page)
    assert settle not in answer.content.decode()
    told = {each.act: each.refusal for each in answer.context["barred"]}
    assert ("Catat angka tetap TW I" in told) == is_offered
    if is_offered:
        met = client.get(settle).context["refusal"]
        assert told["Catat angka tetap TW I"].sentence == met.sentence
        assert office.kabid.position.name in met.help
