"""Changes of an SOP: loading, drafting and publishing its text, binding its actors to positions."""

from sop.services.adopting import (
    OtherSop,
    Template,
    adopt_definition,
    adopt_template,
    sop_templates,
)
from sop.services.binding import BindingChange, bind_actors
from sop.services.drafting import discard_draft, draft_waktu
from sop.services.loading import AgencyUnnamed, Loaded, load_definition
from sop.services.mending import add_lane, bind_gap
from sop.services.publishing import publish_draft, publish_version
from sop.services.tying import binding_day, tie_actors, tie_lanes

__all__ = [
    "AgencyUnnamed",
    "BindingChange",
    "Loaded",
    "OtherSop",
    "Template",
    "add_lane",
    "adopt_definition",
    "adopt_template",
    "bind_actors",
    "bind_gap",
    "binding_day",
    "discard_draft",
    "draft_waktu",
    "load_definition",
    "publish_draft",
    "publish_version",
    "sop_templates",
    "tie_actors",
    "tie_lanes",
]
