"""Bukti dukung on its way out: as a download, or as a picture beside its figure."""

from pathlib import PurePath
from typing import cast

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate

from indicators.access import bukti_dukung_for
from indicators.preview import picture_of
from organization import clock
from organization.models import User


def evidence_download(request: HttpRequest, pk: int) -> FileResponse:
    user = cast("User", request.user)
    bukti = bukti_dukung_for(user, pk, localdate(clock.now()))
    return private_file(bukti.file, bukti.content_type)


def evidence_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A picture that the product drew itself; `?besar` is the one to read."""
    user = cast("User", request.user)
    bukti = bukti_dukung_for(user, pk, localdate(clock.now()))
    is_large = "besar" in request.GET
    etag = f'"{bukti.sha256[:32]}-{int(is_large)}"'
    kept = get_conditional_response(request, etag=etag)
    if kept is not None and kept.status_code == 304:
        return kept
    picture = picture_of(bukti, is_large=is_large)
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/webp")
    response["ETag"] = etag
    # kept by the reader's browser only, and asked for again each time: rights may have ended
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def private_file(stored: FieldFile, content_type: str) -> FileResponse:
    """An uploaded file as a download that no browser runs and no proxy keeps, or 404."""
    try:
        file = stored.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = PurePath(str(stored)).name
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
