"""manage.py backup FILE.tar.gz: database, uploaded files and secret key in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.backup import BackupRefused, write_backup
from organization import clock


class Command(BaseCommand):
    help = "Menulis cadangan basis data, berkas unggahan, dan kunci ke dalam satu berkas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas .tar.gz yang belum ada")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = write_backup(options["file"], clock.now())
        except (BackupRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{options['file']}: {sum(rows.values())} baris dari {len(rows)} tabel.")
