"""Kinds of events, notices and steps as sentences; the stored data stays data.

Pure but for translation: plain mappings in, text out.
"""

from collections.abc import Iterable, Mapping, Sized
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

#: Event action → sentence; the names in brackets come from the event's data.
SENTENCES = {
    "run.opened": gettext_lazy("Triwulan dibuka sesuai SOP."),
    "run.ended": gettext_lazy("Pelaksanaan SOP selesai."),
    "run.reopened": gettext_lazy("Membuka kembali pelaksanaan untuk %(lanes)s."),
    "run.rescheduled": gettext_lazy(
        "Batas waktu %(moved)s disesuaikan dengan kalender kerja%(change)s."
    ),
    "task.assigned": gettext_lazy("Menugaskan: %(step)s (%(lane)s)."),
    "task.handed_over": gettext_lazy("Menyerahkan: %(step)s (%(lane)s)."),
    "share.handed_over": gettext_lazy("Menyerahkan bagiannya: %(step)s (%(lane)s)."),
    "task.received": gettext_lazy("Menerima: %(step)s (%(lane)s)."),
    "lane.received": gettext_lazy("Menerima data dari %(lane)s."),
    "task.approved": gettext_lazy("Menyetujui: %(step)s (%(lane)s)."),
    "task.initialled": gettext_lazy("Mengoreksi dan memaraf: %(step)s (%(lane)s)."),
    "task.signed": gettext_lazy("Menandatangani: %(step)s (%(lane)s)."),
    "task.documented": gettext_lazy("Mendokumentasikan laporan %(scope)s: %(step)s."),
    "task.returned": gettext_lazy("Mengembalikan %(lanes)s ke langkah “%(to_step)s”; %(figures)s."),
    "task.escalated": gettext_lazy("Tugas beralih dari %(from)s kepada %(to)s."),
    "task.extended": gettext_lazy(
        "Memperpanjang batas waktu menjadi %(until)s: %(step)s (%(lane)s)."
    ),
    "task.followed_up": gettext_lazy("Mencatat akan melihat lagi %(until)s: %(step)s (%(lane)s)."),
    "task.snoozed": gettext_lazy("Menunda pengingat sampai %(until)s: %(step)s (%(lane)s)."),
    "task.lent": gettext_lazy("%(to)s dapat bertindak atas nama %(from)s."),
    "disposisi.sent": gettext_lazy("Mengirim disposisi (%(lane)s)."),
    "disposisi.read": gettext_lazy("Membaca disposisi%(number)s."),
    "disposisi.forwarded": gettext_lazy("Meneruskan disposisi%(to)s."),
    "disposisi.directed": gettext_lazy("Menambah arahan pada lembar disposisi%(to)s."),
    "disposisi.recalled": gettext_lazy("Menarik kembali disposisi."),
    "disposisi.entered": gettext_lazy("Memperbarui catatan agenda."),
    "disposisi.scanned": gettext_lazy("Melampirkan pindaian lembar disposisi."),
    "figures.saved": gettext_lazy("Menyimpan %(figures)s (%(origin)s)."),
    "wording.amended": gettext_lazy("Memperbaiki redaksi: %(indicator)s."),
    "pack.requested": gettext_lazy("Meminta paket evaluasi disusun."),
    "pack.built": gettext_lazy("Paket evaluasi selesai disusun."),
    "report.requested": gettext_lazy("Laporan mulai dibuat."),
    "report.retried": gettext_lazy("Meminta laporan dibuat ulang."),
    "report.rebuilt": gettext_lazy("Meminta laporan disusun ulang."),
    "report.assisted": gettext_lazy("Mengasistensi laporan."),
    "report.review_started": gettext_lazy("Mulai mereviu laporan."),
    "report.reviewed": gettext_lazy("Mereviu laporan."),
    "report.approved": gettext_lazy("Menyetujui laporan."),
    "report.signed": gettext_lazy("Menerima laporan yang sudah ditandatangani."),
    "report.signed_copy": gettext_lazy("Menerima salinan laporan bertanda tangan."),
    "report.submitted": gettext_lazy("Menyampaikan laporan."),
    "report.published": gettext_lazy("Mempublikasikan laporan."),
    "report.publication_corrected": gettext_lazy("Mengoreksi publikasi laporan."),
    "report.returned": gettext_lazy("Mengembalikan laporan."),
    "indicator.moved": gettext_lazy("Memindahkan indikator %(indicator)s ke %(to)s."),
}
PARTS = {
    "weekly": gettext_lazy("jam kerja"),
    "seasons": gettext_lazy("jam kerja musiman"),
    "zone": gettext_lazy("zona waktu"),
    "lkjip": gettext_lazy("batas LKjIP"),
}
ORIGINS = {"web": gettext_lazy("formulir"), "excel": gettext_lazy("Excel")}

#: Kind of step → what its holder's button says.
VERBS = {
    "assign": gettext_lazy("Kirim disposisi"),
    "prepare": gettext_lazy("Siapkan format"),
    "collect": gettext_lazy("Isi data"),
    "receive": gettext_lazy("Terima data"),
    "compile": gettext_lazy("Susun laporan"),
    "review": gettext_lazy("Periksa"),
    "initial": gettext_lazy("Koreksi dan paraf"),
    "sign": gettext_lazy("Periksa dan tanda tangani"),
    "document": gettext_lazy("Dokumentasikan"),
}


