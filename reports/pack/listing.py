"""The index of a pack, for people (PDF) and for `sha256sum -c` (manifest)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from organization.models import Agency
from reports.issuable import Issue, plan_paper
from reports.models import IssuedPaper
from reports.pack.pieces import COMPONENTS, Entry
from reports.planning import Document
from reports.tables import Cell, Column, Number, Table

INDEX_NAME = "Daftar-Isi.pdf"
MANIFEST_NAME = "MANIFES-SHA256.txt"
THERE = "ada"


def manifest_of(files: Sequence[tuple[str, str]]) -> bytes:
    """`hash  path`, a line for each file, as `sha256sum -c` reads it."""
    return "".join(f"{sha256}  {path}\n" for sha256, path in files).encode()


def index_of(agency: Agency, year: int, entries: Sequence[Entry], on: date, issue: Issue) -> bytes:
    """The daftar isi on paper, with what is missing named as such."""
    document = Document(
        f"Daftar Isi Paket Evaluasi AKIP Tahun {year}",
        (counts_table(entries), index_table(entries)),
        "print/plan.html",
        f"{agency.paper} mendatar",
    )
    return issue(paper=plan_paper(agency, IssuedPaper.Kind.PACK, document, year, on))


def counts_table(entries: Sequence[Entry]) -> Table:
    """Component, weight, and how many of its documents are there or missing."""
    rows = []
    for component in COMPONENTS:
        own = [each for each in entries if each.component == component.name]
        absent = sum(each.is_absent for each in own)
        rows.append(_counts(component.name, component.weight, len(own) - absent, absent))
    absent = sum(each.is_absent for each in entries)
    whole = sum(each.weight for each in COMPONENTS)
    rows.append(_counts("Jumlah", whole, len(entries) - absent, absent))
    return Table(
        title="Komponen lembar kerja evaluasi (PermenPAN-RB 88/2021)",
        columns=(
            Column("Komponen", 55),
            Column("Bobot", 15, is_number=True),
            Column("Ada", 15, is_number=True),
            Column("Belum ada", 15, is_number=True),
        ),
        rows=tuple(rows),
    )


def _counts(label: str, *counts: int) -> tuple[Cell, ...]:
    return (label, *(Number(Decimal(count), 0) for count in counts))


def index_table(entries: Sequence[Entry]) -> Table:
    """Every document under its component: where it is in the pack and its hash, or why not."""
    rows: list[tuple[Cell, ...]] = []
    for component in COMPONENTS:
        rows.append(("", component.heading, "", "", ""))
        own = [each for each in entries if each.component == component.name]
        rows += [_row(number, each) for number, each in enumerate(own, start=1)]
    return Table(
        title="Dokumen menurut komponen",
        columns=(
            Column("No", 5),
            Column("Dokumen", 27),
            Column("Keadaan", 18),
            Column("Berkas dalam paket", 26),
            Column("SHA-256", 24),
        ),
        rows=tuple(rows),
        notes=(f"Jumlah uji setiap berkas juga ada pada {MANIFEST_NAME} (sha256sum -c).",),
    )


def _row(number: int, entry: Entry) -> tuple[Cell, ...]:
    said = entry.note or THERE
    return (str(number), entry.title, said, entry.path or "–", entry.sha256 or "–")
