"""Which process dies when: fifty scenes from one seed, the same for the same seed."""

import os
import random
from dataclasses import dataclass

SEED_VARIABLE = "KINERJA_CHAOS_SEED"
HOUR, DAY = 3600, 86400

#: How often each victim falls in the scenes of one pair; together 25.
VICTIMS = {
    "worker": 6,  # one of three, with its children
    "anak": 4,  # one child of a worker, in the middle of a task
    "beat": 3,  # one of two
    "kedua beat": 1,
    "redis": 3,  # comes back with what it wrote down
    "redis kosong": 3,  # comes back empty
    "basis data": 4,  # SQLite has no server: there the power fails
    "semua": 1,
}
#: By how many seconds the clock jumps before the kill, over the scenes of one pair.
JUMPS = {HOUR: 5, DAY: 5}


@dataclass(frozen=True, slots=True)
class Scene:
    """One kill: what is due beforehand, who falls, how late, and how long it stays away."""

    pair: str
    number: int
    victim: str
    jump: int
    #: How many agencies get one more triwulan to be opened.
    openings: int
    asks_for_report: bool
    #: Seconds of work before the kill, and before the victim comes back.
    delay: float
    away: float
    #: Which of several alike.
    which: int

    def __str__(self) -> str:
        leap = {HOUR: "+jam", DAY: "+hari"}.get(self.jump, "")
        return f"{self.pair}-{self.number:02d}-{self.victim}{leap}".replace(" ", "-")


def seed() -> int:
    """The seed of this session, from the environment or made now and kept there."""
    fresh = str(random.SystemRandom().randrange(10**6))
    return int(os.environ.setdefault(SEED_VARIABLE, fresh))


def scenes(pair: str, number: int) -> list[Scene]:
    """Every scene of a pair; `number` is the seed."""
    chance = random.Random(f"{number}:{pair}")  # noqa: S311 - moments of a kill, no secret
    victims = [victim for victim, times in VICTIMS.items() for _time in range(times)]
    jumps = [jump for jump, times in JUMPS.items() for _time in range(times)]
    jumps += [0] * (len(victims) - len(jumps))
    chance.shuffle(victims)
    chance.shuffle(jumps)
    return [
        Scene(
            pair=pair,
            number=order,
            victim=victim,
            jump=jump,
            openings=chance.randint(1, 3),
            asks_for_report=order % 5 == 0,
            delay=chance.uniform(0, 0.6),
            away=chance.choice((0, chance.uniform(0, 1.5))),
            which=chance.randrange(6),
        )
        for order, (victim, jump) in enumerate(zip(victims, jumps, strict=True), start=1)
    ]
