"""The rows whose every change is on record: what belongs to each, and the digest by which the audit trail knows it.

A row is taken together with its parts, such as an answer with its evidence. Its digest is HMAC-SHA-256 (RFC 2104), with
the key of the audit trail, over ``row/1``, a line feed and its content: JSON with sorted keys, without white space, in
ASCII. Ids are written with dashes and times in UTC to the microsecond, so that every database gives the same digest. A
column without a value and a part without rows are left out, so that a new one changes no digest.

``tests/store/test_row_kinds.py`` finds every table and column that is neither here nor left out with a reason.
"""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Select, String, Table, and_, bindparam, cast, select

from assessment.store.audit_chain import FORCES_CHAIN, PEOPLE_CHAIN, ROUNDS_CHAIN, Chain, chain_of
from assessment.store.force_tables import FORCE, FORCE_NAME
from assessment.store.people_tables import GRANT, IDENTITY, INVITATION, LINK_REQUEST, PERSON, RECOVERY_CODE, SESSION
from assessment.store.register_tables import COLLABORATION, MEMBERSHIP, REGISTER_FACT, SIGNATURE
from assessment.store.round_tables import ROUND
from assessment.store.tables import (
    ASSESSMENT,
    EVIDENCE,
    IMPROVEMENT_ACTION,
    MINORITY_VIEW,
    PARTNER,
    REPORT_FILE,
    RESPONDENT,
    RESPONSE,
    THEME_SCORE,
)
from assessment.store.working_notes_tables import HANDED_QUESTION, QUESTION_COMMENT

RowKey = tuple[object, ...]
"""The values of a row's primary key, in the order of its columns."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "report_file.content": "is compared with its SHA-256, which a digest holds",
    "person.last_step": "only keeps a code of the second factor from being used twice within a minute",
    "session.guesses": "only ends a session in which the password is guessed; each wrong one has an entry of its own",
    "session.seen_at": "only ends a session that nobody uses, and changes all the time",
}
"""The columns that no digest holds, each with the reason."""

UNRECORDED_TABLES: Final[Mapping[str, str]] = {
    "account_notice": "tells people of a link, whose making and use have entries of their own",
    "attempt": "counts wrong secrets for five minutes; each has an entry of its own",
    "audit": "is the trail, which is sealed",
    "audit_key": "recognises the key; an other value stops the app",
}
"""The tables whose rows have no digest, each with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKind:
    """The rows of one table, each with its parts: the rows of other tables that refer to it and belong to it."""

    table: Table
    parts: tuple[Table, ...] = ()
    collaboration: Select[Any] | None = None
    """Selects the collaboration in whose chain changes are recorded; None for those recorded in `chain`.

    A row without a collaboration is recorded in `chain` too.
    """
    chain: Chain = PEOPLE_CHAIN

    @property
    def name(self) -> str:
        """Return the name of the kind, which is that of its table."""
        return self.table.name

    def key_columns(self, table: Table) -> tuple[Column[Any], ...]:
        """Return the columns of the kind's own table or of a part that hold the key of the row."""
        own = tuple(self.table.primary_key.columns)
        if table is self.table:
            return own
        refers = next(each for each in table.foreign_key_constraints if each.referred_table is self.table)
        columns = {element.column: element.parent for element in refers.elements}
        return tuple(columns[column] for column in own)


_OF_ASSESSMENT: Final = select(ASSESSMENT.c.collaboration_id)

