"""A small picture of an uploaded file: an image made smaller, or the first page of a PDF.

Pure. What strangers uploaded is decoded in a process of its own with bounds on memory and time, so
that no file, however made, takes a web process with it: `first_picture` starts this module as a
program, which reads the file on its input and writes WebP on its output.
"""

import io
import resource
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageOps

PDF, IMAGES = "application/pdf", ("image/png", "image/jpeg")
#: Content types of which a picture can be made.
PICTURED = (PDF, *IMAGES)
#: Longest side in pixels of the picture that is looked at, and of the one beside a figure.
LARGE, SMALL = 1400, 320
QUALITY = 70
SECONDS, MEMORY = 10, 1024 * 1024 * 1024
PIXELS_AT_MOST = 60_000_000
#: A tiny sheet is enlarged no more than this.
SCALE_AT_MOST = 14


def first_picture(content: bytes, content_type: str) -> bytes | None:
    """The large picture as WebP; None where none can be made of this file in time."""
    if content_type not in PICTURED:
        return None
    try:
        made = subprocess.run(  # noqa: S603 - this module; the type is one of PICTURED
            [sys.executable, "-m", __name__, content_type],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            cwd=Path(__file__).parents[1],
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return made.stdout


def smaller(picture: bytes) -> bytes:
    """The picture beside a figure, of a large one that `first_picture` made."""
    with Image.open(io.BytesIO(picture)) as large:
        return _webp(large, SMALL)


def _drawn(content: bytes, content_type: str) -> bytes:
    if content_type == PDF:
        return _first_page(content)
    with Image.open(io.BytesIO(content)) as image:
        if image.width * image.height > PIXELS_AT_MOST:
            raise ValueError(image.size)
        return _webp(ImageOps.exif_transpose(image), LARGE)


def _first_page(content: bytes) -> bytes:
    import pypdfium2  # noqa: PLC0415 - only the program loads it, never a web process

    page = pypdfium2.PdfDocument(content)[0]
    longest = max(1.0, *page.get_size())
    return _webp(page.render(scale=min(LARGE / longest, SCALE_AT_MOST)).to_pil(), LARGE)


def _webp(image: Image.Image, longest: int) -> bytes:
    """No larger than `longest` on either side, on white where it was transparent."""
    fitted = ImageOps.contain(image, (longest, longest)) if max(image.size) > longest else image
    with_alpha = fitted.convert("RGBA")
    white = Image.new("RGB", fitted.size, "white")
    white.paste(with_alpha, mask=with_alpha.getchannel("A"))
    made = io.BytesIO()
    white.save(made, "WEBP", quality=QUALITY)
    return made.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read(), sys.argv[1]))
