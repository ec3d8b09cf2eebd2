"""A doubt about answers, which is put to the respondent as a question."""

from dataclasses import dataclass

from assessment.ids import QuestionCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that can be right and looks unlikely."""

    words: str
    """What it is, in a sentence without its full stop, as the questions are named after it."""
    questions: tuple[QuestionCode, ...]
    """The questions that it is about, in bank order, or as the words name them."""
    names_register: bool = False
    """True where it is also about what the register says of the collaboration."""
