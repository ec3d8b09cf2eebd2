"""The tables of forces and of the names they have and had."""

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from assessment.rounds.text_rules import NAME_LENGTH
from assessment.store.table_base import Base, at_least, length, table, without_nul

FORCE_ID_LENGTH: Final = 100


class ForceRow(Base, table=True):
    """A police force. It is never deleted: what was said of it once is said of it for ever."""

    __tablename__ = "force"
    __table_args__ = (
        length("id", FORCE_ID_LENGTH, least=1),
        length("kind", NAME_LENGTH, least=1),
        length("region", NAME_LENGTH, least=1),
        length("country", NAME_LENGTH, least=1),
        length("area_code", 20, least=1),
        length("policing_body", NAME_LENGTH, least=1),
        CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        CheckConstraint("successor_id IS NULL OR valid_to IS NOT NULL", name="ended_if_succeeded"),
        CheckConstraint("successor_id <> id", name="not_its_own_successor"),
        without_nul("id", "kind", "region", "country", "area_code", "policing_body"),
    )

    id: str = Field(primary_key=True)
    kind: str
    region: str
    country: str
    area_code: str | None = None
    policing_body: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = Field(default=None, foreign_key="force.id")


class ForceNameRow(Base, table=True):
    """A name of a force, from a day on. The first one holds for every day before the second."""

    __tablename__ = "force_name"
    __table_args__ = (
        UniqueConstraint("force_id", "valid_from"),
        at_least("position", 1),
        CheckConstraint("(position = 1) = (valid_from IS NULL)", name="first_without_day"),
        length("name", NAME_LENGTH, least=1),
        length("short_name", NAME_LENGTH, least=1),
        without_nul("name", "short_name"),
    )

    force_id: str = Field(primary_key=True, foreign_key="force.id")
    position: int = Field(primary_key=True)
    valid_from: date | None = None
    name: str
    short_name: str


FORCE: Final = table("force")
FORCE_NAME: Final = table("force_name")
