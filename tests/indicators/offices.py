"""A small office with people in it, and a stranger from another one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from indicators.models import Indicator, Realisasi, RealisasiRevision
from indicators.services import FigureEntry, save_figures
from organization.access import Acting
from organization.models import Agency, Government, Officeholder, Position, Unit, User
from tests.factories.indicators import IndicatorFactory, RevisionFactory

NOW = datetime(2026, 4, 11, 2, 0, tzinfo=UTC)
FILLED = RealisasiRevision.Status.FILLED


@dataclass(frozen=True)
class Office:
    """An agency with one bidang, a Kabid who fills and a Kepala who approves."""

    agency: Agency
    unit: Unit
    kabid: Acting
    kepala: Acting

    def indicator(self, **values):
        return IndicatorFactory(agency=self.agency, responsible_unit=self.unit, **values)

    def save(self, *entries, triwulan=1, acting=None, **options):
        acting = acting or self.kabid
        return save_figures(
            agency=self.agency,
            year=2026,
            triwulan=triwulan,
            entries=entries,
            author=acting.user,
            position=acting.position,
            capacity=acting.capacity,
            now=NOW,
            **options,
        ).changed


def entry(indicator: Indicator, value=None, version=0, **content) -> FigureEntry:
    status = content.pop("status", "kosong" if value is None else "terisi")
    return FigureEntry(indicator.pk, version, status=status, value=value, **content)


def figure(indicator: Indicator, triwulan: int = 1) -> Realisasi:
    return Realisasi.objects.get(indicator=indicator, year=2026, triwulan=triwulan)


def saved(indicator: Indicator, office: Office, *, triwulan=1, year=2026, **content) -> Realisasi:
    """A figure with one revision, written straight into the tables."""
    row = Realisasi.objects.create(indicator=indicator, year=year, triwulan=triwulan, version=1)
    row.current = RevisionFactory(
        realisasi=row, author=office.kabid.user, position=office.kabid.position, **content
    )
    row.save()
    return row


def open_office(key: str = "dinas-a", government: Government | None = None) -> Office:
    agency = Agency.objects.create(
        government=government or _government(),
        key=key,
        name=f"Dinas {key}",
        short_name=key,
        live_from=date(2026, 1, 1),
    )
    unit = Unit.objects.create(agency=agency, key="bidang", name="Bidang A", kind="bidang")
    kepala = Position.objects.create(agency=agency, key="kepala", name="Kepala")
    kabid = Position.objects.create(
        agency=agency, key="kabid", name="Kabid", unit=unit, superior=kepala, is_head=True
    )
    return Office(agency, unit, _holder(kabid), _holder(kepala))


def _government() -> Government:
    return Government.objects.get_or_create(
        key="kab", defaults={"name": "Kabupaten", "seat": "Kota"}
    )[0]


def _holder(position: Position) -> Acting:
    user = User.objects.create_user(
        f"{position.key}@{position.agency.key}", password="sandi-uji", name=position.name
    )
    term = Officeholder.objects.create(user=user, position=position, starts_on=date(2020, 1, 1))
    return Acting.under(term)
