"""Finds entries that the heads log notes and the database lacks, as after a database was lost, cut or set back."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from assessment.errors import Sentence, sentence
from assessment.store.audit_heads import NotedHeads
from assessment.store.tables import AUDIT


def find_lost_heads(connection: Connection, noted: NotedHeads) -> Iterator[Sentence]:
    """Yield a sentence for each chain whose last noted entry is not in the database, or is another there.

    This is quick, as it asks for one entry of each chain. A verification checks them all.
    """
    for chain, heads in sorted(noted.heads.items()):
        number = max(heads)
        found = connection.execute(
            select(AUDIT.c.hmac).where(AUDIT.c.chain == chain, AUDIT.c.number == number)
        ).scalar_one_or_none()
        if found not in {head.link.hmac for head in heads[number]}:
            yield sentence(
                "head_lost",
                "{chain}: the heads log noted entry {number} at {at}, but the database does not hold it. The database "
                "was lost, cut, or set back. Stop the app, and restore the database or find out what happened.",
                chain=chain,
                number=number,
                at=heads[number][0].at,
            )
