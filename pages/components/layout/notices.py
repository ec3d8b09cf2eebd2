"""The notices of a page: errors, what was saved, the classification, and the statements on every page.

An :class:`AssessmentError` becomes a sentence on the screen here and nowhere else.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.dates import now, uk_date, uk_moment, uk_time
from assessment.errors import (
    SOMETHING_WENT_WRONG,
    AssessmentError,
    BankUnusable,
    NotFound,
    NotPermitted,
    NotReadable,
    NotSignedIn,
    Sentence,
)
from assessment.rounds.assessment import Classification
from assessment.services import EXAMPLE_NOTICE, services
from pages.components.layout import frame_places, html_links, session
from pages.components.layout.escaping import in_html

TRY_AGAIN: Final = "Try again"
_log: Final = logging.getLogger(__name__)


@contextmanager
def caught() -> Iterator[None]:
    """Show an error that is raised inside the block. One that is no :class:`AssessmentError` is a bug, for the log."""
    try:
        yield
    except AssessmentError as error:
        _show_in_every_run(error)
        try_again(error)
        if isinstance(error, (NotFound, NotPermitted)):
            st.html(f"<p>{html_links.to('home', 'Go to Home', kind='button')}</p>")
    except Exception:
        _log.exception("A page was not shown")
        _show_in_every_run(AssessmentError(SOMETHING_WENT_WRONG))
        st.button(TRY_AGAIN, key="try-again-after-bug")


def _show_in_every_run(error: AssessmentError) -> None:
    """Draw an error that is one message in every run, unlike an action's, and takes the focus in the first alone."""
    _problem(error, "There is a problem", id=error.code, fields={}, place=None)


def try_again(error: AssessmentError) -> None:
    """Draw a button to run the page again, where the error is one that passes."""
    if isinstance(error, (BankUnusable, NotReadable)):
        st.button(TRY_AGAIN, key="try-again-to-show")


def problem(
    error: AssessmentError,
    *,
    title: str = "There is a problem",
    fields: Mapping[str, str] | None = None,
    place: DeltaGenerator | None = None,
) -> None:
    """Draw an error under a title that says what failed; its sentences say how to mend it. It takes the focus, once.

    It stands above everything on the page or, in a dialog, at the `place` that the dialog keeps for it. `fields` names
    the widgets, by their keys, that sentences are about. A sentence is known by its code, or by the field that it names
    where several share a code::

        fields={"owner": key("owner", id), "action_without_question": f"question:{id}"}

    Such a sentence is a link to its widget, and stands beside it too. The links stand in the order of `fields`.
    """
    _problem(error, title, id=str(uuid4()), fields=fields or {}, place=place)


def _problem(
    error: AssessmentError, title: str, *, id: str, fields: Mapping[str, str], place: DeltaGenerator | None
) -> None:
    keys = list(fields.values())
    about = [(sentence, _key(sentence, fields)) for sentence in error.sentences]
    about.sort(key=lambda line: -1 if line[1] is None else keys.index(line[1]))
    lines = [_line(sentence, key) for sentence, key in about]
    words = f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>" if len(lines) > 1 else f"<p>{lines[0]}</p>"
    if isinstance(error, NotSignedIn):
        words += '<p><a href="/account/sign-in" target="_self">Sign in</a></p>'
    (place or frame_places.problems()).html(
        f'<section class="notice bad" role="alert" tabindex="-1" data-message="{in_html(id)}">'
        f"<h2>{in_html(title)}</h2>{words}</section>"
    )


def _key(sentence: Sentence, fields: Mapping[str, str]) -> str | None:
    return fields.get(sentence.code) or fields.get(str(sentence.parameters.get("field")))


def _line(sentence: Sentence, key: str | None) -> str:
    if key is None:
        return in_html(sentence)
    name = class_of(key)
    return f'<a href="#{name}" data-field="{name}">{in_html(sentence)}</a>'


def class_of(key: str) -> str:
    """Return the class that Streamlit gives a widget or container with this key."""
    return f"st-key-{re.sub(r'[^a-zA-Z0-9_-]', '-', key.strip())}"


def done(words: str) -> None:
    """Draw a sentence that says what was done, beside what it was done to. It takes the focus, once."""
    _done(st.empty(), words)


def _done(place: DeltaGenerator, words: str) -> None:
    place.html(_done_html(words))


def _done_html(words: str) -> str:
    return f'<p class="notice ok" role="status" tabindex="-1" data-message="{uuid4()}">{in_html(words)}</p>'


def keep_done(words: str, *, at: str) -> None:
    """Keep what was done for the next run, which draws it where it calls :func:`show_done` with the same `at`.

    It is for an action after which the page is drawn anew by ``st.rerun`` or another page is shown by
    ``st.switch_page``.
    """
    session.keep_done(words, at=at)


def carry_out(
    change: Callable[[], object], done: str, *, title: str, at: str, fields: Mapping[str, str] | None = None
) -> None:
    """Make a change and draw the page anew, with what was done said at that place of it; or say what is wrong."""
    try:
        change()
    except AssessmentError as error:
        problem(error, title=title, fields=fields)
    else:
        keep_done(done, at=at)
        st.rerun()


def show_done(*, at: str) -> None:
    """Draw what was done, if the last action kept anything for this place."""
    # Kept in every run: what is drawn below would otherwise be another element with the message than without it, and
    # what was opened there would close.
    place = st.empty()
    words = session.take_done(at=at)
    if words is not None:
        _done(place, words)


def done_html(*, at: str) -> str:
    """Return as HTML what :func:`show_done` would draw, for a part that is drawn as one element; empty for nothing."""
    words = session.take_done(at=at)
    return "" if words is None else _done_html(words)


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
