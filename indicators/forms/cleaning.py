"""Reading the fields of one line of the grid: what is wrong is said at its field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.access import EvidenceRefused
from indicators.capaian import HUNDRED, Reason, sentence_of
from indicators.forms.gridline import DAYS, NUMBERS, SHORT, TEXTS, GridLine, Status
from indicators.measures import FURTHEST, read_day
from indicators.models import WORDS
from indicators.notation import NotANumber, format_number
from indicators.services import (
    TITLE_LENGTH,
    FigureEntry,
    bounds_fault,
    check_file,
    check_url,
    pair_fault,
)
from organization.forms import sign_refusal

MAX_TEXT = 4_000
#: Practice ruling 25: below its target a figure needs a word at hand-over.
LOW = HUNDRED
#: A figure is there, but nothing can be divided by or with it: that needs a word as well.
UNDIVIDED = (
    Reason.ZERO_TARGET,
    Reason.NEGATIVE_TARGET,
    Reason.ZERO_REALISASI,
    Reason.ZERO_DENOMINATOR,
)


def clean_line(line: GridLine) -> None:
    """Read the fields of a line into its entry, or into its errors."""
    numbers = {name: _number(line, name) for name in NUMBERS}
    for name in (*TEXTS, *SHORT, "title"):
        _check_text(line, name)
    days = {name: _day(line, name) for name in DAYS}
    _check_evidence(line)
    _check_status(line, numbers)
    _check_sementara(line)
    if line.errors:
        return
    has_number = any(number is not None for number in numbers.values())
    status = Status.FILLED if has_number else Status.EMPTY
    line.entry = FigureEntry(
        indicator_id=line.row.indicator.pk,
        version=line.version,
        status=Status.UNAVAILABLE if line.is_unavailable else status,
        value=numbers["value"],
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
        code=line.row.notation.word(numbers["value"]),
        **{name: line.typed[name] for name in WORDS},
        rtl_pic=line.typed["rtl_pic"],
        rtl_due_on=days["rtl_due_on"],
        unavailable_reason=line.typed["unavailable_reason"] if line.is_unavailable else "",
        is_sementara=line.is_sementara,
        expected_on=days["expected_on"] if line.is_sementara else None,
        expected_source=line.typed["expected_source"] if line.is_sementara else "",
    )


def expect_complete(line: GridLine) -> None:
    """What a hand-over needs: a figure where one is owed, a word where it is low or in doubt,
    evidence."""
    entry = line.entry
    if entry is None:
        return
    first = "numerator" if line.is_pair else "value"
    if entry.status == Status.EMPTY:
        if line.row.must_be_filled:
            line.errors[first] = _(
                "Belum diisi. Isi angkanya, atau nyatakan “tidak tersedia” beserta alasannya."
            )
        return
    capaian = line.capaian
    if capaian is not None and capaian.value is not None and capaian.value < LOW and not entry.note:
        line.errors["note"] = _(
            "Capaian %(capaian)s %% di bawah target; tuliskan penyebabnya pada catatan."
        ) % {"capaian": format_number(capaian.value, 2)}
    elif capaian is not None and capaian.reason in UNDIVIDED and not entry.note:
        line.errors["note"] = _("%(sentence)s Tuliskan penjelasannya pada catatan.") % {
            "sentence": sentence_of(capaian.value, capaian.reason, capaian.formula)
        }
    elif line.doubts and not entry.note:
        line.errors["note"] = _(
            "%(doubt)s Periksa kembali; bila benar, tuliskan pada catatan: benar, karena …"
        ) % {"doubt": line.doubts[0].sentence}
    if entry.is_sementara and not (entry.expected_on and entry.expected_source):
        line.errors["expected_on"] = _(
            "Angka sementara: isi tanggal dan sumber angka tetapnya (misalnya BPS atau BPK)."
        )
    _expect_plan(line, entry)
    is_filled = entry.status == Status.FILLED
    if is_filled and line.row.indicator.is_evidence_required and not line.evidence_count:
        line.errors["file"] = _(
            "Indikator ini wajib disertai bukti dukung: berkas, tautan, atau keterangan. "
            "Bila tidak dapat dipenuhi, centang dan tuliskan sebabnya."
        )


def _expect_plan(line: GridLine, entry: FigureEntry) -> None:
    """A plan names who and when; last triwulan's plan is told of."""
    if entry.rencana_tindak_lanjut and not entry.rtl_pic:
        line.errors["rtl_pic"] = _("Tuliskan siapa yang melaksanakan rencana tindak lanjut ini.")
    if entry.rencana_tindak_lanjut and entry.rtl_due_on is None:
        line.errors["rtl_due_on"] = _("Isi batas waktu rencana tindak lanjut ini.")
    if line.open_plan is not None and not entry.rtl_followup:
        line.errors["rtl_followup"] = _(
            "Tuliskan tindak lanjut rencana triwulan lalu, atau mengapa belum dilaksanakan."
        )


