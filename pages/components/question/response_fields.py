"""The fields of one response: the levels with their descriptors, the rationale, and the evidence.

Reading is apart from drawing, because the fields of a question are read once more after the page has moved on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from assessment.bank.model import Bank
from assessment.ids import AssessmentId, EvidenceId, PersonId, QuestionCode
from assessment.rounds.draft_fields import NOT_APPLICABLE, fields_of
from assessment.rounds.response import Evidence, NotApplicable, Reply, Response
from assessment.rounds.response_rules import check_response
from assessment.rounds.text_rules import RATIONALE_LENGTH, REASON_LENGTH
from assessment.views.question_view import QuestionView
from pages.components.layout import session
from pages.components.layout.escaping import plain
from pages.components.layout.phrases import citation
from pages.components.question import evidence_editor
from pages.components.question.typing import TypedField

GIVE_A_REASON: Final = "Waiting for the reason why the question does not apply"
GIVE_A_TITLE: Final = "Waiting for a title for the evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The widget keys of one question in one assessment for one person, so that no value can stray into another's."""

    person: PersonId
    assessment: AssessmentId
    question: QuestionCode

    def _of(self, field: str) -> str:
        return f"{field}-{self.person.hex}-{self.assessment.hex}-{self.question}"

    @property
    def reply(self) -> str:
        """Return the key of the choice of a level."""
        return self._of("reply")

    @property
    def reason(self) -> str:
        """Return the key of the reason why the question does not apply."""
        return self._of("reason")

    @property
    def rationale(self) -> str:
        """Return the key of the rationale."""
        return self._of("rationale")

    @property
    def clear(self) -> str:
        """Return the key of the button that clears the reply."""
        return self._of("clear")

    @property
    def seen(self) -> str:
        """Return the key of the hidden field with the version."""
        return self._of("seen")

    @property
    def add(self) -> str:
        """Return the key of the button that adds a row of evidence."""
        return self._of("add")

    def evidence(self, id: EvidenceId, part: str) -> str:
        """Return the key of one field of a piece of evidence."""
        return self._of(f"evidence-{id.hex}-{part}")

    def is_field(self, key: str) -> bool:
        """Return True for the key of a field of this question, and False for a button."""
        return bool(re.fullmatch(self._of(r"(reply|reason|rationale|seen|evidence-\w+-(title|reference|dated))"), key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The response in the fields. `waiting` says what is still needed before all of it can be saved, if anything."""

    response: Response
    waiting: str | None


def draw_texts(card: QuestionView, keys: Keys, shown: Response) -> None:
    """Draw the rationale and the evidence, with why the question matters.

    A field shows its part of `shown` when it is first drawn, and its own value after that.
    """
    st.markdown(f"**Why it matters.** {plain(card.question.why)}")
    st.caption(f"Source: {plain(citation(card.opened.bank, card.question.source))}")
    st.text_area(
        "Rationale: why this level?",
        value=shown.rationale,
        key=keys.rationale,
        height=130,
        help=f"What fits this level and not the next. At most {RATIONALE_LENGTH:,} characters.",
    )
    st.markdown("**Evidence.** What a board or an inspector would expect to see:")
    st.markdown("\n".join(f"- {plain(line)}" for line in card.question.evidence))
    evidence_editor.draw(keys, shown)


def draw_reply(card: QuestionView, keys: Keys, shown: Response) -> None:
    """Draw the levels with their descriptors and, for "Not applicable", the field for the reason."""
    question, scale = card.question, card.opened.bank.scale
    words: dict[str, str] = {
        level.code: f"**{plain(level.title)}**  \n{plain(question.descriptors[level.code])}" for level in scale
    }
    if question.not_applicable_when:
        words[NOT_APPLICABLE] = f"**Not applicable**  \n{plain(question.not_applicable_when)}"
    options = list(words)
    reply = fields_of(shown)["reply"]
    chosen = st.radio(
        plain(question.prompt),
        options,
        index=options.index(reply) if reply in words else None,
        format_func=words.__getitem__,
        key=keys.reply,
        width="stretch",
    )
    if chosen == NOT_APPLICABLE:
        st.text_area(
            "Why does the question not apply?",
            value=_reason(shown),
            key=keys.reason,
            height=90,
            help=f"At most {REASON_LENGTH:,} characters. Without a reason the question stays as it was.",
        )


def held(bank: Bank, keys: Keys, base: Response) -> Held:
    """Return the response in the fields now. A field that is not on the page keeps its value from `base`."""
    reply = _reply(bank, keys, base)
    items = {item.id: item for item in base.evidence}
    rows = [evidence_editor.held(keys, items.get(id), id) for id in session.rows(base)]
    response = Response(
        question=base.question,
        reply=base.reply if reply == NotApplicable(reason="") else reply,
        rationale=_typed(keys.rationale, base.rationale),
        # An emptied title is not a removal: that has a button of its own.
        evidence=tuple(
            replace(row, title=row.title or items[row.id].title) for row in rows if row.title or row.id in items
        ),
    )
    # Compared as it would be kept: a space at the end of a line is not a change.
    kept, faults = check_response(bank, response)
    response = response if faults else kept
    if reply == NotApplicable(reason=""):
        return Held(response=response, waiting=GIVE_A_REASON)
    is_untitled = any(not row.title and (row.reference or row.dated or row.id in items) for row in rows)
    return Held(response=response, waiting=GIVE_A_TITLE if is_untitled else None)


def _reply(bank: Bank, keys: Keys, base: Response) -> Reply | None:
    chosen = st.session_state.get(keys.reply)
    if chosen == NOT_APPLICABLE:
        return NotApplicable(reason=_typed(keys.reason, _reason(base)))
    # Nothing chosen is never a change: clearing is an action of its own. Nor is what nobody offered.
    return (bank.find_level(chosen) if chosen else None) or base.reply


def _reason(response: Response) -> str:
    return response.reply.reason if isinstance(response.reply, NotApplicable) else ""


def _typed(key: str, base: str) -> str:
    typed = st.session_state.get(key)
    return base if typed is None else str(typed).strip()


def show_stored(keys: Keys, stored: Response) -> None:
    """Let every field show the stored response."""
    session.forget_rows()
    session.show_in(keys.reply, fields_of(stored)["reply"] or None)
    session.show_in(keys.rationale, stored.rationale)
    session.show_in(keys.reason, _reason(stored))
    for item in stored.evidence:
        for part, value in evidence_editor.parts(item):
            session.show_in(keys.evidence(item.id, part), value)


def show_no_reply(keys: Keys) -> None:
    """Let the reply show that nothing is chosen. The other fields stay as they are."""
    session.show_in(keys.reply, None)
    session.show_in(keys.reason, "")


def typed_fields(keys: Keys, stored: Response) -> dict[str, TypedField]:
    """Return the text fields on the page by widget key, for keeping unsent text."""
    return dict(_typed_fields(keys, stored))


def _typed_fields(keys: Keys, stored: Response) -> Iterator[tuple[str, TypedField]]:
    yield keys.rationale, TypedField(name="rationale", saved=stored.rationale)
    yield keys.reason, TypedField(name=NOT_APPLICABLE, saved=_reason(stored))
    items = {item.id: item for item in stored.evidence}
    for id in session.rows(stored):
        item = items.get(id, Evidence(id=id, title=""))
        yield keys.evidence(id, "title"), TypedField(name=f"evidence.{id}.title", saved=item.title)
        yield keys.evidence(id, "reference"), TypedField(name=f"evidence.{id}.reference", saved=item.reference)
