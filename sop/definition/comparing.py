"""Two texts of one SOP side by side: what a reader would find different, place by place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from organization.wording import gettext_noop
from organization.wording import say as _
from sop.definition.shape import LISTS, Definition, Identity, Item, Step

NOTHING = "–"
_IDENTITY = {
    "nama": gettext_noop("Nama SOP"),
    "nomor": gettext_noop("Nomor SOP"),
    "tanggal_pembuatan": gettext_noop("Tanggal pembuatan"),
    "tanggal_revisi": gettext_noop("Tanggal revisi"),
    "tanggal_efektif": gettext_noop("Tanggal efektif"),
    "tanggal_pengesahan": gettext_noop("Tanggal pengesahan"),
    "disahkan_oleh_jabatan": gettext_noop("Disahkan oleh"),
    "disahkan_oleh_nama": gettext_noop("Nama yang mengesahkan"),
}
_LISTS = dict(
    zip(
        LISTS,
        (
            gettext_noop("Dasar hukum"),
            gettext_noop("Kualifikasi pelaksana"),
            gettext_noop("Keterkaitan"),
            gettext_noop("Peralatan/perlengkapan"),
            gettext_noop("Peringatan"),
            gettext_noop("Pencatatan dan pendataan"),
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, which part, and both texts; a dash where there is none."""

    place: str
    part: str
    before: str
    after: str


def compare(before: Definition, after: Definition, kinds: Mapping[str, str]) -> list[Change]:
    """Every difference, identity first, then steps in the order of the new text.

    `kinds`: a step's kind → how it is called. Comments and spacing are no difference.
    """
    return [*_heads(before, after), *_steps(before, after, kinds)]


def _heads(before: Definition, after: Definition) -> Iterator[Change]:
    rows = [
        (
            _IDENTITY[each.name],
            getattr(before.identity, each.name),
            getattr(after.identity, each.name),
        )
        for each in fields(Identity)
    ]
    rows.append((gettext_noop("Kop"), before.satuan_kerja, after.satuan_kerja))
    rows += [
        (_LISTS[kind], "; ".join(before.lists[kind]), "; ".join(after.lists[kind]))
        for kind in LISTS
    ]
    yield from _different(_("Identitas"), rows)
    yield from _different(
        _("Pelaksanaan"),
        [
            (gettext_noop("Pembukaan"), _opening(before), _opening(after)),
            (gettext_noop("Pelaksana"), _actors(before), _actors(after)),
            (gettext_noop("Jalur"), _lanes(before), _lanes(after)),
        ],
    )


def _steps(before: Definition, after: Definition, kinds: Mapping[str, str]) -> Iterator[Change]:
    old, new = ({step.key: step for step in each.steps} for each in (before, after))
    for key, step in new.items():
        place = _place(step)
        if key not in old:
            yield Change(place, _("Langkah baru"), NOTHING, step.kegiatan)
            continue
        yield from _different(
            place,
            [
                (part, read(before, old[key], kinds), read(after, step, kinds))
                for part, read in _PARTS.items()
            ],
        )
    for key, step in old.items():
        if key not in new:
            yield Change(_place(step), _("Langkah dihapus"), step.kegiatan, NOTHING)


def _different(place: str, rows: list[tuple[str, str, str]]) -> Iterator[Change]:
    for part, old, new in rows:
        if old != new:
            yield Change(place, _(part), old or NOTHING, new or NOTHING)


def _place(step: Step) -> str:
    return _("Langkah %(number)s") % {"number": _number(step)}


def _number(step: Step) -> str:
    return (step.nomor or step.nomor_read).rstrip(".") or _("tersirat")


def _opening(each: Definition) -> str:
    months = ", ".join(str(month) for month in each.trigger.months)
    shift = _(", hari kerja berikutnya") if each.trigger.shift != "tetap" else ""
    words = {"day": each.trigger.day, "months": months, "shift": shift}
    return _("tanggal %(day)d bulan %(months)s%(shift)s") % words


def _actors(each: Definition) -> str:
    return ", ".join(actor.label for actor in each.actors)


def _lanes(each: Definition) -> str:
    return ", ".join(lane.label for lane in each.lanes)


def _actor(each: Definition, step: Step) -> str:
    return next(actor.label for actor in each.actors if actor.key == step.actor)


def _lane(each: Definition, step: Step) -> str:
    return next((lane.label for lane in each.lanes if lane.key == step.lane), "")


def _named(each: Definition, key: str | None) -> str:
    """Another step by number and words; nothing is the end."""
    found = next((step for step in each.steps if step.key == key), None)
    return f"{_number(found)}. {found.kegiatan}" if found else ""


def _items(items: tuple[Item, ...]) -> str:
    return "; ".join(item.text for item in items)


_Read = Callable[[Definition, Step, Mapping[str, str]], str]
_PARTS: dict[str, _Read] = {
    gettext_noop("Nomor"): lambda _each, step, _kinds: _number(step),
    gettext_noop("Kegiatan"): lambda _each, step, _kinds: step.kegiatan,
    gettext_noop("Pelaksana"): lambda each, step, _kinds: _actor(each, step),
    gettext_noop("Jenis"): lambda _each, step, kinds: kinds.get(step.kind, step.kind),
    gettext_noop("Jalur"): lambda each, step, _kinds: _lane(each, step),
    gettext_noop("Langkah berikutnya"): lambda each, step, _kinds: _named(each, step.next),
    gettext_noop("Dikembalikan ke"): lambda each, step, _kinds: _named(each, step.return_to),
    gettext_noop("Waktu"): lambda _each, step, _kinds: "; ".join(
        waktu.text for waktu in step.waktu
    ),
    gettext_noop("Waktu terhitung"): lambda _each, step, _kinds: "; ".join(
        f"{waktu.value} {waktu.unit}" for waktu in step.waktu
    ),
    gettext_noop("Tenggang"): lambda _each, step, _kinds: (
        f"{step.window.text} ({step.window.value} {step.window.unit})" if step.window else ""
    ),
    gettext_noop("Kelengkapan"): lambda _each, step, _kinds: _items(step.kelengkapan),
    gettext_noop("Output"): lambda _each, step, _kinds: _items(step.output),
    gettext_noop("Keterangan"): lambda _each, step, _kinds: step.keterangan,
    gettext_noop("Memakai disposisi"): lambda _each, step, _kinds: (
        _("ya") if step.disposisi else _("tidak")
    ),
    gettext_noop("Terbit otomatis"): lambda _each, step, _kinds: (
        _("ya") if step.issued_by_clock else _("tidak")
    ),
    gettext_noop("Waktu dihitung sejak"): lambda _each, step, _kinds: (
        _("jalur dibuka") if step.clock == "fork" else _("semua jalur masuk")
    ),
}
