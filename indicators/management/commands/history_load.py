"""`manage.py history_load FILE.csv --agency KEY`: load earlier years of an agency's indicators."""

from indicators.forms import read_history_rows
from indicators.management.tables import TableCommand
from indicators.services import Loaded, load_history
from organization.models import Agency


class Command(TableCommand):
    help = "Muat target dan realisasi tahun-tahun lalu satu perangkat daerah dari CSV."

    def load(self, agency: Agency, text: str) -> Loaded:
        return load_history(agency=agency, rows=read_history_rows(text))
