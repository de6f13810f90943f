"""The SOP with its flowchart on paper, in its official form."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from organization import clock
from organization.language import in_office_language
from organization.models import User
from reports.issuable import procedure_paper
from reports.services import issue_paper
from sop.access import version_asked


@in_office_language
def document_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    now = clock.now()
    asked = request.GET.get("versi", "")
    version = version_asked(cast("User", request.user), pk, localdate(now), asked)
    content = issue_paper(paper=procedure_paper(version), now=now)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"SOP-{version.document.key}-v{version.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
