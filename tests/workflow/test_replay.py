"""A run played again from its moves stands as it stood: every SOP, walked at random."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.boards import KEYS, after, board, in_hand
from workflow import flow
from workflow.replay import Move, Verb, replay

START = datetime(2026, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize("key", KEYS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_every_moment_is_the_board_that_was(key: str, data: st.DataObject) -> None:
    now = empty = board(key)
    moves, boards = [Move(Verb.START, START)], [after(empty, flow.start(empty))]
    now = boards[0]
    while (todo := in_hand(now)) and len(moves) < 60:
        task = data.draw(st.sampled_from(todo))
        back = flow.returnable_lanes(now, task)
        at = START + timedelta(hours=len(moves))
        if back and data.draw(st.booleans()):
            lanes = (data.draw(st.sampled_from(back)),)
            move, decided = Move(Verb.RETURN, at, task, lanes), flow.give_back(now, task, lanes)
        else:
            move, decided = Move(Verb.FINISH, at, task), flow.finish(now, task)
        now = after(now, decided)
        moves.append(move)
        boards.append(now)
    stands = list(replay(empty, moves))
    assert [stand.board for stand in stands] == boards
    assert stands[-1].since.keys() >= now.tasks.keys()


def test_since_is_the_move_that_opened_it_and_ended_by_the_one_that_ended_it() -> None:
    empty = board("satpolpp-jeneponto")
    first = in_hand(after(empty, flow.start(empty)))[0]
    later = START + timedelta(hours=2)
    opened, ended = replay(empty, [Move(Verb.START, START), Move(Verb.FINISH, later, first)])
    assert (opened.since[first], ended.since[first]) == (START, later)
    assert (opened.ended_by, ended.ended_by) == ({}, {first: 1})


def test_a_move_that_the_rules_refuse_changes_nothing() -> None:
    empty = board("satpolpp-jeneponto")
    start = Move(Verb.START, START)
    begun, *refused = replay(empty, [start, Move(Verb.FINISH, START), Move(Verb.REOPEN, START)])
    assert [stand.board for stand in refused] == [begun.board, begun.board]
