"""A Python program as a process of its own that begins as a copy of one in which the libraries are loaded already.

A new process takes more than a second of the processor to load them, and a test run starts some forty apps. Each worker
of a run has one process to copy, which `multiprocessing` calls the fork server. It starts with the first copy, and ends
with the worker.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from assessment.settings import PROJECT

LOADED: Final = (
    "argon2",
    "authlib.integrations.httpx_client",
    "jinja2",
    "plotly.graph_objects",
    "pyotp",
    "streamlit.web.cli",
    "streamlit.web.server.starlette",
    "uvicorn.protocols.http.auto",
    "zxcvbn",
    "assessment.exports.assessment_exports",
    "tests.browser.scanned_packages",
)
"""The libraries of the app, and most modules of the subject, which keep nothing before the app calls them.

Those of `web` do, such as the code by which somebody becomes the first administrator. Each app loads them, the pages
and ``app.py`` itself.
"""
_context: Final = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(list(LOADED))


class ForkedProcess:
    """A running module. It is asked and waited for like a :class:`subprocess.Popen`, and leads a process group.

    It has the arguments, environment, folder, output, signals and limits that ``python -m module`` would have. But its
    environment cannot say what Python reads only as it starts, such as ``PYTHONPATH``.
    """

    def __init__(self, module: str, arguments: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
        """Start the module in the folder of the project. What it prints is added to the log."""
        self._process = _context.Process(target=_run, args=(module, tuple(arguments), dict(environment), log))
        self._process.start()
        assert self._process.pid is not None
        self.pid: Final = self._process.pid

    def poll(self) -> int | None:
        """Return its exit code, or minus the number of the signal that killed it; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, and return what `poll` returns. Raise :class:`subprocess.TimeoutExpired`."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return code

    def kill(self) -> None:
        """Kill it, and return when it has ended."""
        self._process.kill()
        self.wait()


def _run(module: str, arguments: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
    os.setsid()
    os.chdir(PROJECT)
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
