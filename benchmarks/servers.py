"""Both apps as real servers on this computer: this app as people run it, and the empty app with default settings."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psutil

from assessment.access.credential import Credential, session_cookie
from assessment.settings import Settings, sqlite_address
from benchmarks.measured_assessments import Assessments

PROJECT: Final = Path(__file__).resolve().parent.parent
_WITHOUT_CHECKS: Final = Path(__file__).with_name("without_checks")
HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 60
_STOP_SECONDS: Final = 10
# The empty app starts without a browser and sends no statistics. All its other settings are the defaults.
_EMPTY_APP_OPTIONS: Final = ("--server.headless", "true", "--browser.gatherUsageStats", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    port: int
    process: int
    cookie_name: str = ""
    cookie: str = ""
    """The session cookie of a signed-in browser; empty if the app has no sign-in."""

    @property
    def url(self) -> str:
        """Return the address for a browser."""
        return f"http://{HOST}:{self.port}"

    def signed_in(self, who: Credential) -> "Server":
        """Return the server for a browser in which somebody is signed in."""
        return replace(self, cookie=who.token)

    @property
    def megabytes(self) -> float:
        """Return the resident set of the process, in megabytes."""
        return float(psutil.Process(self.process).memory_info().rss) / 1e6


@contextmanager
def this_app(*, checks: bool = True) -> Iterator[tuple[Server, Assessments]]:
    """Run this app on an empty database, which is on the same disk as a real one would be.

    Without `checks`, it looks up each signed-in person only once: see ``without_checks/sitecustomize.py``.
    """
    (PROJECT / "data").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="benchmark-", dir=PROJECT / "data") as folder:
        database = sqlite_address(Path(folder) / "assessments.db")
        settings = {"DATABASE_URL": database}
        if not checks:
            settings["PYTHONPATH"] = os.pathsep.join((str(_WITHOUT_CHECKS), str(PROJECT)))
        with _running("app.py", cwd=PROJECT, home=Path(folder), settings=settings) as server:
            assessments = Assessments.of(database)
            instance = Settings(database_url=database, banks=PROJECT).instance
            name = session_cookie(instance, secure=False)
            yield replace(server, cookie_name=name, cookie=assessments.lead.actor.token), assessments


@contextmanager
def app_on(database: str, *, audit_key: bytes) -> Iterator[Server]:
    """Run this app on a database that is there, which nobody is signed in to."""
    settings = {"DATABASE_URL": database, "AUDIT_KEY": audit_key.hex()}
    with (
        TemporaryDirectory(prefix="benchmark-") as folder,
        _running("app.py", cwd=PROJECT, home=Path(folder), settings=settings) as server,
    ):
        name = session_cookie(Settings(database_url=database, banks=PROJECT).instance, secure=False)
        yield replace(server, cookie_name=name)


@contextmanager
def empty_app() -> Iterator[Server]:
    """Run the empty app in a folder of its own, so that this project's configuration does not apply to it."""
    with TemporaryDirectory(prefix="empty-app-") as folder:
        shutil.copy(Path(__file__).with_name("empty_app.py"), Path(folder) / "app.py")
        with _running("app.py", *_EMPTY_APP_OPTIONS, cwd=Path(folder), home=Path(folder), settings={}) as server:
            yield server


@contextmanager
def _running(script: str, *options: str, cwd: Path, home: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", HOST]
    log = home / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=cwd,
            env={**_environment(), "HOME": str(home), **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        server = Server(port=port, process=process.pid)
        _wait_for(server, process, log)
        yield server
    finally:
        _stop(process)


def _environment() -> dict[str, str]:
    """Return the environment without the variables that would change either app."""
    our_times = ("STREAMLIT_", "DATABASE_URL", "QUESTION_BANKS")
    return {name: value for name, value in os.environ.items() if not name.startswith(our_times)}


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _is_healthy(server):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _is_healthy(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
