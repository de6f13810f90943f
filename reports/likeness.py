"""What the pages of a PDF show, told independently of how the file is written.

Two files that one program wrote and another wrote anew are alike here: numbers of objects,
compression and the order of entries do not count. What is drawn, with which fonts, pictures and
charts, does.
"""

import hashlib
import io
import zlib
from collections.abc import Iterable
from typing import Any

#: Entries that say how a file is kept, and none that a page shows.
UNSEEN = frozenset(
    {
        "/Length",
        "/Filter",
        "/DecodeParms",
        "/Parent",
        "/StructParent",
        "/StructParents",
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/ProcSet",
    }
)
#: Bytes of one picture that are compared.
LARGEST = 100_000_000
#: What an annotation shows; where it leads is told by the file, and no page number outlives it.
NOTE = ("/Subtype", "/Rect", "/AP", "/Contents")
#: What a page may inherit from the tree above it, and shows.
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def pages_shown(reader: Any) -> list[bytes]:
    """A digest of each page: its size, what is drawn, all that the drawing uses, and its notes.

    Fields of signatures are no notes: a signed copy is compared with an unsigned one.
    """
    seen: dict[int, bytes] = {}
    return [_page(page, seen) for page in _pages(reader)]


def page_count(reader: Any) -> int:
    """How many pages there are, each with a drawing that can be read."""
    return sum(1 for page in _pages(reader) if _drawn(page) is not None)


def _pages(reader: Any) -> Iterable[Any]:
    for number in range(int(reader.root["/Pages"]["/Count"])):
        yield reader.find_page_for_modification(number)[0].get_object()


def _page(page: Any, seen: dict[int, bytes]) -> bytes:
    digest = hashlib.sha256(_drawn(page))
    for key in INHERITED:
        digest.update(_digest(_inherited(page, key), seen))
    for note in page.get("/Annots", []):
        if note.get_object().get("/FT") != "/Sig":
            digest.update(b"".join(_entry(note.get_object(), key, seen) for key in NOTE))
    return digest.digest()


def _entry(item: Any, key: str, seen: dict[int, bytes]) -> bytes:
    return key.encode() + _digest(item.raw_get(key) if key in item else None, seen)


def _drawn(page: Any) -> bytes:
    """The drawing of a page, decoded; it may lie in several streams."""
    contents = page.get("/Contents")
    if contents is None:
        return b""
    contents = contents.get_object()
    streams = contents if isinstance(contents, list) else [contents]
    return b"\n".join(each.get_object().data.strip() for each in streams)


def _inherited(page: Any, key: str) -> Any:
    while key not in page and "/Parent" in page:
        page = page["/Parent"]
    return page.raw_get(key) if key in page else None


def _digest(item: Any, seen: dict[int, bytes]) -> bytes:
    """What an object says, with all that it refers to; each reference is followed once."""
    from pyhanko.pdf_utils.generic import IndirectObject  # noqa: PLC0415 - slow to import

    if not isinstance(item, IndirectObject):
        return hashlib.sha256(_said(item, seen)).digest()
    found: Any = item
    if found.idnum not in seen:
        seen[found.idnum] = b"(ditunjuk dari dalam dirinya)"
        seen[found.idnum] = hashlib.sha256(_said(found.get_object(), seen)).digest()
    return seen[found.idnum]


def _said(item: Any, seen: dict[int, bytes]) -> bytes:
    if isinstance(item, dict):
        kept = sorted(key for key in item if key not in UNSEEN)
        entries = b"".join(_entry(item, key, seen) for key in kept)
        return b"<<" + entries + (_decoded(item) if hasattr(type(item), "data") else b"")
    if isinstance(item, list):
        entries = b"".join(_digest(each, seen) for each in _raw(item))
        return b"[" + entries
    return _plain(item)


def _raw(items: Any) -> Iterable[Any]:
    """The entries of an array, references unresolved."""
    return (items.raw_get(place) for place in range(len(items)))


def _decoded(stream: Any) -> bytes:
    """A stream without its compression; a JPEG as it is, since nobody writes one anew.

    pyHanko does not undo the filter that pictures have before their compression.
    """
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415 - slow to import

    try:
        return bytes(stream.data)
    except (NotImplementedError, PdfReadError, AssertionError):
        packed = bytes(stream.encoded_data)
    try:
        return zlib.decompressobj().decompress(packed, LARGEST)
    except zlib.error:
        return packed


def _plain(item: Any) -> bytes:
    """A number, name, text or nothing; a number and a text may be written in several ways."""
    if item is None:
        return b"null"
    if hasattr(item, "as_numeric"):
        return f"{float(item):.5f}".encode()
    if hasattr(item, "original_bytes"):
        return b"(" + (str(item).encode() if isinstance(item, str) else bytes(item))
    out = io.BytesIO()
    item.write_to_stream(out, None)
    return out.getvalue()
