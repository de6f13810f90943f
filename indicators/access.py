"""The only way from a request to an indicator or its evidence, and the refusals of this floor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrPromise

from indicators.models import BuktiDukung, Indicator, Realisasi, RealisasiRevision
from indicators.notation import format_number
from organization.access import (
    Acting,
    Refused,
    acting_as,
    agencies_for,
    agency_for,
    held_positions,
    is_administrator,
)
from organization.models import Agency, Capacity, Officeholder, User


class FiguresLocked(Refused):
    """A figure that was handed over or approved is to be changed."""

    code = "angka-terkunci"
    status = 409

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Angka berikut sudah diserahkan atau disetujui, jadi tidak dapat diubah: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Minta pemeriksa mengembalikan angka tersebut beserta alasannya."),
        )


class FiguresNotReady(Refused):
    """Figures are to be approved or returned that nobody has handed over."""

    code = "angka-belum-diserahkan"
    status = 409

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Angka berikut belum diserahkan atau sudah diputuskan: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Muat ulang halaman untuk melihat keadaan terbaru. Tidak ada yang berubah."),
        )


class FiguresNotApproved(Refused):
    """A figure that is not approved is to be reopened."""

    code = "angka-belum-disetujui"
    status = 409

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _("Hanya angka yang sudah disetujui yang dapat dibuka kembali: %(names)s.")
            % {"names": "; ".join(names)},
            help=_("Angka yang masih diperiksa dikembalikan melalui halaman pemeriksaan."),
        )


class ForeignIndicator(Refused):
    """A figure of an indicator that this agency does not have."""

    code = "indikator-asing"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Ada indikator yang bukan milik perangkat daerah ini atau tidak lagi aktif."),
            help=_("Muat ulang halaman, lalu isi kembali."),
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two persons wrote one figure: what is saved now, and what the other one typed, by name."""

    indicator: Indicator
    saved: RealisasiRevision
    typed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """The figure with both values, where the numbers are what differs."""
        saved = _said(self.saved.code, self.saved.value, self.saved.status)
        typed = _said(*(self.typed.get(name) for name in ("code", "value", "status")))
        if not typed or saved == typed:
            return self.indicator.name
        words = {"name": self.indicator.name, "saved": saved, "typed": typed}
        return str(_("%(name)s (tersimpan: %(saved)s; isian Anda: %(typed)s)") % words)


def _said(code: str | None, value: Decimal | None, status: str | None) -> str:
    """A figure as it is read: its word, its number, or why there is none."""
    return code or (status or "" if value is None else format_number(value))


class FigureConflict(Refused):
    """Somebody else saved the same figure meanwhile; nothing is overwritten."""

    code = "angka-bentrok"
    status = 409

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(
            _("Angka berikut sudah disimpan berbeda sejak halaman ini dibuka: %(names)s.")
            % {"names": "; ".join(each.told for each in conflicts)},
            help=_("Bandingkan kedua nilai, pilih yang benar, lalu simpan kembali."),
        )
        self.conflicts = tuple(conflicts)


class MandateTooNarrow(Refused):
    """A Plt or Plh is to change a target: strategic decisions stay with the definitive holder.

    Source: UU 30/2014 ps. 14 (7); practice ruling on Plt and Plh.
    """

    code = "mandat-tidak-mencakup"

    def __init__(self, term: Officeholder) -> None:
        superior = term.position.superior
        super().__init__(
            _("%(title)s tidak dapat mengubah target atau Renstra (UU 30/2014 pasal 14).")
            % {"title": term.title},
            help=_("Yang dapat menolong: pejabat definitif jabatan itu, atau %(superior)s.")
            % {"superior": superior.name if superior else _("atasannya")},
            agency=term.position.agency,
        )


class TargetRefused(Refused):
    """A target that cannot be recorded; `field` says where on the form."""

    code = "target-ditolak"
    status = 409

    def __init__(self, field: str, sentence: "str | StrPromise") -> None:
        super().__init__(sentence)
        self.field = field


