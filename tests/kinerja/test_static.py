"""What the browser loads is small, our own, and licensed."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
BOOTSTRAP = STATIC / "vendor" / "bootstrap-5.3.8" / "bootstrap.min.css"
SPRITE = STATIC / "vendor" / "bootstrap-icons-1.13.1" / "sprite.svg"
#: What every first page loads beside its own HTML.
FIRST_LOAD = (
    BOOTSTRAP,
    SPRITE,
    STATIC / "css" / "app.css",
    STATIC / "js" / "app.js",
    STATIC / "favicon.svg",
    STATIC / "icons" / "kinerja-192.png",
)
#: 100 KB for the whole first load; a page's own HTML, stylesheet and script take the rest.
BUDGET = 50_000
ELSEWHERE = re.compile(
    r"""(?:(?:src|href|action)\s*=\s*["']|url\(\s*["']?|@import\s+["'])\s*(?:https?:)?//"""
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_first_load_stays_within_its_budget() -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in FIRST_LOAD}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_the_frame_names_what_the_budget_counts() -> None:
    frame = (TEMPLATES / "base.html").read_text() + (TEMPLATES / "parts/_icon.html").read_text()
    named = set(re.findall(r'{% static "([^"]+)" %}', frame))
    assert named == {str(path.relative_to(STATIC)) for path in FIRST_LOAD}


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS, *PAGES], ids=name)
def test_nothing_is_loaded_from_another_host(path: Path) -> None:
    assert ELSEWHERE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", [p for p in PAGES if "print" not in p.parts], ids=name)
def test_pages_carry_no_style_or_script_of_their_own(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)", text) == []


@pytest.mark.parametrize(
    "folder", sorted([*(STATIC / "vendor").glob("*/"), *(STATIC / "fonts").glob("*/")]), ids=name
)
def test_every_vendored_folder_has_its_licence_and_is_listed(folder: Path) -> None:
    assert list(folder.glob("LICENSE*"))
    assert f"`{folder.relative_to(STATIC)}`" in (STATIC / "vendor" / "LICENSES.md").read_text()


def test_stylesheets_need_no_source_map() -> None:
    assert [name(path) for path in STYLES if "sourceMappingURL" in path.read_text()] == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    pattern = re.compile(r'parts/_icon\.html" with name="([^"]+)"')
    used = {icon for path in PAGES for icon in pattern.findall(path.read_text())}
    assert used - drawn == set()


def test_dark_colours_redefine_every_light_one() -> None:
    css = (STATIC / "css" / "app.css").read_text()
    light, dark = re.findall(r":root \{(.*?)\n\s*\}", css, re.DOTALL)[:2]
    own = re.compile(r"--(?!bs-|gap-)([a-z-]+):")
    assert set(own.findall(light)) == set(own.findall(dark))


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_ground_it_stands_on(mode: int) -> None:
    css = (STATIC / "css" / "app.css").read_text()
    block = re.findall(r":root \{(.*?)\n\s*\}", css, re.DOTALL)[mode]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", block))
    grounds = ("surface", "ground")
    pairs = [(ink, on) for ink in ("ink", "ink-soft", "link", "red", "green") for on in grounds]
    pairs += [(c, f"{c}-soft") for c in ("red", "amber", "green", "blue", "grey")]
    pairs += [("ink", f"{c}-soft") for c in ("red", "amber", "green", "blue", "grey")]
    pairs += [("brand-ink", "brand"), ("ink-soft", "grey-soft"), ("amber", "surface")]
    weak = {p: contrast(colours[p[0]], colours[p[1]]) for p in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert contrast(colours["line-strong"], colours["surface"]) >= 3
    assert contrast(colours["focus"], colours["ground"]) >= 3
