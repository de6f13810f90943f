"""manage.py sop_bind FILE…: bind the lanes and actors of SOP to units and positions."""

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organization import clock
from sop.definition import Bindings, DefinitionErrors, parse_bindings
from sop.models import SopDocument
from sop.queries import binding_gaps, version_in_force
from sop.services import bind_actors


class Command(BaseCommand):
    help = "Mengikat jalur dan pelaksana SOP pada unit kerja dan jabatan perangkat daerah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--starts-on", type=date.fromisoformat, help="berlaku sejak")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        moment = clock.now()
        self.is_quiet = options["verbosity"] == 0
        for path in options["files"]:
            try:
                bindings = parse_bindings(path.read_text(encoding="utf-8"), str(path))
                self._bind(bindings, options["starts_on"], moment, str(path))
            except (OSError, UnicodeDecodeError) as error:
                raise CommandError(f"{path}: berkas tidak terbaca.") from error
            except DefinitionErrors as errors:
                raise CommandError(str(errors)) from errors

    def _bind(
        self, bindings: Bindings, starts_on: date | None, moment: datetime, name: str
    ) -> None:
        document = (
            SopDocument.objects.filter(key=bindings.document).select_related("agency").first()
        )
        day = starts_on or (_first_day(document, moment) if document else moment.date())
        change = bind_actors(bindings=bindings, starts_on=day, now=moment, name=name)
        state = (
            f"{change.begun} ikatan mulai, {change.ended} berakhir, sejak {day:%Y-%m-%d}"
            if change.is_change
            else "tidak berubah"
        )
        if not self.is_quiet:
            self.stdout.write(f"{bindings.document}: {state}.")
        document = SopDocument.objects.get(key=bindings.document)
        version = version_in_force(document, day)
        for gap in binding_gaps(version, day) if version else ():
            self.stderr.write(f"{bindings.document}: {gap}")


def _first_day(document: SopDocument, moment: datetime) -> date:
    """A first binding holds from the day the agency went live; a later one from today."""
    today = moment.astimezone(ZoneInfo(document.agency.time_zone)).date()
    is_first = not document.actor_bindings.exists()
    return min(document.agency.live_from, today) if is_first else today
