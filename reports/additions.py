"""What was added to a PDF after its end: nothing but signatures, or something that changes it."""

import io
from collections.abc import Iterable
from typing import Any

#: Entries of the catalogue and of a page that signing itself adds or changes.
ADDED_BY_SIGNING = {
    "/Catalog": frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version"}),
    "/Page": frozenset({"/Annots"}),
}


def adds_only_signatures(old: Any, reader: Any) -> bool:
    """No object of the frozen file says anything else after what was added to it.

    Only the catalogue may name signatures, a page may carry a signature's widget, and the
    metadata may name the signing program.
    """
    about = old.trailer.raw_get("/Info").idnum if "/Info" in old.trailer else None
    for revision in range(old.total_revisions, reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            before, after = _found(old, reference), _found(reader, reference)
            if before is None or reference.idnum == about or _is_metadata(before):
                continue
            if not _says_the_same(before, after):
                return False
    return True


def _is_metadata(item: Any) -> bool:
    """Title, author and times: signing programs write themselves in; no page shows it."""
    return isinstance(item, dict) and item.get("/Type") == "/Metadata"


def _found(reader: Any, reference: Any) -> Any:
    """An object by its number, or None where the file has none."""
    from pyhanko.pdf_utils.generic import NullObject, Reference  # noqa: PLC0415 - slow to import
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415 - slow to import

    here = Reference(reference.idnum, reference.generation, reader)
    try:
        found = reader.get_object(here)
    except PdfReadError:
        return None
    return None if isinstance(found, NullObject) else found


def _says_the_same(before: Any, after: Any) -> bool:
    if _is_dictionary(before) and _is_dictionary(after):
        kind = str(before.get("/Type", ""))
        free = ADDED_BY_SIGNING.get(kind, frozenset())
        kept = {key for key in before if key not in free}
        if kept != {key for key in after if key not in free}:
            return False
        if any(_written(before.raw_get(key)) != _written(after.raw_get(key)) for key in kept):
            return False
        return kind != "/Page" or _keeps_notes(before, after)
    return _written(before) == _written(after)


def _is_dictionary(item: Any) -> bool:
    return isinstance(item, dict) and not hasattr(type(item), "data")


def _keeps_notes(before: Any, after: Any) -> bool:
    """Every annotation of a page is still there; what is new are fields of signatures."""
    old = [_written(each) for each in _raw(before.get("/Annots", []))]
    new = list(_raw(after.get("/Annots", [])))
    added = [each.get_object() for each in new if _written(each) not in old]
    is_kept = len(new) - len(added) == len(old)
    return is_kept and all(each.get("/FT") == "/Sig" for each in added)


def _raw(items: Any) -> Iterable[Any]:
    """The entries of an array, references unresolved."""
    return (items.raw_get(place) for place in range(len(items))) if len(items) else ()


def _written(item: Any) -> bytes:
    """An object as it would be written; references as their numbers."""
    out = io.BytesIO()
    item.write_to_stream(out, None)
    return out.getvalue()
