"""The rule for when a submission can be withdrawn: for some days, while no report of it was issued."""

from datetime import date, datetime, timedelta
from typing import Final

from assessment.codes import Stage
from assessment.dates import uk_day
from assessment.errors import NotOpen, sentence
from assessment.rounds.assessment import Assessment

WITHDRAWAL_DAYS: Final = 14


def last_day_to_withdraw(submitted_at: datetime) -> date:
    """Return the last day, in the UK, on which what was submitted then can be withdrawn."""
    return uk_day(submitted_at) + timedelta(days=WITHDRAWAL_DAYS)


def require_withdrawable(assessment: Assessment, *, is_issued: bool, on: date) -> None:
    """Raise :class:`NotOpen` with the reason where the submission cannot be withdrawn on that day in the UK."""
    if assessment.submitted_at is None or assessment.stage is Stage.WITHDRAWN:
        raise NotOpen(
            sentence("nothing_to_withdraw", "This assessment is not submitted, so there is nothing to withdraw.")
        )
    if assessment.stage is not Stage.SUBMITTED:
        raise NotOpen(
            sentence(
                "moderated_not_withdrawn",
                "This assessment is {stage}, so its submission can no longer be withdrawn. "
                "An inspector can send it back to you.",
                stage=assessment.stage,
            )
        )
    last_day = last_day_to_withdraw(assessment.submitted_at)
    if on > last_day:
        raise NotOpen(
            sentence(
                "too_late_to_withdraw",
                "This assessment was submitted on {submitted_at}, and could be withdrawn until {last_day}. "
                "Start the next round to answer again.",
                submitted_at=assessment.submitted_at,
                last_day=last_day,
            )
        )
    if is_issued:
        raise NotOpen(
            sentence(
                "issued_to_others",
                "A report of this submission was issued, so it can no longer be withdrawn. "
                "Start the next round to answer again.",
            )
        )
