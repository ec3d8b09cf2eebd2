"""The files of issued reports, kept so that each can be taken again exactly as it was issued."""

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, select

from assessment.codes import ReportFormat
from assessment.errors import InvalidInput, sentence
from assessment.rounds.assessment import Assessment
from assessment.store.audit_chain import chain_of
from assessment.store.holding import Held
from assessment.store.tables import REPORT_FILE


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
            select(REPORT_FILE.c.content).where(
                REPORT_FILE.c.assessment_id == assessment.id,
                REPORT_FILE.c.version == version,
                REPORT_FILE.c.form == form,
            )
        ).scalar_one_or_none()
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise InvalidInput(
                sentence(
                    "report_file_altered",
                    "Version {version} is not handed out: its file is no longer as it was issued. "
                    "Tell whoever runs this service, who can restore it from a backup.",
                    version=version,
                )
            )
        return bytes(content)
