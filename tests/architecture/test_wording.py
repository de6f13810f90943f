"""No text for readers of pages stands outside gettext; papers and the console have their own."""

import ast
import re

from tests.architecture.source import ROOT, product_files, tracked

#: Names, and kinds of files, which no language changes.
NAMES = re.compile(
    r"\b(Kinerja|CSV|Excel|Word|PNG|SVG|PDF|SOP|ZIP|SHA-256|container-fluid)\b|&\w+;", re.ASCII
)
TAGS = re.compile(
    r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}"
    r"|\{% blocktranslate.*?\{% endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
ATTRIBUTES = re.compile(r'\b(?:title|alt|aria-label|placeholder|data-label)="([^"]*)"')
#: Paths of what is printed or exported, what is loaded or told on the console, and demo data.
ELSEWHERE = re.compile(
    r"^(reports/(tables|docx|pack)/|reports/(books|chapters|checklist|evaluation|outline|overview"
    r"|placeholders|snapshot|pdf|charts)\.py|indicators/workbook/|organization/(definition|workbook)/"
    r"|workflow/letters\.py|kinerja/(demo|simulation|management)/|.*/management/"
    r"|kinerja/(backup|gallery|settings|supervisor)\.py)"
)
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|belum|dengan|tidak|sudah|ini|pada|atau|dari|harus|tanpa|bukan|dapat)\b"
)
SAID_BY = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
#: Stored values and keys of states, whose words stand beside them.
KEPT = {"tidak tersedia", "triwulan ini", "belum ada", "tidak pasti", "tidak perlu", "hari ini"} | {
    "tidak ada data",
    "sama dengan triwulan lalu",
}


def test_templates_say_nothing_outside_gettext():
    found = []
    for path in tracked("templates/*.html", "templates/*.txt"):
        if "print" in path.parts:
            continue
        text = TAGS.sub("", path.read_text(encoding="utf-8"))
        said = [*ATTRIBUTES.findall(text), *re.split(r"<[^>]*>", text)]
        found += [
            (str(path.relative_to(ROOT)), part.strip())
            for part in said
            if re.search(r"[A-Za-z]{3}", NAMES.sub("", part))
        ]
    assert found == []


def test_code_says_nothing_outside_gettext():
    found = []
    for path in product_files():
        name = str(path.relative_to(ROOT))
        if not ELSEWHERE.match(name):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [(name, text) for text in _literals(tree) if text not in KEPT]
    assert found == []


def _literals(tree: ast.Module) -> list[str]:
    """Texts with an Indonesian function word, but for docstrings and what gettext is given."""
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if getattr(node.func, "id", getattr(node.func, "attr", "")) in SAID_BY:
                apart |= {inner for part in node.args for inner in ast.walk(part)}
        elif isinstance(node, ast.Expr):
            apart.add(node.value)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in apart
        and " " in node.value.strip()
        and INDONESIAN.search(node.value)
    ]
