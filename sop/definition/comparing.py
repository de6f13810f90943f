"""Two texts of one SOP side by side: what a reader would find different, place by place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from sop.definition.shape import LISTS, Definition, Identity, Item, Step

NOTHING = "–"
_IDENTITY = {
    "nama": "Nama SOP",
    "nomor": "Nomor SOP",
    "tanggal_pembuatan": "Tanggal pembuatan",
    "tanggal_revisi": "Tanggal revisi",
    "tanggal_efektif": "Tanggal efektif",
    "tanggal_pengesahan": "Tanggal pengesahan",
    "disahkan_oleh_jabatan": "Disahkan oleh",
    "disahkan_oleh_nama": "Nama yang mengesahkan",
}
_LISTS = dict(
    zip(
        LISTS,
        (
            "Dasar hukum",
            "Kualifikasi pelaksana",
            "Keterkaitan",
            "Peralatan/perlengkapan",
            "Peringatan",
            "Pencatatan dan pendataan",
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
    rows.append(("Kop", before.satuan_kerja, after.satuan_kerja))
    rows += [
        (_LISTS[kind], "; ".join(before.lists[kind]), "; ".join(after.lists[kind]))
        for kind in LISTS
    ]
    yield from _different("Identitas", rows)
    yield from _different(
        "Pelaksanaan",
        [
            ("Pembukaan", _opening(before), _opening(after)),
            ("Pelaksana", _actors(before), _actors(after)),
            ("Jalur", _lanes(before), _lanes(after)),
        ],
    )


def _steps(before: Definition, after: Definition, kinds: Mapping[str, str]) -> Iterator[Change]:
    old, new = ({step.key: step for step in each.steps} for each in (before, after))
    for key, step in new.items():
        place = f"Langkah {_number(step)}"
        if key not in old:
            yield Change(place, "Langkah baru", NOTHING, step.kegiatan)
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
            yield Change(f"Langkah {_number(step)}", "Langkah dihapus", step.kegiatan, NOTHING)


def _different(place: str, rows: list[tuple[str, str, str]]) -> Iterator[Change]:
    for part, old, new in rows:
        if old != new:
            yield Change(place, part, old or NOTHING, new or NOTHING)


def _number(step: Step) -> str:
    return (step.nomor or step.nomor_read).rstrip(".") or "tersirat"


def _opening(each: Definition) -> str:
    months = ", ".join(str(month) for month in each.trigger.months)
    shift = ", hari kerja berikutnya" if each.trigger.shift != "tetap" else ""
    return f"tanggal {each.trigger.day} bulan {months}{shift}"


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
    "Nomor": lambda _each, step, _kinds: _number(step),
    "Kegiatan": lambda _each, step, _kinds: step.kegiatan,
    "Pelaksana": lambda each, step, _kinds: _actor(each, step),
    "Jenis": lambda _each, step, kinds: kinds.get(step.kind, step.kind),
    "Jalur": lambda each, step, _kinds: _lane(each, step),
    "Langkah berikutnya": lambda each, step, _kinds: _named(each, step.next),
    "Dikembalikan ke": lambda each, step, _kinds: _named(each, step.return_to),
    "Waktu": lambda _each, step, _kinds: "; ".join(waktu.text for waktu in step.waktu),
    "Waktu terhitung": lambda _each, step, _kinds: "; ".join(
        f"{waktu.value} {waktu.unit}" for waktu in step.waktu
    ),
    "Tenggang": lambda _each, step, _kinds: (
        f"{step.window.text} ({step.window.value} {step.window.unit})" if step.window else ""
    ),
    "Kelengkapan": lambda _each, step, _kinds: _items(step.kelengkapan),
    "Output": lambda _each, step, _kinds: _items(step.output),
    "Keterangan": lambda _each, step, _kinds: step.keterangan,
    "Memakai disposisi": lambda _each, step, _kinds: "ya" if step.disposisi else "tidak",
    "Terbit otomatis": lambda _each, step, _kinds: "ya" if step.issued_by_clock else "tidak",
    "Waktu dihitung sejak": lambda _each, step, _kinds: (
        "jalur dibuka" if step.clock == "fork" else "semua jalur masuk"
    ),
}
