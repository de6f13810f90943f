"""The picture of a piece of evidence, made once and kept beside the database, not with the files.

What is kept can be made again at any time, so no backup carries it.
"""

from pathlib import Path

from django.conf import settings

from indicators import pictures
from indicators.models import BuktiDukung


def picture_of(bukti: BuktiDukung, *, is_large: bool) -> bytes | None:
    """WebP of an image or of a PDF's first page; None where there is none to be made."""
    kept = Path(settings.KINERJA_PREVIEWS)
    small, large = (kept / f"{bukti.sha256}-{size}.webp" for size in ("kecil", "besar"))
    wanted = large if is_large else small
    if not wanted.exists():
        made = _made(bukti)
        if made is None:
            return None
        kept.mkdir(parents=True, exist_ok=True)
        _keep(large, made)
        _keep(small, pictures.smaller(made))
    return wanted.read_bytes()


def _made(bukti: BuktiDukung) -> bytes | None:
    if not bukti.is_pictured:
        return None
    try:
        with bukti.file.open("rb") as file:
            return pictures.first_picture(file.read(), bukti.content_type)
    except FileNotFoundError:
        return None


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all, also where two requests make the same picture."""
    part = path.with_suffix(f".{id(content):x}.part")
    part.write_bytes(content)
    part.replace(path)
