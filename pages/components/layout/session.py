"""The only keeper of session state. It holds what this page was last in step with, and no answer that is saved."""

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
_CHOSEN = "chosen"
_CLEARED = "cleared"
_START = "to be started"
_NEW_ACTION = "to be planned"
_SEEN_ACTIONS = "actions seen"
_SAVED_ACTIONS = "actions saved"
_PERSON = "belongs to"
_SHOWN_ONCE = "shown once"
_IN_HAND = "being set up"


def belongs_to(person: PersonId | None) -> None:
    """Everything that is kept here is this person's: what is another's is let go of."""
    if st.session_state.get(_PERSON, person) != person:
        st.session_state.clear()
    st.session_state[_PERSON] = person


def begin() -> None:
    """A question is opened: a new name for its drafts, and nothing left of the question before."""
    forget_rows()
    take_cleared()
    st.session_state[_PAGE] = uuid4().hex


def page() -> str:
    """A name for the question as it was opened here, so that its drafts are told from another tab's and from earlier
    ones that arrive late."""
    return str(st.session_state.setdefault(_PAGE, uuid4().hex))


def name() -> str:
    """A name for this session, which a restart of the server ends."""
    return str(st.session_state.setdefault(_SESSION, uuid4().hex))


def go_on_as(page: str) -> None:
    """Take over the drafts of a page that was closed: what is typed on here is the same text."""
    st.session_state[_PAGE] = page


def opened() -> tuple[AssessmentId, QuestionCode] | None:
    """The question whose fields were drawn last on this page, if any."""
    question: tuple[AssessmentId, QuestionCode] | None = st.session_state.get(_BASE, (None, None))[0]
    return question


def base(assessment: AssessmentId, question: QuestionCode) -> StoredResponse | None:
    """What the fields were last in step with; none when this question has just been opened on this page."""
    opened, stored = st.session_state.get(_BASE, (None, None))
    return stored if opened == (assessment, question) else None


def keep_base(assessment: AssessmentId, question: QuestionCode, stored: StoredResponse) -> None:
    """The fields are in step with this now."""
    st.session_state[_BASE] = ((assessment, question), stored)


def forget_base() -> None:
    """No question is open any more."""
    st.session_state.pop(_BASE, None)


def ask_cleared() -> None:
    """Let the reply show on the next run that nothing is chosen."""
    st.session_state[_CLEARED] = True


def take_cleared() -> bool:
    """Whether that was asked; asking once is enough."""
    return bool(st.session_state.pop(_CLEARED, False))


def keep_to_show(words: object) -> None:
    """Keep what the next run shows, once."""
    st.session_state[_SHOWN_ONCE] = words


def take_to_show() -> object:
    """What was kept to be shown, if anything."""
    return st.session_state.pop(_SHOWN_ONCE, None)


def secret(make: Callable[[], str]) -> str:
    """A secret that is being set up on this page, until it is."""
    return str(st.session_state.setdefault(_IN_HAND, make()))


def forget_secret() -> None:
    """It is set up, or not wanted."""
    st.session_state.pop(_IN_HAND, None)


def prepare_start() -> None:
    """A start form is shown: what it will begin has its id already, so that sending it twice begins it once."""
    st.session_state[_START] = uuid6.uuid7()


def start_id() -> AssessmentId | None:
    """The id of what the form that was sent begins."""
    id: AssessmentId | None = st.session_state.get(_START)
    return id


def new_action() -> ActionId:
    """The id of the action that is being planned, so that sending it twice plans it once."""
    id: ActionId = st.session_state.setdefault(_NEW_ACTION, ActionId(uuid6.uuid7()))
    return id


def seen_action(id: ActionId, version: int, *, field: str) -> int:
    """The version of an action that its fields were filled from, of which `field` is one: the one given, if now."""
    seen: dict[ActionId, int] = st.session_state.setdefault(_SEEN_ACTIONS, {})
    if field not in st.session_state:
        seen[id] = version
    return seen.setdefault(id, version)


def keep_action(id: ActionId, version: int) -> None:
    """The action was saved from here: its fields hold that version now, and the next new one is another."""
    st.session_state.setdefault(_SAVED_ACTIONS, {})[id] = version
    st.session_state.setdefault(_SEEN_ACTIONS, {})[id] = version
    if st.session_state.get(_NEW_ACTION) == id:
        del st.session_state[_NEW_ACTION]


def saved_actions() -> dict[ActionId, int]:
    """The actions that were saved from here, with the version that each save made."""
    saved: dict[ActionId, int] = st.session_state.get(_SAVED_ACTIONS, {})
    return saved


def rows(response: Response) -> list[EvidenceId]:
    """The rows of the evidence editor: what the response names, less those removed, and those just added."""
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
    """Keep what the fields of a question hold in a run that cannot draw them, which Streamlit would let go of."""
    rows = {_ADDED: st.session_state.get(_ADDED, ()), _REMOVED: st.session_state.get(_REMOVED, ())}
    held = st.session_state.setdefault(_HELD, {}).setdefault((assessment, question), rows)
    held.update({key: st.session_state[key] for key in list(st.session_state) if is_field(str(key))})


def is_held(assessment: AssessmentId, question: QuestionCode) -> bool:
    """Whether anything is kept of them."""
    return (assessment, question) in st.session_state.get(_HELD, {})


def take_back(assessment: AssessmentId, question: QuestionCode) -> None:
    """Let the fields of a question, which are about to be drawn, hold again what was kept of them."""
    st.session_state.update(st.session_state.get(_HELD, {}).pop((assessment, question), {}))


def forget_rows() -> None:
    """Start the evidence editor afresh."""
    st.session_state.pop(_ADDED, None)
    st.session_state.pop(_REMOVED, None)


def choose(key: str) -> None:
    """Note that a widget was changed by hand. What a browser sends again after a restart of the server is not."""
    st.session_state[_CHOSEN] = (key, st.session_state[key])


def take_choice(key: str) -> object:
    """What the widget was changed to by hand just now; none when it was not."""
    named, chosen = st.session_state.pop(_CHOSEN, (None, None))
    return chosen if named == key else None


def show(key: str, value: object) -> None:
    """Make a widget that is drawn next show a value, whatever the browser sends for it."""
    st.session_state[key] = value


def show_in(key: str, value: object) -> None:
    """Make a widget show a value, if it is on this page already."""
    if key in st.session_state:
        st.session_state[key] = value
