"""What a slow loader wrote into an empty database, kept and written again in bulk.

Kept for all processes of a test session: what one has loaded, the others read from a file.
"""

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

APPS = ("organization", "sop", "indicators", "workflow", "reports")
#: Where these have no rows, the others have none.
GROUND = ("organization.Government", "organization.User", "sop.SopDocument")

Kept = list[list[Model]]
_kept: dict[Hashable, Kept] = {}


def load_once(key: Hashable, load: Callable[[], object]) -> None:
    """Run `load`, or write again the rows that it made when it was first run in this session.

    Only an empty database can take the same rows again; in any other `load` runs as it is.
    """
    if any(apps.get_model(name)._base_manager.exists() for name in GROUND):
        load()
    elif key in _kept:
        _write(_kept[key])
    else:
        with _alone(key) as file:
            if file.exists():
                _kept[key] = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
                _write(_kept[key])
                _count_on()
            else:
                load()
                _kept[key] = [rows for rows in map(_rows, _models()) if rows]
                file.write_bytes(pickle.dumps(_kept[key]))


@contextmanager
def _alone(key: Hashable) -> Iterator[Path]:
    """The file of a key, while no other process looks for it or makes it."""
    folder = Path(os.environ["KINERJA_TEST_MEMORY"])
    name = hashlib.sha256(repr(key).encode()).hexdigest()
    with (folder / f"{name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / name


def _write(kept: Kept) -> None:
    """Children are written before their parents, whose triggers would lock them out."""
    with transaction.atomic():
        for rows in reversed(kept):
            type(rows[0])._base_manager.bulk_create(rows)


def _count_on() -> None:
    """PostgreSQL's counters go on behind keys that another process has given."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in _models():
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(its, greatest(nextval(its), (SELECT max({column}) FROM {table})))"  # noqa: S608 - our own names
                " FROM pg_get_serial_sequence(%s, %s) AS its",
                [table, column],
            )


def _models() -> list[type[Model]]:
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy
    ]


def _rows(model: type[Model]) -> list[Model]:
    return list(model._base_manager.order_by("pk"))
