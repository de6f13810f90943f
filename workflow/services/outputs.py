"""What a step prints as its output, filed on the run with the thing itself."""

from datetime import datetime

from django.utils.translation import gettext as _

from sop.models import SopGood
from workflow import artifacts, flow
from workflow.models import Output, Task


def file_outputs(*, task: Task, now: datetime) -> list[Output]:
    """File what the SOP prints as this step's outputs, each with the thing itself.

    The last step owes the triwulan report and, for the year, the LKjIP also where the SOP does not
    print them (Perpres 29/2014: laporan kinerja interim dan tahunan).
    """
    lane = task.lane if task.lane.parent_id else None
    filed = []
    for artifact, text in _owed(task):
        made = artifacts.build(artifact, run=task.run, lane=lane, task=task, now=now)
        subject_type, subject_id = made or ("task", task.pk)
        output, _created = Output.objects.update_or_create(
            task=task,
            artifact=artifact,
            text=text,
            defaults={
                "subject_type": subject_type,
                "subject_id": subject_id,
                "filed_at": now,
            },
        )
        filed.append(output)
    return filed


def _owed(task: Task) -> list[tuple[str, str]]:
    """Artifact and text of each output; the year's branch makes the annual report only."""
    goods = task.step.goods.filter(column=SopGood.Column.OUTPUT, period__in=("", task.scope))
    is_annual = task.scope == flow.TAHUNAN
    owed = [(good.artifact, good.text) for good in goods if good.period or not is_annual]
    if task.step.kind == "document":
        report, text = (
            ("lkjip", _("Laporan Kinerja Tahunan"))
            if is_annual
            else ("laporan_triwulan", _("Laporan Triwulan"))
        )
        if report not in [artifact for artifact, _text in owed]:
            owed.append((report, text))
    return owed
