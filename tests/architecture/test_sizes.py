"""Files that fit a head, functions that fit a screen."""

import ast
import statistics

from tests.architecture.source import ROOT, product_files

FILE_LINES, MEDIAN_LINES, FUNCTION_LINES, TEMPLATE_LINES = 500, 110, 60, 200


def test_files_fit_a_head():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in product_files()}
    long = [str(path.relative_to(ROOT)) for path, lines in lengths.items() if lines > FILE_LINES]
    assert long == []
    assert statistics.median(lines for lines in lengths.values() if lines) <= MEDIAN_LINES


def test_functions_fit_a_screen():
    long = []
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.name} ({lines})")
    assert long == []


def test_templates_fit_a_screenful_of_screens():
    long = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if len(path.read_text(encoding="utf-8").splitlines()) > TEMPLATE_LINES
    ]
    assert long == []
