"""The errors that a person may see. Each message is a sentence for them that says what to do.

::

    AssessmentError
    ├── InvalidInput          something typed or imported is not accepted; says what, and how to correct it
    ├── NotFound              the thing does not exist, or they may not see it: the words are the same
    ├── NotPermitted          they may see the thing, but not do this to it
    ├── NotSignedIn           nobody is signed in, or not the person the page was drawn for
    ├── TooManyAttempts       a secret was tried too often; says until when to wait
    ├── NotOpen               the assessment no longer takes responses
    ├── ResponseChanged       somebody else saved this response since it was read; carries both texts
    ├── ImprovementActionChanged  somebody else saved this action since it was read; carries what they saved
    ├── DecisionChanged       somebody else recorded a decision of the board on this version since the page was drawn
    ├── RegisterChanged       somebody else changed what the register says of this collaboration since it was read
    ├── ReportUnchanged       the last version of the report holds the same; no other was issued
    ├── BankUnusable          a question bank is missing, faulty, or differs from what was published
    ├── NotSent               an e-mail was not sent, and its link does not work
    ├── TooManyAtOnce         too many ask for this kind of work at once; nothing of it was done
    ├── DoesNotFit            what was sent breaks a constraint of the database; nothing of it was saved
    ├── NotSaved              the database could not be written; nothing was changed
    └── NotReadable           the database could not be read, or belongs to a newer version

Each sentence has a code that never changes, and the parameters that fill its gaps. So it can be reworded or translated
without a change to what raises it. Anything else that is raised is a bug and crashes loudly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from assessment.dates import uk_date, uk_time
from assessment.wording import has_words, words

if TYPE_CHECKING:
    from assessment.rounds.improvement_action import StoredImprovementAction
    from assessment.rounds.response import StoredResponse


class Sentence(str):
    """A sentence for a person, with its code and the parameters that fill its gaps."""

    __slots__ = ("code", "parameters")

    code: str
    parameters: Mapping[str, object]

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only mapping cannot be pickled, and reports are written in processes of their own.
        return _sentence_of, (str(self), self.code, dict(self.parameters))


def sentence(code: str, text: str, **parameters: object) -> Sentence:
    """Return the text with the parameters in place of their names in braces.

    In the sentence, a parameter that is a code (:mod:`assessment.codes`) is shown by its words. A date, or a date and
    time, is shown as a day in the UK, or with ``{at:time}`` as the time of day. `parameters` holds them as given.
    `code` is in small letters with underscores, and belongs to one text only::

        sentence("text_too_long", "The {field} is {length:,} characters long.", field="rationale of P1", length=4_812)
    """
    filled = text.format(**{name: _shown(value) for name, value in parameters.items()})
    return _sentence_of(filled, code, parameters)


def _sentence_of(filled: str, code: str, parameters: Mapping[str, object]) -> Sentence:
    made = Sentence(filled)
    made.code, made.parameters = code, MappingProxyType(parameters)
    return made


def _shown(value: object) -> object:
    if has_words(value):
        return words(value)  # type: ignore[arg-type]
    return _UkDay(value) if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class _UkDay:
    """A day, or a date and time, as a template shows it: the day in the UK, or with ``:time`` the time of day."""

    value: date

    def __format__(self, spec: str) -> str:
        if not spec:
            return uk_date(self.value)
        if spec == "time" and isinstance(self.value, datetime):
            return uk_time(self.value)
        raise ValueError(f"A date in a sentence is not shown as {spec!r}.")


SOMETHING_WENT_WRONG: Final = sentence(
    "something_went_wrong",
    "Something went wrong in this service, and its log says what. Try again. "
    "If it happens again, tell whoever runs this service what you were doing and when.",
)
"""The words for a bug. What is known of it stands in the log alone."""


class AssessmentError(Exception):
    """An error that a person can do something about. Its ``str()`` is the sentence for them."""

    def __init__(self, text: Sentence) -> None:
        super().__init__(str(text))
        self.sentences: tuple[Sentence, ...] = (text,)

    @property
    def code(self) -> str:
        """Return the code of the first sentence."""
        return self.sentences[0].code

    @property
    def parameters(self) -> Mapping[str, object]:
        """Return the parameters of the first sentence, by name."""
        return self.sentences[0].parameters


class InvalidInput(AssessmentError):
    """The input has one or more problems; nothing of it was saved."""

    def __init__(self, *problems: Sentence) -> None:
        Exception.__init__(self, "\n".join(problems))
        self.sentences = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One problem of what was given. `place` is the field it stands in, by the names of what was given."""

    place: tuple[str | int, ...]
    says: Sentence


class InvalidFields(InvalidInput):
    """The input has problems, each of which is in a field; `problems` says what is wrong, and where."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__(*(problem.says for problem in problems))
        self.problems = problems


class NotFound(AssessmentError):
    """The thing does not exist, or this viewer may not see it."""


class NotPermitted(AssessmentError):
    """The viewer may see this thing, but not do what was asked."""


class NotSignedIn(AssessmentError):
    """Nobody is signed in here, or the session has ended."""


class TooManyAttempts(AssessmentError):
    """A secret was tried too often, so this attempt was not looked at."""


class DecisionChanged(AssessmentError):
    """Somebody else recorded a decision of the board on this version since it was read."""


class RegisterChanged(AssessmentError):
    """Somebody else changed what the register says of this collaboration since it was read."""


class ReportUnchanged(AssessmentError):
    """The last version of the report holds the same, so no other was issued. The parameter `version` is its number."""


class NotOpen(AssessmentError):
    """The assessment no longer takes responses."""


class ResponseChanged(AssessmentError):
    """Somebody else saved the response after it was read; `stored` is the response as it is now."""

    def __init__(self, text: Sentence, *, stored: "StoredResponse") -> None:
        super().__init__(text)
        self.stored = stored


class ImprovementActionChanged(AssessmentError):
    """Somebody else saved the improvement action after it was read; `stored` is the action as it is now.

    It is None where another assessment has an action with that id.
    """

    def __init__(self, text: Sentence, *, stored: "StoredImprovementAction | None") -> None:
        super().__init__(text)
        self.stored = stored


class BankUnusable(AssessmentError):
    """A question bank cannot be used."""


class NotSent(AssessmentError):
    """An e-mail was not sent, and the link in it does not work."""


class TooManyAtOnce(AssessmentError):
    """Too many ask for the same kind of work at once. Nothing was done, and it is worth asking again in a moment."""


class DoesNotFit(AssessmentError):
    """What was sent breaks a constraint of the database, so nothing of it was saved. To repeat it does not help."""


class NotSaved(AssessmentError):
    """The database could not be written to; what was typed is still on the screen."""


class NotReadable(AssessmentError):
    """The database could not be read, or its tables could not be brought up to date."""
