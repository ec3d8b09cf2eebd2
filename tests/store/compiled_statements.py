"""What was compiled for one engine, given to every other of its kind: else it takes half of the time of most tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


class _OfAKind(dict[Any, Any]):
    """SQLAlchemy's own cache of an engine, for all engines of one kind: a key begins with the dialect of the engine."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Compile each statement once for all engines of one kind, until the end of the block.

    Of one kind are engines of one driver and server that write JSON alike: nothing else makes a statement another.
    """
    kept: dict[object, _OfAKind] = {}

    def share(connection: Connection) -> None:
        dialect: Any = connection.dialect
        kind = (type(dialect), dialect.server_version_info, dialect.default_schema_name, dialect._json_serializer)
        connection.execution_options(compiled_cache=kept.setdefault(kind, _OfAKind()))

    event.listen(Engine, "engine_connect", share)
    try:
        yield
    finally:
        event.remove(Engine, "engine_connect", share)
