"""Whether the static files lie collected as they are now; collecting them costs many seconds.

No Django here: the supervisor asks before the settings can be read.
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What decides over the files: our own, and the packages that bring some (the admin's).
SOURCES = ("static", "requirements.txt", "kinerja/settings.py")
MARK = ".collected"


def fingerprint(root: Path = ROOT) -> str:
    """SHA-256 over name, size and time of every source; another checkout has another one."""
    digest = hashlib.sha256(str(root).encode())
    for source in SOURCES:
        start = root / source
        for path in sorted([start, *start.rglob("*")]):
            if path.is_file():
                stat = path.stat()
                digest.update(
                    f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}".encode()
                )
    return digest.hexdigest()


def is_collected(folder: Path, mark: str) -> bool:
    """Whether `folder` was filled from exactly these sources."""
    path = folder / MARK
    return path.exists() and path.read_text(encoding="ascii") == mark


def note_collected(folder: Path, mark: str) -> None:
    """Remember from what `folder` was filled; call it once collecting has succeeded."""
    (folder / MARK).write_text(mark, encoding="ascii")
