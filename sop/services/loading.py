"""Loading an SOP text as a version; nothing is in force by it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from organization.access import Acting, Refused
from organization.models import Agency, User
from organization.services import record_event
from sop.definition import LISTS, Definition, Item, Step
from sop.models import (
    SopActor,
    SopDocument,
    SopGood,
    SopLaneLevel,
    SopReference,
    SopStep,
    SopVersion,
    SopWaktu,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The version that holds a text, and whether loading made it."""

    version: SopVersion
    is_new: bool


class AgencyUnnamed(Refused):
    """A new SOP must say whose it is."""

    code = "pemilik-sop"
    status = 409


def load_definition(
    *,
    definition: Definition,
    now: datetime,
    agency: Agency | None = None,
    effective_on: date | None = None,
    acting: Acting | None = None,
    user: User | None = None,
    reason: str = "",
) -> Loaded:
    """Store a checked SOP text as a new version; a text that is already stored changes nothing.

    `agency` defaults to the document's own, then to the key in the file. `effective_on` is the
    first opening day the version is for: by default the day the agency went live for a first
    version, today for a later one. Refuses a new document without an agency (`AgencyUnnamed`).
    """
    with transaction.atomic():
        document = _document(definition, agency)
        known = document.versions.filter(sha256=definition.sha256).first()
        if known is not None:
            return Loaded(known, is_new=False)
        last = document.versions.order_by("-number").first()
        version = _version(
            document,
            definition,
            number=last.number + 1 if last else 1,
            effective_on=effective_on or _first_day(document.agency, last, now),
        )
        _fill(version, definition)
        record_event(
            agency=document.agency,
            subject_type="sop_version",
            subject_id=version.pk,
            action="sop.loaded",
            at=now,
            acting=acting,
            user=user,
            reason=reason,
            data={"document": document.key, "number": version.number, "sha256": version.sha256},
        )
    return Loaded(version, is_new=True)


def _document(definition: Definition, agency: Agency | None) -> SopDocument:
    known = SopDocument.objects.select_for_update().filter(key=definition.key).first()
    if known is not None:
        if agency is not None and known.agency_id != agency.pk:
            raise AgencyUnnamed(
                _("SOP “%(key)s” sudah dimiliki %(agency)s.")
                % {"key": definition.key, "agency": known.agency.name},
                _("Ganti isi baris “key” di awal berkas dengan nama lain, lalu unggah kembali."),
            )
        return known
    owner = agency or Agency.objects.filter(key=definition.agency).first()
    if owner is None:
        raise AgencyUnnamed(
            _("Perangkat daerah pemilik SOP “%(key)s” tidak ditemukan.") % {"key": definition.key},
            _("Sebutkan kuncinya saat memuat, atau pada berkas di baris agency."),
        )
    return SopDocument.objects.create(
        key=definition.key, agency=owner, name=definition.identity.nama
    )


def _first_day(agency: Agency, last: SopVersion | None, now: datetime) -> date:
    today = now.astimezone(ZoneInfo(agency.time_zone)).date()
    return min(agency.live_from, today) if last is None else today


def _version(
    document: SopDocument, definition: Definition, *, number: int, effective_on: date
) -> SopVersion:
    identity, trigger = definition.identity, definition.trigger
    return SopVersion.objects.create(
        document=document,
        number=number,
        source=definition.source,
        sha256=definition.sha256,
        effective_on=effective_on,
        satuan_kerja=definition.satuan_kerja,
        nama=identity.nama,
        nomor=identity.nomor,
        tanggal_pembuatan=identity.tanggal_pembuatan,
        tanggal_revisi=identity.tanggal_revisi,
        tanggal_efektif=identity.tanggal_efektif,
        tanggal_pengesahan=identity.tanggal_pengesahan,
        disahkan_oleh_jabatan=identity.disahkan_oleh_jabatan,
        disahkan_oleh_nama=identity.disahkan_oleh_nama,
        trigger_day=trigger.day,
        trigger_months=list(trigger.months),
        trigger_basis=trigger.basis,
        trigger_shift=trigger.shift,
        column_labels=definition.column_labels,
        mended=[
            {"where": mend.where, "printed": mend.printed, "mended": mend.mended}
            for mend in definition.mended
        ],
        reading=list(definition.read),
    )


def _fill(version: SopVersion, definition: Definition) -> None:
    SopReference.objects.bulk_create(
        SopReference(version=version, kind=kind, order=order, text=text)
        for kind in LISTS
        for order, text in enumerate(definition.lists[kind], 1)
    )
    actors = {
        actor.key: SopActor.objects.create(
            version=version, key=actor.key, label=actor.label, order=order
        )
        for order, actor in enumerate(definition.actors, 1)
    }
    levels = _levels(version, definition)
    steps = {
        step.key: _step(version, step, actors[step.actor], levels[step.lane] if step.lane else None)
        for step in definition.steps
    }
    for step in definition.steps:
        row = steps[step.key]
        row.next = steps[step.next] if step.next else None
        row.return_to = steps[step.return_to] if step.return_to else None
        row.save(update_fields=["next", "return_to"])


def _levels(version: SopVersion, definition: Definition) -> dict[str, SopLaneLevel]:
    levels = {
        lane.key: SopLaneLevel.objects.create(
            version=version, key=lane.key, label=lane.label, of=lane.of, order=order
        )
        for order, lane in enumerate(definition.lanes, 1)
    }
    for lane in definition.lanes:
        if lane.inside:
            levels[lane.key].parent = levels[lane.inside]
            levels[lane.key].save(update_fields=["parent"])
    return levels


def _step(version: SopVersion, step: Step, actor: SopActor, level: SopLaneLevel | None) -> SopStep:
    row = SopStep.objects.create(
        version=version,
        key=step.key,
        order=step.order,
        nomor=step.nomor,
        nomor_read=step.nomor_read,
        is_printed=step.printed,
        kegiatan=step.kegiatan,
        actor=actor,
        kind=step.kind,
        level=level,
        return_basis=step.return_basis,
        is_issued_by_clock=step.issued_by_clock,
        has_disposisi=step.disposisi,
        clock=step.clock,
        window_value=step.window.value if step.window else None,
        window_unit=step.window.unit if step.window else "",
        window_text=step.window.text if step.window else "",
        cells=step.cells,
        keterangan=step.keterangan,
        reading=step.read,
    )
    SopWaktu.objects.bulk_create(
        SopWaktu(step=row, text=each.text, value=each.value, unit=each.unit, period=each.period)
        for each in step.waktu
    )
    SopGood.objects.bulk_create(
        [
            *_goods(row, SopGood.Column.KELENGKAPAN, step.kelengkapan),
            *_goods(row, SopGood.Column.OUTPUT, step.output),
        ]
    )
    return row


def _goods(row: SopStep, column: str, items: tuple[Item, ...]) -> list[SopGood]:
    return [
        SopGood(
            step=row,
            column=column,
            order=order,
            text=item.text,
            artifact=item.artifact,
            period=item.period,
        )
        for order, item in enumerate(items, 1)
    ]
