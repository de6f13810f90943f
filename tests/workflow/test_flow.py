"""The rule of moving on, against what the five documents say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflow.boards import KEYS, after, board, in_hand
from workflow import flow
from workflow.flow import Board, TaskKey

MOVES_AT_MOST = 400


def run_until(now: Board, step: str) -> Board:
    """Finish whatever is in hand until a task of `step` is open, or nothing is left."""
    for _ in range(MOVES_AT_MOST):
        todo = [key for key in in_hand(now) if key.step != step]
        if not todo:
            return now
        now = after(now, flow.finish(now, todo[0]))
    raise AssertionError("the run does not come to an end")


def started(key: str, **shape: bool | int) -> Board:
    begin = board(key, **shape)
    return after(begin, flow.start(begin))


def step_of(now: Board, kind: str, index: int = 0) -> str:
    return [node.key for node in now.graph.steps.values() if node.kind == kind][index]


def states(now: Board, step: str) -> dict[int, str]:
    """State per lane of a step's latest task."""
    found: dict[int, str] = {}
    for key in sorted(now.tasks):
        if key.step == step:
            found[key.lane] = now.tasks[key]
    return found


@pytest.mark.parametrize("key", KEYS)
def test_every_sop_runs_to_its_end(key: str) -> None:
    now = started(key)
    ended = False
    while todo := in_hand(now):
        moves = flow.finish(now, todo[0])
        now, ended = after(now, moves), moves.has_ended
    assert ended
    assert not [state for state in now.tasks.values() if state == "menunggu"]


@pytest.mark.parametrize("key", KEYS)
def test_after_tw_iv_the_last_step_is_done_twice(key: str) -> None:
    now = started(key, is_annual=True)
    last = now.graph.last.key
    now = run_until(now, last)
    quarter = TaskKey(last, 0, 1)
    moves = flow.finish(now, quarter)
    assert moves.opened == {replace(quarter, scope="tahunan"): "terbuka"}
    assert not moves.has_ended
    annual = flow.finish(after(now, moves), replace(quarter, scope="tahunan"))
    assert annual.has_ended


def test_000_opens_inside_every_bidang_and_work_begins_before_the_paraf() -> None:
    now = started("dishub-jeneponto", width=2)
    first = now.graph.first.key
    assert states(now, first) == {1: "terbuka", 2: "terbuka"}
    second = now.graph.first.next or ""
    assert states(now, second) == dict.fromkeys((3, 4, 5, 6), "terbuka")


def test_000_the_kabid_waits_for_both_of_his_kasubid_only() -> None:
    now = started("dishub-jeneponto")
    review = step_of(now, "review")
    compile_ = step_of(now, "compile")
    now = run_until(now, compile_)
    now = after(now, flow.finish(now, TaskKey(compile_, 3, 1)))
    assert states(now, review) == {1: "menunggu"}
    with pytest.raises(flow.LanesMissing) as refusal:
        flow.finish(now, TaskKey(review, 1, 1))
    assert refusal.value.lanes == (4,)
    now = after(now, flow.finish(now, TaskKey(compile_, 4, 1)))
    assert states(now, review) == {1: "terbuka"}


def test_000_a_filed_report_returned_for_one_kasubid_passes_its_kabid_again() -> None:
    now = started("dishub-jeneponto")
    review, compile_ = step_of(now, "review"), step_of(now, "compile")
    last = now.graph.last.key
    now = run_until(now, last)
    moves = flow.give_back(now, TaskKey(last, 0, 1), [3])
    now = after(now, moves)
    assert moves.rounds == {3: 2}
    assert moves.opened == {TaskKey(compile_, 3, 2): "terbuka"}
    assert states(now, review) == {1: "menunggu", 2: "selesai"}
    assert now.tasks[TaskKey(last, 0, 1)] == "menunggu"
    now = run_until(now, last)
    assert now.tasks[TaskKey(last, 0, 1)] == "terbuka"
    assert [key for key in now.tasks if key.lane == 4 and key.round > 1] == []


