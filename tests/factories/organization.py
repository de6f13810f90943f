"""Rows of the ground floor; nothing surprising is made on the side."""

from datetime import date

import factory

from organization.models import Agency, Government, Officeholder, Position, Unit, User


class GovernmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Government

    key = factory.Sequence(lambda n: f"kabupaten-{n}")
    name = factory.Sequence(lambda n: f"Kabupaten Contoh {n}")
    seat = "Ibu Kota Contoh"


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    government = factory.SubFactory(GovernmentFactory)
    key = factory.Sequence(lambda n: f"dinas-{n}")
    name = factory.Sequence(lambda n: f"Dinas Contoh {n}")
    short_name = factory.Sequence(lambda n: f"Dinas {n}")
    live_from = date(2026, 1, 1)


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    agency = factory.SubFactory(AgencyFactory)
    key = factory.Sequence(lambda n: f"bidang-{n}")
    name = factory.Sequence(lambda n: f"Bidang Contoh {n}")
    kind = Unit.Kind.BIDANG


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    agency = factory.SubFactory(AgencyFactory)
    key = factory.Sequence(lambda n: f"jabatan-{n}")
    name = factory.Sequence(lambda n: f"Jabatan Contoh {n}")


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"akun-{n}@contoh")
    name = factory.Sequence(lambda n: f"Pemegang Jabatan {n}")


class OfficeholderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Officeholder

    user = factory.SubFactory(UserFactory)
    position = factory.SubFactory(PositionFactory)
    starts_on = date(2026, 1, 1)
