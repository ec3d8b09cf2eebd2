"""The notices of a page: errors, what was saved, the classification, and the statements on every page.

An :class:`AssessmentError` becomes a sentence on the screen here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

import streamlit as st

from assessment.dates import now, uk_date, uk_moment, uk_time
from assessment.errors import AssessmentError, BankUnusable, NotReadable, NotSignedIn
from assessment.rounds.assessment import Classification
from assessment.services import EXAMPLE_NOTICE, services
from pages.components.layout import frame_places
from pages.components.layout.escaping import in_html

TRY_AGAIN: Final = "Try again"


@contextmanager
def caught() -> Iterator[None]:
    """Show an :class:`AssessmentError` that is raised inside the block. Any other error is a bug and is raised on."""
    try:
        yield
    except AssessmentError as error:
        problem(error)
        try_again(error)


def try_again(error: AssessmentError) -> None:
    """Draw a button to run the page again, where the error is one that passes."""
    if isinstance(error, (BankUnusable, NotReadable)):
        st.button(TRY_AGAIN, key="try-again-to-show")


def problem(error: AssessmentError, *, title: str = "There is a problem") -> None:
    """Draw an error under a title that says what failed; its sentences say how to mend it."""
    problems = error.sentences
    lines = "".join(f"<li>{in_html(line)}</li>" for line in problems)
    words = f"<ul>{lines}</ul>" if len(problems) > 1 else f"<p>{in_html(problems[0])}</p>"
    if isinstance(error, NotSignedIn):
        words += '<p><a href="/account/sign-in" target="_self">Sign in</a></p>'
    st.html(f'<div class="problem" role="alert"><p><strong>{in_html(title)}</strong></p>{words}</div>')


def done(words: str) -> None:
    """Draw a sentence that says what was done."""
    st.html(f'<p class="state" role="status">{in_html(words)}</p>')


def strip() -> None:
    """Draw the line above everything: the place for the classification, and that all data is invented where it is."""
    with st.container(key="frame-strip", horizontal=True, horizontal_alignment="distribute"):
        frame_places.keep_marking()
        if services().is_example:
            st.html(
                f'<p class="example"><span class="not-phone">{EXAMPLE_NOTICE}</span>'
                '<span class="only-phone">Example data</span></p>',
                width="content",
            )


def saved_at(at: datetime | None) -> str:
    """Return when an answer was saved, as ``Saved 14:02``, with the date where that was not today."""
    if at is None:
        return "Not answered yet"
    return f"Saved {uk_time(at)}" if uk_date(at) == uk_date(now()) else f"Saved {uk_moment(at)}"


def classification(marking: Classification) -> None:
    """Draw the classification at the top of a page that shows an assessment."""
    frame_places.marking().html(f'<p class="marking">{marking.value}</p>', width="content")


def standing_statement() -> None:
    """Draw the statement under every page that the grades are not an HMICFRS judgment."""
    st.html(
        '<footer class="statement"><p>This is a self-assessment. It is not an HMICFRS judgment, and HMICFRS has not '
        "endorsed this tool.</p><p>Times are UK time</p></footer>"
    )
