"""Both apps as real servers on this computer: this app as a person runs it, and the empty one with default settings."""

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

from assessment.settings import sqlite_address
from benchmarks.many_assessments import Assessments

PROJECT: Final = Path(__file__).resolve().parent.parent
_TRUSTING: Final = Path(__file__).with_name("trusting")
HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 60
_STOP_SECONDS: Final = 10
# What a start without a screen needs, and nothing sent to other computers. Nothing else of the empty app is set.
_QUIET: Final = ("--server.headless", "true", "--browser.gatherUsageStats", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server."""

    port: int
    process: int
    cookie: str = ""
    """What a browser sends so that it is signed in; empty where there is no sign-in."""

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    @property
    def megabytes(self) -> float:
        """The memory it holds: its resident set."""
        return float(psutil.Process(self.process).memory_info().rss) / 1e6


@contextmanager
def this_app(*, checks: bool = True) -> Iterator[tuple[Server, Assessments]]:
    """This app on an empty database, which stands on the same disk as a person's would.

    Without `checks`, it looks up only once who asks: see ``trusting/sitecustomize.py``.
    """
    (PROJECT / "data").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="benchmark-", dir=PROJECT / "data") as folder:
        database = sqlite_address(Path(folder) / "assessments.db")
        settings = {"DATABASE_URL": database}
        if not checks:
            settings["PYTHONPATH"] = os.pathsep.join((str(_TRUSTING), str(PROJECT)))
        with _running("app.py", cwd=PROJECT, home=Path(folder), settings=settings) as server:
            assessments = Assessments.of(database)
            yield replace(server, cookie=assessments.lead.actor.token), assessments


@contextmanager
def empty_app() -> Iterator[Server]:
    """The empty app in a folder of its own, so that this project's configuration does not apply to it."""
    with TemporaryDirectory(prefix="empty-app-") as folder:
        shutil.copy(Path(__file__).with_name("empty_app.py"), Path(folder) / "app.py")
        with _running("app.py", *_QUIET, cwd=Path(folder), home=Path(folder), settings={}) as server:
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
    """The environment without what would change either app."""
    ours = ("STREAMLIT_", "DATABASE_URL", "QUESTION_BANKS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not _answers(server):
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


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
