"""A run as a live flowchart, now or at any moment that its log tells of."""

from workflow.queries.chart.page import ChartPage, chart_page
from workflow.queries.chart.stations import LaneRow, Station
from workflow.queries.chart.story import Moment, RunStory, story_of

__all__ = ["ChartPage", "LaneRow", "Moment", "RunStory", "Station", "chart_page", "story_of"]
