"""manage.py organization_load FILE…: agencies, units, positions and accounts of a government."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from organization import clock
from organization.services import OrganizationErrors, load_organization


class Command(BaseCommand):
    help = "Memuat perangkat daerah, unit, jabatan, dan akun dari berkas YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        for path in options["files"]:
            try:
                text = path.read_text(encoding="utf-8")
                loaded = load_organization(text=text, now=now, name=path.name)
            except (OSError, UnicodeDecodeError) as error:
                raise CommandError(f"{path}: berkas tidak terbaca.") from error
            except OrganizationErrors as errors:
                raise CommandError(str(errors)) from errors
            if options["verbosity"]:
                agencies = ", ".join(loaded.agencies)
                self.stdout.write(
                    f"{path.name}: {agencies}; {loaded.created} baris baru, "
                    f"{loaded.changed} berubah."
                )
