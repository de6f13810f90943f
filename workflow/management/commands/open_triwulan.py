"""manage.py open_triwulan: open by hand what is due, and say what was done or would be done."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from indicators.notation import ROMAN
from organization import clock
from organization.forms import FAR_DAY, is_near
from organization.models import Agency
from workflow.services import Opening, open_due

CHECKED_AT = time(0, 10)


class Command(BaseCommand):
    help = "Membuka triwulan yang sudah waktunya; --dry-run hanya menyebutkannya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", help="tanggal pembukaan, misalnya 2026-04-10")
        parser.add_argument("--dry-run", action="store_true", help="tidak mengubah apa pun")

    def handle(self, *args: Any, **options: Any) -> None:
        now = _moment(options["date"]) if options["date"] else clock.now()
        openings = open_due(now=now, dry_run=options["dry_run"])
        if not openings:
            self.stdout.write(_("Tidak ada triwulan yang harus dibuka."))
        for opening in openings:
            self._tell(opening, is_dry=options["dry_run"])
        if any(opening.problems for opening in openings):
            raise CommandError(_("Ada triwulan yang belum dapat dibuka."))

    def _tell(self, opening: Opening, *, is_dry: bool) -> None:
        name = f"{opening.document} TW {ROMAN[opening.period.triwulan]} {opening.period.year}"
        self.stdout.write(f"{name}: {_outcome(opening, is_dry=is_dry)}")
        for problem in opening.problems:
            self.stdout.write(f"  ! {problem}")
        for warning in opening.warnings:
            self.stdout.write(f"  - {warning}")


def _outcome(opening: Opening, *, is_dry: bool) -> str:
    if opening.problems:
        return _("belum dapat dibuka")
    if is_dry:
        return _("akan dibuka")
    return _("dibuka") if opening.is_new else _("sudah terbuka")


def _moment(text: str) -> datetime:
    """The moment of that day's check, once it has come in the zone of every agency."""
    try:
        day = date.fromisoformat(text)
    except ValueError as unreadable:
        raise CommandError(_("Tulis tanggal seperti 2026-04-10.")) from unreadable
    if not is_near(day):
        raise CommandError(FAR_DAY % {"year": day.year})
    zones = {*Agency.objects.values_list("time_zone", flat=True), "Asia/Makassar"}
    moments = [datetime.combine(day, CHECKED_AT, ZoneInfo(zone)) for zone in zones]
    return max(moments).astimezone(UTC)
