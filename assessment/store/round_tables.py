"""The table of rounds."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from assessment.rounds.text_rules import NAME_LENGTH
from assessment.store.table_base import Base, length, table, without_nul


class RoundRow(Base, table=True):
    """A round: one that an administrator made for any collaboration, or the own one of a collaboration."""

    __tablename__ = "round"
    __table_args__ = (
        length("title", NAME_LENGTH, least=1),
        length("bank_id", 100, least=1),
        length("bank_version", 100, least=1),
        length("bank_fingerprint", 71, least=71),
        length("made_by", NAME_LENGTH, least=1),
        without_nul("title", "title_key", "bank_id", "bank_version", "bank_fingerprint", "made_by"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
    )

    id: UUID = Field(primary_key=True)
    collaboration_id: UUID | None = Field(default=None, foreign_key="collaboration.id")
    """The collaboration whose own round it is; None for one that an administrator made for any."""
    title: str
    title_key: str
    """What it is found by: :func:`assessment.rounds.names.name_key` of the title."""
    opens_on: date
    closes_on: date | None = None
    bank_id: str
    bank_version: str
    bank_fingerprint: str
    made_by: str
    made_at: datetime


ROUND: Final = table("round")
