"""A stored file on its way out: its hash as ETag, and parts of it where a download goes on."""

import io
from collections.abc import Iterator
from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from reports.access import FileLost, NotRendered
from reports.ranges import Unsatisfiable, parse_range

CHUNK = 64 * 1024


def send_file(
    request: HttpRequest, file: FieldFile, sha256: str, content_type: str, name: str
) -> HttpResponseBase:
    """The stored file, whole (200), in part (206), unchanged (304) or as the headers ask.

    Nothing is rendered here. Raises NotRendered where the file is not there yet, FileLost
    where it is not there any more.
    """
    if not file or not sha256:
        raise NotRendered
    etag = f'"{sha256}"'
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or _whole_or_part(
        request, file, etag, content_type, name
    )
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["X-Content-SHA256"] = sha256
    # kept by the reader's browser only, and asked for again each time: rights may have ended
    response["Cache-Control"] = "private, no-cache"
    return response


def _whole_or_part(
    request: HttpRequest, file: FieldFile, etag: str, content_type: str, name: str
) -> HttpResponseBase:
    try:
        size, stored = file.size, file.open("rb")
    except OSError as lost:
        raise FileLost from lost
    try:
        wanted = _wanted(request, etag, size)
    except Unsatisfiable:
        stored.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if wanted is None:
        return FileResponse(stored, content_type=content_type, filename=name)
    first, last = wanted
    response = StreamingHttpResponse(
        _Part(stored, first, last), status=206, content_type=content_type
    )
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _wanted(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """The part asked for; the whole where the reader's first part is of another file."""
    header = request.headers.get("Range")
    if header is None or request.method != "GET":
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    return parse_range(header, size)


class _Part:
    """Bytes of an open file from first to last; the response closes it."""

    def __init__(self, file: IO[bytes], first: int, last: int) -> None:
        self.file, self.left = file, last - first + 1
        file.seek(first, io.SEEK_SET)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()
