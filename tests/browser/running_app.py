"""The app as a person runs it: a real server process on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from assessment.access.credential import session_cookie
from assessment.settings import PROJECT, Settings, sqlite_address
from tests.browser.forked_process import ForkedProcess

START_SECONDS = 60
NEW_PROCESS: Final = ("bash", "-c", 'exec "$0" -m streamlit run app.py --server.port "$PORT"', sys.executable)
"""The command that starts an app in a process that loads everything itself.

It is for a test that is about the start, or that sets what Python reads only as it starts.
"""


class RunningApp:
    """A server that can be killed and started again on the same address and database."""

    def __init__(
        self,
        folder: Path,
        *,
        environment: Mapping[str, str] | None = None,
        database_url: str | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self.folder = folder
        self._log = folder / "log.txt"
        self.database_url = database_url or sqlite_address(folder / "data" / "assessments.db")
        self._reserved = _reserved_port()
        self.port: int = self._reserved.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._environment = dict(environment or {})
        self._command = command
        self._process: subprocess.Popen[bytes] | ForkedProcess | None = None

    @property
    def instance(self) -> str:
        """Return what tells the cookies of this app from those of others on this computer."""
        return Settings(database_url=self.database_url, banks=PROJECT).instance

    @property
    def session_cookie(self) -> str:
        """Return the name of the cookie that holds the secret of a session of this app."""
        return session_cookie(self.instance, secure=False)

    def start(self) -> None:
        """Start the server, and return when it answers. Fail with its log where it does not."""
        environment = os.environ | {"DATABASE_URL": self.database_url, "PORT": str(self.port)} | self._environment
        self._process = self._run(self._command, environment) if self._command else self._fork(environment)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The app did not start:\n{self.log()}")
            time.sleep(0.1)

    def kill(self) -> None:
        """Kill the server without warning."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop the server without ending it, as a machine that hangs does, until the end of the block."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self._process.pid, signal.SIGCONT)

    def interrupt(self) -> None:
        """Stop the server as Ctrl+C does, and return when it has ended."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGINT)
        self._process.wait(timeout=START_SECONDS)

    def close(self) -> None:
        """Kill it for good, and give its port away."""
        self.kill()
        self._reserved.close()

    def log(self) -> str:
        """Return what the server printed."""
        return self._log.read_text(encoding="utf-8")

    def _fork(self, environment: Mapping[str, str]) -> ForkedProcess:
        arguments = ("run", "app.py", "--server.port", str(self.port))
        return ForkedProcess("streamlit", arguments, environment=environment, log=self._log)

    def _run(self, command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def running(
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    database_url: str | None = None,
    command: Sequence[str] | None = None,
) -> Iterator[RunningApp]:
    """Run an app until the end of the block, on SQLite unless another database is named.

    `command` starts it on the port that the environment names as ``PORT``. Without it, Streamlit runs in a copy of a
    process in which the libraries are loaded.
    """
    app = RunningApp(folder, environment=environment, database_url=database_url, command=command)
    try:
        app.start()
        yield app
    finally:
        app.close()


def _reserved_port() -> socket.socket:
    """Return a socket that holds a free port, for a server that is told its number.

    It does not listen, and like the server's socket it allows the address to be shared, so that the server can listen.
    Without it, the port could go to the server of a test that runs in parallel, before this one starts or while it is
    killed.
    """
    reserved = socket.socket()
    reserved.bind(("127.0.0.1", 0))
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return reserved
