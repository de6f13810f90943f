"""`manage.py renstra_load FILE.csv --agency KEY`: load the yearly targets of a Renstra."""

from indicators.forms import read_renstra_rows
from indicators.management.tables import TableCommand
from indicators.services import Loaded, load_renstra
from organization.models import Agency


class Command(TableCommand):
    help = "Muat masa Renstra dan target tiap tahunnya bagi satu perangkat daerah dari CSV."

    def load(self, agency: Agency, text: str) -> Loaded:
        return load_renstra(agency=agency, rows=read_renstra_rows(text))
