"""Wiring: which artifacts of the SOP are reports."""

from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from organization.models import User
    from workflow.artifacts import AwaitedPaper
    from workflow.models import Lane, Run, Task


class ReportsConfig(AppConfig):
    """What comes out of the runs."""

    name = "reports"
    verbose_name = _("Laporan")

    def ready(self) -> None:
        """Fill the table of the floor below."""
        artifacts = import_module("workflow.artifacts")
        services = import_module("reports.services")
        for artifact, kind in import_module("reports.states").ARTIFACTS.items():
            artifacts.register(artifact, partial(_build, kind))
        artifacts.register_supersede(services.supersede_reports)
        artifacts.register_judging(services.approve_judged)
        artifacts.register_awaiting(_awaited)
        artifacts.register_texts(_texts)


def _build(
    kind: str, *, run: "Run", lane: "Lane | None", task: "Task", now: datetime
) -> tuple[str, int]:
    services = import_module("reports.services")
    central = kind in ("laporan_triwulan", "lkjip")
    report = services.request_report(kind=kind, run=run, lane=None if central else lane, now=now)
    return "report", report.pk


def _awaited(user: "User", on: date) -> "list[AwaitedPaper]":
    return list(import_module("reports.access").papers_for(user, on))


def _texts(user: "User", run: "Run", on: date) -> "AwaitedPaper | None":
    found: AwaitedPaper | None = import_module("reports.access").texts_of(user, run, on)
    return found