def test_001_the_sekretaris_reviews_lane_by_lane() -> None:
    now = started("inspektorat-jeneponto", width=3)
    review = step_of(now, "review")
    now = run_until(now, review)
    assert states(now, review) == dict.fromkeys((1, 2, 3), "terbuka")
    now = after(now, flow.give_back(now, TaskKey(review, 2, 1), [2]))
    assert now.tasks[TaskKey(review, 2, 1)] == "dikembalikan"
    assert now.tasks[TaskKey(step_of(now, "compile"), 2, 2)] == "terbuka"
    now = run_until(now, now.graph.last.key)
    assert now.tasks[TaskKey(review, 2, 2)] == "selesai"
    assert now.tasks[TaskKey(review, 1, 1)] == "selesai"


def test_002_a_return_at_the_signature_passes_the_paraf_again() -> None:
    now = started("satpolpp-jeneponto")
    compile_, initial, sign = (step_of(now, kind) for kind in ("compile", "initial", "sign"))
    now = run_until(now, sign)
    now = after(now, flow.give_back(now, TaskKey(sign, 0, 1), [0]))
    assert now.tasks[TaskKey(compile_, 0, 2)] == "terbuka"
    now = run_until(now, initial)
    assert now.tasks[TaskKey(initial, 0, 2)] == "terbuka"
    now = run_until(now, sign)
    assert now.tasks[TaskKey(sign, 0, 2)] == "terbuka"


def test_002_nothing_comes_back_after_the_signature() -> None:
    now = started("satpolpp-jeneponto")
    last = now.graph.last.key
    now = run_until(now, last)
    assert flow.returnable_lanes(now, TaskKey(last, 0, 1)) == ()
    with pytest.raises(flow.CannotReturn):
        flow.give_back(now, TaskKey(last, 0, 1), [0])


def test_003_an_irban_returned_by_his_kasubbag_holds_up_that_branch_only() -> None:
    now = started("dpmd-jeneponto")
    collect = step_of(now, "collect")
    compile_ = step_of(now, "compile")
    now = run_until(now, compile_)
    now = after(now, flow.give_back(now, TaskKey(compile_, 1, 1), [3]))
    assert now.tasks[TaskKey(compile_, 1, 1)] == "menunggu"
    assert now.tasks[TaskKey(collect, 3, 2)] == "terbuka"
    assert now.tasks[TaskKey(compile_, 2, 1)] == "terbuka"


def test_003_the_rekap_returned_at_the_end_opens_at_once_and_may_pass_it_down() -> None:
    now = started("dpmd-jeneponto")
    last, rekap = now.graph.last.key, step_of(now, "compile", 1)
    now = run_until(now, last)
    now = after(now, flow.give_back(now, TaskKey(last, 0, 1), [0]))
    assert now.tasks[TaskKey(rekap, 0, 2)] == "terbuka"
    now = after(now, flow.give_back(now, TaskKey(rekap, 0, 2), [2]))
    assert now.tasks[TaskKey(rekap, 0, 2)] == "menunggu"
    assert now.tasks[TaskKey(step_of(now, "compile"), 2, 2)] == "terbuka"
    now = run_until(now, last)
    assert now.tasks[TaskKey(last, 0, 2)] == "terbuka"


def test_004_the_receipt_waits_from_the_fork_on() -> None:
    now = started("dpkp-soppeng", width=3)
    collect, receive = step_of(now, "collect"), step_of(now, "receive")
    now = run_until(now, collect)
    assert states(now, receive) == {0: "menunggu"}
    now = after(now, flow.finish(now, TaskKey(collect, 1, 1)))
    assert flow.missing_lanes(now, TaskKey(receive, 0, 1)) == (2, 3)


def test_004_a_clarification_goes_to_one_bidang_and_is_received_again() -> None:
    now = started("dpkp-soppeng", width=3)
    collect, receive, review = (step_of(now, kind) for kind in ("collect", "receive", "review"))
    now = run_until(now, review)
    now = after(now, flow.give_back(now, TaskKey(review, 0, 1), [2]))
    assert in_hand(now) == [TaskKey(collect, 2, 2)]
    assert now.tasks[TaskKey(receive, 0, 1)] == "menunggu"
    now = after(now, flow.finish(now, TaskKey(collect, 2, 2)))
    assert in_hand(now) == [TaskKey(receive, 0, 1)]


