"""What every table is made with: one metadata, names for all constraints, and the checks that tables share."""

from typing import Final

from sqlalchemy import CheckConstraint, MetaData, Table
from sqlmodel import SQLModel

NAMING: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Base(SQLModel):
    """What every row inherits: one metadata, with names for all constraints, so that a migration can find them."""

    metadata = MetaData(naming_convention=NAMING)


def length(column: str, most: int, *, least: int = 0) -> CheckConstraint:
    """That a text has between so many characters."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_length")


def at_least(column: str, least: int) -> CheckConstraint:
    """That a number is no smaller."""
    return CheckConstraint(f"{column} >= {least}", name=f"{column}_at_least_{least}")


def without_nul(*columns: str) -> CheckConstraint:
    """That no text holds a NUL character."""
    # PostgreSQL refuses NUL in any text. SQLite takes it, and its length() stops there, so that text could hide behind.
    return CheckConstraint(
        " AND ".join(f"instr({column}, char(0)) = 0" for column in columns), name="without_nul"
    ).ddl_if(dialect="sqlite")


def table(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[name]
