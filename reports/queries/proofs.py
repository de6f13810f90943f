"""What the log of a run proves of the reviewer's checklist (Lampiran III part II), with counts.

A proof ticks an item beforehand; the reviewer may still say otherwise.
"""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import BuktiDukung, Realisasi
from reports.models import Report
from reports.tables.shape import Data
from workflow.models import Decision, LaneActor, Run, RunIndicator, SubmissionItem, Task
from workflow.states import TaskState

#: Kinds of steps that make and file a report.
MAKING = ("compile", "document")


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence about the run, and whether it proves the item outright."""

    sentence: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Counts of one run: indicators, lanes that carry them, and what became of each."""

    indicators: int
    backed: int
    accepted: int
    own: int
    lanes: int
    with_post: int
    handed_over: int
    makers: tuple[str, ...]


def proofs_for(report: Report) -> dict[str, Proof]:
    """Item key → proof: from the log of the report's run, or (the kabupaten's) from its sources."""
    if report.run is None:
        return proofs_of_sources(json.loads(report.snapshot.content))
    return proofs_of(report.run)


def proofs_of_sources(data: Data) -> dict[str, Proof]:
    """What a kabupaten's report proves by the approved reports it was made from; no query."""
    agencies = data["agencies"]
    sources = sum(bool(each["reports"]) for each in agencies)
    figures = [figure for each in agencies for figure in each["figures"]]
    waiting = sum(each["left_out"] for each in agencies)
    backed = sum(bool(figure["evidence"]) for figure in figures)
    attached = sum(len(each["reports"]) for each in agencies)
    handed = _("%(part)d dari %(whole)d perangkat daerah menyerahkan laporan yang disetujui.")
    return {
        "I.4": Proof(
            ngettext(
                "Lampiran memuat %(count)d laporan sumber dengan kode verifikasi dan SHA-256.",
                "Lampiran memuat %(count)d laporan sumber dengan kode verifikasi dan SHA-256.",
                attached,
            )
            % {"count": attached},
            sources > 0,
        ),
        "II.1": Proof(
            _("Dihimpun oleh jabatan yang berwenang membaca seluruh perangkat daerah."),
            is_complete=True,
        ),
        "II.2": _share(
            _("%(part)d dari %(whole)d indikator memiliki bukti dukung."), backed, len(figures)
        ),
        "II.3": _share(handed, sources, len(agencies)),
        "II.5": _share(
            _("%(part)d dari %(whole)d angka pada laporan sumber telah diperiksa dan disetujui."),
            len(figures),
            len(figures) + waiting,
        ),
        "II.7": _share(handed, sources, len(agencies)),
    }


def proofs_of(run: Run) -> dict[str, Proof]:
    """Item key → proof, for the seven items on how the report was made. 7 queries."""
    facts = facts_of(run)
    figures, lanes = facts.indicators, facts.lanes
    return {
        "II.1": Proof(
            _("Disusun menurut SOP oleh: %(makers)s.") % {"makers": "; ".join(facts.makers) or "–"},
            bool(facts.makers),
        ),
        "II.2": _share(
            _("%(part)d dari %(whole)d indikator memiliki bukti dukung."), facts.backed, figures
        ),
        "II.3": _share(
            _("%(part)d dari %(whole)d jalur menyerahkan datanya melalui aplikasi."),
            facts.handed_over,
            lanes,
        ),
        "II.4": _share(
            _("%(part)d dari %(whole)d jalur memiliki jabatan penanggung jawab."),
            facts.with_post,
            lanes,
        ),
        "II.5": _share(
            _("%(part)d dari %(whole)d angka telah diperiksa dan disetujui."),
            facts.accepted,
            figures,
        ),
        "II.6": _share(
            _("%(part)d dari %(whole)d angka beserta penjelasannya diserahkan oleh jalurnya."),
            facts.own,
            figures,
        ),
        "II.7": _share(
            _("%(part)d dari %(whole)d jalur ikut menyusun laporan."), facts.handed_over, lanes
        ),
    }


def facts_of(run: Run) -> RunFacts:
    """The counts behind the proofs, of the triwulan that the run collected."""
    carried = dict(RunIndicator.objects.filter(run=run).values_list("indicator_id", "lane_id"))
    lanes = set(carried.values())
    current = dict(
        Realisasi.objects.filter(
            indicator__in=carried, year=run.year, triwulan=run.triwulan
        ).values_list("pk", "current_id")
    )
    present = {pk for pk in current.values() if pk}
    backed = BuktiDukung.objects.filter(realisasi__in=current, removed_at=None)
    handed = set(
        SubmissionItem.objects.filter(submission__task__run=run).values_list(
            "revision_id", "submission__task__lane_id"
        )
    )
    accepted = Decision.objects.filter(task__run=run, verdict=Decision.Verdict.APPROVED)
    posts = LaneActor.objects.filter(lane__in=lanes).values_list("lane_id", flat=True)
    makers = Task.objects.filter(run=run, state=TaskState.DONE, step__kind__in=MAKING)
    return RunFacts(
        indicators=len(carried),
        backed=len(set(backed.values_list("realisasi_id", flat=True))),
        accepted=len(present & set(accepted.values_list("revision_id", flat=True))),
        own=len(present & {revision for revision, _lane in handed}),
        lanes=len(lanes),
        with_post=len(lanes & set(posts)),
        handed_over=len(lanes & {lane for _revision, lane in handed}),
        makers=tuple(dict.fromkeys(makers.values_list("step__actor__label", flat=True))),
    )


def _share(sentence: str, part: int, whole: int) -> Proof:
    return Proof(sentence % {"part": part, "whole": whole}, 0 < whole == part)