@pytest.mark.parametrize("key", KEYS)
def test_a_reopened_run_does_again_what_follows_the_lane(key: str) -> None:
    now = run_until(started(key, is_annual=True), "")
    last = now.graph.last.key
    leaf = max(now.lanes)
    now = after(now, flow.reopen(now, [leaf]))
    assert in_hand(now) == [TaskKey(flow.collecting_step(now, leaf) or "", leaf, 2)]
    now = run_until(now, last)
    assert now.tasks[TaskKey(last, 0, 2)] == "terbuka"


def test_a_finished_task_cannot_be_finished_again() -> None:
    now = started("dpkp-soppeng")
    first = in_hand(now)[0]
    now = after(now, flow.finish(now, first))
    with pytest.raises(flow.NotOpen):
        flow.finish(now, first)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), key=st.sampled_from(KEYS), width=st.integers(1, 3))
def test_no_walk_ends_in_a_dead_end(data: st.DataObject, key: str, width: int) -> None:
    """Whatever is finished, returned or reopened: something stays in hand until the run has ended,
    and from every state the run can still be brought to its end."""
    now = started(key, width=width, is_annual=data.draw(st.booleans()))
    ended = False
    for _ in range(data.draw(st.integers(1, 25))):
        ways = _ways(now, ended=ended)
        assert ways, "nobody can move this run"
        kind, task, lanes = data.draw(st.sampled_from(ways))
        if kind == "reopen":
            moves = flow.reopen(now, lanes)
        elif kind == "return":
            moves = flow.give_back(now, task, lanes)
        else:
            moves = flow.finish(now, task)
        now, ended = after(now, moves), moves.has_ended
        assert ended or in_hand(now), "nothing is in anybody's hands"
        _assert_sound(now)
    while todo := in_hand(now):
        moves = flow.finish(now, todo[0])
        now, ended = after(now, moves), moves.has_ended
    assert ended


def _ways(now: Board, *, ended: bool) -> list[tuple[str, TaskKey, tuple[int, ...]]]:
    ways = [("finish", task, ()) for task in in_hand(now)]
    for task, state in now.tasks.items():
        if state in ("terbuka", "menunggu"):
            lanes = flow.returnable_lanes(now, task)
            ways += [("return", task, (lane,)) for lane in lanes]
            ways += [("return", task, lanes)] * (len(lanes) > 1)
    if ended:
        leaves = [pk for pk in now.lanes if flow.collecting_step(now, pk)]
        last = now.current(now.graph.last.key, 0)
        ways += [("reopen", last, (leaf,)) for leaf in leaves]
    return ways


def _assert_sound(now: Board) -> None:
    """An open join has all its lanes; a waiting task misses at least one."""
    for task, state in now.tasks.items():
        if state == "terbuka":
            assert flow.missing_lanes(now, task) == ()
        if state == "menunggu":
            assert flow.missing_lanes(now, task) != ()


def sent(key: str, step: str) -> tuple[Board, TaskKey]:
    """A run on the way just after the first task of an assign step was sent."""
    now = started(key)
    while True:
        task = in_hand(now)[0]
        now = after(now, flow.finish(now, task))
        if task.step == step:
            return now, task


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("dishub-jeneponto", "perintahkan-analis"),
        ("satpolpp-jeneponto", "tugaskan-kasubag"),
        ("satpolpp-jeneponto", "arahkan-tim"),
        ("dpmd-jeneponto", "teruskan-format"),
        ("dpkp-soppeng", "perintahkan"),
    ],
)
def test_a_withdrawn_order_leaves_the_board_as_it_was_before_it(key, step):
    now, task = sent(key, step)
    taken_back = after(now, flow.withdraw(now, task))
    assert taken_back.tasks[task] == "terbuka"
    again = after(taken_back, flow.finish(taken_back, task))
    assert again.tasks == now.tasks


def test_an_order_whose_work_has_moved_on_is_not_withdrawn():
    now, task = sent("satpolpp-jeneponto", "tugaskan-kasubag")
    follower = now.current("arahkan-tim", 0)
    now = after(now, flow.finish(now, follower))
    with pytest.raises(flow.NotOpen):
        flow.withdraw(now, task)


def test_only_orders_that_somebody_sent_are_withdrawn():
    now, task = sent("dpkp-soppeng", "perintahkan")
    for wrong in (now.current("susun-format", 0), replace(task, round=2)):
        with pytest.raises(flow.NotOpen):
            flow.withdraw(now, wrong)
