"""The first SOP of an agency: one of those that come with the product, or a file of its own."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from organization.access import Refused
from organization.language import in_office_language
from organization.models import Agency, User
from sop.definition import Definition, adopted, parse
from sop.models import SopVersion
from sop.services.loading import load_definition
from sop.services.publishing import publish_version

FOLDER = Path(__file__).resolve().parent.parent / "definitions"


class OtherSop(Refused):
    """The agency has an SOP under another key; a second one would collect the same figures."""

    code = "sop-lain"
    status = 409


@dataclass(frozen=True, slots=True)
class Template:
    """An SOP that comes with the product, as one chooses among them."""

    key: str
    name: str
    owner: str
    steps: int
    actors: tuple[str, ...]
    levels: tuple[str, ...]


@cache
def sop_templates() -> tuple[Template, ...]:
    """The SOPs that come with the product, by key."""
    return tuple(_template(path) for path in sorted(FOLDER.glob("*.yaml")))


@in_office_language
def adopt_template(*, template: Template, agency: Agency, user: User, now: datetime) -> SopVersion:
    """Take over one of these SOPs as the agency's own and put it in force.

    Its number, dates and signer are left empty. Raises OtherSop.
    """
    text = adopted(
        (FOLDER / f"{template.key}.yaml").read_text(encoding="utf-8"),
        key=f"sop-{agency.key}",
        agency=agency.key,
        satuan_kerja=f"{agency.name}\n{agency.government.name}".upper(),
        heading=_("Alur diambil dari %(owner)s; nomor dan pengesahan diisi kemudian.")
        % {"owner": template.owner},
    )
    return adopt_definition(definition=parse(text), agency=agency, user=user, now=now)


def adopt_definition(
    *, definition: Definition, agency: Agency, user: User, now: datetime
) -> SopVersion:
    """Store an SOP for an agency and put it in force from its first day on. Raises OtherSop."""
    with transaction.atomic():
        other = agency.sop_documents.exclude(key=definition.key).first()
        if other is not None:
            raise OtherSop(
                _("Perangkat daerah ini sudah mempunyai SOP “%(key)s”.") % {"key": other.key},
                help=_("Versi barunya dimuat dengan key yang sama."),
                agency=agency,
            )
        version = load_definition(definition=definition, agency=agency, user=user, now=now).version
        publish_version(version=version, user=user, now=now)
    return version


def _template(path: Path) -> Template:
    definition = parse(path.read_text(encoding="utf-8"), path.name)
    return Template(
        key=path.stem,
        name=definition.identity.nama,
        owner=" ".join(definition.satuan_kerja.split()),
        steps=len(definition.steps),
        actors=tuple(each.label for each in definition.actors),
        levels=tuple(each.label for each in definition.lanes),
    )
