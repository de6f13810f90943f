"""A place where real processes run: a private folder, database and port."""

import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Place:
    """A private folder, database and port, and the processes started there."""

    environment: dict[str, str]
    port: int
    started: list[subprocess.Popen]

    def start(self, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def make(self, *words: str) -> None:
        """A target of the Makefile, as an operator calls it."""
        subprocess.run(
            ["make", "--no-print-directory", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )

    def health(self) -> tuple[int, dict]:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/healthz/", timeout=5
            ) as page:
                return page.status, json.load(page)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.load(refused)
        except OSError:
            return 0, {}


def worker_pids(place: Place) -> list[int]:
    """Celery workers of this place, found by their folder in the environment."""
    marker = f"KINERJA_VAR={place.environment['KINERJA_VAR']}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
                owned = marker in (entry / "environ").read_bytes()
            except OSError:
                continue
            if owned and b"celery" in command and b"worker" in command:
                found.append(int(entry.name))
    return found
