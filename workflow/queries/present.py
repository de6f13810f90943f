"""The posts of some agencies and who holds each on a day, for telling many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from organization.access import holders_by_position
from organization.models import Officeholder, Position, User


@dataclass(frozen=True, slots=True)
class People:
    """Posts and their present holders, by position id."""

    positions: Mapping[int, Position]
    present: Mapping[int, Sequence[Officeholder]]

    def holders(self, position: int | None) -> list[User]:
        """Who holds this post; nobody where there is no post."""
        terms = self.present.get(position, ()) if position is not None else ()
        return [term.user for term in terms]

    def superior_of(self, position: int, *, below: int | None) -> int | None:
        """The nearest superior post with a holder, below the post `below` (the agency's head)."""
        seen = {position}
        above = self.positions[position].superior_id
        while above is not None and above not in {*seen, below}:
            if self.present.get(above):
                return above
            seen.add(above)
            above = self.positions[above].superior_id if above in self.positions else None
        return None


def people_of(agencies: Iterable[int], on: date) -> People:
    """Everybody of these agencies on a day. 2 queries."""
    rows = Position.objects.filter(agency__in=set(agencies)).select_related("unit")
    positions = {each.pk: each for each in rows}
    return People(positions, holders_by_position(positions.values(), on))
