"""A process of its own that works on a database, of which a test hears every line as it is printed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.browser.forked_process import ForkedProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardProcess:
    """A process, and what it prints, which ends when the process does."""

    process: ForkedProcess
    printed: IO[str]


@contextmanager
def heard(module: str, url: str, *, folder: Path) -> Iterator[HeardProcess]:
    """Run that module of these tests on the database until the end of the block: it has loaded the libraries already.

    The folder holds the pipe between the two. A process that ended before it printed anything has printed nothing.
    """
    pipe = folder / f"{module.rpartition('.')[2]}-{len(list(folder.iterdir()))}"
    os.mkfifo(pipe)
    process = ForkedProcess(module, [url], environment=os.environ, log=pipe)
    try:
        with pipe.open(encoding="utf-8") as printed:
            yield HeardProcess(process=process, printed=printed)
    finally:
        process.kill()
