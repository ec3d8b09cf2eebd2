"""The only module that reads and writes session state. No answer lives here: the database is the only memory."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
import uuid6

from assessment.ids import AssessmentId, PersonId

_Seen = TypeVar("_Seen")

_START = "to be started"
_PERSON = "belongs to"
_SEEN_FIRST = "seen when first drawn"
_FORMS = "forms begun anew"
_SHOWN_ONCE = "shown once"
_DONE = "what was done"
_IN_HAND = "being set up"
_ADDRESSES = "choices in the address"
_CHECKED = "checked file"


def belongs_to(person: PersonId | None) -> None:
    """Clear the session state where it belongs to another person."""
    if st.session_state.get(_PERSON, person) != person:
        st.session_state.clear()
    st.session_state[_PERSON] = person


def keep_to_show(value: object) -> None:
    """Keep a value for the next run to show once."""
    st.session_state[_SHOWN_ONCE] = value


def take_to_show() -> object:
    """Return the value that was kept to be shown once, if any, and forget it."""
    return st.session_state.pop(_SHOWN_ONCE, None)


def keep_done(words: str, *, at: str) -> None:
    """Keep what an action did for the next run to show at a place of the page."""
    st.session_state[_DONE] = (at, words)


def take_done(*, at: str) -> str | None:
    """Return what was kept to be shown at this place, if anything, and forget it."""
    place, words = st.session_state.get(_DONE, (None, None))
    if place != at:
        return None
    forget_done()
    return str(words)


def forget_done() -> None:
    """Forget what an action did, once a page has been drawn to its end, wherever it was to be shown."""
    st.session_state.pop(_DONE, None)


def forget_to_show() -> None:
    """Forget the value that was kept to be shown."""
    st.session_state.pop(_SHOWN_ONCE, None)


def secret(make: Callable[[], str]) -> str:
    """Return the secret that is being set up on this page, made by `make` the first time."""
    return str(st.session_state.setdefault(_IN_HAND, make()))


def forget_secret() -> None:
    """Forget the secret that was being set up."""
    st.session_state.pop(_IN_HAND, None)


def prepare_start() -> None:
    """Choose the id of the assessment that the start form begins, so that sending the form twice begins one."""
    st.session_state[_START] = uuid6.uuid7()


def start_id() -> AssessmentId | None:
    """Return the id of the assessment that the sent start form begins."""
    id: AssessmentId | None = st.session_state.get(_START)
    return id


def seen_first(form: str, value: _Seen) -> _Seen:
    """Return the value with which the form was first drawn since it began anew: `value`, where that is now."""
    seen: _Seen = st.session_state.setdefault(_SEEN_FIRST, {}).setdefault(form, value)
    return seen


def see_anew(form: str) -> None:
    """Let the form take the value with which it is drawn next."""
    st.session_state.get(_SEEN_FIRST, {}).pop(form, None)


def form_number(form: str) -> int:
    """Return how often the form began anew, which tells its fields from those that were sent."""
    number: int = st.session_state.get(_FORMS, {}).get(form, 0)
    return number


def begin_form_anew(form: str) -> None:
    """Let the form be drawn empty next time."""
    st.session_state.setdefault(_FORMS, {})[form] = form_number(form) + 1
    see_anew(form)


def show(key: str, value: object) -> None:
    """Let a widget that is drawn next show a value, whatever the browser sends for it."""
    st.session_state[key] = value


def is_shown(key: str) -> bool:
    """Return True if a widget is on this page already."""
    return key in st.session_state


def address_of(key: str) -> list[str] | None:
    """Return what the page last wrote into the address for a choice, or None where it wrote nothing yet."""
    written: list[str] | None = st.session_state.get(_ADDRESSES, {}).get(key)
    return written


def keep_address(key: str, written: list[str]) -> None:
    """Keep what the page wrote into the address for a choice."""
    st.session_state.setdefault(_ADDRESSES, {})[key] = written


Checked = TypeVar("Checked")


def checked_file(id: str, check: Callable[[], Checked]) -> Checked:
    """Return what the check of the uploaded file with that id said when the file was first drawn."""
    known, checked = st.session_state.get(_CHECKED, (None, None))
    if known != id:
        checked = check()
        st.session_state[_CHECKED] = (id, checked)
    return checked  # type: ignore[no-any-return]


def check_file_anew() -> None:
    """Let the uploaded file be checked again when it is drawn next."""
    st.session_state.pop(_CHECKED, None)
