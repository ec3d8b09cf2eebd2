"""What to look for in the audit trail. It stands in the address, so that it can be kept as a bookmark."""

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
    """The filters."""
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
    """Which page of what they find, from 1."""
    if pages == 1:
        return 1
    label = f"Page (of {pages})"
    return int(st.number_input(label, min_value=1, max_value=pages, key="page", bind="query-params", width=160))


def _by_label(named: Mapping[Key, str]) -> dict[str, Key]:
    """Each by its name; the second of the same name by the name and a number."""
    met: Counter[str] = Counter()
    labels = {}
    for key, name in named.items():
        met[name] += 1
        labels[f"{name} ({met[name]})" if met[name] > 1 else name] = key
    return labels
