"""Names: no junk drawers, and no agency's flow in code."""

import re

from sop.definition import parse
from tests.architecture.source import ROOT, product_files, tracked

FORBIDDEN = {"utils", "helpers", "common", "core", "base", "misc", "manager", "handler", "lib"}


def test_no_junk_drawer():
    named = [
        path.relative_to(ROOT)
        for path in product_files()
        if FORBIDDEN & set(path.with_suffix("").parts)
    ]
    assert named == []


def test_no_agency_or_sop_is_named_in_code():
    """A sixth SOP is a file: neither its key nor its number nor an agency's key stands in code."""
    words = set()
    for path in tracked("sop/definitions/*.yaml"):
        definition = parse(path.read_text(encoding="utf-8"), path.name)
        words |= {definition.key, definition.identity.nomor}
    words |= set(re.findall(r"^  - key: ([\w-]+)$", _organizations(), re.MULTILINE))
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in product_files()
        for word in words - {""}
        if re.search(rf"\b{re.escape(word)}\b", _code(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_unfinished_mark():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        str(path.relative_to(ROOT))
        for path in [*product_files(), *tracked("templates/*.html", "static/js/*.js")]
        if marks.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_nip_is_kept():
    """A NIP is 18 digits, often in groups of 8, 6, 1 and 3."""
    number = re.compile(r"\b\d{8} ?\d{6} ?\d ?\d{3}\b")
    files = tracked("*.py", "*.yaml", "*.csv", "*.html", "*.md", "*.txt", "*.json")
    found = [
        str(path.relative_to(ROOT))
        for path in files
        if "vendor" not in path.parts and number.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def _organizations() -> str:
    files = tracked("kinerja/demo/organization/*.yaml")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _code(text: str) -> str:
    """Without the kinds of agency, which are law's words and not an agency's name."""
    return re.sub(r'^\s+[A-Z_]+ = "\w+", _\(.*$', "", text, flags=re.MULTILINE)


def test_the_clock_is_asked_by_its_module():
    """A name bound at import would keep the moment that a rehearsal or a test had set then."""
    found = [
        str(path.relative_to(ROOT))
        for path in product_files()
        if "from organization.clock import" in path.read_text(encoding="utf-8")
    ]
    assert found == []
