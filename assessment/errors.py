"""Every error a person may see: the message is a sentence for them, with what to do.

::

    AssessmentError
    ├── InvalidInput          something typed or imported cannot be taken; says what and how to mend it
    ├── NotFound              no such thing, or not theirs to see: the same words for both
    ├── NotPermitted          theirs to see but not to do
    ├── NotSignedIn           nobody is signed in, or not the person the page was drawn for
    ├── NotOpen               the assessment no longer takes responses
    ├── ResponseChanged       somebody else saved this response since it was read; carries both texts
    ├── ImprovementActionChanged  somebody else saved this action since it was read
    ├── BankUnusable          a question bank is missing, faulty, or differs from what was published
    ├── NotSaved              the database could not be written; nothing was changed
    └── NotReadable           the database could not be read, or belongs to a newer version

Each sentence has a code that never changes and the parameters that stand in it, so that it can be worded differently, or
in another language, without touching the code that raises it. Anything else that is raised is a bug and crashes loudly.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from assessment.wording import has_words, words

if TYPE_CHECKING:
    from assessment.rounds.response import StoredResponse


class Sentence(str):
    """A sentence for a person, with the code it is known by and the parameters that stand in it."""

    __slots__ = ("code", "parameters")

    code: str
    parameters: Mapping[str, object]


def sentence(code: str, text: str, **parameters: object) -> Sentence:
    """Return the text with the parameters in place of their names in braces.

    A parameter that is a code (:mod:`assessment.codes`) stands in the sentence by its words and in `parameters` as the
    code. `code` is in small letters with underscores, and belongs to one text only::

        sentence("text_too_long", "The {field} is {length:,} characters long.", field="rationale of P1", length=4_812)
    """
    shown = {name: words(value) if has_words(value) else value for name, value in parameters.items()}  # type: ignore[arg-type]
    said = Sentence(text.format(**shown))
    said.code, said.parameters = code, MappingProxyType(parameters)
    return said


class AssessmentError(Exception):
    """An error that a person can do something about; ``str()`` of it is the sentence for them."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(str(said))
        self.sentences: tuple[Sentence, ...] = (said,)

    @property
    def code(self) -> str:
        """Return the code of the first sentence."""
        return self.sentences[0].code

    @property
    def parameters(self) -> Mapping[str, object]:
        """Return what stands in the first sentence, by name."""
        return self.sentences[0].parameters


class InvalidInput(AssessmentError):
    """One or more things in what was given cannot be taken; nothing of it was saved."""

    def __init__(self, *problems: Sentence) -> None:
        Exception.__init__(self, "\n".join(problems))
        self.sentences = problems


class NotFound(AssessmentError):
    """There is no such thing for this viewer."""


class NotPermitted(AssessmentError):
    """The viewer may see this, but not do that to it."""


class NotSignedIn(AssessmentError):
    """Nobody is signed in here, or the session has ended."""


class NotOpen(AssessmentError):
    """The assessment no longer takes responses."""


class ResponseChanged(AssessmentError):
    """Somebody else saved the response after it was read; `stored` is what it is now."""

    def __init__(self, said: Sentence, *, stored: "StoredResponse") -> None:
        super().__init__(said)
        self.stored = stored


class ImprovementActionChanged(AssessmentError):
    """Somebody else saved the improvement action after it was read."""


class BankUnusable(AssessmentError):
    """A question bank cannot be used."""


class NotSaved(AssessmentError):
    """The database could not be written; what was typed is still on the screen."""


class NotReadable(AssessmentError):
    """The database could not be read, or brought up to date."""
