"""One SIGKILL after another: how each is done, and what must hold once all has settled."""

import time
from collections import Counter

from tests.chaos.scenes import DAY, Scene, seed
from tests.chaos.stage import BEATS, WORKERS, Away, Stage, pause

#: How long an installation may take to be as if nothing had happened, on a busy machine.
SECONDS = 90
#: States of a mail of which nothing more is to be expected.
ENDED = frozenset({"terkirim", "tidak pasti"})


def go_through(stage: Stage, scene: Scene) -> None:
    """Plant work, kill in the middle of it, and expect all as if nothing had happened."""
    before = stage.ask("runs")["runs"]
    if scene.asks_for_report:
        stage.ask("report", number=scene.which)
    if scene.jump:
        _jump(stage, scene.jump)
    stage.ask("plant", count=scene.openings, first=scene.which)
    _until_work_begins(stage, before)
    pause(scene.delay)
    VICTIMS[scene.victim](stage, scene)
    _settle(stage)


def _jump(stage: Stage, seconds: int) -> None:
    """The clock of the whole machine jumps; processes learn of it when they start."""
    workers = [name for name in stage.children if name.startswith("worker")]
    stage.kill(*workers)
    stage.shift += seconds
    stage.start(*workers)


def _until_work_begins(stage: Stage, before: int) -> None:
    """Until the first of the planted openings is there, the moment at which a kill hurts."""
    deadline = time.monotonic() + SECONDS
    while stage.ask("runs")["runs"] == before:
        assert time.monotonic() < deadline, "no worker takes up work"
        pause(0.02)


def _worker(stage: Stage, scene: Scene) -> None:
    _away(stage, scene, f"worker-{scene.which % WORKERS}")


def _child(stage: Stage, scene: Scene) -> None:
    stage.kill_pool_child(f"worker-{scene.which % WORKERS}")


def _beat(stage: Stage, scene: Scene) -> None:
    _away(stage, scene, f"beat-{scene.which % BEATS}")


def _both_beats(stage: Stage, scene: Scene) -> None:
    _away(stage, scene, *(name for name in stage.children if name.startswith("beat")))


def _redis(stage: Stage, scene: Scene, *, is_emptied: bool = False) -> None:
    """With it fall all workers but one, so that the one must find its way back by itself."""
    others = [f"worker-{n}" for n in range(WORKERS) if n != scene.which % WORKERS]
    stage.kill("redis", *others)
    if is_emptied:
        stage.empty_redis()
    pause(scene.away)
    stage.start("redis")
    _settle(stage)
    stage.start(*others)


def _emptied_redis(stage: Stage, scene: Scene) -> None:
    _redis(stage, scene, is_emptied=True)


def _database(stage: Stage, scene: Scene) -> None:
    if stage.cluster is None:
        _away(stage, scene, *stage.children)
        return
    stage.cluster.kill()
    pause(scene.away)
    stage.cluster.start()


def _everything(stage: Stage, scene: Scene) -> None:
    stage.kill(*stage.children)
    if stage.cluster is not None:
        stage.cluster.kill()
        stage.cluster.start()
    stage.start(*stage.children)


def _away(stage: Stage, scene: Scene, *names: str) -> None:
    stage.kill(*names)
    pause(scene.away)
    stage.start(*names)


VICTIMS = {
    "worker": _worker,
    "anak": _child,
    "beat": _beat,
    "kedua beat": _both_beats,
    "redis": _redis,
    "redis kosong": _emptied_redis,
    "basis data": _database,
    "semua": _everything,
}


def _settle(stage: Stage) -> None:
    """Wait until one more sweep would change nothing; what is wrong for good fails at once."""
    deadline = time.monotonic() + SECONDS
    while True:
        stage.look_after()
        try:
            seen = stage.ask("look", shapes=stage.shapes)
        except Away as away:
            seen = {"wrong": [], "left": [str(away)], "mails": []}
        assert not seen["wrong"], f"{seen['wrong']}, seed {seed()}"
        if not seen["left"]:
            break
        assert time.monotonic() < deadline, f"{seen['left'][:9]}, seed {seed()}"
        pause(0.1)
    _expect_mails(stage, seen["mails"])


def _expect_mails(stage: Stage, rows: list[tuple[str, str, int]]) -> None:
    """Everybody got what is noted as sent, at most once more what nobody can be sure of."""
    said = Counter({(address, state): number for address, state, number in rows})
    for address, taken in stage.sink.counts().items():
        sent = said[address, "terkirim"]
        unsure = said[address, "tidak pasti"] + said[address, "mengirim"]
        assert sent <= taken <= sent + unsure, f"{address}, seed {seed()}"
    twice = [mail for mail, number in Counter(stage.sink.mails).items() if number > 1]
    assert not twice, f"{twice}, seed {seed()}"


def let_a_day_pass(stage: Stage) -> None:
    """What was in the middle when its process fell has ended then: sent or unsure."""
    _jump(stage, DAY)
    _settle(stage)
    deadline = time.monotonic() + SECONDS
    while not (states := _states(stage)) <= ENDED and time.monotonic() < deadline:
        # the new day's own mails are on their way, and what came meanwhile after them
        pause(0.1)
    assert states <= ENDED, f"{states - ENDED}, seed {seed()}"


def _states(stage: Stage) -> set[str]:
    mails = stage.ask("look", shapes=stage.shapes)["mails"]
    return {state for _address, state, _number in mails}
