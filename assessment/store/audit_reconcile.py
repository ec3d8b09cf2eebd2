"""Compares every row whose changes are on record with the digest that the audit trail last holds of it."""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from assessment.errors import Sentence, sentence
from assessment.store.report_files import altered_files
from assessment.store.row_kinds import ROW_KINDS, row_digests
from assessment.store.tables import AnyRow

_WORDS: Final = {
    "improvement_action": "action",
    "question_comment": "comment",
    "role_grant": "access",
}
"""What a kind of row is called where its table's name is no such word."""


class RecordedRows:
    """The digests of rows, as the entries of the trail tell them one after the other."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._mismatches: list[Sentence] = []

    def follow(self, entry: AnyRow, *, is_sound: bool) -> None:
        """Take the digests of the next entry of a chain. `is_sound` is False after the first bad entry of the chain."""
        try:
            changes = [(str(name), was, now) for name, (was, now) in json.loads(entry.digests).items()]
        except (ValueError, TypeError, AttributeError, RecursionError):  # edited, which the seal shows
            return
        for name, was, now in changes:
            if is_sound and self._last.get(name) != was:
                self._mismatches.append(
                    sentence(
                        "row_changed_before_entry",
                        "{row} was changed outside the app before entry {number} of {chain}.",
                        row=_described(name),
                        number=entry.number,
                        chain=entry.chain,
                    )
                )
            if now is None:
                self._last.pop(name, None)
            else:
                self._last[name] = now

    def mismatches(self, connection: Connection, key: bytes) -> tuple[Sentence, ...]:
        """Return a sentence for each row that is not as the trail says, after its last entry was followed."""
        return (*self._mismatches, *self._compared(connection, key))

    def _compared(self, connection: Connection, key: bytes) -> Iterator[Sentence]:
        recorded, altered = dict(self._last), set[str]()
        for kind in ROW_KINDS:
            for key_text, digest in sorted(row_digests(connection, key, kind)):
                name = f"{kind.name}/{key_text}"
                last = recorded.pop(name, None)
                if last is None:
                    yield sentence(
                        "row_not_recorded",
                        "{row} was added outside the app.",
                        row=_described(name),
                    )
                elif last != digest:
                    altered.add(name)
                    yield sentence("row_not_as_saved", "{row} is not as it was last saved.", row=_described(name))
        for name in sorted(recorded):
            yield sentence("row_missing", "{row} is missing.", row=_described(name))
        for name in sorted({f"report_file/{key}" for key in altered_files(connection)} - altered):
            yield sentence(
                "report_file_not_as_issued",
                "{row} is not as it was issued, and is handed out to nobody.",
                row=_described(name),
            )


def _described(name: str) -> str:
    kind, *key = name.split("/", 3)
    if kind == "response" and len(key) == 3:
        assessment, respondent, question = key
        return f"assessment {assessment}: the answer to {question} by respondent {respondent}"
    if kind == "minority_view" and len(key) == 3:
        assessment, _, of = key
        question, _, force = of.rpartition("/")
        return f"assessment {assessment}: the minority view on {question} of respondent {force}"
    if kind == "handed_question" and len(key) == 3:
        assessment, respondent, question = key
        return f"assessment {assessment}: who looks after {question} for respondent {respondent}"
    if kind == "report_file" and len(key) == 3:
        assessment, version, form = key
        return f"assessment {assessment}: the file {form} of version {version} of its report"
    return " ".join((_WORDS.get(kind, kind), *key))
