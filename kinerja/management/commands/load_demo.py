"""manage.py load_demo: the five agencies, through the same commands that an operator uses."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from organization import clock
from organization.models import Agency, User
from sop.definition import parse_bindings

DEMO = settings.BASE_DIR / "kinerja" / "demo"
DEFINITIONS = settings.BASE_DIR / "sop" / "definitions"
PASSWORD_FILE = "demo-password.txt"  # noqa: S105 - the file's name; the password is made at first run
ADMINISTRATOR = "administrator"
#: Tables of an agency: folder → the command that loads it.
TABLES = {
    "indicators": "indicators_load",
    "renstra": "renstra_load",
    "budget": "budget_load",
    "history": "history_load",
}


class Command(BaseCommand):
    help = "Memuat lima perangkat daerah contoh; aman dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = {"verbosity": 0, "stdout": self.stdout}
        call_command("organization_load", *sorted((DEMO / "organization").glob("*.yaml")), **quiet)
        year = clock.now().year
        call_command("load_holidays", years=[year - 1, year, year + 1], **quiet)
        for path in sorted((DEMO / "bindings").glob("*.yaml")):
            bindings = parse_bindings(path.read_text(encoding="utf-8"), path.name)
            definition = DEFINITIONS / f"{bindings.document}.yaml"
            call_command("sop_load", definition, agency=bindings.agency, **quiet)
            call_command("sop_bind", path, **quiet)
        for folder, command in TABLES.items():
            for path in sorted((DEMO / folder).glob("*.csv")):
                call_command(command, path, agency=path.stem, **quiet)
        password = _password()
        _open_accounts(password)
        self._tell()

    def _tell(self) -> None:
        self.stdout.write("\nAkun contoh (dinamai menurut jabatan):")
        agencies = Agency.objects.filter(sop_documents__isnull=False).distinct()
        for agency in agencies:
            names = User.objects.filter(terms__position__agency=agency).distinct()
            listed = ", ".join(sorted(user.username for user in names))
            self.stdout.write(f"  {agency.short_name}: {listed}")
        readers = User.objects.filter(terms__position__oversight__isnull=False).distinct()
        listed = ", ".join(sorted(user.username for user in readers))
        self.stdout.write(f"  Pembaca seluruh kabupaten: {listed}")
        self.stdout.write(f"  Administrator: {ADMINISTRATOR}")
        self.stdout.write(f"Kata sandi semua akun contoh ada di {_password_path()}\n")


def _password_path() -> Path:
    return Path(settings.VAR_DIR) / PASSWORD_FILE


def _password() -> str:
    """The demo's password, made at first run and kept where git does not look."""
    path = _password_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9) + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


def _open_accounts(password: str) -> None:
    """Give the demo password to accounts that have none; an account in use keeps its own."""
    administrator, _is_new = User.objects.get_or_create(
        username=ADMINISTRATOR,
        defaults={"name": "Administrator", "is_staff": True, "is_superuser": True},
    )
    closed = [user for user in User.objects.all() if not user.has_usable_password()]
    if not administrator.password:
        closed.append(administrator)
    if not closed:
        return
    first = closed[0]
    first.set_password(password)
    User.objects.filter(pk__in=[user.pk for user in closed]).update(password=first.password)
