"""Acts on an indicator that an upper floor knows and the indicator's page offers.

The floor above fills this table when it starts; this floor never imports it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django_stubs_ext import StrPromise

from indicators.models import Indicator
from organization.models import User


@dataclass(frozen=True, slots=True)
class Offer:
    """What an act is called, where it is done (a URL name, asked with the indicator's id), and
    its gate, which raises Refused."""

    act: StrPromise
    url: str
    gate: Callable[[User, Indicator, date], object]


_offers: dict[str, Offer] = {}


def register(offer: Offer) -> None:
    """Name an act; the last registration of a URL wins."""
    _offers[offer.url] = offer


def offers() -> list[Offer]:
    """The acts of the floors above, in the order of their registration."""
    return list(_offers.values())
