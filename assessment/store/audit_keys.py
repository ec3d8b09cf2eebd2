"""What the database knows of its own seals: which key they were made with, and how far each chain has come."""

import hmac
from typing import Final

from sqlalchemy import CheckConstraint, Connection, and_, func, select
from sqlmodel import Field

from assessment.errors import NotReadable
from assessment.store.audit_chain import ChainLink, key_check
from assessment.store.table_base import Base, length, table
from assessment.store.tables import AUDIT


class AuditKeyRow(Base, table=True):
    """One row, from which a key can be told from the one that the audit trail was begun with. The key is elsewhere."""

    __tablename__ = "audit_key"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), length("key_check", 64, least=64))

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key_check: str


AUDIT_KEY: Final = table("audit_key")


def known_key(connection: Connection, key: bytes) -> bytes:
    """The key, if it is the one that the trail was begun with. Raises :class:`NotReadable` if it is another.

    An entry that was sealed with another key could never be told from a forged one again.
    """
    begun_with = connection.execute(select(AUDIT_KEY.c.key_check)).scalar_one_or_none()
    if begun_with is None or not hmac.compare_digest(begun_with, key_check(key)):
        raise NotReadable(
            "The audit trail was begun with another key. Set AUDIT_KEY, or the file audit.key beside the database, "
            "to the key it was begun with."
        )
    return key


def all_heads(connection: Connection) -> tuple[ChainLink, ...]:
    """The last entry's place in every chain, in the order of the chains' names."""
    last = select(AUDIT.c.chain, func.max(AUDIT.c.number).label("number")).group_by(AUDIT.c.chain).subquery()
    rows = connection.execute(
        select(AUDIT.c.chain, AUDIT.c.number, AUDIT.c.hmac)
        .join(last, and_(AUDIT.c.chain == last.c.chain, AUDIT.c.number == last.c.number))
        .order_by(AUDIT.c.chain)
    )
    return tuple(ChainLink(chain=row.chain, number=row.number, hmac=row.hmac) for row in rows)
