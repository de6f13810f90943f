"""Agencies small enough to hold in the head, with the SOP files loaded and bound."""

from datetime import UTC, date, datetime
from pathlib import Path

from organization.models import Agency, Capacity, Government, Officeholder, Position, Unit, User
from sop.definition import parse, parse_bindings
from sop.models import SopDocument, SopVersion
from sop.services import bind_actors, load_definition, publish_version

ROOT = Path(__file__).parents[2]
DEFINITIONS = ROOT / "sop" / "definitions"
FILES = ROOT / "tests" / "data" / "sop"
NOW = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
LIVE_FROM = date(2026, 1, 1)


def agency(key: str = "dinkes-contoh", name: str = "Dinas Kesehatan Kabupaten Contoh") -> Agency:
    government, _ = Government.objects.get_or_create(
        key="contoh", defaults={"name": "Kabupaten Contoh", "seat": "Contoh"}
    )
    return Agency.objects.create(
        government=government, key=key, name=name, short_name=key, live_from=LIVE_FROM
    )


def position(
    office: Agency, key: str, *, unit: Unit | None = None, is_head: bool = False
) -> Position:
    return Position.objects.create(
        agency=office, key=key, name=key.replace("-", " ").title(), unit=unit, is_head=is_head
    )


def health_office() -> Agency:
    """The agency of the sixth SOP: two wilayah, three puskesmas, a petugas in each."""
    office = agency()
    for key in ("kepala", "sekretaris", "plt-kapus-c"):
        position(office, key)
    for wilayah, puskesmas in (("utara", "ab"), ("selatan", "c")):
        region = Unit.objects.create(agency=office, key=wilayah, name=wilayah, kind="wilayah")
        position(office, f"korwil-{wilayah}", unit=region, is_head=True)
        for letter in puskesmas:
            unit = Unit.objects.create(
                agency=office, key=f"pkm-{letter}", name=letter, kind="bagian", parent=region
            )
            position(office, f"kapus-{letter}", unit=unit, is_head=True)
            position(office, f"petugas-{letter}", unit=unit)
    return office


def load(path: Path, office: Agency) -> SopVersion:
    definition = parse(path.read_text(encoding="utf-8"), path.name)
    version = load_definition(definition=definition, agency=office, now=NOW).version
    publish_version(version=version, now=NOW)
    return version


def sixth() -> SopDocument:
    """The sixth SOP, loaded, published and bound."""
    version = load(FILES / "sixth.yaml", health_office())
    bindings = parse_bindings((FILES / "sixth-binding.yaml").read_text(encoding="utf-8"))
    bind_actors(bindings=bindings, starts_on=LIVE_FROM, now=NOW)
    return version.document


def holder(office: Agency, key: str) -> User:
    """A person who holds a position of this agency."""
    user = User.objects.create(username=f"{key}@{office.key}", name=key)
    held = office.positions.filter(key=key).first() or position(office, key)
    Officeholder.objects.create(
        user=user, position=held, capacity=Capacity.DEFINITIF, starts_on=LIVE_FROM
    )
    return user
