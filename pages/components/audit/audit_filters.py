"""The filters of the audit trail. The address holds them, so that they can be kept as a bookmark."""

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

import streamlit as st

from assessment.codes import Event
from assessment.views.audit_view import AuditFilter, AuditFilterChoices
from assessment.wording import label

Key = TypeVar("Key", bound=Hashable)
_EVENTS: Final = {label(event): event for event in Event}


def choose(choices: AuditFilterChoices) -> AuditFilter:
    """Draw the filters and return what is chosen."""
    chains, people = _by_label(choices.chains), _by_label(choices.people)
    first, second, third, fourth, fifth = st.columns([4, 3, 3, 2, 2])
    chain = first.selectbox("Where", list(chains), index=None, placeholder="All", key="chain", bind="query-params")
    event = second.selectbox("What", list(_EVENTS), index=None, placeholder="All", key="event", bind="query-params")
    person = third.selectbox("Who", list(people), index=None, placeholder="All", key="person", bind="query-params")
    return AuditFilter(
        chain=chains[chain] if chain else None,
        event=_EVENTS[event] if event else None,
        person=people[person] if person else None,
        since=fourth.date_input("From", value=None, format="DD/MM/YYYY", key="from", bind="query-params"),
        until=fifth.date_input("To", value=None, format="DD/MM/YYYY", key="to", bind="query-params"),
    )


def choose_page(pages: int) -> int:
    """Draw the choice of a page where there are several, and return the page, counting from 1."""
    if pages == 1:
        return 1
    label = f"Page (of {pages})"
    return int(st.number_input(label, min_value=1, max_value=pages, key="page", bind="query-params", width=160))


def _by_label(named: Mapping[Key, str]) -> dict[str, Key]:
    """Return the keys by their names; a name that occurs again gets a number, as ``Sam Reed (2)``."""
    occurrences: Counter[str] = Counter()
    labels = {}
    for key, name in named.items():
        occurrences[name] += 1
        labels[f"{name} ({occurrences[name]})" if occurrences[name] > 1 else name] = key
    return labels
