"""A copy of all that cannot be made again: the database, uploaded files, the secret key.

One .tar.gz with a manifest of rows per table and a SHA-256 per file; a restore compares both.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

MANIFEST, DATABASE, MEDIA, KEY = "manifest.json", "database", "media", "secret-key"
FORMAT = 1
USERS = "organization_user"
#: What PostgreSQL's own programs are told of the connection; the password goes another way.
LIBPQ = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service")


class BackupRefused(Exception):
    """Why nothing was written or restored, as a sentence."""


def write_backup(target: Path, now: datetime) -> dict[str, int]:
    """Write everything into a new file readable by its owner only; returns rows per table.

    The processes may go on running: the database is copied at one moment, and its files after it.
    """
    if target.exists():
        raise BackupRefused(f"Berkas {target} sudah ada; beri nama lain.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DATABASE
        rows = _dump_sqlite(dump) if connection.vendor == "sqlite" else _dump_postgresql(dump)
        parts = dict(_parts(dump))
        manifest = {
            "format": FORMAT,
            "vendor": connection.vendor,
            "made_at": now.isoformat(),
            "rows": rows,
            "files": {name: _digest(path) for name, path in parts.items()},
        }
        listed = Path(folder) / MANIFEST
        listed.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        whole = Path(folder) / "whole"
        with tarfile.open(whole, "w:gz") as archive:
            for name, path in {MANIFEST: listed, **parts}.items():
                archive.add(path, arcname=name)
        whole.chmod(0o600)
        whole.rename(target)
    return rows


def restore_backup(source: Path, *, replace: bool) -> dict[str, int]:
    """Put everything back; returns rows per table, equal to those of the copy.

    Raises BackupRefused for a file that is no whole copy of this kind of database, and for a
    database that holds people already unless `replace`. Nothing is touched before all is verified.
    """
    with TemporaryDirectory() as folder:
        manifest = _unpack(source, Path(folder))
        if manifest["vendor"] != connection.vendor:
            raise BackupRefused(
                f"Cadangan ini dari {manifest['vendor']}, basis data ini {connection.vendor}."
            )
        if _has_people() and not replace:
            raise BackupRefused("Basis data ini sudah berisi; pakai --ganti untuk menggantinya.")
        dump = Path(folder) / DATABASE
        rows = _load_sqlite(dump) if connection.vendor == "sqlite" else _load_postgresql(dump)
        _put_files(Path(folder))
    if rows != manifest["rows"]:
        raise BackupRefused("Jumlah baris setelah dipulihkan berbeda dari cadangannya.")
    return rows


def _parts(dump: Path) -> Iterator[tuple[str, Path]]:
    """Name in the archive → file, in a fixed order."""
    yield DATABASE, dump
    key = Path(settings.VAR_DIR) / KEY
    if key.is_file():
        yield KEY, key
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")):
        if path.is_file():
            yield f"{MEDIA}/{path.relative_to(media).as_posix()}", path


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """The manifest of an archive whose every file is there and unaltered."""
    if not source.is_file():
        raise BackupRefused(f"Berkas {source} tidak ada.")
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise BackupRefused(f"Cadangan berformat {manifest['format']}, bukan {FORMAT}.")
        altered = [
            name for name, digest in manifest["files"].items() if _digest(folder / name) != digest
        ]
    except (OSError, tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as unreadable:
        raise BackupRefused(f"Berkas {source} bukan cadangan yang utuh.") from unreadable
    if altered:
        raise BackupRefused(f"Isi cadangan berubah: {', '.join(altered[:3])}.")
    return manifest


def _put_files(folder: Path) -> None:
    media = folder / MEDIA
    if media.is_dir():
        shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    if (folder / KEY).is_file():
        target = Path(settings.VAR_DIR) / KEY
        shutil.copyfile(folder / KEY, target)
        target.chmod(0o600)


def _has_people() -> bool:
    with connection.cursor() as cursor:
        if USERS not in connection.introspection.table_names(cursor):
            return False
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{USERS}")')  # noqa: S608 - a constant
        return bool(cursor.fetchone()[0])


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of the catalogue
            counts[table] = cursor.fetchone()[0]
        return counts


def _dump_sqlite(target: Path) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
        tables = sorted(connection.introspection.table_names(cursor))
    with closing(sqlite3.connect(target)) as copy:
        return {
            table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables
        }


def _load_sqlite(dump: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(dump)) as copy:
        copy.backup(connection.connection)
    return _rows()


def _dump_postgresql(target: Path) -> dict[str, int]:
    """The dump and the counts see the same moment: both use one exported snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"-f{target}")
        return _rows()


def _load_postgresql(dump: Path) -> dict[str, int]:
    connection.close()
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *options, str(dump))
    return _rows()


def _run(program: str, *words: str) -> None:
    """A program of PostgreSQL at our database; raises BackupRefused with what it said."""
    if shutil.which(program) is None:
        raise BackupRefused(f"Program {program} tidak ada; pasang paket postgresql-client.")
    given = connection.get_connection_params()
    where = make_conninfo(**{name: given[name] for name in LIBPQ if name in given})
    done = subprocess.run(  # noqa: S603 - a fixed program with our own settings
        [program, f"--dbname={where}", *words],
        env=os.environ | {"PGPASSWORD": str(given.get("password") or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupRefused(f"{program}: {done.stderr.strip()[-500:]}")
