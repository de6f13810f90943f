"""Rows of the plan and the figures; nothing random, every value says what it is."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from indicators.models import (
    History,
    Indicator,
    Realisasi,
    RealisasiRevision,
    Sasaran,
    TargetRevision,
)


class SasaranFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sasaran

    name = "Meningkatnya keselamatan"
    order = 1


class IndicatorFactory(factory.django.DjangoModelFactory):
    """A count that adds up over the quarters; it cannot be negative."""

    class Meta:
        model = Indicator

    code = factory.Sequence(lambda number: f"indikator-{number}")
    name = factory.LazyAttribute(lambda indicator: f"Jumlah {indicator.code}")
    level = Indicator.Level.PROGRAM
    unit = "Unit"
    aggregation = Indicator.Aggregation.SUM
    minimum = Decimal(0)
    order = factory.Sequence(lambda number: number)


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TargetRevision

    year = 2026
    value = Decimal(10)
    effective_on = date(2026, 1, 2)
    recorded_at = datetime(2026, 1, 2, tzinfo=UTC)


class RealisasiFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Realisasi

    year = 2026
    triwulan = 1


class RevisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RealisasiRevision

    number = 1
    status = RealisasiRevision.Status.FILLED
    value = Decimal(5)
    capacity = "definitif"
    created_at = datetime(2026, 4, 11, tzinfo=UTC)


class HistoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = History

    target = Decimal(8)
    realisasi = Decimal(7)
