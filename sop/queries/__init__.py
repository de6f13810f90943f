"""What is read of an SOP: its graph, its form, the version in force, and the bindings on a day."""

from sop.queries.bindings import (
    ActorPositions,
    BindingGap,
    actor_positions,
    actors_of,
    binding_gaps,
    bound_positions,
    in_force,
    lane_bindings,
    lanes_of,
    open_gaps,
    planning_positions,
    published_versions,
    version_in_force,
)
from sop.queries.choices import (
    ActorChoice,
    LaneChoice,
    actor_choices,
    fixed_rules,
    lane_choices,
)
from sop.queries.drafts import DraftPage, draft_page, drafts_of, publish_problems
from sop.queries.form import FormList, FormRow, OfficialForm, form_row, official_form, whole_version
from sop.queries.graph import flow_of, graph_of, read_steps
from sop.queries.listing import Summary, summaries

__all__ = [
    "ActorChoice",
    "ActorPositions",
    "BindingGap",
    "DraftPage",
    "FormList",
    "FormRow",
    "LaneChoice",
    "OfficialForm",
    "Summary",
    "actor_choices",
    "actor_positions",
    "actors_of",
    "binding_gaps",
    "bound_positions",
    "draft_page",
    "drafts_of",
    "fixed_rules",
    "flow_of",
    "form_row",
    "graph_of",
    "in_force",
    "lane_bindings",
    "lane_choices",
    "lanes_of",
    "official_form",
    "open_gaps",
    "planning_positions",
    "publish_problems",
    "published_versions",
    "read_steps",
    "summaries",
    "version_in_force",
    "whole_version",
]
