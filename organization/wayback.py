"""The way back from a page that somebody was sent to, such as from a step of the preparation."""

from collections.abc import Mapping

from django.urls import Resolver404, resolve

#: Where an address says from which page somebody came.
CAME_FROM = "kembali"
#: To whose pages one is led back; any other address is nobody's way back.
SECTIONS = frozenset({"preparing"})


def way_back(asked: Mapping[str, str]) -> str:
    """The path of the page that an address names as its origin; empty for any other text."""
    path = asked.get(CAME_FROM, "")
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return path if found.namespace in SECTIONS else ""
