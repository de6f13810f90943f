"""What the loading commands share: the file, the agency, and every problem on a line of its own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.access import TableRefused
from indicators.services import Loaded
from indicators.workbook import text_of_sheet
from organization.models import Agency


def _text_of(file: Path) -> str:
    """The table as CSV text, whichever of both kinds the file is."""
    if file.suffix.lower() != ".xlsx":
        return file.read_text(encoding="utf-8-sig")
    with file.open("rb") as stream:
        return text_of_sheet(stream)


class TableCommand(BaseCommand):
    """Reads one CSV or .xlsx file for one agency; the agency's key defaults to the file's name."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas CSV (UTF-8) atau .xlsx")
        parser.add_argument("--agency", default="", help="kunci perangkat daerah")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        agency = self._agency(options["agency"] or file.stem)
        try:
            loaded = self.load(agency, _text_of(file))
        except (OSError, UnicodeDecodeError) as unreadable:
            raise CommandError(f"Berkas tidak dapat dibaca sebagai UTF-8: {file}") from unreadable
        except TableRefused as refusal:
            raise CommandError("\n".join(str(each) for each in refusal.problems)) from refusal
        self.stdout.write(
            f"{agency.short_name}: {loaded.created} baru, {loaded.updated} diperbarui, "
            f"{loaded.unchanged} tetap."
        )
        for warning in loaded.warnings:
            self.stdout.write(f"Peringatan: {warning}")

    def load(self, agency: Agency, text: str) -> Loaded:
        raise NotImplementedError

    def _agency(self, key: str) -> Agency:
        agency = Agency.objects.filter(key=key).first()
        if agency is None:
            raise CommandError(f"Perangkat daerah “{key}” tidak ada.")
        return agency
