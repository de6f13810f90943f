"""Changes of an SOP: loading and publishing its text, binding its actors to positions."""

from sop.services.binding import BindingChange, bind_actors
from sop.services.loading import Loaded, load_definition, publish_version

__all__ = ["BindingChange", "Loaded", "bind_actors", "load_definition", "publish_version"]
