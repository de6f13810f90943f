"""What the frame of every page shows: sections, the person's posts and agency, the version."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from kinerja import __version__
from kinerja.health import health_parts
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
#: Part of `/healthz/` → its name, and what to do where it does not answer.
PARTS = {
    "database": (_("Basis data"), _("Periksa DATABASE_URL dan ruang penyimpanan.")),
    "broker": (_("Antrean"), _("Jalankan kembali Redis; lihat docs/operations.md.")),
    "worker": (_("Pekerja"), _("Laporan dan pengingat tertahan; jalankan kembali worker.")),
    "beat": (_("Penjadwal"), _("Triwulan tidak terbuka sendiri; jalankan kembali beat.")),
}


@dataclass(frozen=True, slots=True)
class HealthPart:
    """A process as an administrator sees it."""

    label: str
    is_well: bool
    help: str


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

    @property
    def today(self) -> date:
        """The day on the product's own clock, in the office's zone."""
        return localdate(clock.now())

    @property
    def health(self) -> list[HealthPart]:
        """Asked for by the administrators' first page only."""
        return [
            HealthPart(str(PARTS[name][0]), bool(part["ok"]), str(PARTS[name][1]))
            for name, part in health_parts().items()
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
