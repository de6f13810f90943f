"""How often one address may ask a public page: nobody tries codes by the thousand.

Counted in Redis for all web processes together; while Redis is away, each process counts alone.
"""

import ipaddress
from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

LIMITS = (RateLimitItemPerMinute(30), RateLimitItemPerHour(300))
#: An IPv6 user has this whole net to himself.
IPV6_NET = 64
P = ParamSpec("P")


def limited(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that answers 429 to an address that asks too often."""

    @wraps(view)
    def limiting(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_within_limits(address_of(request)):
            return view(request, *args, **kwargs)
        response = render(request, "reports/verification_busy.html", status=429)
        response["Retry-After"] = "60"
        return response

    return limiting


def is_within_limits(address: str) -> bool:
    """Count this request; False once an address has used up its minute or its hour."""
    try:
        return _hit(_shared(), address)
    except (RedisError, OSError):
        return _hit(_own(), address)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the address seen by the outermost proxy that is ours."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.KINERJA_PROXIES:
        passed = request.headers.get("X-Forwarded-For", "").split(",")
        address = passed[-min(settings.KINERJA_PROXIES, len(passed))].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, IPV6_NET), strict=False))
    return address


def _hit(storage: Storage, address: str) -> bool:
    limiter = FixedWindowRateLimiter(storage)
    return all(limiter.hit(limit, "verifikasi", address) for limit in LIMITS)


@cache
def _shared() -> Storage:
    found = storage_from_string(settings.RATE_STORAGE, socket_timeout=1, socket_connect_timeout=1)
    assert isinstance(found, Storage)  # noqa: S101 - the asynchronous ones are never named
    return found


@cache
def _own() -> Storage:
    return MemoryStorage()
