"""What the chapters of an LKjIP need beyond every report: texts, numbers, lists with their pages.

Source: PermenPAN-RB 53/2014 Lampiran II; front matter by general practice.
"""

import textwrap
from typing import Any

from django.utils.safestring import SafeString

from organization.printable import printable
from organization.richtext import MARKED
from reports import tables
from reports.charts import MAX_BARS, PAPER, Bar, organization_chart, organization_text
from reports.numbering import Line, Numbering, Picture, contents_lines, distinct
from reports.outline import ROMAN, as_uri, bars_of, chart_of, charts_of
from reports.placeholders import figures_of
from reports.prose import led, printed
from reports.states import ReportKind
from reports.tables import SECTIONS, Table
from reports.tables.shape import Data

#: Letters of a sasaran beside the name of a table or picture; its heading gives it whole.
LISTED_TITLE = 90
#: Tables of the annex, in their order.
ANNEX = ("pk", "pk_funds", "evidence", "conformance", "decisions", "e81")
#: What of the annex stands in a chapter too.
IN_ANNEX = {"pk": "lampiran"}
ANNEX_HEADS = (
    ("lampiran-1", "1. Perjanjian Kinerja"),
    ("lampiran-2", "2. Daftar bukti dukung"),
    ("lampiran-3", "3. Pelaksanaan SOP pengumpulan data kinerja (Triwulan IV)"),
    ("lampiran-4", "4. Persetujuan"),
)
#: What of a triwulan's words is carried into the year, and under which label.
QUARTERLY = (
    ("unavailable_reason", "Tidak tersedia"),
    ("note", "Penyebab atau catatan"),
    ("kendala", "Kendala"),
    ("solusi", "Solusi"),
    ("pendukung", "Faktor pendukung"),
    ("rencana_tindak_lanjut", "Rencana tindak lanjut"),
    ("rtl_followup", "Tindak lanjut rencana sebelumnya"),
)
E81_HEAD = ("lampiran-5", "5. Evaluasi terhadap Hasil Renja (E.81)")


def annual_context(
    data: Data, made: dict[str, Table], *, is_reviewed: bool, pictures: str = PAPER
) -> dict[str, Any]:
    """The LKjIP's own context; `made`: the tables of every report. Numbers follow the pages."""
    numbers = Numbering()
    summary = _summary(data, numbers, pictures)
    tree = numbers.charts(_organization(data, pictures), "Susunan jabatan")
    promised = numbers.table(made["pk"])
    titles = distinct(_title(group) for group in data["sasaran"])
    groups = [
        _group(data, group, title, numbers, pictures)
        for group, title in zip(data["sasaran"], titles, strict=True)
    ]
    budget = numbers.table(made["budget"])
    annex = {
        name: numbers.table(made[name], IN_ANNEX.get(name, "")) for name in ANNEX if name in made
    }
    return {
        "texts": {key: _text(data, key, "") for key in SECTIONS},
        **summary,
        "tree": tree,
        "promised": promised,
        "groups": groups,
        "tables": made | annex | {"budget": budget},
        "contents": _contents(groups, is_reviewed=is_reviewed, has_e81="e81" in made),
        "listed_tables": numbers.tables,
        "listed_pictures": numbers.pictures,
    }


def _summary(data: Data, numbers: Numbering, pictures: str) -> dict[str, Any]:
    """What the ikhtisar shows: all indicators in a chart if they fit into one.

    Of more it shows the sasaran and names the ends: an ikhtisar has one to three pages.
    """
    figures = tables.all_figures(data)
    if len(figures) <= MAX_BARS:
        charts = charts_of(bars_of(figures, ReportKind.LKJIP), pictures)
        return {"charts": numbers.charts(charts, "Capaian kinerja seluruh indikator")}
    bars = _sasaran_bars(data)
    title, of = "Rata-rata capaian menurut sasaran", "rata-rata sasaran"
    if len(bars) > MAX_BARS:
        title = f"{title}, {MAX_BARS} terendah dari {len(bars)} sasaran"
        bars = sorted(bars, key=lambda bar: (bar.value is None, bar.value or 0))[:MAX_BARS]
    # one bar compares nothing
    charts = [chart_of(bars, pictures, of)] if len(bars) > 1 else []
    return {
        "charts": numbers.charts(charts, title),
        "extremes": numbers.table(tables.extremes_table(data)),
        "told_later": len(figures),
    }


