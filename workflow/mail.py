"""Notices as lines of text, and a day's notices as one mail: plain data in, text out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as format_date

from indicators.notation import ROMAN
from organization.language import in_office_language
from workflow.events import notice_sentence
from workflow.letters import Letters
from workflow.models import Notice, Run, Task

TEMPLATE = "mail/digest"
WHATSAPP = "https://wa.me/?text="
NUMERALS = ("", "I", "II", "III", "IV")
USUAL = Letters()


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


@in_office_language
def render_digest(
    *,
    name: str,
    notices: Sequence[Notice],
    public_url: str,
    letters: Mapping[int, Letters] | None = None,
) -> Mail:
    """The mail of one person and day; `public_url` is the product's own address.

    `letters`: the texts of the agencies by their id, where they have their own.
    """
    lines = lines_of(name=name, notices=notices, public_url=public_url, letters=letters or {})
    return render_lines(name=name, lines=lines, public_url=public_url)


@in_office_language
def render_lines(*, name: str, lines: Sequence[MailLine], public_url: str) -> Mail:
    """The mail that carries these lines."""
    context = {
        "name": name,
        "lines": lines,
        "count": len(lines),
        "site": public_url.rstrip("/"),
        "channels": reverse("workflow:channel-list"),
    }
    return Mail(
        subject=" ".join(render_to_string(f"{TEMPLATE}.subject.txt", context).split()),
        text=render_to_string(f"{TEMPLATE}.txt", context),
        html=render_to_string(f"{TEMPLATE}.html", context),
    )


@in_office_language
def lines_of(
    *, name: str, notices: Sequence[Notice], public_url: str, letters: Mapping[int, Letters]
) -> list[MailLine]:
    """The lines of a message, in the words of each notice's agency."""
    site = public_url.rstrip("/")
    found = []
    for notice in notices:
        run = run_of(notice)
        words = letters.get(run.agency_id, USUAL) if run else USUAL
        url = site + path_of(notice)
        if notice.task is not None and words.knows(notice.kind):
            values = values_of(notice.task, name=name, holder=_holder(notice), url=url)
            found.append(MailLine(words.write(notice.kind, values), url))
        else:
            found.append(MailLine(sentence_of(notice), url))
    return found


@in_office_language
def whatsapp_link(*, task: Task, holder: str, public_url: str, letters: Letters = USUAL) -> str:
    """A link that opens WhatsApp with the text; whom to send it to is chosen there."""
    url = public_url.rstrip("/") + reverse("workflow:task-detail", args=[task.pk])
    values = values_of(task, name=holder, holder=holder, url=url)
    return WHATSAPP + quote(letters.write("whatsapp", values), safe="")


def values_of(task: Task, *, name: str, holder: str, url: str) -> dict[str, str]:
    """What a text may name of a task; the names are those of `workflow.letters.NAMES`."""
    run = task.run
    due = ""
    if task.due_at is not None:
        local = task.due_at.astimezone(ZoneInfo(run.agency.time_zone))
        due = format_date(local, "j F Y, H.i T")
    return {
        "nama": name,
        "pemegang": holder,
        "tugas": str(task.step),
        "jalur": task.lane.label if task.lane.parent_id else "",
        "pelaksanaan": run.document.name,
        "perangkat_daerah": run.agency.short_name,
        "tahun": str(run.year),
        "triwulan": f"TW {NUMERALS[run.triwulan]}",
        "batas_waktu": due,
        "alamat": url,
    }


def sentence_of(notice: Notice) -> str:
    """A notice in words."""
    task = _name_of_task(notice.task) if notice.task else ""
    run = run_of(notice)
    return notice_sentence(notice.kind, notice.data, task, _name_of_run(run) if run else "")


def path_of(notice: Notice) -> str:
    """The page where a notice can be acted on."""
    if notice.task_id is not None:
        return reverse("workflow:task-detail", args=[notice.task_id])
    if notice.run_id is not None:
        return reverse("workflow:run-detail", args=[notice.run_id])
    if notice.kind == Notice.Kind.WEEKLY:
        return reverse("workflow:notice-list")
    if notice.kind == Notice.Kind.SOP_CHANGED:
        return reverse("sop:document-detail", args=[notice.data["document"]])
    return str(notice.data.get("path") or reverse("workflow:inbox"))


def run_of(notice: Notice) -> Run | None:
    """The run that a notice is about."""
    return notice.run or (notice.task.run if notice.task else None)


def _holder(notice: Notice) -> str:
    return str(notice.data.get("pemegang", ""))


def _name_of_task(task: Task) -> str:
    lane = f" ({task.lane.label})" if task.lane.parent_id else ""
    return f"{task.step}{lane}"


def _name_of_run(run: Run) -> str:
    return f"{run.document.name} {run.agency.short_name} TW {ROMAN[run.triwulan]} {run.year}"
