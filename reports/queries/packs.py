"""What the page of an agency's evaluation pack shows."""

from dataclasses import dataclass
from datetime import datetime

from organization.models import Agency, Job
from reports.models import PACK_KIND, EvaluationPack
from reports.queries.jobs import silent_since


@dataclass(frozen=True, slots=True)
class PackState:
    """The newest pack that can be taken, and the one that is being built with its job."""

    built: EvaluationPack | None
    waiting: EvaluationPack | None
    job: Job | None
    #: Since when nothing is heard of that job, if it is too long.
    silent_since: datetime | None
    #: Lines of the built pack's index that name something missing.
    missing: tuple[dict[str, str], ...]

    @property
    def files(self) -> int:
        return sum(bool(each["path"]) for each in self.built.index) if self.built else 0


def pack_state(agency: Agency, year: int, now: datetime) -> PackState:
    """The packs of an agency's year. 3 queries."""
    packs = EvaluationPack.objects.filter(agency=agency, year=year).order_by("-number")
    built = packs.exclude(file="").select_related("asked_as__position").first()
    waiting = packs.filter(sha256="").first()
    jobs = Job.objects.filter(kind=PACK_KIND, subject_id=waiting.pk if waiting else 0)
    job = jobs.order_by("-pk").first()
    index = built.index if built else []
    missing = tuple(each for each in index if each["note"].startswith("belum ada"))
    return PackState(built, waiting, job, silent_since(job, now), missing)
