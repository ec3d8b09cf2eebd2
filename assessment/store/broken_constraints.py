"""Constraints that a save has broken, as sentences for a person.

The app checks what it is sent, and holds what it decides on. So a constraint is broken by a bug, or by somebody who
changes the database by another way at the same moment. Nothing of the save is kept, and whoever sent it is told so.
"""

import logging
import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Final

import psycopg
from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint, exc

from assessment.errors import DoesNotFit, Sentence, sentence
from assessment.store.table_base import Base

_log: Final = logging.getLogger(__name__)

EMAIL_TAKEN: Final = sentence(
    "email_taken", "Somebody already has this e-mail address. Find them in the list of people."
)
IDENTITY_TAKEN: Final = sentence(
    "identity_of_another",
    "This account belongs to somebody else in this service. Sign in to your own account at your identity provider, "
    "then try again.",
)
LINK_ALREADY_ASKED: Final = sentence(
    "link_already_asked",
    "Somebody else has already asked for a new-password link for this person. Reload the page to approve or refuse it.",
)
DOES_NOT_FIT: Final = sentence(
    "does_not_fit",
    "Not saved: what was sent does not fit with what is stored. Reload the page and try again.",
)

SENTENCES: Final[Mapping[str, Sentence]] = {
    "uq_person_email": EMAIL_TAKEN,
    "pk_identity": IDENTITY_TAKEN,
    "pk_link_request": LINK_ALREADY_ASKED,
    "pk_assessment": sentence(
        "assessment_started_meanwhile", "Not saved: this assessment has already been started. Open it on Home."
    ),
    "uq_partner_assessment_id_force_id": sentence(
        "partner_twice", "Not saved: a force is named twice among the partners. Name each force once."
    ),
    "pk_response": sentence(
        "answered_meanwhile",
        "Not saved: somebody else answered this question at the same moment. Reload the page to see their answer.",
    ),
    "pk_improvement_action": sentence(
        "action_saved_meanwhile", "Not saved: this action was saved at the same moment. Reload the page to see it."
    ),
}
"""By the name of the constraint, where the person can do something of their own. Any other gets the general one."""


def not_fitting(constraint: str) -> DoesNotFit:
    """Return the error for whoever sent what broke the constraint, after noting the constraint's name in the log."""
    _log.error("A save was refused by a constraint of the database: %s", constraint)
    return DoesNotFit(SENTENCES.get(constraint, DOES_NOT_FIT))


def find_broken_constraint(error: BaseException) -> str | None:
    """Return the name of the constraint that was broken, or None for an error of another kind.

    What the database does not name is called by the column that may not be empty, or by the kind of the constraint.
    Values are never part of it.
    """
    match error.orig if isinstance(error, exc.DBAPIError) else error:
        case psycopg.IntegrityError(diag=diag):
            return diag.constraint_name or (f"{diag.table_name}.{diag.column_name}" if diag.column_name else "trigger")
        case psycopg.DataError(sqlstate=None):  # raised by the driver itself
            return "without_nul"
        case sqlite3.IntegrityError(sqlite_errorname=kind, args=(str(message), *_)):
            # Before the colon stands the kind, after it a check's name, or the columns: never a value.
            what, _, failed = message.partition(" constraint failed: ")
            name = _unique_constraints()[failed] if what == "UNIQUE" else failed
            return name or kind.removeprefix("SQLITE_CONSTRAINT_").lower()
        case _:
            return None


@cache
def _unique_constraints() -> Mapping[str, str]:
    """Return the name of each unique constraint by its columns, as SQLite reports it."""
    return {
        ", ".join(f"{table.name}.{column.name}" for column in constraint.columns): str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in (*table.constraints, *table.indexes)
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint)
        or (isinstance(constraint, Index) and constraint.unique)
    }