def ask_for_the_file_again(line: GridLine) -> None:
    """The form is shown again, and a browser does not send a chosen file twice by itself."""
    if line.file is not None and "file" not in line.errors:
        line.errors["file"] = _("Berkas “%(name)s” belum tersimpan; pilih kembali berkasnya.") % {
            "name": line.file.name
        }


def _number(line: GridLine, name: str) -> Decimal | None:
    text = line.typed[name]
    if not text or (name == "value") == line.is_pair:
        return None
    try:
        number = line.row.notation.read(text)
    except NotANumber as refusal:
        line.errors[name] = refusal.sentence
        return None
    if line.row.notation.is_worded:
        return number
    if name == "value":
        _check_bounds(line, number, "value")
    elif number < 0:
        line.errors[name] = _("Angka ini tidak dapat negatif.")
    return number


def _check_bounds(line: GridLine, number: Decimal, name: str) -> None:
    """Negative where impossible and over 100 % where impossible are the indicator's own bounds."""
    sentence = bounds_fault(line.row.indicator, number)
    if sentence:
        line.errors[name] = sentence


def _check_status(line: GridLine, numbers: Mapping[str, Decimal | None]) -> None:
    """Filled, unavailable and empty exclude one another; a pair comes whole."""
    typed = [name for name in NUMBERS if line.typed[name] and (name != "value") == line.is_pair]
    first = "numerator" if line.is_pair else "value"
    if line.is_unavailable and typed:
        line.errors[first] = _(
            "Pilih salah satu: isi angkanya, atau nyatakan “tidak tersedia” beserta alasannya."
        )
    elif line.is_unavailable and not line.typed["unavailable_reason"]:
        line.errors["unavailable_reason"] = _("Tuliskan alasan mengapa angkanya tidak tersedia.")
    elif not line.is_unavailable and _is_news(line, "unavailable_reason"):
        line.errors["unavailable_reason"] = _(
            "Centang “tidak tersedia”, atau kosongkan alasannya; tanpa centang tidak tersimpan."
        )
    elif line.is_pair and not line.errors:
        _check_pair(line, numbers["numerator"], numbers["denominator"])


def _check_sementara(line: GridLine) -> None:
    """What only a provisional figure has is not dropped in silence where the tick is missing."""
    for name in ("expected_on", "expected_source"):
        if not line.is_sementara and _is_news(line, name):
            line.errors[name] = _(
                "Centang “angka sementara”, atau kosongkan; tanpa centang tidak tersimpan."
            )


def _is_news(line: GridLine, name: str) -> bool:
    """Whether a field holds what was not in it when it was last saved."""
    if not line.typed[name]:
        return False
    saved = getattr(line.row.current, name, "")
    before = saved.isoformat() if isinstance(saved, date) else saved or ""
    return line.typed[name] != before


def _check_pair(line: GridLine, above: Decimal | None, below: Decimal | None) -> None:
    if (above is None) != (below is None):
        missing = "numerator" if above is None else "denominator"
        line.errors[missing] = _("Pembilang dan penyebut diisi berdua.")
    elif above is None or below is None:
        return
    else:
        indicator, is_percent = line.row.indicator, line.row.rules.is_percent
        fault = pair_fault(indicator, above, below, is_percent=is_percent)
        if fault is not None:
            line.errors[fault.field] = fault.sentence


def _check_text(line: GridLine, name: str) -> None:
    limit = SHORT.get(name, MAX_TEXT)
    text = line.typed[name]
    if not text:
        return
    if len(text) > limit:
        line.errors[name] = _("Paling banyak %(limit)s karakter; sekarang %(length)s.") % {
            "limit": format_number(Decimal(limit)),
            "length": format_number(Decimal(len(text))),
        }
    elif refusal := sign_refusal(text):
        line.errors[name] = refusal


def _day(line: GridLine, name: str) -> date | None:
    text = line.typed[name]
    if not text or (name == "expected_on" and not line.is_sementara):
        return None
    day = read_day(text)
    if day is None:
        line.errors[name] = _("Tulis tanggal seperti 31-12-2026.")
    elif not 0 <= (day - date(line.row.year, 1, 1)).days < FURTHEST:
        line.errors[name] = _("Tanggal %(day)s terlalu jauh dari tahun %(year)d; periksa lagi.") % {
            "day": f"{day.day:02}-{day.month:02}-{day.year:04}",
            "year": line.row.year,
        }
    return day


def _check_evidence(line: GridLine) -> None:
    if line.is_unmet and not line.typed["title"]:
        line.errors["title"] = _("Tuliskan mengapa bukti dukung tidak dapat dipenuhi.")
    elif len(line.typed["title"]) > TITLE_LENGTH:
        line.errors["title"] = _("Keterangan bukti paling banyak %(limit)d karakter.") % {
            "limit": TITLE_LENGTH
        }
    if line.file is not None:
        try:
            check_file(line.file)
        except EvidenceRefused as refusal:
            line.errors["file"] = f"{refusal.sentence} {refusal.help}"
    if line.typed["url"]:
        try:
            check_url(line.typed["url"])
        except EvidenceRefused as refusal:
            line.errors["url"] = f"{refusal.sentence} {refusal.help}"
