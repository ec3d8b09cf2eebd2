"""Every error a person may see: the message is a sentence for them, with what to do.

::

    AssessmentError
    ├── InvalidInput          something typed or imported cannot be taken; says what and how to mend it
    ├── NotFound              no such thing, or not theirs to see: the same words for both
    ├── NotPermitted          theirs to see but not to do
    ├── NotSignedIn           nobody is signed in, or not the person the page was drawn for
    ├── NotOpen               the assessment no longer takes responses
    ├── ResponseChanged       somebody else saved this response since it was read; carries both texts
    ├── ActionChanged         somebody else saved this action since it was read
    ├── BankUnusable          a question bank is missing, faulty, or differs from what was published
    ├── NotSaved              the database could not be written; nothing was changed
    └── NotReadable           the database could not be read, or belongs to a newer version

Anything else that is raised is a bug and crashes loudly.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.rounds.response import StoredResponse


class AssessmentError(Exception):
    """A sentence for the person at the screen."""


class InvalidInput(AssessmentError):
    """One or more things in what was given cannot be taken; nothing of it was kept."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NotFound(AssessmentError):
    """There is no such thing for this viewer."""


class NotPermitted(AssessmentError):
    """The viewer may see this, but not do that to it."""


class NotSignedIn(AssessmentError):
    """Nobody is signed in here, or the session has ended."""


class NotOpen(AssessmentError):
    """The assessment does not take responses any more."""


class ResponseChanged(AssessmentError):
    """The response was changed by someone else since it was read; `stored` is what it is now."""

    def __init__(self, message: str, *, stored: "StoredResponse") -> None:
        super().__init__(message)
        self.stored = stored


class ActionChanged(AssessmentError):
    """The action was changed by someone else since it was read."""


class BankUnusable(AssessmentError):
    """A question bank cannot be used."""


class NotSaved(AssessmentError):
    """The database could not be written; what was typed is still on the screen."""


class NotReadable(AssessmentError):
    """The database could not be read, or brought up to date."""
