"""The fixed cast: one small dinas with its people, somebody of another office, a reader, an admin.

kepala ── sekretaris ── kasubag_perencanaan
       ├─ kabid ── kasubag ── analis
       └─ (Kabid of a second bidang: vacant since March, held by plt_kabid)
"""

from dataclasses import dataclass
from datetime import date

import pytest

from organization.access import Acting, held_positions
from organization.models import Agency, Capacity, Oversight, Position, Unit, User
from tests.factories.organization import (
    AgencyFactory,
    OfficeholderFactory,
    PositionFactory,
    UnitFactory,
    UserFactory,
)

#: A day on which everybody of the cast is in office.
DAY = date(2026, 4, 10)
#: Since when the second bidang has a Plt.
PLT_SINCE = date(2026, 3, 1)


@dataclass(frozen=True)
class Cast:
    """People by their part; posts and terms are found through them."""

    agency: Agency
    other_agency: Agency
    kepala: User
    sekretaris: User
    kasubag_perencanaan: User
    kabid: User
    kasubag: User
    analis: User
    plt_kabid: User
    orang_opd_lain: User
    pembaca_kabupaten: User
    admin: User

    def acting(self, user: User, on: date = DAY) -> Acting:
        """How somebody of the cast acts, under the first post that he holds."""
        return Acting.under(held_positions(user, on)[0])

    def position(self, key: str) -> Position:
        return self.agency.positions.get(key=key)


def make_cast() -> Cast:
    """Make everybody; call it once in a test."""
    agency = AgencyFactory(key="dinas-contoh", name="Dinas Contoh", short_name="Dinas Contoh")
    government = agency.government
    sekretariat, first, second = (
        UnitFactory(agency=agency, key=key, name=name, kind=kind)
        for key, name, kind in (
            ("sekretariat", "Sekretariat", Unit.Kind.SEKRETARIAT),
            ("bidang-satu", "Bidang Satu", Unit.Kind.BIDANG),
            ("bidang-dua", "Bidang Dua", Unit.Kind.BIDANG),
        )
    )
    kepala = _post(agency, "kepala", "Kepala Dinas")
    sekretaris = _post(agency, "sekretaris", "Sekretaris", kepala, sekretariat, is_head=True)
    kabid = _post(agency, "kabid", "Kepala Bidang Satu", kepala, first, is_head=True)
    vacant = _post(agency, "kabid-dua", "Kepala Bidang Dua", kepala, second, is_head=True)
    kasubag = _post(agency, "kasubag", "Kepala Subbagian Satu", kabid, first)
    agency.signing_position = kepala
    agency.save()
    OfficeholderFactory(position=vacant, ends_on=date(2026, 2, 28))
    plt = OfficeholderFactory(position=vacant, capacity=Capacity.PLT, starts_on=PLT_SINCE)
    planner = _post(agency, "kasubag.perencanaan", "Kasubag Perencanaan", sekretaris, sekretariat)
    other = AgencyFactory(key="dinas-lain", name="Dinas Lain", short_name="Dinas Lain")
    bappeda = AgencyFactory(key="badan-perencana", government=government)
    reader = _post(bappeda, "kabid.pengendalian", "Kepala Bidang Pengendalian")
    Oversight.objects.create(position=reader, government=government, starts_on=agency.live_from)
    return Cast(
        agency=agency,
        other_agency=other,
        kepala=_holder(kepala),
        sekretaris=_holder(sekretaris),
        kasubag_perencanaan=_holder(planner),
        kabid=_holder(kabid),
        kasubag=_holder(kasubag),
        analis=_holder(_post(agency, "analis", "Analis Data Satu", kasubag, first)),
        plt_kabid=plt.user,
        orang_opd_lain=_holder(_post(other, "kepala", "Kepala Dinas Lain")),
        pembaca_kabupaten=_holder(reader),
        admin=UserFactory(username="administrator", is_staff=True, is_superuser=True),
    )


def _post(
    agency: Agency,
    key: str,
    name: str,
    superior: Position | None = None,
    unit: Unit | None = None,
    *,
    is_head: bool = False,
) -> Position:
    return PositionFactory(
        agency=agency, key=key, name=name, superior=superior, unit=unit, is_head=is_head
    )


def _holder(position: Position) -> User:
    user = UserFactory(username=f"{position.key}@{position.agency.key}", name=position.name)
    OfficeholderFactory(user=user, position=position)
    return user


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, for one test."""
    return make_cast()
