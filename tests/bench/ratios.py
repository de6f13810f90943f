"""Ratios of two ways measured in one run: only these carry over from one machine to another."""

import gc
import time
from collections.abc import Callable
from statistics import median

ROUNDS = 7


def seconds_of(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some rounds, after one to warm up where there are several."""
    if rounds > 1:
        work()
    times = []
    for _round in range(rounds):
        gc.collect()
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return median(times)


def report(name: str, ours: float, least: float, budget: float) -> None:
    """Print the ratio beside its budget, and fail where it is over."""
    ratio = ours / least
    print(  # noqa: T201 - the result
        f"{name}: {ours * 1000:.1f} ms, pembanding {least * 1000:.1f} ms, "
        f"{ratio:.2f} × (anggaran {budget} ×)"
    )
    assert ratio <= budget, f"{name}: {ratio:.2f} × melebihi {budget} ×"
