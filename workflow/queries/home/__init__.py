"""What the first page adds to the inbox, by the posts that a person holds today."""

from workflow.queries.home.heat import HeatCell, HeatMap, heat_map
from workflow.queries.home.house import House, house_of
from workflow.queries.home.lanes import RunLanes, lanes_of
from workflow.queries.home.page import Home, home_of
from workflow.queries.home.roles import Roles, roles_of
from workflow.queries.home.vacancies import vacant_positions

__all__ = [
    "HeatCell",
    "HeatMap",
    "Home",
    "House",
    "Roles",
    "RunLanes",
    "heat_map",
    "home_of",
    "house_of",
    "lanes_of",
    "roles_of",
    "vacant_positions",
]
