"""How a save, a refusal and an error look. Errors of the subject become sentences here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from assessment.dates import now, uk_date, uk_moment, uk_time
from assessment.errors import AssessmentError, NotSignedIn
from assessment.rounds.assessment import Classification
from assessment.services import EXAMPLE_NOTICE, services
from pages.components.layout.escaping import in_html


@contextmanager
def caught() -> Iterator[None]:
    """Show an error of the subject as its sentence. Anything else is a bug and stays one."""
    try:
        yield
    except AssessmentError as error:
        problem(error)


def problem(error: AssessmentError, *, title: str = "There is a problem") -> None:
    """What failed, and how to mend it."""
    problems = error.sentences
    lines = "".join(f"<li>{in_html(line)}</li>" for line in problems)
    words = f"<ul>{lines}</ul>" if len(problems) > 1 else f"<p>{in_html(problems[0])}</p>"
    if isinstance(error, NotSignedIn):
        words += '<p><a href="/account/sign-in" target="_self">Sign in</a></p>'
    st.html(f'<div class="problem" role="alert"><p><strong>{in_html(title)}</strong></p>{words}</div>')


def done(words: str) -> None:
    """What was done, in words."""
    st.html(f'<p class="state" role="status">{in_html(words)}</p>')


def example() -> None:
    """On every screen of an example: that nothing in it is true."""
    if services().is_example:
        st.html(f'<p class="example">{EXAMPLE_NOTICE}</p>')


def saved_at(at: datetime | None) -> str:
    """When it was saved, in words: the time alone for today."""
    if at is None:
        return "Not answered yet"
    return f"Saved {uk_time(at)}" if uk_date(at) == uk_date(now()) else f"Saved {uk_moment(at)}"


def classification(marking: Classification) -> None:
    """The marking at the top of every screen that shows an assessment."""
    st.html(f'<p class="marking">{marking.value}</p>')


def standing_statement() -> None:
    """What these grades are not. It stands under every page."""
    st.html(
        '<p class="statement">This is a self-assessment. It is not an HMICFRS judgment, and HMICFRS has not '
        "endorsed this tool.</p>"
    )
