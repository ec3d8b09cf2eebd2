"""The only module that reads and writes session state. No answer lives here: the database is the only memory."""

from collections.abc import Callable
from uuid import uuid4

import streamlit as st
import uuid6

from assessment.ids import ActionId, AssessmentId, EvidenceId, PersonId, QuestionCode
from assessment.rounds.response import Response, StoredResponse

_BASE = "in step with"
_PAGE = "page as opened"
_SESSION = "session"
_ADDED = "rows added"
_REMOVED = "rows removed"
_HELD = "held"
_CLEARED = "cleared"
_START = "to be started"
_NEW_ACTION = "to be planned"
_SEEN_ACTIONS = "actions seen"
_SAVED_ACTIONS = "actions saved"
_PERSON = "belongs to"
_SHOWN_ONCE = "shown once"
_IN_HAND = "being set up"
_ADDRESSES = "choices in the address"


def belongs_to(person: PersonId | None) -> None:
    """Clear the session state where it belongs to another person."""
    if st.session_state.get(_PERSON, person) != person:
        st.session_state.clear()
    st.session_state[_PERSON] = person


def person() -> PersonId | None:
    """Return the person whose session state this is, if any."""
    owner: PersonId | None = st.session_state.get(_PERSON)
    return owner


def begin() -> None:
    """Open a question: name its drafts anew, and forget the rows and the request of the question before."""
    forget_rows()
    take_cleared()
    st.session_state[_PAGE] = uuid4().hex


def page() -> str:
    """Return the name of this opening of the question, which sets its drafts apart from those of other tabs."""
    return str(st.session_state.setdefault(_PAGE, uuid4().hex))


def name() -> str:
    """Return the name of this session, which a restart of the server ends."""
    return str(st.session_state.setdefault(_SESSION, uuid4().hex))


def go_on_as(page: str) -> None:
    """Take over the drafts of a closed page, because the same text is typed on here."""
    st.session_state[_PAGE] = page


def opened() -> tuple[AssessmentId, QuestionCode] | None:
    """Return the question whose fields were drawn last on this page, if any."""
    question: tuple[AssessmentId, QuestionCode] | None = st.session_state.get(_BASE, (None, None))[0]
    return question


def base(assessment: AssessmentId, question: QuestionCode) -> StoredResponse | None:
    """Return the response that the fields were last in step with, or None where the question was just opened."""
    opened, stored = st.session_state.get(_BASE, (None, None))
    return stored if opened == (assessment, question) else None


def keep_base(assessment: AssessmentId, question: QuestionCode, stored: StoredResponse) -> None:
    """Keep the response that the fields are in step with now."""
    st.session_state[_BASE] = ((assessment, question), stored)


def forget_base() -> None:
    """Forget the open question."""
    st.session_state.pop(_BASE, None)


def ask_cleared() -> None:
    """Ask the next run to clear the reply."""
    st.session_state[_CLEARED] = True


def take_cleared() -> bool:
    """Return True once after a request to clear the reply."""
    return bool(st.session_state.pop(_CLEARED, False))


def keep_to_show(value: object) -> None:
    """Keep a value for the next run to show once."""
    st.session_state[_SHOWN_ONCE] = value


def take_to_show() -> object:
    """Return the value that was kept to be shown once, if any, and forget it."""
    return st.session_state.pop(_SHOWN_ONCE, None)


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


def new_action() -> ActionId:
    """Return the id of the action that is being planned, so that sending the form twice plans one."""
    id: ActionId = st.session_state.setdefault(_NEW_ACTION, ActionId(uuid6.uuid7()))
    return id


def seen_action(id: ActionId, version: int, *, field: str) -> int:
    """Return the version that an action's fields were filled from: `version`, where `field` is not on the page yet."""
    seen: dict[ActionId, int] = st.session_state.setdefault(_SEEN_ACTIONS, {})
    if field not in st.session_state:
        seen[id] = version
    return seen.setdefault(id, version)


def keep_action(id: ActionId, version: int) -> None:
    """Keep the version that a save from here made, and let the form for a new action begin anew."""
    st.session_state.setdefault(_SAVED_ACTIONS, {})[id] = version
    st.session_state.setdefault(_SEEN_ACTIONS, {})[id] = version
    if st.session_state.get(_NEW_ACTION) == id:
        del st.session_state[_NEW_ACTION]


def saved_actions() -> dict[ActionId, int]:
    """Return the actions that were saved from here, with the version that each save made."""
    saved: dict[ActionId, int] = st.session_state.get(_SAVED_ACTIONS, {})
    return saved


def rows(response: Response) -> list[EvidenceId]:
    """Return the rows of the evidence editor: those of the response, without those removed, and those just added."""
    added, removed = st.session_state.get(_ADDED, ()), st.session_state.get(_REMOVED, ())
    named = [item.id for item in response.evidence]
    return [*(id for id in named if id not in removed), *(id for id in added if id not in named)]


def add_row(id: EvidenceId) -> None:
    """Show an empty row for one more piece of evidence."""
    st.session_state[_ADDED] = (*st.session_state.get(_ADDED, ()), id)


def remove_row(id: EvidenceId) -> None:
    """Stop showing a row."""
    st.session_state[_ADDED] = tuple(added for added in st.session_state.get(_ADDED, ()) if added != id)
    st.session_state[_REMOVED] = (*st.session_state.get(_REMOVED, ()), id)


def hold(assessment: AssessmentId, question: QuestionCode, is_field: Callable[[str], bool]) -> None:
    """Keep the fields of a question over a run that cannot draw them, because Streamlit would forget their values."""
    rows = {_ADDED: st.session_state.get(_ADDED, ()), _REMOVED: st.session_state.get(_REMOVED, ())}
    held = st.session_state.setdefault(_HELD, {}).setdefault((assessment, question), rows)
    held.update({key: st.session_state[key] for key in list(st.session_state) if is_field(str(key))})


def is_held(assessment: AssessmentId, question: QuestionCode) -> bool:
    """Return True where fields of the question are kept."""
    return (assessment, question) in st.session_state.get(_HELD, {})


def take_back(assessment: AssessmentId, question: QuestionCode) -> None:
    """Give the fields of a question, which are about to be drawn, their kept values back."""
    st.session_state.update(st.session_state.get(_HELD, {}).pop((assessment, question), {}))


def forget_rows() -> None:
    """Start the evidence editor afresh."""
    st.session_state.pop(_ADDED, None)
    st.session_state.pop(_REMOVED, None)


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


def show_in(key: str, value: object) -> None:
    """Let a widget show a value, if it is on this page already."""
    if key in st.session_state:
        st.session_state[key] = value
