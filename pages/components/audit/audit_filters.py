"""The filters of the audit trail. The address holds them, so that they can be kept as a bookmark."""

from uuid import UUID

import streamlit as st

from assessment.codes import Event
from assessment.errors import InvalidInput
from assessment.ids import PersonId
from assessment.store.audit_chain import Chain
from assessment.views.audit_view import AuditFilter, AuditFilterChoices
from assessment.wording import label
from pages.components.layout import address_choice, notices


def choose(choices: AuditFilterChoices) -> AuditFilter | None:
    """Draw the filters and return what is chosen. Where a day cannot be read, draw that and return None."""
    people = {str(id): name for id, name in choices.people.items()}
    first, second, third, fourth, fifth = st.columns([4, 3, 3, 3, 3])
    chain = address_choice.one(first, "Where", {str(each): name for each, name in choices.chains.items()}, key="chain")
    event = address_choice.one(second, "What", {event.value: label(event) for event in Event}, key="event")
    person = address_choice.one(third, "Who", people, key="person")
    since = address_choice.day(fourth, "From", of="first day", key="from")
    until = address_choice.day(fifth, "To", of="last day", key="to")
    problems = (*since.problems, *until.problems)
    if problems:
        notices.problem(InvalidInput(*problems), title="Not searched", fields={"first day": "from", "last day": "to"})
        return None
    return AuditFilter(
        chain=Chain(chain) if chain else None,
        event=Event(event) if event else None,
        person=PersonId(UUID(person)) if person else None,
        since=since.day,
        until=until.day,
    )


def choose_page(pages: int) -> int:
    """Draw the choice of a page where there are several, and return the page, counting from 1."""
    if pages == 1:
        return 1
    label = f"Page (of {pages})"
    return int(st.number_input(label, min_value=1, max_value=pages, key="page", bind="query-params", width=160))
