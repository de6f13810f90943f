"""`/healthz/`: database, broker, worker and beat told apart."""

import time
from collections.abc import Callable
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse

from kinerja.heartbeat import BEAT_KEY, FRESH_SECONDS, WORKER_KEY, connect


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """200 only when all four live; 503 with the same body otherwise."""
    parts = health_parts()
    is_well = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": is_well, **parts}, status=200 if is_well else 503)


def health_parts() -> dict[str, dict[str, Any]]:
    """Database, broker, worker and beat, each with `ok` and, where it is not well, its `error`."""
    client = connect(settings.REDIS_URL)
    return {
        "database": _checked(_database),
        "broker": _checked(lambda: client.ping()),
        "worker": _checked(lambda: _fresh(client, WORKER_KEY)),
        "beat": _checked(lambda: _fresh(client, BEAT_KEY)),
    }


def _checked(check: Callable[[], object]) -> dict[str, Any]:
    try:
        check()
    except Exception as error:
        return {"ok": False, "error": type(error).__name__}
    return {"ok": True}


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class StaleHeartbeatError(Exception):
    """A process has not been heard of lately."""


def _fresh(client: redis.Redis, key: str) -> None:
    beat = client.get(key)
    if beat is None or time.time() - float(beat) > FRESH_SECONDS:
        raise StaleHeartbeatError(key)
