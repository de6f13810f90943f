"""manage.py sop_load FILE…: check SOP files and store them; the same text changes nothing."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organization import clock
from organization.access import Refused
from organization.models import Agency
from sop.definition import Definition, DefinitionErrors, parse
from sop.services import load_definition, publish_version


class Command(BaseCommand):
    help = "Memuat berkas SOP (YAML); berkas yang sama tidak mengubah apa pun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--agency", help="kunci perangkat daerah pemilik SOP yang baru")
        parser.add_argument("--effective-on", type=date.fromisoformat, help="berlaku sejak")
        parser.add_argument("--draft", action="store_true", help="simpan tanpa memberlakukan")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_quiet = options["verbosity"] == 0
        definitions = self._parse(options["files"])
        agency = None
        if options["agency"]:
            agency = Agency.objects.filter(key=options["agency"]).first()
            if agency is None:
                raise CommandError(f"Perangkat daerah “{options['agency']}” tidak ada.")
        for definition in definitions:
            self._load(definition, agency, options["effective_on"], is_draft=options["draft"])

    def _parse(self, files: list[Path]) -> list[Definition]:
        """All files or none: every problem of every file is told at once."""
        definitions, problems = [], []
        for path in files:
            try:
                definitions.append(parse(path.read_text(encoding="utf-8"), str(path)))
            except (OSError, UnicodeDecodeError) as error:
                problems.append(f"{path}: berkas tidak terbaca ({type(error).__name__}).")
            except DefinitionErrors as errors:
                problems.append(str(errors))
        if problems:
            raise CommandError("\n".join(problems))
        return definitions

    def _load(
        self,
        definition: Definition,
        agency: Agency | None,
        effective_on: date | None,
        *,
        is_draft: bool,
    ) -> None:
        moment = clock.now()
        try:
            loaded = load_definition(
                definition=definition, agency=agency, effective_on=effective_on, now=moment
            )
        except Refused as refusal:
            raise CommandError(f"{refusal.sentence} {refusal.help}".strip()) from refusal
        version = loaded.version
        is_published = not is_draft and publish_version(version=version, now=moment)
        state = "dimuat" if loaded.is_new else "tidak berubah"
        if is_published:
            state += f", berlaku bagi triwulan yang dibuka sejak {version.effective_on:%Y-%m-%d}"
        if not self.is_quiet:
            self.stdout.write(f"{definition.key} versi {version.number}: {state}.")
