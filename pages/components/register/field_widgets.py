"""The widget of each field of the register, by its form."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, Sentence
from assessment.register import FIELDS, FieldForm
from assessment.register.typed import typed_decimal, typed_pounds
from assessment.views.register_view import RegisteredCollaboration
from assessment.wording import label
from pages.components.layout import day_field
from pages.components.register.entry_words import YES_OR_NO

_HELP: Final[Mapping[RegisterField, str]] = {
    RegisterField.PURPOSE: "What it is there to achieve, in words that every partner would use.",
    RegisterField.HOST: "The force or body that employs its staff or holds its contracts.",
    RegisterField.BOARD: "The board that governs it.",
    RegisterField.AGREEMENT_REFERENCE: "The reference or the title of the agreement.",
    RegisterField.PUBLISHED_AT: "Its address on the web. Agreements are published (Police Act 1996, section 23E).",
    RegisterField.STAFF_FTE: "Such as 12.5.",
    RegisterField.YEARLY_COST: "In whole pounds.",
    RegisterField.EXIT_TERMS: "How a partner can leave, with what notice, and who bears the cost.",
    RegisterField.LESSONS: "What others should know before they begin something alike.",
}
_TEXT_HEIGHT: Final = 140


def key(field: RegisterField) -> str:
    """Return the key of the field's widget."""
    return f"register-{field}"


def show(shown: RegisteredCollaboration, field: RegisterField, problems: list[Sentence]) -> object:
    """Draw the field with what is stored, and return what stands in it. Problems with it are added to `problems`."""
    value, words = getattr(shown.entry, field), label(field)
    match FIELDS[field].form:
        case FieldForm.DAY:
            day = day_field.show(words, of=words.lower(), key=key(field), first=value, may_be_empty=True)
            problems += day.problems
            return day.day
        case FieldForm.DECIMAL:
            return _number(field, "" if value is None else f"{value:f}", typed_decimal, problems)
        case FieldForm.POUNDS:
            return _number(field, "" if value is None else f"{value:,}", typed_pounds, problems)
        case FieldForm.TEXT | FieldForm.LINE | FieldForm.LINK:
            return _text(field, value)
        case _:
            return _choice(field, _labels(shown, field), value)


def _text(field: RegisterField, value: str) -> str:
    rule = FIELDS[field]
    if rule.form is FieldForm.TEXT:
        return st.text_area(
            label(field), value, key=key(field), max_chars=rule.most, height=_TEXT_HEIGHT, help=_HELP.get(field)
        )
    return st.text_input(label(field), value, key=key(field), max_chars=rule.most, help=_HELP.get(field))


def _labels(shown: RegisteredCollaboration, field: RegisterField) -> Mapping[Any, str]:
    """Return the labels of what can be chosen in the field."""
    match FIELDS[field].form:
        case FieldForm.FORCE:
            partners = dict.fromkeys(each.force for each in shown.entry.memberships)
            return shown.forces.named(partners, on=shown.today)
        case FieldForm.COLLABORATION:
            return shown.others
        case FieldForm.YES_OR_NO:
            return YES_OR_NO
        case _:
            return {each: label(each) for each in FIELDS[field].codes or ()}


def _choice(field: RegisterField, labels: Mapping[Any, str], value: object) -> object:
    options = list(labels)
    return st.selectbox(
        label(field),
        options,
        index=options.index(value) if value in labels else None,
        format_func=labels.__getitem__,
        key=key(field),
        placeholder="Not known",
        help=_HELP.get(field),
        width=480,
    )


def _number(
    field: RegisterField,
    first: str,
    read: Callable[[str, RegisterField], object],
    problems: list[Sentence],
) -> object:
    text = st.text_input(label(field), value=first, key=key(field), max_chars=40, help=_HELP.get(field), width=480)
    try:
        return read(text, field)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
        return None
