"""manage.py simulate --year 2026 --out DIR: a whole year of all agencies, to the signed reports."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format

from kinerja.management.commands.load_demo import DEMO
from kinerja.simulation import simulate_year
from kinerja.simulation.figures import ExampleFigures
from kinerja.simulation.office import approve_waiting, consolidate, render_waiting, write_results
from organization.models import Agency
from workflow.models import Run


class Command(BaseCommand):
    help = "Menjalankan satu tahun penuh semua perangkat daerah melalui layanan yang sama."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        year, out = options["year"], options["out"]
        if not Agency.objects.exists():
            call_command("load_demo", stdout=self.stdout)
        if Run.objects.filter(year=year, state="selesai").exists():
            raise CommandError(f"Tahun {year} sudah pernah dijalankan pada basis data ini.")
        figures = ExampleFigures(sorted((DEMO / "realisasi").glob("*.csv")))
        self.told = ""
        self.last: datetime | None = None
        walk = simulate_year(year=year, figures=figures, between_moves=self._between_moves)
        self._work()
        consolidate(year=year)
        summary = write_results(year=year, out=out)
        self.stdout.write(summary.text)
        if summary.unfinished:
            raise CommandError("Belum selesai: " + "; ".join(summary.unfinished))
        self.stdout.write(f"{walk.moves} langkah; hasil di {out}")

    def _between_moves(self, now: datetime) -> None:
        month = date_format(now, "F Y")
        if month != self.told:
            self.stdout.write(f"{month} …")
            self.told = month
        if self.last is not None and self.last.date() != now.date():
            self._work()
        self.last = now

    def _work(self) -> None:
        """What the worker and the heads do at the end of a day: what changed twice that day is
        printed once.
        """
        if self.last is not None:
            render_waiting(self.last)
            approve_waiting(self.last)
