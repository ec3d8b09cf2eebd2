"""JSON text to plain data, refusing what JSON readers disagree about and what is made to exhaust one."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from assessment.errors import InvalidInput
from assessment.rounds.exchange.exchange_problems import Place, Problems

LARGEST_FILE: Final = 2 * 1024 * 1024
"""In bytes. All 53 questions with the longest texts and the most evidence take about half of it in English."""

MOST_MEMBERS: Final = 20_000
"""Objects and their keys together; a full assessment has some 5,000."""

_TOO_LARGE: Final = (
    f"file: it is larger than {LARGEST_FILE // 1024 // 1024} MiB, the most that is read. "
    "Put long texts into documents and name them as evidence."
)


class _Repeating(dict[str, Any]):
    """An object that was written with the same key more than once."""

    repeated: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """The text of a file's bytes, with or without a byte order mark. Raises :class:`InvalidInput`."""
    if len(data) > LARGEST_FILE:
        raise InvalidInput(_TOO_LARGE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"file: it is not UTF-8 text (byte {error.start + 1:,}). Save it again with UTF-8 as its encoding."
        ) from None


def plain_data(text: str, problems: Problems) -> Any:
    """What the text says as dictionaries, lists and scalars; repeated keys are added to the problems.

    Raises :class:`InvalidInput` when the text is too large, nested too deeply, or not JSON (``NaN`` is not).
    """
    # A character takes a byte or more, so this spares encoding what is far too large.
    if len(text) > LARGEST_FILE or len(text.encode(errors="surrogatepass")) > LARGEST_FILE:
        raise InvalidInput(_TOO_LARGE)
    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Objects(),
            parse_constant=_refuse_constant,
            # The format holds no numbers; as floats they cost nothing, however many digits they have.
            parse_int=float,
        )
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"line {error.lineno}, column {error.colno}: this is not JSON. "
            "Check the commas, quotation marks and brackets just before it."
        ) from None
    except RecursionError:
        raise InvalidInput("file: it is nested too deeply to be an assessment. Export it again.") from None
    for place in _repeated_keys(data):
        problems.found(place, "stands there more than once. Keep one of them.")
    return data


class _Objects:
    """Makes the objects of one file, and counts what they hold."""

    def __init__(self) -> None:
        self._members = 0

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._members += 1 + len(pairs)
        if self._members > MOST_MEMBERS:
            raise InvalidInput("file: it holds far more keys than an assessment has. Export it again.")
        # Half characters cannot stand in a message, so a key that holds one becomes a key that nobody knows.
        members = [(key.encode(errors="replace").decode(), value) for key, value in pairs]
        read = dict(members)
        if len(read) == len(members):
            return read
        uses = Counter(key for key, _ in members)
        repeating = _Repeating(read)
        repeating.repeated = tuple(key for key in read if uses[key] > 1)
        return repeating


def _refuse_constant(constant: str) -> NoReturn:
    raise InvalidInput(f"file: it holds {constant}, which JSON does not have. Write a text in quotation marks.")


def _repeated_keys(data: Any) -> Iterator[Place]:
    waiting: list[tuple[Place, Any]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, _Repeating):
            yield from ((*place, key) for key in value.repeated)
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend(((*place, step), member) for step, member in members if isinstance(member, dict | list))
