"""The flowchart page of a run: lanes with their stations, what is live and who holds it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflow import flow
from workflow.models import Run
from workflow.queries.chart.picture import drawn
from workflow.queries.chart.stations import Eye, LaneRow, Station
from workflow.queries.chart.story import Moment, RunStory, story_of
from workflow.queries.ground import ground_of
from workflow.swimlanes import draw


@dataclass(frozen=True, slots=True)
class ChartPage:
    """A run at a moment. `moment` None: now, by the present rows."""

    run: Run
    story: RunStory
    moment: Moment | None
    as_of: datetime
    lanes: tuple[LaneRow, ...]
    svg: SafeString

    @property
    def live(self) -> list[Station]:
        """What somebody has in hand, then what waits for other lanes."""
        found = [each for row in self.lanes for each in row.stations if each.is_live]
        return sorted(found, key=lambda each: each.state == flow.WAITING)

    @property
    def returns(self) -> list[Moment]:
        """Each time that work went back, until this moment."""
        until = self.moment.number if self.moment else len(self.story.moments)
        return [each for each in self.story.moments[:until] if each.is_back]

    @property
    def previous(self) -> int | None:
        """The number of the moment before; from now, the one before the last move."""
        count = len(self.story.moments)
        number = self.moment.number if self.moment else count
        return number - 1 if number > 1 else None

    @property
    def following(self) -> int | None:
        """The number of the moment after; None at the last one and now."""
        if self.moment is None or self.moment.number >= len(self.story.moments):
            return None
        return self.moment.number + 1


def chart_page(run: Run, now: datetime, asked: str = "") -> ChartPage:
    """The chart of a run now, or at the moment asked for; in 15 queries, however long it went."""
    ground = ground_of(run)
    story = story_of(ground)
    moment = story.asked(asked)
    as_of = moment.at if moment else now
    eye = Eye(ground, story, moment, as_of)
    rows = tuple(eye.rows())
    title = _("Bagan alir %(run)s") % {"run": run}
    svg = SafeString(draw(drawn(eye, rows), title))
    return ChartPage(run, story, moment, as_of, rows, svg)
