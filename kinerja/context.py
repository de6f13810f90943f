"""What the frame of every page shows: sections, the person's posts and agency, the version."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kinerja import __version__
from organization import clock
from organization.access import held_positions
from organization.models import Officeholder

SECTIONS = (
    ("/", _("Beranda"), "house"),
    ("/tugas/", _("Tugas"), "inbox"),
    ("/disposisi/", _("Disposisi"), "send"),
    ("/kinerja/", _("Kinerja"), "bar-chart-line"),
    ("/laporan/", _("Laporan"), "file-earmark-text"),
    ("/sop/", _("SOP"), "diagram-3"),
    ("/pantau/", _("Pantau"), "speedometer2"),
    ("/kalender/", _("Kalender"), "calendar3"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A link of the main navigation."""

    href: str
    label: str
    icon: str
    is_here: bool


class Frame:
    """Context of `base.html`; the posts are read only when a page shows them. 2 queries."""

    version = __version__

    def __init__(self, request: HttpRequest) -> None:
        self._user = getattr(request, "user", None)
        self._path = request.path
        self._known: list[Officeholder] | None = getattr(request, "terms", None)

    @property
    def navigation(self) -> list[Section]:
        if self._user is None or not self._user.is_authenticated:
            return []
        return [
            Section(href, str(label), icon, _is_here(href, self._path))
            for href, label, icon in SECTIONS
        ]

    @cached_property
    def terms(self) -> list[Officeholder]:
        if self._known is not None:
            return list(self._known)
        if self._user is None or not self._user.is_authenticated:
            return []
        return held_positions(self._user, localdate(clock.now()))


def frame(request: HttpRequest) -> dict[str, Frame]:
    """One name, so that a page's own context never collides with the frame's."""
    return {"frame": Frame(request)}


def _is_here(href: str, path: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
