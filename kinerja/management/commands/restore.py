"""manage.py restore FILE.tar.gz: put a backup back, after everything in it was verified."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kinerja.backup import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "Memulihkan cadangan. Hentikan semua proses lebih dahulu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas dari perintah backup")
        parser.add_argument("--ganti", action="store_true", help="ganti basis data yang berisi")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = restore_backup(options["file"], replace=options["ganti"])
        except (BackupRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Pulih: {sum(rows.values())} baris dari {len(rows)} tabel.")
