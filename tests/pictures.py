"""Pages of papers as pictures, for somebody who wants to look at them.

`KINERJA_PICTURES=folder` keeps them there, beside the screenshots of the journeys; without it
nothing is drawn.
"""

import os
import subprocess
from pathlib import Path

FOLDER = os.environ.get("KINERJA_PICTURES")
RESOLUTION = 60


def keep_pages(name: str, content: bytes) -> None:
    """Every page of a PDF as `name-01.png` …"""
    if FOLDER:
        subprocess.run(
            ["pdftoppm", "-r", str(RESOLUTION), "-png", "-", str(Path(FOLDER) / name)],
            input=content,
            check=True,
        )
