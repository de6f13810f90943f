"""Who holds which position today, what a person may reach, and the family of refusals.

This is the only way from a request to a row; every other floor's access builds on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from organization.models import (
    FILLING,
    Agency,
    Capacity,
    Filler,
    Officeholder,
    Oversight,
    Position,
    User,
)

#: Where a session keeps the term picked by a person who holds several posts.
TERM_KEY = "term_id"


class Refused(Exception):
    """What a person may not do: a sentence, and who can help. The server answers with `status`."""

    code = "ditolak"
    status = 403

    def __init__(
        self,
        sentence: "str | StrPromise",
        help: "str | StrPromise" = "",
        agency: Agency | None = None,
    ) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.help = str(help)
        self.agency = agency


class NotTheHolder(Refused):
    """The person holds none of the positions that this belongs to today."""

    code = "bukan-pemegang"

    def __init__(self, positions: Iterable[Position] = ()) -> None:
        names = ", ".join(position.name for position in positions)
        super().__init__(
            _("Anda tidak sedang memegang jabatan yang menangani tugas ini."),
            help=_("Yang dapat menolong: %(names)s.") % {"names": names}
            if names
            else _("Hubungi administrator perangkat daerah Anda."),
        )


class OwnFigures(Refused):
    """Nobody approves figures that he himself entered, also not as Plt or Plh."""

    code = "angka-sendiri"

    def __init__(self) -> None:
        super().__init__(
            _("Anda ikut mengisi angka ini, sehingga tidak dapat menyetujuinya."),
            help=_("Persetujuan beralih kepada atasan langsung atau pejabat lain yang berwenang."),
        )


class PostTaken(Refused):
    """The post is held by somebody in a way that leaves no room for the new term."""

    code = "jabatan-terisi"
    status = 409

    def __init__(self, other: Officeholder) -> None:
        words = {"title": other.title, "name": other.user.name, "day": date_format(other.starts_on)}
        super().__init__(
            _("Jabatan itu sudah dipegang: %(title)s, %(name)s, sejak %(day)s.") % words,
            help=_("Akhiri dahulu masa jabatan itu, atau pilih tanggal yang tidak bertumpang."),
            agency=other.position.agency,
        )


class CannotFill(Refused):
    """An account that cannot be named as filler."""

    code = "bukan-calon-pengisi"
    status = 409

    def __init__(self, account: str) -> None:
        super().__init__(
            _("Akun “%(account)s” tidak dapat ditunjuk sebagai pengisi.") % {"account": account},
            help=_(
                "Tunjuk akun aktif milik orang lain di perangkat daerah Anda, "
                "yang belum ditunjuk untuk jabatan ini pada tanggal itu."
            ),
        )


class TermEnded(Refused):
    """The term of office is over already, or had not begun on that day."""

    code = "masa-jabatan-berakhir"
    status = 409

    def __init__(self, term: Officeholder) -> None:
        super().__init__(
            _("Masa jabatan ini sudah berakhir lebih awal, atau belum mulai pada tanggal itu."),
            help=_("Periksa tanggal mulai dan berakhirnya pada daftar pejabat."),
            agency=term.position.agency,
        )


@dataclass(frozen=True, slots=True)
class Acting:
    """In whose name something is done: the person, the term, the position and the capacity."""

    user: User
    officeholder: Officeholder
    position: Position
    capacity: str

    @classmethod
    def under(cls, term: Officeholder) -> "Acting":
        """Acting under one term of office."""
        return cls(term.user, term, term.position, term.capacity)

    @classmethod
    def filling(cls, filler: Filler) -> "Acting":
        """Filling in figures for a holder; decides and hands over nothing."""
        return cls(filler.user, filler.term, filler.term.position, FILLING)


def terms_on(day: date) -> QuerySet[Officeholder]:
    """Terms that run on a day, of people whose account is active."""
    return Officeholder.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, user__is_active=True
    ).select_related("user", "position__agency", "position__unit")


def holders(position: Position, on: date) -> list[Officeholder]:
    """Who holds a position on a day: a Plt or Plh displaces the definitif holder."""
    return _present(list(terms_on(on).filter(position=position).order_by("starts_on", "pk")))


def holders_by_position(positions: Iterable[Position], on: date) -> dict[int, list[Officeholder]]:
    """Who holds each position on a day, by position id; vacant ones are empty. 1 query."""
    found: dict[int, list[Officeholder]] = {position.pk: [] for position in positions}
    for term in terms_on(on).filter(position__in=found).order_by("starts_on", "pk"):
        found[term.position_id].append(term)
    return {pk: _present(terms) for pk, terms in found.items()}


def term_in_the_way(term: Officeholder) -> Officeholder | None:
    """A term of the same post at the same time that leaves no room for this one.

    The same person again, or, for a Plt or Plh, another Plt or Plh.
    """
    rivals = Q(user=term.user)
    if term.capacity != Capacity.DEFINITIF:
        rivals |= ~Q(capacity=Capacity.DEFINITIF)
    meanwhile = Q(ends_on__isnull=True) | Q(ends_on__gte=term.starts_on)
    if term.ends_on is not None:
        meanwhile &= Q(starts_on__lte=term.ends_on)
    others = Officeholder.objects.filter(rivals, meanwhile, position=term.position)
    return others.exclude(pk=term.pk).select_related("user", "position__agency").first()


def _present(terms: list[Officeholder]) -> list[Officeholder]:
    acting = [term for term in terms if term.capacity != Capacity.DEFINITIF]
    return acting or terms


def held_positions(user: User, on: date) -> list[Officeholder]:
    """The terms under which a person may act on a day, displaced ones left out. 2 queries."""
    own = list(terms_on(on).filter(user=user).order_by("starts_on", "pk"))
    positions = [term.position_id for term in own]
    displaced = set(
        terms_on(on)
        .filter(position__in=positions)
        .exclude(capacity=Capacity.DEFINITIF)
        .values_list("position_id", flat=True)
    )
    return [
        term
        for term in own
        if term.capacity != Capacity.DEFINITIF or term.position_id not in displaced
    ]


def running_fillers(day: date) -> QuerySet[Filler]:
    """Fillers whose naming runs on a day, under terms that run."""
    return Filler.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        starts_on__lte=day,
        revoked_at=None,
        user__is_active=True,
        term__in=terms_on(day),
    )


def named_fillers(terms: Iterable[Officeholder], on: date) -> QuerySet[Filler]:
    """Whom the holders of these terms have named, now or from a later day on."""
    return Filler.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), term__in=list(terms), revoked_at=None
    ).select_related("user", "term__position")


def fillings_of(user: User, on: date) -> list[Filler]:
    """For which holders a person may fill in figures today; displaced holders left out."""
    rows = list(running_fillers(on).filter(user=user).select_related("user", "term__position"))
    present = holders_by_position([row.term.position for row in rows], on) if rows else {}
    return [row for row in rows if row.term in present[row.term.position_id]]


def acting_as(
    user: User, positions: Iterable[Position], on: date, chosen: int | None = None
) -> Acting:
    """How a person acts for one of these positions today. Raises NotTheHolder.

    Whoever holds several of them acts under the term chosen, else under the first as listed.
    """
    wanted = list(positions)
    terms = {term.position_id: term for term in held_positions(user, on)}
    fitting = [terms[position.pk] for position in wanted if position.pk in terms]
    if not fitting:
        raise NotTheHolder(wanted)
    return Acting.under(next((term for term in fitting if term.pk == chosen), fitting[0]))


def agencies_for(
    user: User, on: date, terms: Iterable[Officeholder] | None = None
) -> QuerySet[Agency]:
    """Agencies a person may read today: his own, those he fills in for, those he oversees.

    An administrator sees all agencies, to configure them; he approves nothing. `terms`: what
    `held_positions` said, where the caller has asked already.
    """
    if is_administrator(user):
        return Agency.objects.filter(is_active=True)
    held = [term.position_id for term in (held_positions(user, on) if terms is None else terms)]
    governments = Oversight.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on, position__in=held
    ).values("government")
    filled = running_fillers(on).filter(user=user).values("term__position__agency")
    return Agency.objects.filter(
        Q(positions__in=held) | Q(government__in=governments) | Q(pk__in=filled), is_active=True
    ).distinct()


def agency_for(user: User, key: str, on: date) -> Agency:
    """The agency for this user to read, or 404."""
    found = agencies_for(user, on).filter(key=key).select_related("government").first()
    if found is None:
        raise Http404
    return found


def is_administrator(user: User) -> bool:
    """Whether this account configures the product."""
    return bool(user.is_active and (user.is_staff or user.is_superuser))
