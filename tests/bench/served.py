"""The product's server with one address more: the least view that may give a report's file out.

`gunicorn tests.bench.served:application`. Middleware, session and account are those of every page;
the view asks once whether the account holds a post in the report's agency, and sends the file.
"""

import django
from django.conf import settings
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path

django.setup()
settings.ROOT_URLCONF = __name__

from kinerja.urls import urlpatterns as pages  # noqa: E402 - settings first
from kinerja.wsgi import application  # noqa: E402 - settings first

__all__ = ["application"]
ASKED = """
SELECT pdf FROM reports_report r WHERE r.id = %s AND EXISTS (
  SELECT 1 FROM organization_officeholder o JOIN organization_position p ON p.id = o.position_id
  WHERE o.user_id = %s AND p.agency_id = r.agency_id)
"""


def least(request: HttpRequest, pk: int) -> FileResponse:
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [pk, request.user.pk])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    file = (settings.MEDIA_ROOT / row[0]).open("rb")
    return FileResponse(file, content_type="application/pdf")


urlpatterns = [path("paling-sedikit/<int:pk>/", least), *pages]
