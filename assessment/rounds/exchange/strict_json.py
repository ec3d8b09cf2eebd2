"""Strict JSON: text to plain data. It refuses text that JSON readers disagree about, or that is made to exhaust one."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from assessment.errors import InvalidInput, sentence
from assessment.rounds.exchange.exchange_problems import Place, Problems

LARGEST_FILE: Final = 2 * 1024 * 1024
"""The most bytes of a file. All 53 questions with the longest texts and the most evidence take about half of it."""

MOST_MEMBERS: Final = 20_000
"""The most objects and keys together; a full assessment has some 5,000."""

_TOO_LARGE: Final = sentence(
    "file_too_large",
    "file: it is larger than {most} MiB, the most that is read. "
    "Put long texts into documents and name them as evidence.",
    most=LARGEST_FILE // 1024 // 1024,
)


class _Repeating(dict[str, Any]):
    """An object that was written with the same key more than once."""

    repeated: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """Return the text of a file, with or without a byte order mark. Raise :class:`InvalidInput` unless it is UTF-8."""
    if len(data) > LARGEST_FILE:
        raise InvalidInput(_TOO_LARGE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            sentence(
                "file_not_utf8",
                "file: it is not UTF-8 text (byte {byte:,}). Save it again with UTF-8 as its encoding.",
                byte=error.start + 1,
            )
        ) from None


def plain_data(text: str, problems: Problems) -> Any:
    """Return the text as dictionaries, lists and scalars, and add repeated keys to the problems.

    Raise :class:`InvalidInput` if the text is too large, nested too deeply, or not JSON (``NaN`` is not).
    """
    # A character takes at least a byte, so a text that is far too long need not be encoded.
    if len(text) > LARGEST_FILE or len(text.encode(errors="surrogatepass")) > LARGEST_FILE:
        raise InvalidInput(_TOO_LARGE)
    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_Objects(),
            parse_constant=_refuse_constant,
            # The format has no numbers; reading them as floats costs nothing, however many digits they have.
            parse_int=float,
        )
    except json.JSONDecodeError as error:
        raise InvalidInput(
            sentence(
                "file_not_json",
                "line {line}, column {column}: this is not JSON. "
                "Check the commas, quotation marks and brackets just before it.",
                line=error.lineno,
                column=error.colno,
            )
        ) from None
    except RecursionError:
        raise InvalidInput(
            sentence("file_nested_too_deeply", "file: it is nested too deeply to be an assessment. Export it again.")
        ) from None
    for place in _repeated_keys(data):
        problems.found(place, sentence("key_repeated", "is there more than once. Keep one of them."))
    return data


class _Objects:
    """Makes the objects of one file, and counts them and their keys."""

    def __init__(self) -> None:
        self._members = 0

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._members += 1 + len(pairs)
        if self._members > MOST_MEMBERS:
            raise InvalidInput(
                sentence("file_with_too_many_keys", "file: it has far more keys than an assessment. Export it again.")
            )
        # A message cannot show half a character, so a key that holds one is replaced by an unknown key.
        members = [(key.encode(errors="replace").decode(), value) for key, value in pairs]
        read = dict(members)
        if len(read) == len(members):
            return read
        uses = Counter(key for key, _ in members)
        repeating = _Repeating(read)
        repeating.repeated = tuple(key for key in read if uses[key] > 1)
        return repeating


def _refuse_constant(constant: str) -> NoReturn:
    raise InvalidInput(
        sentence(
            "file_with_constant",
            "file: it contains {constant}, which JSON does not allow. Write it as text in quotation marks.",
            constant=constant,
        )
    )


def _repeated_keys(data: Any) -> Iterator[Place]:
    waiting: list[tuple[Place, Any]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, _Repeating):
            yield from ((*place, key) for key in value.repeated)
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend(((*place, step), member) for step, member in members if isinstance(member, dict | list))
