"""Office files are archives: packed again with fixed times, the same content is the same bytes."""

import io
import zipfile
from collections.abc import Callable, Mapping

#: A fixed moment for every entry.
STAMP = (2020, 1, 1, 0, 0, 0)


def packed(raw: bytes, change: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The same archive, its entries sorted and without times; `change` rewrites some of them."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for entry in sorted(source.namelist()):
            content = source.read(entry)
            if change and entry in change:
                content = change[entry](content)
            copy.writestr(zipfile.ZipInfo(entry, STAMP), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
