"""The forms that change what the register says of a collaboration, one for each of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from assessment.actions.keeping_register import save_register_entry
from assessment.codes import RegisterField
from assessment.errors import AssessmentError, InvalidInput, RegisterChanged, Sentence
from assessment.register import RegisterEntry
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label
from pages.components.layout import html_links, notices, session, typed
from pages.components.layout.visit import Visit
from pages.components.register import field_widgets, member_rows, signature_rows, source_rows
from pages.components.register.history_list import lines_of
from pages.components.register.parts import EditPart

SAVED: Final = "register"
"""Where on the collaboration's page it is said that a change is saved."""
_TITLES: Final[Mapping[EditPart, str]] = {
    EditPart.ABOUT: "Change what it is",
    EditPart.AGREEMENT: "Change the agreement",
    EditPart.PARTNERS: "Change the partners",
    EditPart.MEANS: "Change staff, cost and exit",
    EditPart.SOURCES: "Change the sources",
}
_FIELDS: Final[Mapping[EditPart, tuple[RegisterField, ...]]] = {
    EditPart.ABOUT: (
        RegisterField.NAME,
        RegisterField.PURPOSE,
        RegisterField.FUNCTION,
        RegisterField.KIND,
        RegisterField.STATUS,
        RegisterField.LEAD_FORCE,
        RegisterField.HOST,
        RegisterField.BOARD,
        RegisterField.PREDECESSOR,
    ),
    EditPart.AGREEMENT: (
        RegisterField.AGREEMENT_REFERENCE,
        RegisterField.SIGNED_ON,
        RegisterField.REVIEW_ON,
        RegisterField.EXPIRES_ON,
        RegisterField.PUBLISHED_AT,
        RegisterField.WHY_NOT_PUBLISHED,
    ),
    EditPart.MEANS: (
        RegisterField.STAFF_FTE,
        RegisterField.YEARLY_COST,
        RegisterField.HAS_POSTED_STAFF,
        RegisterField.SHARES_PERSONAL_DATA,
        RegisterField.SHARED_SYSTEMS,
        RegisterField.EXIT_TERMS,
        RegisterField.LESSONS,
    ),
    EditPart.PARTNERS: (),
    EditPart.SOURCES: (RegisterField.AS_OF,),
}
_Rows = Callable[[RegisteredCollaboration, list[Sentence]], dict[str, object]]
_ROWS: Final[Mapping[EditPart, _Rows]] = {
    EditPart.AGREEMENT: signature_rows.show,
    EditPart.PARTNERS: member_rows.show,
    EditPart.SOURCES: source_rows.show,
}


def show(here: Visit, shown: RegisteredCollaboration, part: EditPart) -> None:
    """Draw the form of that part, and save it where it is sent."""
    entry = shown.entry
    back = html_links.to("collaboration", entry.name, collaboration=entry.id)
    st.html(f'<p class="codes">{back}</p>')
    typed.title(_TITLES[part])
    form = f"{part}-{entry.id}"
    seen = session.seen_first(form, entry.version)
    problems: list[Sentence] = []
    values: dict[str, Any] = {}
    with st.form(form, enter_to_submit=False, border=False):
        for field in _FIELDS[part]:
            values[field] = field_widgets.show(shown, field, problems)
        if part in _ROWS:
            values |= _ROWS[part](shown, problems)
        is_sent = st.form_submit_button("Save", type="primary")
    if is_sent:
        _save(here, shown, replace(entry, **values, version=seen), problems, form)


def _save(
    here: Visit, shown: RegisteredCollaboration, changed: RegisterEntry, problems: list[Sentence], form: str
) -> None:
    try:
        if problems:
            raise InvalidInput(*problems)
        save_register_entry(here.store, here.actor, changed)
    except AssessmentError as error:
        notices.problem(error, title="Not saved", fields=_fields(changed))
        if isinstance(error, RegisterChanged) and shown.history:
            newest = shown.history[0]
            st.html("<h2>What was saved meanwhile</h2>")
            typed.bullets([*lines_of(newest, shown)])
            session.see_anew(form)
    else:
        session.see_anew(form)
        notices.keep_done("The register is changed.", at=SAVED)
        st.switch_page("collaboration.py", query_params={"collaboration": str(changed.id)})


def _fields(entry: RegisterEntry) -> dict[str, str]:
    """Return the widget of each field that a problem can be about, by the field and by its words."""
    first_member = member_rows.key(entry.memberships[0].force, "joined") if entry.memberships else member_rows.ADD
    keys = {field: field_widgets.key(field) for field in RegisterField} | {
        RegisterField.MEMBERSHIPS: first_member,
        RegisterField.SIGNATURES: signature_rows.ANCHOR,
        RegisterField.FACTS: source_rows.key(0, "what"),
    }
    return {field.value: key for field, key in keys.items()} | {
        label(field).lower(): key for field, key in keys.items()
    }
