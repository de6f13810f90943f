"""The official form: identity lists and table rows of a version, ready to be set."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sop.flowchart import Flow, Strip, only_printed, strips
from sop.models import SopGood, SopReference, SopStep, SopVersion
from sop.queries.graph import flow_of

#: Lists that stand side by side in the identity part (PermenPAN-RB 35/2012).
_PAIRS = (
    (SopReference.Kind.DASAR_HUKUM, SopReference.Kind.KUALIFIKASI),
    (SopReference.Kind.KETERKAITAN, SopReference.Kind.PERALATAN),
    (SopReference.Kind.PERINGATAN, SopReference.Kind.PENCATATAN),
)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of the table as printed; `strip` is its Pelaksana part, drawn."""

    step: SopStep
    kelengkapan: tuple[str, ...]
    waktu: tuple[str, ...]
    output: tuple[str, ...]
    strip: Strip

    @property
    def svg(self) -> SafeString:
        """Drawn by our own code, which escapes every text."""
        return SafeString(self.strip.svg)


@dataclass(frozen=True, slots=True)
class FormList:
    """One list of the identity part under its heading."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A version as its official form."""

    version: SopVersion
    columns: tuple[str, ...]
    labels: dict[str, str]
    lists: tuple[tuple[FormList, FormList], ...]
    rows: tuple[FormRow, ...]
    flow: Flow


def whole_version(pk: int) -> SopVersion:
    """A version with everything its form shows, in 9 queries whatever its length."""
    return (
        SopVersion.objects.select_related("document__agency__government")
        .prefetch_related(
            "references", "actors", "lane_levels", "steps__waktu", "steps__goods", "steps__actor"
        )
        .get(pk=pk)
    )


def official_form(version: SopVersion) -> OfficialForm:
    """The form of a version, with the flow drawn as one endless sheet."""
    flow = only_printed(flow_of(version))
    steps = {step.key: step for step in version.steps.all()}
    drawn = strips(flow)
    rows = tuple(
        form_row(steps[step.key], strip) for step, strip in zip(flow.steps, drawn, strict=True)
    )
    return OfficialForm(
        version=version,
        columns=flow.columns,
        labels={**_default_labels(), **version.column_labels},
        lists=tuple((_list(version, left), _list(version, right)) for left, right in _PAIRS),
        rows=rows,
        flow=flow,
    )


def form_row(step: SopStep, strip: Strip) -> FormRow:
    """One step's cells: as printed where that was kept, else its items one after another."""
    goods = list(step.goods.all())

    def cell(name: str, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(str(step.cells[name]).splitlines()) if name in step.cells else tuple(texts)

    def texts(column: str) -> list[str]:
        return [good.text for good in goods if good.column == column]

    return FormRow(
        step=step,
        kelengkapan=cell("kelengkapan", texts(SopGood.Column.KELENGKAPAN)),
        waktu=cell("waktu", [each.text for each in step.waktu.all()]),
        output=cell("output", texts(SopGood.Column.OUTPUT)),
        strip=strip,
    )


def _list(version: SopVersion, kind: SopReference.Kind) -> FormList:
    texts = tuple(each.text for each in version.references.all() if each.kind == kind)
    return FormList(str(kind.label), texts)


def _default_labels() -> dict[str, str]:
    return {
        "nomor": _("No."),
        "kegiatan": _("Kegiatan"),
        "pelaksana": _("Pelaksana"),
        "mutu_baku": _("Mutu Baku"),
        "kelengkapan": _("Kelengkapan"),
        "waktu": _("Waktu"),
        "output": _("Output"),
        "keterangan": _("Keterangan"),
    }
