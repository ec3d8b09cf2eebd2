"""The files of issued reports, kept so that each can be taken again exactly as it was issued."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select, type_coerce
from sqlalchemy.types import NullType

from assessment.codes import ReportFormat
from assessment.errors import InvalidInput, sentence
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import chain_of
from assessment.store.holding import Held
from assessment.store.tables import REPORT_FILE

_CONTENT: Final[ColumnElement[Any]] = type_coerce(REPORT_FILE.c.content, NullType())
"""The content as the database has it: somebody who edited it may have put a text there."""


class ReportFiles:
    """The files, within one transaction."""

    def __init__(self, connection: Connection, held: Held) -> None:
        self._connection = connection
        self._held = held

    def add(self, assessment: Assessment, version: int, files: Mapping[ReportFormat, bytes]) -> Mapping[str, str]:
        """Keep the files of a version that is being issued, and return the SHA-256 of each by its form."""
        self._held.require_chain(chain_of(assessment.collaboration.id))
        hashes = {str(form): hashlib.sha256(content).hexdigest() for form, content in files.items()}
        self._connection.execute(
            REPORT_FILE.insert(),
            [
                {
                    "assessment_id": assessment.id,
                    "version": version,
                    "form": form,
                    "sha256": hashes[form],
                    "content": content,
                }
                for form, content in files.items()
            ],
        )
        return hashes

    def read(self, assessment: Assessment, version: int, form: ReportFormat, *, sha256: str) -> bytes:
        """Return the file as it was issued, with that SHA-256.

        Raise :class:`InvalidInput` where it is no longer that file: nobody is handed another in its place.
        """
        content = self._connection.execute(
            select(_CONTENT).where(
                REPORT_FILE.c.assessment_id == assessment.id,
                REPORT_FILE.c.version == version,
                REPORT_FILE.c.form == form,
            )
        ).scalar_one_or_none()
        if not isinstance(content, bytes) or not _has_hash(content, sha256):
            raise InvalidInput(
                sentence(
                    "report_file_altered",
                    "Version {version} is not handed out: its file is no longer as it was issued. "
                    "Tell whoever runs this service, who can restore it from a backup.",
                    version=version,
                )
            )
        return content


def altered_files(connection: Connection) -> Iterator[str]:
    """Yield the name of every file whose content no longer has its SHA-256: its key, with ``/`` between."""
    files = select(REPORT_FILE.c.assessment_id, REPORT_FILE.c.version, REPORT_FILE.c.form, REPORT_FILE.c.sha256)
    # A few at a time, because all of them together may not fit into memory.
    for id, version, form, sha256, content in connection.execute(files.add_columns(_CONTENT)).yield_per(10):
        if not _has_hash(content, sha256):
            yield f"{id}/{version}/{form}"


def _has_hash(content: object, sha256: str) -> bool:
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == sha256
