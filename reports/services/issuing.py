"""A paper printed on request is given out under a code that tells what it was."""

import hashlib
from datetime import datetime

from reports.codes import new_code
from reports.issuable import Issuable
from reports.models import IssuedPaper


def issue_paper(*, paper: Issuable, now: datetime) -> bytes:
    """The paper as PDF with its code on every page.

    What was given out last is given out again: same row, code and bytes. Other content is the next
    issue of this paper, under the code that this content had before, else a new one. It writes
    one row when the content (or the printing program) has changed, so a GET may ask for it; a row
    is no decision of anybody and has no event. Of two who print at once the slower prints again.
    """
    issues = IssuedPaper.objects.filter(
        agency=paper.agency, kind=paper.kind, subject=paper.subject
    ).order_by("number")
    fingerprint = paper.fingerprint
    while True:
        last = issues.last()
        same = list(issues.filter(fingerprint=fingerprint))
        code = same[0].code if same else new_code()
        content = paper.write(code)
        sha256 = hashlib.sha256(content).hexdigest()
        if last in same and sha256 in {each.sha256 for each in same}:
            return content
        _issue, is_new = IssuedPaper.objects.get_or_create(
            agency=paper.agency,
            kind=paper.kind,
            subject=paper.subject,
            number=last.number + 1 if last else 1,
            defaults={
                "title": paper.title,
                "year": paper.year,
                "triwulan": paper.triwulan,
                "word": paper.word,
                "code": code,
                "fingerprint": fingerprint,
                "sha256": sha256,
                "created_at": now,
            },
        )
        if is_new:
            return content
