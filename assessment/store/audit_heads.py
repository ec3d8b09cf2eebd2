"""The heads log: a file outside the database that says how far each chain had come, so that a cut tail shows.

A line for each entry: the time, the chain, the number, and the HMAC. It is appended to after the commit. Where that
fails, nothing is refused or lost: the log of the app says so, and so does whoever verifies the trail.
"""

import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assessment.store.audit_chain import Chain, ChainLink

_LINE: Final = re.compile(r"(?P<at>\S{20,32}) (?P<chain>\S{1,100}) (?P<number>[1-9][0-9]{0,17}) (?P<hmac>[0-9a-f]{64})")
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedHead:
    """One line: that the chain had come so far at that time. `at` is as it was written."""

    at: str
    link: ChainLink


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsLog:
    """The log in that file; with none, nothing is noted."""

    file: Path | None

    def note(self, links: Iterable[ChainLink], *, at: datetime) -> None:
        """Append a line for each link. What goes wrong is logged and raises nothing: the entries are already kept."""
        time = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        lines = "".join(f"{time} {link.chain} {link.number} {link.hmac}\n" for link in links)
        if self.file is None or not lines:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # One write of an appending file goes in whole beside those of other processes.
            opened = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                written = os.write(opened, lines.encode("ascii"))
            finally:
                os.close(opened)
        except OSError as error:
            _log.error("The audit heads log could not be appended to (%s). Nothing was lost.", error.strerror)
        else:
            if written < len(lines):
                _log.error(
                    "The audit heads log took only part of what was appended. Is the disk full? Nothing was lost."
                )

    def read(self) -> Iterator[NotedHead | None]:
        """Every line, oldest first; none for a line that is not of this form. Raises :class:`OSError`."""
        if self.file is None:
            return
        with self.file.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                fits = _LINE.fullmatch(line.rstrip("\n"))
                yield fits and NotedHead(
                    at=fits["at"],
                    link=ChainLink(chain=Chain(fits["chain"]), number=int(fits["number"]), hmac=fits["hmac"]),
                )