ROW_KINDS: Final = (
    RowKind(table=FORCE, parts=(FORCE_NAME,), chain=FORCES_CHAIN),
    RowKind(
        table=COLLABORATION,
        parts=(MEMBERSHIP, SIGNATURE, REGISTER_FACT),
        collaboration=select(COLLABORATION.c.id),
    ),
    RowKind(table=ROUND, collaboration=select(ROUND.c.collaboration_id), chain=ROUNDS_CHAIN),
    RowKind(table=ASSESSMENT, parts=(PARTNER, RESPONDENT, THEME_SCORE), collaboration=_OF_ASSESSMENT),
    RowKind(
        table=RESPONSE,
        parts=(EVIDENCE,),
        collaboration=_OF_ASSESSMENT.join(RESPONSE, RESPONSE.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(
        table=MINORITY_VIEW,
        collaboration=_OF_ASSESSMENT.join(MINORITY_VIEW, MINORITY_VIEW.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(
        table=QUESTION_COMMENT,
        collaboration=_OF_ASSESSMENT.join(QUESTION_COMMENT, QUESTION_COMMENT.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(
        table=HANDED_QUESTION,
        collaboration=_OF_ASSESSMENT.join(HANDED_QUESTION, HANDED_QUESTION.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(
        table=IMPROVEMENT_ACTION,
        collaboration=_OF_ASSESSMENT.join(IMPROVEMENT_ACTION, IMPROVEMENT_ACTION.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(
        table=REPORT_FILE,
        collaboration=_OF_ASSESSMENT.join(REPORT_FILE, REPORT_FILE.c.assessment_id == ASSESSMENT.c.id),
    ),
    RowKind(table=PERSON, parts=(RECOVERY_CODE, IDENTITY)),
    RowKind(table=GRANT),
    RowKind(table=SESSION),
    RowKind(table=INVITATION),
    RowKind(table=LINK_REQUEST),
)

KIND_OF_TABLE: Final[Mapping[Table, RowKind]] = {
    table: kind for kind in ROW_KINDS for table in (kind.table, *kind.parts)
}
"""The kind of every table's rows, where they are rows of a kind or parts of one."""


def row_digests(
    connection: Connection, key: bytes, kind: RowKind, only: RowKey | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the name and the digest of every row of the kind, or of the row with the key `only`.

    A row's name is its key as text: its ids and codes, with ``/`` between them. A value that somebody edited into no id
    or time is taken as it is, so that the digest differs.
    """
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for table in kind.parts:
        for name, content in _contents(connection, kind, table, only):
            parts[name][table.name].append(_json(content))
    for name, content in _contents(connection, kind, kind.table, only):
        whole = {kind.name: content} | {part: sorted(rows) for part, rows in parts.get(name, {}).items()}
        yield name, hmac.new(key, b"row/1\n" + _json(whole).encode("ascii"), hashlib.sha256).hexdigest()


def chain_of_row(connection: Connection, kind: RowKind, key: RowKey) -> Chain:
    """Return the chain of the audit trail that records the changes of the row with that key."""
    if kind.collaboration is None:
        return kind.chain
    collaboration = connection.execute(_collaboration_of_one(kind), _key_values(key)).scalar_one()
    return kind.chain if collaboration is None else chain_of(collaboration)


def _contents(
    connection: Connection, kind: RowKind, table: Table, only: RowKey | None
) -> Iterator[tuple[str, dict[str, object]]]:
    texts = _texts(kind, table)
    rows = connection.execute(texts.all) if only is None else connection.execute(texts.one, _key_values(only))
    for row in rows:
        values = [value and _canonical(make, value) for make, value in zip(texts.canonical, row, strict=True)]
        content = {name: values[place] for name, place in texts.in_digest if values[place] is not None}
        yield "/".join(str(values[place]) for place in texts.key), content


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The rows of a table as text, because a value that somebody has edited may not be an id or a time."""

    all: Select[*tuple[Any, ...]]
    one: Select[*tuple[Any, ...]]
    """Takes the values of :func:`_key_values`."""
    canonical: tuple[Callable[[str], object], ...]
    """Makes the value as it stands in the content, for each column."""
    key: tuple[int, ...]
    """The places of the columns that hold the key of the row."""
    in_digest: tuple[tuple[str, int], ...]
    """The names and places of the columns that a digest holds."""


@cache
def _texts(kind: RowKind, table: Table) -> _Texts:
    columns, keys = tuple(each for each in table.columns if str(each) not in LEFT_OUT), kind.key_columns(table)
    places = {column.name: place for place, column in enumerate(columns)}
    as_text = select(*(cast(column, String).label(column.name) for column in columns))
    return _Texts(
        all=as_text,
        one=as_text.where(_equal(keys)),
        canonical=tuple(_CANONICAL.get(column.type.python_type, str) for column in columns),
        key=tuple(places[column.name] for column in keys),
        in_digest=tuple((column.name, places[column.name]) for column in columns),
    )


@cache
def _collaboration_of_one(kind: RowKind) -> Select[Any]:
    assert kind.collaboration is not None
    return kind.collaboration.where(_equal(kind.key_columns(kind.table)))


def _equal(columns: tuple[Column[Any], ...]) -> ColumnElement[bool]:
    return and_(*(column == bindparam(f"key_{place}") for place, column in enumerate(columns)))


def _key_values(key: RowKey) -> dict[str, object]:
    return {f"key_{place}": value for place, value in enumerate(key)}


def _canonical(make: Callable[[str], object], text: str) -> object:
    try:
        return make(text)
    except (ValueError, OverflowError):
        return text


def _utc(text: str) -> str:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


_CANONICAL: Final[Mapping[type, Callable[[str], object]]] = {
    UUID: lambda text: str(UUID(text)),
    datetime: _utc,
    date: lambda text: date.fromisoformat(text).isoformat(),
    int: int,
    bool: lambda text: {"1": True, "true": True, "0": False, "false": False}.get(text, text),
}
"""The value as it stands in the content, by the type of its column. Anything else is taken as it is."""


def _json(content: object) -> str:
    return json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
