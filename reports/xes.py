"""The event log of an SOP as XES (IEEE 1849-2016), which process-mining tools open.

One trace per triwulan; a stay of a task is scheduled, started and ended. Resources are positions,
never persons. Only elements that the older XES 2.0 knows as well, in an order both allow.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from organization.signs import storable
from reports.timing import step_name
from workflow.queries.passages import PassageLine
from workflow.queries.sopclock import SopClock
from workflow.states import TaskState

CONTENT_TYPE = "application/xml"
SITE = "http://www.xes-standard.org/"
EXTENSIONS = ("Concept", "Time", "Lifecycle", "Organizational")
PREFIXES = {"Organizational": "org"}
#: State in which a stay ended → transition of the standard life cycle.
ENDS = {TaskState.DONE: "complete", TaskState.RETURNED: "ate_abort"}


def write_xes(clock: SopClock) -> bytes:
    """The log as UTF-8; times on the office's own clock with its offset."""
    zone = ZoneInfo(clock.document.agency.time_zone)
    log = Element("log", {"xes.version": "1849.2016", "xes.features": "", "xmlns": SITE})
    for name in EXTENSIONS:
        prefix = PREFIXES.get(name, name.lower())
        address = f"{SITE}{prefix}.xesext"
        SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": address})
    _globals(log)
    SubElement(log, "classifier", {"name": "Langkah", "keys": "concept:name"})
    SubElement(
        log,
        "classifier",
        {"name": "Langkah_peralihan", "keys": "concept:name lifecycle:transition"},
    )
    lines = sorted(clock.lines, key=_case)
    for (_year, _triwulan, _run), of_run in groupby(lines, key=_case):
        _trace(log, clock.document.key, list(of_run), zone)
    indent(log)
    content: bytes = tostring(log, encoding="utf-8", xml_declaration=True)
    return content


def _globals(log: Element) -> None:
    """What every trace and every event has, with the value that stands for unknown."""
    trace = SubElement(log, "global", {"scope": "trace"})
    _string(trace, "concept:name", "?")
    event = SubElement(log, "global", {"scope": "event"})
    _string(event, "concept:name", "?")
    _string(event, "lifecycle:transition", "complete")
    SubElement(event, "date", {"key": "time:timestamp", "value": "1970-01-01T00:00:00+00:00"})


def _case(line: PassageLine) -> tuple[int, int, int]:
    run = line.task.run
    return (run.year, run.triwulan, run.pk)


def _trace(log: Element, key: str, lines: Sequence[PassageLine], zone: ZoneInfo) -> None:
    run = lines[0].task.run
    trace = SubElement(log, "trace")
    _string(trace, "concept:name", f"{key} {run.year} TW {run.triwulan}")
    _string(trace, "versi", str(run.version.number))
    for at, _place, transition, line in sorted(_happened(lines), key=lambda each: each[:2]):
        event = SubElement(trace, "event")
        _string(event, "concept:name", step_name(line))
        _string(event, "concept:instance", f"{line.task.pk}.{line.number}")
        SubElement(event, "date", {"key": "time:timestamp", "value": _local(at, zone)})
        _string(event, "lifecycle:transition", transition)
        if line.act is not None and line.act.position:
            _string(event, "org:resource", line.act.position)
        _string(event, "org:role", line.step.actor.label)
        _string(event, "jalur", line.task.lane.label)
        SubElement(event, "int", {"key": "putaran", "value": str(line.task.round)})


Happened = tuple[datetime, tuple[int, int], str, PassageLine]


def _happened(lines: Iterable[PassageLine]) -> Iterator[Happened]:
    """Moment, place among what happened at the same moment, transition, stay."""
    for place, line in enumerate(lines):
        yield line.stay.opened_at, (place, 0), "schedule", line
        if line.stay.ended_at is not None:
            begin = line.stay.worked_from(line.stay.ended_at)
            yield begin, (place, 1), "start", line
            yield line.stay.ended_at, (place, 2), ENDS[TaskState(line.state)], line
        elif line.stay.ready_at is not None and line.state == TaskState.OPEN:
            yield max(line.stay.ready_at, line.stay.opened_at), (place, 1), "start", line


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def _string(parent: Element, key: str, value: str) -> None:
    SubElement(parent, "string", {"key": key, "value": storable(value)})
