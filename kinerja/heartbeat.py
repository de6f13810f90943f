"""Worker and beat tell the broker every few seconds that they live."""

import threading
import time
from contextlib import suppress
from typing import Any

import redis
from celery import signals

WORKER_KEY = "kinerja:heartbeat:worker"
BEAT_KEY = "kinerja:heartbeat:beat"
EVERY_SECONDS = 3
FRESH_SECONDS = 12


def connect(url: str) -> redis.Redis:
    """A client for the broker's URL; kombu writes sockets as redis+socket://, redis-py as unix://."""
    address = url.replace("redis+socket://", "unix://", 1)
    return redis.Redis.from_url(address, socket_timeout=1, socket_connect_timeout=1)


def keep_beating(key: str, url: str) -> None:
    """Write the time under a key for as long as this process lives."""
    client = connect(url)

    def beat() -> None:
        while True:
            # when the broker is away, /healthz/ tells it by itself
            with suppress(redis.RedisError):
                client.set(key, time.time(), ex=FRESH_SECONDS * 5)
            time.sleep(EVERY_SECONDS)

    threading.Thread(target=beat, name=key, daemon=True).start()


@signals.worker_ready.connect
def _worker_lives(sender: Any, **_kwargs: Any) -> None:
    keep_beating(WORKER_KEY, sender.app.conf.broker_url)
    # whatever fell due while everything was down is caught up at once, not at beat's next turn
    sender.app.send_task("workflow.sweep")
    sender.app.send_task("reports.sweep")


@signals.beat_init.connect
def _beat_lives(sender: Any, **_kwargs: Any) -> None:
    keep_beating(BEAT_KEY, sender.app.conf.broker_url)
