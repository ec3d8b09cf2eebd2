"""Checks that a key is the one that the audit trail was started with."""

import hmac
from typing import Final

from sqlalchemy import CheckConstraint, Connection, select
from sqlmodel import Field

from assessment.errors import NotReadable, sentence
from assessment.store.audit_chain import key_check
from assessment.store.table_base import Base, length, table


class AuditKeyRow(Base, table=True):
    """The only row: a value by which the key is recognised. The key itself is not in the database."""

    __tablename__ = "audit_key"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), length("key_check", 64, least=64))

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key_check: str


AUDIT_KEY: Final = table("audit_key")


def known_key(connection: Connection, key: bytes) -> bytes:
    """Return the key if the trail was started with it. Raises :class:`NotReadable` for a different key.

    An entry that was sealed with a different key could never be told from a forged one.
    """
    started_with = connection.execute(select(AUDIT_KEY.c.key_check)).scalar_one_or_none()
    if started_with is None or not hmac.compare_digest(started_with, key_check(key)):
        raise NotReadable(
            sentence(
                "audit_key_differs",
                "The audit trail was started with a different key. Set AUDIT_KEY, or the file audit.key beside the "
                "database, to the key it was started with.",
            )
        )
    return key
