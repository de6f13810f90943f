"""Loading a government's agencies, units, positions and accounts from a file; twice is harmless."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from organization.models import (
    Agency,
    Capacity,
    Government,
    Officeholder,
    Oversight,
    Position,
    Unit,
    User,
)
from organization.services.events import record_event

Data = Mapping[str, Any]
FORMAT = "1"


class OrganizationErrors(Exception):
    """Every problem of a file, each with its place; nothing was saved."""

    def __init__(self, problems: Sequence[str], name: str = "") -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.name = name


@dataclass(slots=True)
class LoadedOrganization:
    """What a file brought: keys of the agencies, and how many rows are new."""

    agencies: list[str] = field(default_factory=list)
    created: int = 0


def load_organization(*, text: str, now: datetime, name: str = "") -> LoadedOrganization:
    """Load one government's file. Accounts get no password: an administrator sets it.

    Text stays text (no dates, no booleans by accident). Raises OrganizationErrors with the place.
    """
    data = _parsed(text, name)
    loaded = LoadedOrganization()
    with transaction.atomic():
        government = _government(data["government"], loaded)
        for agency_data in data["agencies"]:
            agency = _agency(government, agency_data, loaded)
            _units(agency, agency_data.get("units", ()), loaded)
            _positions(agency, agency_data, loaded)
            _terms(agency, agency_data, loaded)
            _oversight(agency, agency_data.get("oversight", ()), loaded)
            loaded.agencies.append(agency.key)
        if loaded.created:
            for agency in Agency.objects.filter(key__in=loaded.agencies):
                record_event(
                    agency=agency,
                    subject_type="agency",
                    subject_id=agency.pk,
                    action="organization.loaded",
                    at=now,
                    data={"file": name},
                )
    return loaded


def _parsed(text: str, name: str) -> Data:
    try:
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = _("baris %(line)s: susunan berkas tidak dapat dibaca.") % {"line": line}
        raise OrganizationErrors([problem], name) from error
    problems = _problems(data) if isinstance(data, dict) else [_("berkas bukan daftar kunci.")]
    if problems:
        raise OrganizationErrors(problems, name)
    return dict(data)


def _problems(data: Data) -> list[str]:
    """Missing keys and references, each with its place in the file."""
    found = []
    if data.get("format") != FORMAT:
        found.append(_("format: harus 1."))
    found += _missing(data.get("government", {}), "government", ("key", "name", "seat"))
    for place, agency in enumerate(data.get("agencies", ()), start=1):
        where = f"agencies[{place}]"
        found += _missing(agency, where, ("key", "name", "short_name", "kind", "live_from"))
        units = {unit.get("key") for unit in agency.get("units", ())}
        positions = {each.get("key") for each in agency.get("positions", ())}
        for each in agency.get("positions", ()):
            for key, known in (("unit", units), ("superior", positions)):
                if each.get(key) and each[key] not in known:
                    words = {"where": where, "key": key, "value": each[key]}
                    found.append(_("%(where)s: %(key)s “%(value)s” tidak ada.") % words)
        signing = agency.get("signing_position")
        if signing and signing not in positions:
            found.append(
                _("%(where)s: signing_position “%(value)s” tidak ada pada positions.")
                % {"where": where, "value": signing}
            )
    return found


def _missing(data: Data, where: str, keys: Sequence[str]) -> list[str]:
    return [
        _("%(where)s: kunci “%(key)s” belum diisi.") % {"where": where, "key": key}
        for key in keys
        if not data.get(key)
    ]


def _government(data: Data, loaded: LoadedOrganization) -> Government:
    government, is_new = Government.objects.update_or_create(
        key=data["key"],
        defaults={
            "name": data["name"],
            "seat": data["seat"],
            "head_title": data.get("head_title", "Bupati"),
            "time_zone": data.get("time_zone", "Asia/Makassar"),
        },
    )
    loaded.created += is_new
    return government


def _agency(government: Government, data: Data, loaded: LoadedOrganization) -> Agency:
    agency, is_new = Agency.objects.update_or_create(
        key=data["key"],
        defaults={
            "government": government,
            "name": data["name"],
            "short_name": data["short_name"],
            "kind": data["kind"],
            "address": data.get("address", ""),
            "phone": data.get("phone", ""),
            "time_zone": data.get("time_zone", government.time_zone),
            "live_from": date.fromisoformat(data["live_from"]),
        },
    )
    loaded.created += is_new
    return agency


def _units(agency: Agency, rows: Sequence[Data], loaded: LoadedOrganization) -> None:
    known: dict[str, Unit] = {}
    for order, row in enumerate(rows):
        known[row["key"]], is_new = Unit.objects.update_or_create(
            agency=agency,
            key=row["key"],
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "parent": known.get(row.get("parent", "")),
                "order": order,
            },
        )
        loaded.created += is_new


def _positions(agency: Agency, data: Data, loaded: LoadedOrganization) -> None:
    units = {unit.key: unit for unit in agency.units.all()}
    known: dict[str, Position] = {}
    rows = data.get("positions", ())
    for order, row in enumerate(rows):
        known[row["key"]], is_new = Position.objects.update_or_create(
            agency=agency,
            key=row["key"],
            defaults={
                "name": row["name"],
                "unit": units.get(row.get("unit", "")),
                "is_head": row.get("head") == "true",
                "order": order,
            },
        )
        loaded.created += is_new
    for row in rows:
        superior = known.get(row.get("superior", ""))
        Position.objects.filter(pk=known[row["key"]].pk).update(superior=superior)
    signing = known.get(data.get("signing_position", ""))
    Agency.objects.filter(pk=agency.pk).update(signing_position=signing)


def _terms(agency: Agency, data: Data, loaded: LoadedOrganization) -> None:
    """One account per position, definitif from the day the agency goes live; then what differs."""
    for position in agency.positions.all():
        user = _account(agency, position, loaded)
        _created, is_new = Officeholder.objects.get_or_create(
            user=user,
            position=position,
            capacity=Capacity.DEFINITIF,
            starts_on=agency.live_from,
        )
        loaded.created += is_new
    for row in data.get("terms", ()):
        position = agency.positions.get(key=row["position"])
        if "until" in row:
            Officeholder.objects.filter(position=position, capacity=Capacity.DEFINITIF).update(
                ends_on=date.fromisoformat(row["until"])
            )
            continue
        holder = agency.positions.get(key=row["held_by"])
        _created, is_new = Officeholder.objects.get_or_create(
            user=_account(agency, holder, loaded),
            position=position,
            capacity=row.get("capacity", Capacity.DEFINITIF),
            starts_on=date.fromisoformat(row["starts_on"]),
        )
        loaded.created += is_new


def _account(agency: Agency, position: Position, loaded: LoadedOrganization) -> User:
    """The account named after a position; never a person's name."""
    username = f"{position.key}@{agency.key}"
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"name": position.name, "email": ""}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        loaded.created += 1
    return user


def _oversight(agency: Agency, rows: Sequence[Data], loaded: LoadedOrganization) -> None:
    for row in rows:
        _created, is_new = Oversight.objects.get_or_create(
            position=agency.positions.get(key=row["position"]),
            government=agency.government,
            scope=row.get("scope", Oversight.Scope.READ),
            starts_on=date.fromisoformat(row["starts_on"]),
        )
        loaded.created += is_new
