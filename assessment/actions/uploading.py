"""Who may upload a file: a person to whom a page showed a field for it, and not without end.

Streamlit keeps each file in the memory of the server until its page is left, whoever sends it and from whichever page.
"""

from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from assessment.actions.allowance import Allowance
from assessment.errors import NotPermitted, TooManyAtOnce, sentence
from assessment.ids import PersonId

MOST: Final = 10
WITHIN: Final = timedelta(hours=1)
_SHOWN_FOR: Final = timedelta(hours=12)
"""The longest that a session lasts, and so a page with a field."""


class Uploads:
    """What this process knows of fields for files and of uploads. Any thread may use it."""

    def __init__(self) -> None:
        self._shown: dict[PersonId, datetime] = {}
        self._allowance = Allowance(most=MOST, within=WITHIN)
        self._lock = Lock()

    def expect(self, person: PersonId, *, at: datetime) -> None:
        """Note that a page shows the person a field for a file."""
        with self._lock:
            self._shown[person] = at

    def take(self, person: PersonId, *, at: datetime) -> None:
        """Count an upload by the person. Raise :class:`NotPermitted` and :class:`TooManyAtOnce`."""
        with self._lock:
            shown = self._shown.get(person)
        if shown is None or at - shown > _SHOWN_FOR:
            raise NotPermitted(
                sentence(
                    "upload_without_field",
                    "No page is open on which you can upload a file. Open the page with the field for it again.",
                )
            )
        if self._allowance.take(person, at=at) < 0:
            raise TooManyAtOnce(
                sentence(
                    "too_many_uploads",
                    "You have uploaded {most} files within an hour. Wait an hour before the next.",
                    most=MOST,
                )
            )


UPLOADS: Final = Uploads()
