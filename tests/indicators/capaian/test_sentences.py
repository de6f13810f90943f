"""Every edge case of a published table has one outcome here, and a sentence."""

from decimal import Decimal

import pytest

from indicators.capaian import Outcome, Reason, Target, compute_capaian, sentence_of
from indicators.capaian.sentences import (
    BELOW_ZERO,
    FAR_OVER,
    LESS_THAN_NOTHING,
    NOTHING_MADE,
    SENTENCES,
)


@pytest.mark.parametrize(
    ("target", "realisasi", "options", "value", "sentence"),
    [
        (0, 5, {}, None, SENTENCES[Reason.ZERO_TARGET]),
        (0, 0, {}, None, SENTENCES[Reason.ZERO_TARGET]),
        (-5, 5, {}, None, SENTENCES[Reason.NEGATIVE_TARGET]),
        (None, 5, {}, None, SENTENCES[Reason.NO_TARGET]),
        (5, None, {}, None, SENTENCES[Reason.NOT_FILLED]),
        (5, 0, {}, 0, ""),
        (5, -1, {}, -20, BELOW_ZERO),
        (45, 625, {}, Decimal(625) / 45 * 100, ""),
        (10, 0, {"polarity": "negatif"}, 200, NOTHING_MADE),
        (10, -1, {"polarity": "negatif"}, 210, LESS_THAN_NOTHING),
        (10, 25, {"polarity": "negatif"}, -50, FAR_OVER),
        (10, 0, {"polarity": "negatif", "formula": "B"}, None, SENTENCES[Reason.ZERO_REALISASI]),
        (10, 25, {"polarity": "negatif", "formula": "B"}, 40, ""),
    ],
)
def test_an_edge_case_has_an_outcome_and_a_sentence(target, realisasi, options, value, sentence):
    found = compute_capaian(
        target=None if target is None else Target(Decimal(target)),
        realisasi=Outcome(None if realisasi is None else Decimal(realisasi)),
        **options,
    )
    assert found.value == value
    assert sentence_of(found.value, found.reason, found.formula) == sentence


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Reason)
