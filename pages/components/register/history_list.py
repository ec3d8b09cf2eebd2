"""What was changed in the register about one collaboration, by whom and when."""

from collections.abc import Iterator

import streamlit as st

from assessment.codes import Event, RegisterField
from assessment.dates import uk_moment
from assessment.register.changes import CONTACT_CHANGED
from assessment.store.audit import AuditEntry
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label, words
from pages.components.layout import html_tables
from pages.components.layout.escaping import in_html
from pages.components.register.history_values import value_in_words


def show(shown: RegisteredCollaboration) -> None:
    """Draw the history, newest first, where the viewer may see it."""
    if not shown.sees_all:
        return
    st.html('<div class="section-head"><h2>History</h2></div>')
    if not shown.history:
        st.html('<p class="soft">Nothing was changed since its first round was started.</p>')
        return
    with st.expander(f"What was changed, {len(shown.history)} in all", key="history"):
        html_tables.show(
            "Changes, newest first",
            ["When", "Who", "What"],
            [
                [
                    in_html(uk_moment(each.at)),
                    in_html(shown.names.get(each.by, each.by)),
                    "<br>".join(in_html(line) for line in lines_of(each, shown)),
                ]
                for each in shown.history
            ],
            kind="cards",
            caption_is_seen=False,
        )


def lines_of(entry: AuditEntry, shown: RegisteredCollaboration) -> Iterator[str]:
    """Yield what an entry of the audit trail changed, a line for each field."""
    changed = entry.detail.get("changes")
    if not isinstance(changed, dict):
        return
    if entry.event is not Event.REGISTER_CHANGED:
        yield label(entry.event)
    for field in RegisterField:
        match changed.get(field):
            case {"was": was, "is": now}:
                before = value_in_words(was, field, shown)
                after = value_in_words(now, field, shown)
                yield f"{label(field)}: {f'{before} → ' if before else ''}{after or 'emptied'}"
    match changed.get(CONTACT_CHANGED):
        case [*forces]:
            names = ", ".join(value_in_words(each, RegisterField.LEAD_FORCE, shown) for each in forces)
            yield f"Contact of {names}: {words(Event.REGISTER_CHANGED)}"
