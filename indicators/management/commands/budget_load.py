"""`manage.py budget_load FILE.csv --agency KEY`: load pagu and realisasi per program."""

from indicators.forms import read_budget_rows
from indicators.management.tables import TableCommand
from indicators.services import Loaded, load_budget
from organization.models import Agency


class Command(TableCommand):
    help = "Muat pagu dan realisasi anggaran satu perangkat daerah dari CSV."

    def load(self, agency: Agency, text: str) -> Loaded:
        return load_budget(agency=agency, rows=read_budget_rows(text))
