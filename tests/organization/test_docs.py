"""The example that the papers print can be loaded as it stands."""

from pathlib import Path

from organization.definition import parse
from organization.services.loading import WORDS

PAPER = Path(__file__).parents[2] / "docs" / "organization-files.md"


def test_the_printed_example_is_a_valid_file():
    text = PAPER.read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    (agency,) = parse(example, WORDS).agencies
    assert (len(agency.units), len(agency.positions), len(agency.terms)) == (2, 2, 2)


def test_every_known_word_is_told():
    text = PAPER.read_text(encoding="utf-8")
    words = {*WORDS.agency_kinds, *WORDS.unit_kinds, *WORDS.capacities, *WORDS.scopes}
    assert [word for word in sorted(words | {*WORDS.papers}) if word not in text] == []
