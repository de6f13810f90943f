"""A throw-away PostgreSQL cluster for one test session; works as root and as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.waiting import wait_until

#: initdb and postgres refuse to run as root; then they run as the package's own user.
SYSTEM_USER = "postgres"


def binaries() -> Path:
    """Where the newest installed server's programs are."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise RuntimeError("PostgreSQL belum terpasang: jalankan `make test`.")
    return Path(on_path).parent


class Cluster:
    """A cluster on a unix socket in its own folder, without fsync; stop() removes everything.

    No autovacuum: it would note tables as empty whose rows are rolled back after every test, and
    the planner would join what it takes for empty first, by nested loops that run for minutes.

    `keeps_commits`: what was committed outlives a SIGKILL of all its processes.
    """

    def __init__(self, *, keeps_commits: bool = False) -> None:
        self.commit = "on" if keeps_commits else "off"
        self.folder = Path(tempfile.mkdtemp(prefix="pgt-"))
        self.prefix: list[str] = []
        if os.geteuid() == 0:
            owner = pwd.getpwnam(SYSTEM_USER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.folder.chmod(0o711)
            ids = [f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
            self.prefix = ["setpriv", *ids, "--"]
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.start()
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", "kinerja")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def url(self) -> str:
        """What DATABASE_URL takes."""
        return f"postgres://postgres@/kinerja?host={self.folder}"

    def start(self) -> None:
        options = (
            f"-k {self.folder} -c listen_addresses='' -c unix_socket_permissions=0777 "
            "-c autovacuum=off -c jit=off "
            "-c max_connections=60 -c fsync=off -c full_page_writes=off "
            f"-c synchronous_commit={self.commit}"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", "60", "-o", options, "start")

    def kill(self) -> None:
        """SIGKILL for the server and all its processes; start() brings it back."""
        server = int(Path(self.data, "postmaster.pid").read_text().splitlines()[0])
        listed = subprocess.run(
            ["pgrep", "-P", str(server)], capture_output=True, text=True, check=False
        )
        pids = [server, *map(int, listed.stdout.split())]
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not any(map(_is_running, pids)), 30)
        # where nobody buries a dead server, the next one would take it for a living one
        for lock in (Path(self.data, "postmaster.pid"), self.folder / ".s.PGSQL.5432.lock"):
            lock.unlink()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        command = [*self.prefix, str(binaries() / program), *words]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
        environment["LC_ALL"] = "C.UTF-8"
        subprocess.run(
            command, check=True, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL
        )


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
