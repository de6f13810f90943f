"""Changes of an SOP: loading, drafting and publishing its text, binding its actors to positions."""

from sop.services.binding import BindingChange, bind_actors
from sop.services.drafting import draft_waktu
from sop.services.loading import Loaded, load_definition
from sop.services.mending import add_lane, bind_gap
from sop.services.publishing import publish_draft, publish_version

__all__ = [
    "BindingChange",
    "Loaded",
    "add_lane",
    "bind_actors",
    "bind_gap",
    "draft_waktu",
    "load_definition",
    "publish_draft",
    "publish_version",
]
