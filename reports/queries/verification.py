"""What anybody may know of a report, by its code."""

import hashlib
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from reports.models import IssuedPaper, Report, ReportFile, SignedCopy
from reports.queries.issued import Issued
from reports.queries.report import versions_of
from reports.states import ReportState, watermark


@dataclass(frozen=True, slots=True)
class Published:
    """What anybody may know of a report: which it is, its files' hashes, and what replaced it."""

    report: Report
    files: tuple[ReportFile, ...]
    newer: Report | None
    copies: tuple[SignedCopy, ...]

    @property
    def code(self) -> str:
        return self.report.code

    @property
    def is_replaced(self) -> bool:
        """Whether it no longer counts."""
        return self.report.state == ReportState.SUPERSEDED

    @property
    def is_draft(self) -> bool:
        """Whether it is still to be approved."""
        return watermark(self.report.state) == "DRAF"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an uploaded file is one of a document's files, byte for byte."""

    sha256: str
    file: ReportFile | IssuedPaper | None


def published_of(code: str) -> Published | None:
    """The report with this verification code. 4 queries."""
    found = Report.objects.filter(code=code).select_related("agency__government", "lane").first()
    if found is None:
        return None
    later = versions_of(found).filter(number__gt=found.number)
    return Published(
        report=found,
        files=tuple(found.files.order_by("-pk")),
        newer=later.order_by("number").last(),
        copies=tuple(copies_of(found)),
    )


def copies_of(report: Report) -> QuerySet[SignedCopy]:
    """The signed copies of a report, latest first."""
    copies = SignedCopy.objects.filter(file__report=report).order_by("-at", "-pk")
    return copies.select_related("file", "officeholder__position", "officeholder__user")


def verdict_on(document: Published | Issued, upload: "UploadedFile[bytes]") -> Verdict:
    """Which file of the document an upload is; only its hash is looked at."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    return Verdict(sha256, next((each for each in document.files if each.sha256 == sha256), None))