class EvidenceRefused(Refused):
    """A file or link that cannot be taken as evidence."""

    code = "bukti-ditolak"
    status = 400


def indicator_for(user: User, pk: int, on: date) -> Indicator:
    """The indicator for this user to read, or 404."""
    indicator = (
        Indicator.objects.select_related(
            "agency__government", "sasaran__tujuan", "responsible_unit", "responsible_position"
        )
        .select_related("agency__signing_position")
        .filter(pk=pk, agency__in=agencies_for(user, on))
        .first()
    )
    if indicator is None:
        raise Http404
    return indicator


def revising_as(user: User, indicator: Indicator, on: date) -> Acting:
    """How this user revises targets: heading the agency, definitively. Raises MandateTooNarrow."""
    signing = indicator.agency.signing_position
    acting = acting_as(user, [signing] if signing is not None else [], on)
    if acting.capacity != Capacity.DEFINITIF:
        raise MandateTooNarrow(acting.officeholder)
    return acting


def loading_for(user: User, key: str, on: date) -> Agency:
    """The agency whose plan this user may load: its definitive head, or an administrator.

    404 for a foreign one; raises NotTheHolder, and MandateTooNarrow for a Plt or Plh.
    """
    agency = agency_for(user, key, on)
    expect_full_mandate(user, agency, on)
    if not is_administrator(user):
        acting_as(user, [agency.signing_position] if agency.signing_position else [], on)
    return agency


def figure_for(user: User, pk: int, on: date) -> Realisasi:
    """The figure for this user to read, or 404."""
    figure = (
        Realisasi.objects.filter(pk=pk, indicator__agency__in=agencies_for(user, on))
        .select_related("indicator__agency", "indicator__responsible_position")
        .select_related("current__position")
        .first()
    )
    if figure is None:
        raise Http404
    return figure


def settling_as(user: User, figure: Realisasi, on: date) -> Acting:
    """How this user writes the final figure: in the post that wrote it, or the one in charge."""
    written = figure.current.position if figure.current else None
    posts = [written, figure.indicator.responsible_position]
    return acting_as(user, [post for post in posts if post is not None], on)


def expect_full_mandate(user: User, agency: Agency, on: date) -> None:
    """Refuse who is Plt or Plh in this agency to change its plan, also as its administrator."""
    terms = (term for term in held_positions(user, on) if term.position.agency_id == agency.pk)
    for term in terms:
        if term.capacity != Capacity.DEFINITIF:
            raise MandateTooNarrow(term)


def bukti_dukung_for(user: User, pk: int, on: date) -> BuktiDukung:
    """The evidence file for this user to download, or 404; a removed one is gone."""
    bukti = BuktiDukung.objects.filter(
        pk=pk,
        kind=BuktiDukung.Kind.FILE,
        removed_at__isnull=True,
        realisasi__indicator__agency__in=agencies_for(user, on),
    ).first()
    if bukti is None:
        raise Http404
    return bukti


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What is wrong in a table, at which row and column; row 1 is the header."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = {"row": self.row, "column": self.column, "sentence": self.sentence}
        return str(_("Baris %(row)d, kolom %(column)s: %(sentence)s") % place)


class TableRefused(Refused):
    """A table that cannot be loaded; `problems` has every place, and nothing was saved."""

    code = "tabel-ditolak"
    status = 400

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        super().__init__(
            ngettext(
                "Tabel tidak dimuat karena %(count)d kesalahan. %(first)s",
                "Tabel tidak dimuat karena %(count)d kesalahan. %(first)s",
                len(problems),
            )
            % {"count": len(problems), "first": problems[0]},
            help=_("Perbaiki kesalahan pada berkasnya, lalu muat kembali."),
        )
        self.problems = tuple(problems)


def agency_shown(user: User, key: str, on: date) -> Agency | None:
    """The agency asked for (404 when foreign), else the user's own, else the first he may read."""
    if key:
        return agency_for(user, key, on)
    own = held_positions(user, on)
    return own[0].position.agency if own else agencies_for(user, on).first()
