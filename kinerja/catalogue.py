"""Compiles the catalogues of translations; with Python alone, so that no Debian package is needed.

Run as a file by `bin/install`, before there are any settings: nothing of the product is imported.
"""

import os
from pathlib import Path

from polib import pofile

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(folder: Path = LOCALE) -> list[Path]:
    """Write the `.mo` beside every `.po` that is newer; returns what was written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # two starters at once each move a whole file into place
        unfinished = target.with_suffix(f".{os.getpid()}")
        pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
