"""What happens around the walk: the worker renders, the heads approve, the results are laid out."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from organization import clock
from organization.access import Acting, holders
from organization.models import Agency, Job
from organization.queries import calendar_of
from organization.worktime import between
from reports.models import RENDER_KIND, Report
from reports.queries import SILENT
from reports.services import approve_report, render_report, request_overview
from reports.states import ReportKind, ReportState
from workflow.models import DisposisiHop, Return, Run, Task
from workflow.states import TaskState

#: The triwulan after which a year is put together.
LAST = 4
PAUSE_SECONDS = 0.5
COLUMNS = (
    *("agency", "year", "triwulan", "step", "lane", "round", "scope", "position"),
    *("opened_at", "ready_at", "due_at", "finished_at", "state", "minutes"),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the year came to: sentences, and what is not finished."""

    text: str
    unfinished: tuple[str, ...]


def render_waiting(now: datetime) -> None:
    """Do what the worker would do with the jobs on the table, until none is left; what a worker
    beside has taken, since the demo is running, it ends itself.
    """
    waiting = Job.objects.filter(kind=RENDER_KIND, state=Job.State.WAITING)
    while (pks := list(waiting.values_list("pk", flat=True))) or _is_worked_beside():
        for pk in pks:
            render_report(job_id=pk, now=now)
        if not pks:
            sleep(PAUSE_SECONDS)


def _is_worked_beside() -> bool:
    """Whether another worker lives that holds a job; its signs bear the real time."""
    now = clock.now()
    held = Job.objects.filter(kind=RENDER_KIND, state=Job.State.RUNNING)
    return held.filter(heard_at__range=(now - SILENT, now + SILENT)).exists()


def approve_waiting(now: datetime) -> None:
    """The signing positions approve the finished triwulan and annual reports."""
    reports = (
        Report.objects.filter(
            state=ReportState.DRAFT,
            kind__in=(ReportKind.TRIWULAN, ReportKind.LKJIP, ReportKind.GOVERNMENT_TRIWULAN),
        )
        .exclude(pdf_sha256="")
        .select_related("agency__signing_position", "agency__government")
    )
    for report in reports:
        position = report.agency.signing_position
        terms = holders(position, now.date()) if position else []
        if terms:
            approve_report(report=report, acting=Acting.under(terms[0]), now=now)
            render_waiting(now)


def consolidate(*, year: int) -> None:
    """Each kabupaten puts its quarterly overview and its consolidated LKjIP together, and the first
    is approved; the second waits for its review by APIP, as the law has it.
    """
    now = Run.objects.filter(year=year).aggregate(last=Max("ended_at"))["last"]
    for agency in Agency.objects.filter(kind=Agency.Kind.SETDA).select_related("government"):
        for triwulan in (LAST, None):
            request_overview(agency=agency, year=year, triwulan=triwulan, now=now)
    render_waiting(now)
    approve_waiting(now)


def write_results(*, year: int, out: Path) -> Summary:
    """Copy the reports, and write the tasks as CSV and the counts as JSON and text."""
    out.mkdir(parents=True, exist_ok=True)
    runs = list(Run.objects.filter(year=year).select_related("agency__government", "version"))
    for report in Report.objects.filter(year=year).select_related("agency", "lane"):
        _copy(report, out)
    (out / "langkah.csv").write_text(_task_table(runs), encoding="utf-8")
    counts = [_counts(run) for run in runs]
    (out / "ringkasan.json").write_text(
        json.dumps(counts, ensure_ascii=False, indent=2, default=str), encoding="utf-8"
    )
    unfinished = tuple(
        f"{run.agency.short_name} TW {run.triwulan}" for run in runs if run.ended_at is None
    )
    unfinished += tuple(
        f"{report} belum dibuat" for report in Report.objects.filter(year=year, pdf_sha256="")
    )
    missing = 4 * len({run.document_id for run in runs}) - len(runs)
    if missing or not runs:
        unfinished += (f"{missing} triwulan tidak dibuka",)
    text = "\n".join(_line(each) for each in counts)
    (out / "ringkasan.txt").write_text(text + "\n", encoding="utf-8")
    return Summary(text, unfinished)


def _copy(report: Report, out: Path) -> None:
    period = f"TW{report.triwulan}" if report.triwulan else "tahunan"
    lane = f"-{report.lane.key}" if report.lane else ""
    folder = out / report.agency.key
    folder.mkdir(exist_ok=True)
    stem = f"{report.year}-{period}-{report.kind}{lane}-v{report.number}"
    files = ((report.pdf, "pdf"), (report.xlsx, "xlsx"), (report.docx, "docx"))
    for file, ending in files:
        if file:
            with file.open("rb") as source:
                (folder / f"{stem}.{ending}").write_bytes(source.read())


def _task_table(runs: list[Run]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for run in runs:
        writer.writerows(_task_rows(run))
    return target.getvalue()


def _task_rows(run: Run) -> list[dict[str, Any]]:
    zone = ZoneInfo(run.agency.time_zone)
    calendar = calendar_of(run.agency)
    tasks = run.tasks.select_related("step", "lane").prefetch_related("assignments__position")
    return [
        {
            "agency": run.agency.key,
            "year": run.year,
            "triwulan": run.triwulan,
            "step": task.step.key,
            "lane": task.lane.key,
            "round": task.round,
            "scope": task.scope,
            "position": " ".join(sorted(each.position.key for each in task.assignments.all())),
            "opened_at": _local(task.opened_at, zone),
            "ready_at": _local(task.ready_at, zone),
            "due_at": _local(task.due_at, zone),
            "finished_at": _local(task.finished_at, zone),
            "state": task.state,
            "minutes": int(between(calendar, task.ready_at, task.finished_at).total_seconds() // 60)
            if task.ready_at and task.finished_at
            else "",
        }
        for task in tasks
    ]


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""


def _counts(run: Run) -> dict[str, Any]:
    ended = Task.objects.filter(run=run, state=TaskState.DONE, finished_at__isnull=False)
    timed = [task for task in ended if task.due_at is not None]
    on_time = [
        task
        for task in timed
        if task.finished_at and task.due_at and task.finished_at <= task.due_at
    ]
    return {
        "agency": run.agency.short_name,
        "triwulan": run.triwulan,
        "ended_at": run.ended_at,
        "steps": ended.count(),
        "hops": DisposisiHop.objects.filter(disposisi__run=run).count(),
        "returns": Return.objects.filter(task__run=run).count(),
        "on_time": len(on_time),
        "timed": len(timed),
        "reports": Report.objects.filter(run=run).count(),
    }


def _line(counts: dict[str, Any]) -> str:
    return (
        f"{counts['agency']} TW {counts['triwulan']}: {counts['steps']} langkah selesai, "
        f"{counts['hops']} langkah disposisi, {counts['returns']} pengembalian, "
        f"{counts['on_time']} dari {counts['timed']} tepat waktu, {counts['reports']} laporan"
    )
