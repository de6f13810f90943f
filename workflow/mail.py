"""A day's notices as one mail: three files, plain data in, text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse

from indicators.notation import ROMAN
from workflow.events import notice_sentence
from workflow.models import Notice, Run, Task

TEMPLATE = "mail/digest"


@dataclass(frozen=True, slots=True)
class MailLine:
    """A notice as it is mailed: the sentence and where to act."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to be sent."""

    subject: str
    text: str
    html: str


def render_digest(*, name: str, notices: Sequence[Notice], public_url: str) -> Mail:
    """The mail of one person and day; `public_url` is the product's own address."""
    site = public_url.rstrip("/")
    lines = [MailLine(sentence_of(each), site + path_of(each)) for each in notices]
    context = {"name": name, "lines": lines, "count": len(lines), "site": site}
    return Mail(
        subject=" ".join(render_to_string(f"{TEMPLATE}.subject.txt", context).split()),
        text=render_to_string(f"{TEMPLATE}.txt", context),
        html=render_to_string(f"{TEMPLATE}.html", context),
    )


def sentence_of(notice: Notice) -> str:
    """A notice in words."""
    task = _name_of_task(notice.task) if notice.task else ""
    run = notice.run or (notice.task.run if notice.task else None)
    return notice_sentence(notice.kind, notice.data, task, _name_of_run(run) if run else "")


def path_of(notice: Notice) -> str:
    """The page where a notice can be acted on."""
    if notice.task_id is not None:
        return reverse("workflow:task-detail", args=[notice.task_id])
    if notice.run_id is not None:
        return reverse("workflow:run-detail", args=[notice.run_id])
    return reverse("workflow:inbox")


def _name_of_task(task: Task) -> str:
    lane = f" ({task.lane.label})" if task.lane.parent_id else ""
    return f"{task.step}{lane}"


def _name_of_run(run: Run) -> str:
    return f"{run.document.name} {run.agency.short_name} TW {ROMAN[run.triwulan]} {run.year}"
