"""Choices whose ids stand in the address. Streamlit would put the labels there, which may change or be alike.

A bookmark, a reload and the Back button show what was chosen, as with a widget that Streamlit binds to the address.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.dates import typed_day, uk_date
from pages.components.layout import day_field, session
from pages.components.layout.day_field import TypedDay

_Id = TypeVar("_Id", bound=str)


def one(place: DeltaGenerator, title: str, labels: Mapping[_Id, str], *, key: str) -> _Id | None:
    """Draw the choice of one of the ids, or of none, which means all of them. Return the id."""
    named = [id for id in st.query_params.get_all(key) if id in labels]
    _read(key, named[0] if named else None)
    chosen = place.selectbox(
        title, list(labels), index=None, format_func=labels.__getitem__, placeholder="All", key=key
    )
    _write(key, [chosen] if chosen else [])
    return chosen


def several(
    title: str, labels: Mapping[_Id, str], *, key: str, most: int, placeholder: str = "Choose options"
) -> list[_Id]:
    """Draw the choice of at most so many of the ids. Return them in the order in which they were chosen."""
    _read(key, [id for id in dict.fromkeys(st.query_params.get_all(key)) if id in labels][:most])
    chosen = st.multiselect(
        title, list(labels), format_func=labels.__getitem__, max_selections=most, key=key, placeholder=placeholder
    )
    _write(key, chosen)
    return chosen


def day(place: DeltaGenerator, title: str, *, of: str, key: str) -> TypedDay:
    """Draw the field of a day, or of none, which means any. The address holds it as ``2027-04-03``."""
    named = typed_day(st.query_params.get(key, ""))
    _read(key, uk_date(named) if named else "")
    typed = day_field.show(title, of=of, key=key, may_be_empty=True, placeholder="3 April 2026", place=place)
    _write(key, [typed.day.isoformat()] if typed.day else [])
    return typed


def _read(key: str, named: object) -> None:
    """Let the widget show what the address names, unless it is what the page itself wrote there."""
    if not session.is_shown(key) or session.address_of(key) != st.query_params.get_all(key):
        session.show(key, named)


def _write(key: str, chosen: Sequence[str]) -> None:
    if list(chosen) != st.query_params.get_all(key):
        if chosen:
            st.query_params[key] = list(chosen)
        else:
            del st.query_params[key]
    session.keep_address(key, list(chosen))
