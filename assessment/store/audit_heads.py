"""The heads log: a file outside the database that notes the last entry of each chain, so that a cut tail is noticed.

Each line holds a time, a chain, a number and an HMAC. Lines are appended after the commit. If that fails, nothing is
refused or lost: the app's own log says so, and so does a verification of the trail.
"""

import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assessment.errors import NotReadable, Sentence, sentence
from assessment.store.audit_chain import Chain, ChainLink
from assessment.store.audit_syslog import send_heads

_LINE: Final = re.compile(r"(?P<at>\S{20,32}) (?P<chain>\S{1,100}) (?P<number>[1-9][0-9]{0,17}) (?P<hmac>[0-9a-f]{64})")
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedHead:
    """One line: the last entry of a chain at that time. `at` is the text of the line."""

    at: str
    link: ChainLink


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsLog:
    """The log in a file, and on a syslog server where one is named. Without both, nothing is noted."""

    file: Path | None
    syslog: str | None = None

    def note(self, links: Iterable[ChainLink], *, at: datetime) -> None:
        """Append a line for each link. A failure is logged and not raised, as the entries are committed already."""
        time = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        noted = [f"{time} {link.chain} {link.number} {link.hmac}" for link in links]
        if self.syslog is not None:
            send_heads(self.syslog, noted)
        lines = "".join(f"{line}\n" for line in noted)
        if self.file is None or not lines:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # A single write to a file opened for appending is not mixed with those of other processes.
            opened = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                written = os.write(opened, lines.encode("ascii"))
            finally:
                os.close(opened)
        except OSError as error:
            _log.error("The audit heads log could not be written (%s). No entry was lost.", error.strerror)
        else:
            if written < len(lines):
                _log.error("The audit heads log was written only in part. Is the disk full? No entry was lost.")

    def read(self) -> Iterator[NotedHead | None]:
        """Yield every line, oldest first, and None for a line of another form. Raises :class:`OSError`."""
        if self.file is None:
            return
        with self.file.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                match = _LINE.fullmatch(line.rstrip("\n"))
                yield match and _head(match)


def _head(match: re.Match[str]) -> NotedHead:
    link = ChainLink(chain=Chain(match["chain"]), number=int(match["number"]), hmac=match["hmac"])
    return NotedHead(at=match["at"], link=link)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedHeads:
    """The content of the heads log."""

    heads: dict[Chain, dict[int, list[NotedHead]]] = field(default_factory=lambda: defaultdict(dict))
    """For each chain and number, the heads that were noted: one, unless the chain was forked."""
    unreadable_lines: int = 0
    missing: Sentence | None = None
    """Says why there is no content; None where there is some."""


def read_noted_heads(log: HeadsLog) -> NotedHeads:
    """Return the content of the heads log.

    Read the log before the trail: then every line in it is of an entry that was committed already.
    """
    heads: dict[Chain, dict[int, list[NotedHead]]] = defaultdict(dict)
    unreadable_lines = 0
    if log.file is None:
        return NotedHeads(
            missing=sentence(
                "heads_log_not_set",
                "There is no heads log, so nobody would notice if the latest entries had been cut off. "
                "Set AUDIT_HEADS to a file.",
            )
        )
    try:
        for head in log.read():
            if head is None:
                unreadable_lines += 1
                continue
            noted = heads[head.link.chain].setdefault(head.link.number, [])
            if all(each.link != head.link for each in noted):
                noted.append(head)
    except OSError as error:
        return NotedHeads(
            missing=sentence(
                "heads_log_unreadable",
                "The heads log {file} cannot be read ({reason}), "
                "so nobody would notice if the latest entries had been cut off.",
                file=log.file,
                reason=error.strerror,
            )
        )
    if not heads:
        return NotedHeads(
            unreadable_lines=unreadable_lines,
            missing=sentence(
                "heads_log_empty",
                "The heads log {file} is empty: its lines were removed, or never written.",
                file=log.file,
            ),
        )
    return NotedHeads(heads=heads, unreadable_lines=unreadable_lines)


def add_copy(noted: NotedHeads, copy: Path) -> None:
    """Add the heads in a copy of the log, such as a file of a syslog server, whose lines may hold more around them.

    Raises :class:`NotReadable` for a file that cannot be read, or that holds no head.
    """
    try:
        text = copy.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise NotReadable(
            sentence(
                "heads_copy_unreadable", "{file}: cannot be read ({reason}).", file=str(copy), reason=error.strerror
            )
        ) from None
    found = [_head(match) for match in map(_LINE.search, text.splitlines()) if match]
    if not found:
        raise NotReadable(sentence("heads_copy_empty", "{file}: holds no head of an audit trail.", file=str(copy)))
    for head in found:
        heads = noted.heads[head.link.chain].setdefault(head.link.number, [])
        if all(each.link != head.link for each in heads):
            heads.append(head)
