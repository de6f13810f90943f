"""manage.py load_holidays --years 2026 2027: seed the holiday table of every government."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organization.models import Government
from organization.services import load_holidays


class Command(BaseCommand):
    help = "Mengisi hari libur nasional dan cuti bersama yang belum ada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--years", nargs="+", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        for government in Government.objects.all():
            added = load_holidays(government=government, years=options["years"])
            if options["verbosity"]:
                self.stdout.write(f"{government.name}: {added} hari libur baru.")
