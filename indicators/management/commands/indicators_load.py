"""`manage.py indicators_load FILE.csv --agency KEY`: load an agency's indicators and targets."""

from indicators.forms import read_indicator_lines
from indicators.management.tables import TableCommand
from indicators.services import Loaded, load_indicators
from organization import clock
from organization.models import Agency


class Command(TableCommand):
    help = "Muat sasaran, indikator, dan target satu perangkat daerah dari CSV."

    def load(self, agency: Agency, text: str) -> Loaded:
        return load_indicators(agency=agency, lines=read_indicator_lines(text), now=clock.now())
