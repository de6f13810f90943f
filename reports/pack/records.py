"""What the log of a year proves, as workbooks: approvals, stations of reports, follow-up."""

from collections.abc import Iterable
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, Max

from indicators.models import Realisasi
from indicators.notation import ROMAN
from organization.models import Agency
from reports.models import ReportAct
from reports.tables import Column, Number, Table, indonesian_date, indonesian_moment
from reports.tables.shape import CAPACITIES
from workflow.models import Decision

VERDICTS = dict(Decision.Verdict.choices)


def decisions_table(agency: Agency, year: int) -> Table:
    """Every recorded word on figures: triwulan, step, lane, post, when, how many. 1 query."""
    zone = ZoneInfo(agency.time_zone)
    rows = (
        Decision.objects.filter(task__run__agency=agency, task__run__year=year)
        .order_by()
        .values_list(
            "task__run__triwulan",
            "task__step__kegiatan",
            "task__lane__label",
            "verdict",
            "officeholder__position__name",
            "officeholder__capacity",
            "reason",
        )
        .annotate(last=Max("at"), figures=Count("pk"))
        .order_by("task__run__triwulan", "last", "task_id")
    )
    return Table(
        title="Persetujuan tercatat dan pengembalian angka",
        columns=(
            Column("TW", 6),
            Column("Langkah SOP", 26),
            Column("Jalur", 16),
            Column("Putusan", 12),
            Column("Oleh", 18),
            Column("Pada", 14),
            Column("Angka", 8, is_number=True),
            Column("Alasan", 20),
        ),
        rows=tuple(
            (
                ROMAN[triwulan],
                kegiatan,
                lane or "–",
                str(VERDICTS[verdict]),
                f"{CAPACITIES.get(capacity, '')}{position}",
                indonesian_moment(last, zone),
                Number(Decimal(figures), 0),
                reason or "–",
            )
            for triwulan, kegiatan, lane, verdict, position, capacity, reason, last, figures in rows
        ),
    )


def stations_table(agency: Agency, year: int) -> Table:
    """Every station that a report of the year reached, or was given back from. 1 query."""
    acts = ReportAct.objects.filter(report__agency=agency, report__year=year).select_related(
        "report__agency", "officeholder__position"
    )
    return Table(
        title="Tahap laporan: kapan, oleh siapa",
        columns=(
            Column("Laporan", 34),
            Column("Versi", 8),
            Column("Tahap", 18),
            Column("Tanggal", 16),
            Column("Oleh", 24),
            Column("Keterangan", 30),
        ),
        rows=tuple(
            (
                act.report.title,
                str(act.report.number),
                f"dikembalikan dari {act.get_state_display()}"
                if act.is_return
                else str(act.get_state_display()),
                indonesian_date(act.on.isoformat()),
                act.officeholder.position.name,
                _joined((act.reason, act.recipient, act.letter, act.address)),
            )
            for act in acts.order_by("report__triwulan", "report__kind", "at", "pk")
        ),
    )


def followup_table(agency: Agency, year: int) -> Table:
    """Plans to mend and what became of those of the triwulan before. 1 query."""
    saved = Realisasi.objects.filter(
        indicator__agency=agency, year=year, current__isnull=False
    ).select_related("indicator", "current")
    figures = [
        (each.triwulan, each.indicator.name, each.current)
        for each in saved.order_by("triwulan", "indicator__order", "indicator")
        if each.current and (each.current.rencana_tindak_lanjut or each.current.rtl_followup)
    ]
    return Table(
        title="Rencana tindak lanjut dan pelaksanaannya",
        columns=(
            Column("TW", 6),
            Column("Indikator", 30),
            Column("Rencana tindak lanjut", 26),
            Column("Penanggung jawab", 16),
            Column("Batas waktu", 14),
            Column("Tindak lanjut rencana triwulan lalu", 26),
        ),
        rows=tuple(
            (
                ROMAN[triwulan],
                name,
                words.rencana_tindak_lanjut or "–",
                words.rtl_pic or "–",
                indonesian_date(words.rtl_due_on.isoformat()) if words.rtl_due_on else "–",
                words.rtl_followup or "–",
            )
            for triwulan, name, words in figures
        ),
    )


def _joined(words: Iterable[str]) -> str:
    return "; ".join(filter(None, words)) or "–"
