"""When a review may end: every item answered, every no explained, void only where it may be."""

from reports import checklist

ALL_YES = {item.key: {"answer": "ya", "note": ""} for item in checklist.ITEMS}


def but(**changed):
    keys = {key.replace("_", "."): said for key, said in changed.items()}
    return ALL_YES | keys


def test_the_checklist_is_that_of_lampiran_iii():
    assert [(part.number, len(part.items)) for part in checklist.CHECKLIST] == [
        ("I", 6),
        ("II", 7),
        ("III", 10),
    ]


def test_a_complete_review_lacks_nothing_and_an_empty_one_everything():
    assert checklist.missing(ALL_YES) == []
    assert checklist.missing({}) == [item.key for item in checklist.ITEMS]


def test_a_no_needs_a_note():
    assert checklist.missing(but(I_5={"answer": "tidak", "note": " "})) == ["I.5"]
    assert checklist.missing(but(I_5={"answer": "tidak", "note": "Tidak ada rencana."})) == []


def test_an_explanation_is_void_only_while_there_is_nothing_to_explain():
    void = {"answer": "tidak-berlaku", "note": ""}
    refused = {"answer": "tidak", "note": "Sasaran 2 tidak ada di Renstra."}
    assert checklist.missing(but(III_3=void)) == []
    assert checklist.missing(but(III_3=void, III_2=refused)) == ["III.3"]
    assert checklist.missing(but(I_1=void)) == ["I.1"]


def test_one_no_makes_a_statement_with_notes():
    assert checklist.is_clean(ALL_YES)
    assert not checklist.is_clean(but(I_5={"answer": "tidak", "note": "Belum."}))
