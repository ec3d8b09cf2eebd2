"""A day that is typed, as 3 April 2027, in every form alike.

Streamlit's own field opens a calendar in the language of the browser: its weeks may begin on Sunday, and it is hard to
use with keys. People know the days that are asked for here, so typing them is quicker as well.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.dates import typed_day, uk_date
from assessment.errors import Sentence, sentence

_MOST_CHARACTERS: Final = 40


@dataclass(frozen=True, slots=True)
class TypedDay:
    """What was typed: the day, or None where nothing was typed or the problem with it."""

    day: date | None
    problems: tuple[Sentence, ...] = ()


def show(
    label: str,
    *,
    of: str,
    key: str,
    first: date | None = None,
    may_be_empty: bool = False,
    placeholder: str = "",
    place: DeltaGenerator | None = None,
) -> TypedDay:
    """Draw the field, at first with the day `first`, and return what stands in it.

    `of` says which day it is in the sentence about a problem, which names the field by it for an error summary.
    """
    given = (place or st).text_input(
        label,
        value="" if first is None else uk_date(first),
        key=key,
        max_chars=_MOST_CHARACTERS,
        placeholder=placeholder,
        width=480,
    )
    day = typed_day(given)
    if day is None and (given.strip() or not may_be_empty):
        unclear = sentence(
            "day_unclear", "Give the {field} as a day, a month and a year, such as 3 April 2027.", field=of
        )
        return TypedDay(None, (unclear,))
    return TypedDay(day)
