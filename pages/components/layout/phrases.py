"""Short phrases that several pages share."""

from typing import Final

from assessment.bank.model import Bank, Citation
from assessment.codes import Stage
from assessment.dates import uk_date
from assessment.rounds.assessment import Assessment
from assessment.rounds.progress import Coverage
from assessment.wording import words

_MINUTES_A_QUESTION: Final = 3


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 question``, ``12 questions``. `many` is for an irregular plural."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def answered(done: Coverage) -> str:
    """Return how many questions have a reply, as ``48 of 53 answered, 3 of them not applicable``, on every page."""
    left_out = f", {done.not_applicable} of them not applicable" if done.not_applicable else ""
    return f"{done.replied} of {done.asked} answered{left_out}"


def about_minutes(questions: int) -> str:
    """Return about how long questions take to answer: ``about 12 minutes``, ``about 2 hours 40 minutes``."""
    minutes = questions * _MINUTES_A_QUESTION
    if minutes >= 15:
        minutes = 5 * round(minutes / 5)
    hours, rest = divmod(minutes, 60)
    parts = [count(hours, "hour")] * bool(hours) + [count(rest, "minute")] * bool(rest)
    return f"about {' '.join(parts)}"


def citation(bank: Bank, cited: Citation) -> str:
    """Return a source and the place in it, as ``HMICFRS, The Hard Yards, July 2020: page 12``."""
    return bank.cite(cited)


def answers_meant(assessment: Assessment) -> str:
    """Return what is submitted: the assessment, or the answers of whoever answers alone, by name where it matters."""
    own = assessment.own_force
    if own is None:
        return "the assessment"
    if own.perspective is None and not assessment.other_choices:
        return "your force’s answers"
    return f"the answers of {own.name}"


def stage(assessment: Assessment) -> str:
    """Return the stage of an assessment and since when, as ``in progress`` or ``submitted 3 May 2026``."""
    if assessment.amended_at is not None:
        return f"amended {uk_date(assessment.amended_at)}"
    kind = "" if assessment.amends is None else "amendment "
    if assessment.stage is Stage.OPEN and assessment.forces and not kind:
        return "being agreed"
    if assessment.moved_at is None or assessment.is_draft:
        return f"{kind}{words(assessment.stage)}"
    since = " since" if assessment.stage is Stage.IN_MODERATION else ""
    return f"{kind}{words(assessment.stage)}{since} {uk_date(assessment.moved_at)}"
