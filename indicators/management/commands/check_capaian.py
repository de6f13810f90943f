"""`manage.py check_capaian FILE.csv`: recompute a published table and mark its misprints."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.access import TableRefused
from indicators.capaian import recompute
from indicators.forms import read_published_rows
from indicators.notation import format_number


class Command(BaseCommand):
    help = "Menghitung ulang capaian sebuah tabel terbitan dan menandai salah cetak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="berkas CSV (UTF-8)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read_published_rows(options["file"].read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as unreadable:
            raise CommandError(
                f"Berkas tidak dapat dibaca sebagai UTF-8: {options['file']}"
            ) from unreadable
        except TableRefused as refusal:
            raise CommandError("\n".join(str(each) for each in refusal.problems)) from refusal
        counts: Counter[str] = Counter()
        self.stdout.write("baris;indikator;tercetak;dihitung;selisih;rumus;hasil;keterangan")
        for row in rows:
            found = recompute(row.printed)
            counts[found.verdict] += 1
            value = "" if found.value is None else format_number(found.value, 2)
            difference = "" if found.difference is None else format_number(found.difference, 2)
            cells = (row.row, row.indicator, row.printed.capaian, value, difference)
            words = (found.formula, found.verdict.value, found.sentence)
            self.stdout.write(";".join(str(cell).replace(";", ",") for cell in (*cells, *words)))
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
        self.stdout.write(f"{len(rows)} baris: {told}.")
