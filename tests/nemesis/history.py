"""What was sent and what became of it, written by several threads."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

PATIENCE_SECONDS: Final = 60.0


class Outcome(Enum):
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    """The answer was lost, or says that it may be stored or not."""


class Place(NamedTuple):
    """Where an answer belongs."""

    assessment: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer that was written at a place as a version of it, as one person sent it or as the audit trail has it."""

    place: Place
    version: int
    text: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """One request to save, with when it ended in seconds."""

    written: Written
    outcome: Outcome
    ended: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reading that began at that second found at a place: version 0 and no text, where nothing was stored."""

    place: Place
    version: int
    text: str | None
    began: float


def text_of(rationale: str, met: Iterable[str]) -> str:
    """Return what an answer says in one line."""
    return " ".join((f"{rationale}:", *sorted(met)))


@dataclass(slots=True)
class History:
    """Everything that was sent and seen, in no order but each person's own."""

    saves: list[Save] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    sent: int = 0
    acknowledged: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def send(self) -> None:
        """Count a request that is about to be sent."""
        with self.changed:
            self.sent += 1
            self.changed.notify_all()

    def add_save(self, written: Written, outcome: Outcome) -> None:
        with self.changed:
            self.saves.append(Save(written=written, outcome=outcome, ended=time.monotonic()))
            self.acknowledged += outcome is Outcome.ACKNOWLEDGED
            self.changed.notify_all()

    def add_seen(self, seen: Seen) -> None:
        with self.changed:
            self.seen.append(seen)

    def await_sent(self, more: int) -> None:
        """Return when so many more requests were sent, which may be none where everybody waits for an answer."""
        with self.changed:
            enough = self.sent + more
            self.changed.wait_for(lambda: self.sent >= enough, timeout=2)

    def await_acknowledged(self, more: int) -> None:
        """Return when so many more saves were acknowledged."""
        with self.changed:
            enough = self.acknowledged + more
            came_back = self.changed.wait_for(lambda: self.acknowledged >= enough, timeout=PATIENCE_SECONDS)
        assert came_back, "After a fault that has passed, nobody could save again."
