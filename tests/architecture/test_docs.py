"""What the papers list is what the code has."""

import re

from tests.architecture.source import ROOT

LINE = re.compile(r"^([A-Za-z0-9_.\[\]-]+)==", re.MULTILINE)


def _names(file: str) -> set[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return {name.lower().replace("_", "-") for name in LINE.findall(text)}


def test_every_pinned_dependency_has_its_reason():
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    missing = [
        name
        for name in sorted(_names("requirements.txt") | _names("requirements-dev.txt"))
        if f"`{name}`" not in told
    ]
    assert missing == []


def test_every_setting_of_the_environment_is_in_the_example():
    settings = (ROOT / "kinerja" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    told = set(re.findall(r"^#?\s?([A-Z_]+)=", example, re.MULTILINE))
    supervisor = {"PORT", "KINERJA_DEMO"}
    assert told == read | supervisor
