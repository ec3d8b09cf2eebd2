"""The field to upload an exported assessment. The import checks what the file holds."""

import streamlit as st

from assessment.actions.uploading import UPLOADS
from assessment.dates import now
from assessment.ids import PersonId
from assessment.rounds.exchange import decoded


def exchange_file(person: PersonId) -> str | None:
    """Show the person the field. Return the text of the chosen file, or None while no file is chosen.

    Raises :class:`InvalidInput` for a file that is not UTF-8 or too large.
    """
    UPLOADS.expect(person, at=now())
    chosen = st.file_uploader("Assessment file (JSON, at most 2 MB)", type="json", key="file")
    return None if chosen is None else decoded(chosen.getvalue())
