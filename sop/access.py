"""The only way from a request to an SOP."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from organization.access import agencies_for
from organization.models import User
from sop.models import SopDocument, SopVersion
from sop.queries import published_versions, version_in_force, whole_version


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