def _sasaran_bars(data: Data) -> list[Bar]:
    bars = []
    for group in data["sasaran"]:
        average = tables.average_of_figures(data, group["figures"])
        bars.append(Bar(printable(_title(group)), average.value, "belum ada capaian"))
    return bars


def _contents(groups: list[dict[str, Any]], *, is_reviewed: bool, has_e81: bool) -> list[Line]:
    """Anchor, label and depth of every line of the daftar isi."""
    analysis: list[Line] = [
        ("bab-3a", "A. Capaian Kinerja Organisasi", 1),
        *((f"sasaran-{place}", each["title"], 2) for place, each in enumerate(groups, start=1)),
    ]
    annexes = (*ANNEX_HEADS, E81_HEAD) if has_e81 else ANNEX_HEADS
    return contents_lines(is_reviewed=is_reviewed, analysis=analysis, annexes=annexes)


def _organization(data: Data, kind: str) -> list[Picture]:
    """The tree of posts as one picture; snapshots of before have none."""
    posts = data.get("organization", [])
    if not posts:
        return []
    rows = _preorder(posts)
    return [
        {"picture": as_uri(organization_chart(rows, kind), kind), "text": organization_text(rows)}
    ]


def _preorder(posts: list[Data]) -> tuple[tuple[int, str], ...]:
    """Depth and name of every post, each below its superior."""
    known = {post["key"] for post in posts}
    below: dict[str, list[Data]] = {}
    for post in posts:
        superior = post["superior"] if post["superior"] in known else ""
        below.setdefault(superior, []).append(post)
    rows: list[tuple[int, str]] = []
    waiting = [(0, post) for post in reversed(below.get("", []))]
    while waiting:
        depth, post = waiting.pop()
        rows.append((depth, printable(post["name"])))
        waiting.extend((depth + 1, each) for each in reversed(below.get(post["key"], [])))
    return tuple(rows)


def _title(group: Data) -> str:
    """Under what heading a group of indicators stands."""
    return str(group["sasaran"] or group["tujuan"] or "Program dan kegiatan")


def _group(
    data: Data, group: Data, title: str, numbers: Numbering, pictures: str
) -> dict[str, Any]:
    figures, budget = group["figures"], data["budget"]
    sasaran, year = group["sasaran"], data["period"]["year"]
    of = textwrap.shorten(title, LISTED_TITLE, placeholder=" …")
    is_marked = data.get("markup") == MARKED
    return {
        "title": title,
        "annual": numbers.table(tables.annual_table(figures), of),
        "charts": numbers.charts(
            charts_of(bars_of(figures, ReportKind.LKJIP), pictures), f"Capaian: {of}"
        ),
        "history": numbers.table(tables.history_table(figures, year), of),
        "renstra": numbers.table(tables.renstra_table(figures), of),
        "national": numbers.table(tables.national_table(figures), of),
        "efficiency": numbers.table(tables.efficiency_table(figures, budget), of),
        "programs": numbers.table(tables.program_table(figures, budget), of),
        "causes": _text(data, "penyebab", sasaran),
        "efficiency_text": _text(data, "efisiensi", sasaran),
        "program_text": _text(data, "program", sasaran),
        # nobody is asked for the texts of what stands under no sasaran; a snapshot from before
        # marks were read says of one text alone that it is missing
        "asks_causes": bool(sasaran) or not is_marked,
        "asks_more": bool(sasaran) and is_marked,
        "quarters": _quarter_lines(figures, data.get("markup")),
    }


def _quarter_lines(figures: list[Data], markup: int | None) -> list[SafeString]:
    """What was said during the year, quarter by quarter, as HTML."""
    lines = []
    for figure in figures:
        for quarter in figure["quarters"]:
            told = quarter | {"rencana_tindak_lanjut": tables.plan_told(quarter)}
            said = [(label, told[name]) for name, label in QUARTERLY if told.get(name)]
            if said:
                head = f"{figure['name']} (TW {ROMAN[quarter['triwulan']]}). "
                lines.append(led(head, said, markup))
    return lines


def _text(data: Data, section: str, sasaran: str) -> SafeString:
    found: Data = next(
        (
            each
            for each in data["narratives"]
            if each["section"] == section and each["sasaran"] == sasaran
        ),
        {},
    )
    return printed(found, figures_of(data))
