"""A report's paper beside plain WeasyPrint, its memory, and how its file goes out.

Each rendering has a process of its own, imports and charts included; medians of rounds in turn, in
seconds of the processor. Plain is `HTML(...).write_pdf(pdf_variant="pdf/ua-1")` of the
same text: collector on, hyphens everywhere, widths of columns by content.
"""

import json
import os
import subprocess
import sys
from functools import cache
from statistics import median
from typing import Any

from tests.architecture.source import ROOT
from tests.bench.ratios import report
from tests.reports.samples import snapshot

ROUNDS = 5
RENDERINGS = 50
BUDGET = 0.85
#: Megabytes at the highest; and how much more than after ten renderings after fifty.
MEMORY, FLAT = 350, 1.1
NAME = "Persentase layanan publik yang memenuhi standar pelayanan minimal"
SENTENCE = "Uraian tentang sebab keberhasilan dan kegagalan serta langkah yang ditempuh. "


@cache
def annual() -> str:
    """About 60 pages with 43 tables and 19 charts."""
    text = "\n\n".join([SENTENCE * 9] * 2)
    data = snapshot("lkjip", figures=66, sasaran=6, name=NAME, text=text)
    data["organization"] = [
        {"key": f"jabatan-{n}", "superior": "jabatan-0" if n else "", "name": f"Jabatan {n}"}
        for n in range(12)
    ]
    return json.dumps(data)


@cache
def quarterly() -> str:
    """About 8 pages."""
    return json.dumps(snapshot("laporan_triwulan", figures=40, sasaran=4, name=NAME))


def rendered(way: str, data: str, number: int = 1) -> dict[str, Any]:
    """What a process of its own tells of so many renderings."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.rendering", way, str(number)],
        input=data,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "kinerja.settings"},
    )
    return json.loads(done.stdout)


def compare(name: str, data: str) -> dict[str, Any]:
    """Print and judge our rendering beside the plain one, in turn."""
    rounds = [(rendered("ours", data), rendered("plain", data)) for _round in range(ROUNDS)]
    ours, plain = (median(each[place]["seconds"][0] for each in rounds) for place in (0, 1))
    found = rounds[0][0]
    report(f"{name}, {found['pages']} halaman, {found['bytes'] // 1024} KB", ours, plain, BUDGET)
    return found


def test_the_report_of_a_year():
    found = compare("LKjIP", annual())
    print(f"puncak memori {found['peak']:.0f} MB, batas {MEMORY} MB")  # noqa: T201 - the result
    assert found["peak"] <= MEMORY


def test_the_report_of_a_triwulan():
    found = compare("laporan triwulan", quarterly())
    print(f"puncak memori {found['peak']:.0f} MB, batas {MEMORY} MB")  # noqa: T201 - the result
    assert found["peak"] <= MEMORY


def test_a_worker_stays_as_big_as_it_was():
    memory = rendered("ours", annual(), RENDERINGS)["memory"]
    print(f"memori setelah 10 cetakan {memory[9]:.0f} MB, setelah 50 {memory[-1]:.0f} MB")  # noqa: T201 - the result
    assert memory[-1] <= memory[9] * FLAT
