"""A round that an administrator makes: any number of collaborations take part in it, on one bank version."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from assessment.errors import NotOpen, sentence
from assessment.ids import RoundId
from assessment.rounds.assessment import BankReference

ROUND_NOT_FOUND: Final = sentence("round_not_found", "There is no such round. Choose one on the Rounds page.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRound:
    """A round with its first and last day. On the last day assessments can still be started in it."""

    id: RoundId
    title: str
    opens_on: date
    closes_on: date | None
    """None where it stays open until an administrator gives it a last day."""
    bank: BankReference

    def is_open(self, *, on: date) -> bool:
        """Return True where assessments can be started in it on that day in the UK."""
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)

    def require_open(self, *, on: date) -> None:
        """Raise :class:`NotOpen` with the reason where no assessment can be started in it on that day in the UK."""
        if on < self.opens_on:
            raise NotOpen(
                sentence(
                    "round_not_open_yet",
                    "The round {round} opens on {opens_on}. Start the assessment then, or in another round.",
                    round=self.title,
                    opens_on=self.opens_on,
                )
            )
        if self.closes_on is not None and on > self.closes_on:
            raise NotOpen(
                sentence(
                    "round_closed",
                    "The round {round} closed on {closes_on}, so no assessment can be started in it any more. Choose "
                    "another round, or give the round a title of your own.",
                    round=self.title,
                    closes_on=self.closes_on,
                )
            )
