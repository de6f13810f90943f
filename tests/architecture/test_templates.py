"""No orphaned template, nothing fetched from elsewhere, no style or script inside a page."""

import re

from tests.architecture.source import ROOT, product_files

TEMPLATES = ROOT / "templates"
#: Found by Django or by a variable rather than by name.
BY_CONVENTION = re.compile(r"^(\d{3}(_csrf)?\.html|mail/|print/)")


def _all() -> dict[str, str]:
    return {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }


def test_every_template_is_used():
    texts = [path.read_text(encoding="utf-8") for path in product_files()]
    named = set(re.findall(r'"([\w/.-]+\.html)"', "\n".join([*texts, *_all().values()])))
    orphans = [name for name in _all() if name not in named and not BY_CONVENTION.match(name)]
    assert orphans == []


def test_pages_carry_no_style_or_script_of_their_own():
    wrong = [
        name
        for name, text in _all().items()
        if not name.startswith(("print/", "mail/"))
        and re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=\"|\son\w+=\"", text)
    ]
    assert wrong == []


def test_nothing_is_fetched_from_elsewhere():
    wrong = [name for name, text in _all().items() if re.search(r'(src|href)="(https?:)?//', text)]
    assert wrong == []