def event_sentence(action: str, data: Mapping[str, Any], steps: Mapping[str, str]) -> str:
    """What happened, in words. `steps`: key of a step → its name; who did it stands beside."""
    template = SENTENCES.get(action)
    if template is None:
        return _("Kejadian %(action)s.") % {"action": action}
    names = _Names(data)
    names |= {
        "step": steps.get(data.get("step", ""), data.get("step", "")),
        "to_step": steps.get(data.get("to", ""), "") if isinstance(data.get("to"), str) else "",
        "figures": _figures(data.get("figures", 0)),
        "origin": str(ORIGINS.get(data.get("origin", ""), "")),
    }
    if action == "run.rescheduled":
        names |= {"moved": _tasks(data.get("tasks", [])), "change": _change(data.get("change", {}))}
    if "until" in data:
        names["until"] = _moment(data["until"])
    if isinstance(data.get("lanes"), list):
        names["lanes"] = ", ".join(data["lanes"])
    if action == "disposisi.read":
        names["number"] = " " + _("langkah %(number)s") % data if "number" in data else ""
    if action in ("disposisi.forwarded", "disposisi.directed"):
        positions = data.get("to")
        names["to"] = (
            " " + _("kepada %(names)s") % {"names": ", ".join(positions)} if positions else ""
        )
    return str(template) % names


def notice_sentence(kind: str, data: Mapping[str, Any], task: str, run: str) -> str:
    """A notice in words. `task` and `run` name what it is about, empty where there is none."""
    about = {"task": task, "run": run, "holder": data.get("pemegang") or _("bawahan Anda")}
    match kind:
        case "tugas.dibuka":
            return _("Tugas baru: %(task)s – %(run)s.") % about
        case "tugas.dikembalikan":
            return _("Dikembalikan kepada Anda: %(task)s – %(run)s.") % about
        case "tugas.diperpanjang":
            return _("Batas waktu diperpanjang: %(task)s – %(run)s.") % about
        case "pengingat.setengah":
            return _("Separuh waktu bakunya sudah lewat: %(task)s – %(run)s.") % about
        case "pengingat.atasan":
            return _("Tugas %(holder)s melewati batas waktu: %(task)s – %(run)s.") % about
        case "pengingat.lihat-lagi":
            return _("Anda mencatat akan melihatnya lagi hari ini: %(task)s – %(run)s.") % about
        case "ringkasan.mingguan":
            return _("Ringkasan pekan ini: %(units)s.") % {"units": _units(data.get("unit", []))}
        case "pengingat.sebelum":
            return _("Batas waktunya sudah dekat: %(task)s – %(run)s.") % about
        case "pengingat.hari-ini":
            return _("Batas waktunya hari ini: %(task)s – %(run)s.") % about
        case "pengingat.terlambat":
            return _("Sudah melewati batas waktu: %(task)s – %(run)s.") % about
        case "tugas.digeser":
            return (
                _("Batas waktu bergeser karena kalender kerja berubah: %(task)s – %(run)s.") % about
            )
        case "macet":
            return _("Tidak ada pejabat yang dapat mengerjakan: %(task)s – %(run)s.") % about
        case "laporan.siap":
            return _("Laporan siap: %(title)s.") % {"title": data.get("title") or run}
        case "laporan.dikembalikan":
            return _("Laporan dikembalikan: %(title)s – %(reason)s") % _Names(data)
        case "pembukaan.gagal":
            return _("Triwulan belum dapat dibuka: %(problems)s") % _Names(data)
        case "sop.berlaku":
            words = {**data, "day": _moment(data.get("effective_on", ""))}
            return _(
                "SOP “%(sop)s” versi %(number)s berlaku bagi triwulan yang dibuka sejak %(day)s."
            ) % _Names(words)
    return _("Pemberitahuan: %(kind)s.") % {"kind": kind}


def task_verb(kind: str, *, is_issued_by_clock: bool = False, hands_on: bool = False) -> str:
    """The one button of a task: an order that the clock issued only waits for its paraf, and what
    was approved is only handed on."""
    if hands_on:
        return _("Serahkan laporan")
    if kind == "assign" and is_issued_by_clock:
        return _("Beri paraf")
    return str(VERBS.get(kind, _("Buka")))


def _units(rows: Iterable[Mapping[str, Any]]) -> str:
    """Counts of the units of an agency, without names."""
    sentence = _("%(nama)s %(terbuka)d tugas berjalan, %(terlambat)d terlambat")
    alone = _("Pimpinan")
    return "; ".join(sentence % {**row, "nama": row["nama"] or alone} for row in rows)


def _moment(text: str) -> str:
    """A stored day or moment as offices write it; nothing reads as a dash."""
    if not text:
        return "–"
    moment = datetime.fromisoformat(text)
    return date_format(moment, "j F Y" if len(text) == len("2026-04-10") else "j F Y, H.i")


def _figures(count: object) -> str:
    number = count if isinstance(count, int) else 0
    if number == 0:
        return _("tanpa angka yang disebut")
    return ngettext("%(count)d angka", "%(count)d angka", number) % {"count": number}


def _tasks(rows: Sized) -> str:
    return ngettext("%(count)d tugas", "%(count)d tugas", len(rows)) % {"count": len(rows)}


def _change(change: Mapping[str, Any]) -> str:
    """What became different about a calendar, in brackets; nothing where nothing is told."""
    told = [
        words % {"days": ", ".join(_day(day) for day in change[key])}
        for key, words in (
            ("holidays", _("libur %(days)s")),
            ("no_holidays", _("tidak lagi libur %(days)s")),
        )
        if change.get(key)
    ]
    told += [str(PARTS[part]) for part in change.get("parts", []) if part in PARTS]
    return f" ({'; '.join(told)})" if told else ""


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")


class _Names(dict[str, Any]):
    """What a sentence names; a name that an old event does not carry reads as a dash."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)

    def __missing__(self, key: str) -> str:
        return "–"
