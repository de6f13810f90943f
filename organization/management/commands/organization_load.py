"""manage.py organization_load FILE…: agencies, units, positions and accounts of a government."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organization import clock
from organization.services import OrganizationErrors, load_organization


class Command(BaseCommand):
    help = "Memuat perangkat daerah, unit, jabatan, dan akun dari berkas YAML."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            if not path.is_file():
                raise CommandError(f"{path}: berkas tidak ada.")
            try:
                loaded = load_organization(
                    text=path.read_text(encoding="utf-8"), now=clock.now(), name=path.name
                )
            except OrganizationErrors as errors:
                raise CommandError(f"{path}:\n" + "\n".join(errors.problems)) from errors
            agencies = ", ".join(loaded.agencies)
            self.stdout.write(f"{path.name}: {agencies}; {loaded.created} baris baru.")
