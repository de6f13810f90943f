"""A whole installation of real processes that can be killed one by one."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kinerja import supervisor
from kinerja.supervisor import Child
from tests.architecture.source import ROOT
from tests.chaos.sink import Sink
from tests.postgres import Cluster

#: Friday 10 April 2026, 08.05 in Makassar and 07.05 in Jakarta.
BEGIN = datetime(2026, 4, 10, 0, 5, tzinfo=UTC)
WORKERS, BEATS = 3, 2
#: Two beats ask in turn, so that a sweep comes about every second.
SWEEP_SECONDS = 2


class Away(Exception):
    """The database did not answer."""


@dataclass
class Stage:
    """Redis, three workers, two beats, a mail server and a watcher on one database."""

    folder: Path
    cluster: Cluster | None
    sink: Sink = field(default_factory=Sink)
    shift: int = 0
    children: dict[str, Child] = field(default_factory=dict)
    shapes: dict[str, Any] = field(default_factory=dict)

    def open(self) -> None:
        """Make the database, open one triwulan undisturbed, then start everything."""
        self.sink.start()
        self.shift = int((BEGIN - datetime.now(UTC)).total_seconds())  # noqa: TID251
        for words in (["migrate", "-v0"], ["load_demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *words],
                cwd=ROOT,
                env=self.environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        self.watcher = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.watch"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.shapes = self.ask("prepare")["shapes"]
        self.socket.parent.mkdir(mode=0o700)
        self.children = self._children()
        self.start(*self.children)

    @property
    def environment(self) -> dict[str, str]:
        """What every process there sees."""
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        if self.cluster is not None:
            kept["DATABASE_URL"] = self.cluster.url
        return {
            **kept,
            "KINERJA_VAR": str(self.folder),
            "KINERJA_TESTING": "false",
            "DJANGO_SETTINGS_MODULE": "kinerja.settings",
            "REDIS_URL": f"redis+socket://{self.socket}",
            "EMAIL_URL": self.sink.url,
            "KINERJA_SWEEP_SECONDS": str(SWEEP_SECONDS),
            "KINERJA_CLOCK_SHIFT": str(self.shift),
        }

    @property
    def socket(self) -> Path:
        return self.folder / "redis" / "redis.sock"

    def _children(self) -> dict[str, Child]:
        """The product's own command lines, the worker thrice and beat twice."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(supervisor, "VAR", self.folder)
            listed = supervisor.children(self.socket)
        single = {each.name: each.command for each in listed}
        names = {f"worker-{number}": ["-n", f"worker-{number}@%h"] for number in range(WORKERS)}
        names |= {f"beat-{n}": ["-s", str(self.folder / f"beat-{n}")] for n in range(BEATS)}
        found = {"redis": Child("redis", single["redis"])}
        for name, more in names.items():
            found[name] = Child(name, [*single[name.split("-")[0]], *more])
        return found

    def look_after(self) -> None:
        """Start again what has died of itself, as the supervisor does."""
        for child in self.children.values():
            if child.process is not None and child.process.poll() is not None:
                child.process = None
                child.start(self.environment)

    def start(self, *names: str) -> None:
        """Start what is not running."""
        for name in names:
            child = self.children[name]
            if child.process is None:
                child.start(self.environment)
                if name == "redis":
                    supervisor.wait_for_socket(self.socket)

    def kill(self, *names: str) -> None:
        """SIGKILL for these and all their children."""
        for name in names:
            child = self.children[name]
            if child.process is not None:
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait(20)
                child.process = None

    def kill_pool_child(self, name: str) -> None:
        """SIGKILL for one process of a worker's pool; the worker itself lives on."""
        process = self.children[name].process
        listed = subprocess.run(
            ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
        )
        for pid in listed.stdout.split()[:1]:
            os.kill(int(pid), signal.SIGKILL)

    def empty_redis(self) -> None:
        """What the dead redis had written down is gone."""
        shutil.rmtree(self.socket.parent)
        self.socket.parent.mkdir(mode=0o700)

    def ask(self, question: str, **more: Any) -> dict[str, Any]:
        """The watcher's answer at the product's present time. Raises Away."""
        assert self.watcher.stdin is not None
        assert self.watcher.stdout is not None
        self.watcher.stdin.write(json.dumps({"do": question, "shift": self.shift, **more}) + "\n")
        self.watcher.stdin.flush()
        answer = json.loads(self.watcher.stdout.readline())
        if "away" in answer:
            raise Away(answer["away"])
        return answer

    def close(self) -> None:
        self.kill(*self.children)
        with self.watcher:
            self.watcher.kill()
        if self.cluster is not None:
            self.cluster.stop()
        self.sink.stop()


def pause(seconds: float) -> None:
    """Let the processes work on for a moment that the seed has chosen."""
    threading.Event().wait(seconds)
