"""The only way from a request to an SOP."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from organization.access import (
    Acting,
    Refused,
    acting_as,
    agencies_for,
    is_administrator,
)
from organization.models import Agency, Position, User
from sop.models import SopDocument, SopVersion
from sop.queries import (
    planning_positions,
    published_versions,
    version_in_force,
    whole_version,
)


class OwnBinding(Refused):
    """Nobody makes himself a pelaksana of an SOP."""

    code = "pelaksana-sendiri"

    def __init__(self, position: Position) -> None:
        super().__init__(
            _("Anda memegang jabatan “%(post)s”, sehingga tidak dapat mengaitkannya sendiri.")
            % {"post": position.name},
            help=_("Minta administrator lain mengaitkannya."),
            agency=position.agency,
        )


class AlreadyBound(Refused):
    """The gap is closed already, or the lane's name is in use."""

    code = "sudah-dikaitkan"
    status = 409

    def __init__(self, agency: Agency) -> None:
        super().__init__(
            _("Kekurangan ini sudah diisi orang lain, atau nama jalurnya sudah dipakai."),
            help=_("Muat ulang halaman untuk melihat keadaan terbaru. Tidak ada yang berubah."),
            agency=agency,
        )


class PublishingReserved(Refused):
    """A draft is put in force by an administrator; the planning side drafts and reads."""

    code = "pemberlakuan-sop"

    def __init__(self, agency: Agency) -> None:
        super().__init__(
            _("SOP hanya dapat diberlakukan oleh administrator."),
            help=_("Sampaikan SOP hasil revisi yang sudah disahkan kepada administrator."),
            agency=agency,
        )


class UploadingReserved(Refused):
    """A text of an SOP is stored, and a draft discarded, by administrators."""

    code = "unggah-sop"

    def __init__(self) -> None:
        super().__init__(
            _("Naskah SOP hanya dapat diunggah atau dibuang oleh administrator."),
            help=_("Sampaikan berkas SOP kepada administrator."),
        )


class CannotPublish(Refused):
    """A draft that could not run; `problems` are sentences."""

    code = "draf-belum-dapat-berlaku"
    status = 422

    def __init__(self, agency: Agency, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems), agency=agency)
        self.problems = problems


def mending_as(user: User, document: SopDocument, on: date) -> Acting | None:
    """How this user closes gaps: None as administrator, else as planning side (NotTheHolder)."""
    if is_administrator(user):
        return None
    return acting_as(user, planning_positions(document, on), on)


def expect_publisher(user: User, document: SopDocument) -> None:
    """Only an administrator puts a draft in force. Raises PublishingReserved."""
    if not is_administrator(user):
        raise PublishingReserved(document.agency)


def expect_uploader(user: User) -> None:
    """Only an administrator stores and discards drafts by hand. Raises UploadingReserved."""
    if not is_administrator(user):
        raise UploadingReserved


def documents_for(user: User, on: date) -> QuerySet[SopDocument]:
    """The SOP of the agencies a person may read: his own, and those under his oversight."""
    return SopDocument.objects.filter(agency__in=agencies_for(user, on)).select_related("agency")


def document_for(user: User, pk: int, on: date) -> SopDocument:
    """The SOP for this user to read, or 404."""
    document = documents_for(user, on).filter(pk=pk).first()
    if document is None:
        raise Http404
    return document


def version_for(user: User, pk: int, on: date, number: int | None = None) -> SopVersion:
    """A document's version for this user, whole: the one numbered, else the one in force, or 404.

    Before the first version takes effect the one that will is shown.
    """
    document = document_for(user, pk, on)
    published = published_versions(document)
    if number is not None:
        version = published.filter(number=number).first()
    else:
        version = version_in_force(document, on) or published.first()
    if version is None:
        raise Http404
    return whole_version(version.pk)


def version_asked(user: User, pk: int, on: date, asked: str) -> SopVersion:
    """The version of an address's `?versi=`; what is no number asks for the one in force."""
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    return version_for(user, pk, on, number)


def draft_for(user: User, pk: int, number: int, on: date) -> SopVersion:
    """A document's version by number, in force or not, for the planning side and administrators.

    404 where this user reads nothing of the agency or there is none; NotTheHolder for others.
    """
    document = document_for(user, pk, on)
    version = document.versions.filter(number=number).first()
    if version is None:
        raise Http404
    mending_as(user, document, on)
    return whole_version(version.pk)
