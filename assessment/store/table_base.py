"""The base of every table: one metadata, names for all constraints, and checks that tables share."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import CheckConstraint, Column, ColumnElement, ForeignKeyConstraint, MetaData, String, Table, false
from sqlmodel import SQLModel

NAMING: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}

KEY_TYPE: Final = String().with_variant(String(collation="C"), "postgresql")
"""Text that both databases sort by its characters."""


class Base(SQLModel):
    """The base class of all rows. Its metadata names every constraint, so that a migration can refer to it."""

    metadata = MetaData(naming_convention=NAMING)


def length(column: str, most: int, *, least: int = 0) -> CheckConstraint:
    """Return the check that a text has at least `least` and at most `most` characters."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_length")


def at_least(column: str, least: int) -> CheckConstraint:
    """Return the check that a number is `least` or more."""
    return CheckConstraint(f"{column} >= {least}", name=f"{column}_at_least_{least}")


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """Return the check that a text is one of the codes."""
    return CheckConstraint(f"{column} IN ({sql_list(codes)})", name=column)


def sql_list(codes: Iterable[str]) -> str:
    """Return the codes as they stand in the brackets of an SQL condition."""
    return ", ".join(f"'{code}'" for code in codes)


def without_nul(*columns: str) -> CheckConstraint:
    """Return the check that none of the texts holds a NUL character."""
    # PostgreSQL refuses NUL in any text. SQLite accepts it, but its length() stops there, so that a text of any length
    # could follow.
    return CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name="without_nul"
    ).ddl_if(dialect="sqlite")


def of_respondent() -> ForeignKeyConstraint:
    """Return the reference to the respondent that a row belongs to."""
    return ForeignKeyConstraint(["assessment_id", "respondent_id"], ["respondent.assessment_id", "respondent.id"])


def contains(column: Column[str], text: str) -> ColumnElement[bool]:
    """Return the condition that a text occurs in a column. NUL does in none, and PostgreSQL refuses to look for it."""
    return false() if "\0" in text else column.contains(text, autoescape=True)


def table(name: str) -> Table:
    """Return the table of that name."""
    return Base.metadata.tables[name]
