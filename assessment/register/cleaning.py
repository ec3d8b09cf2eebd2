"""The rules for a register entry that was typed or imported. Every problem is found at once."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from assessment.codes import RegisterField
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.forces import Forces
from assessment.register.entry import Fact, Membership, RegisterEntry
from assessment.register.fields import FIELDS, MOST_COST, MOST_FTE, FieldForm, FieldRule
from assessment.register.partner_rules import EARLIEST, LATEST, day_out_of_range, force_name, problems_of_partners
from assessment.rounds.text_rules import (
    NAME_LENGTH,
    REASON_LENGTH,
    REFERENCE_LENGTH,
    WEB_ADDRESS,
    clean_line,
    clean_name,
    clean_text,
)

_HOLDS_FOR: Final = re.compile(r"(\d{4})(-(0[1-9]|1[0-2])(-\d{2})?)?", re.ASCII)
_CENT: Final = Decimal("0.01")


def clean_entry(entry: RegisterEntry, forces: Forces) -> RegisterEntry:
    """Return the entry with its texts cleaned. Raise :class:`InvalidInput` with every problem.

    Each sentence names the field that it is about as its parameter `field`, as a :class:`RegisterField`.
    """
    problems: list[Sentence] = []
    cleaned: dict[str, Any] = {
        name.value: clean(getattr(entry, name), name, rule, problems)
        for name, rule in FIELDS.items()
        if (clean := _CLEANERS.get(rule.form)) is not None
    }
    entry = replace(
        entry,
        **cleaned,
        memberships=tuple(_membership(each, forces, problems) for each in entry.memberships),
        signatures=tuple(sorted(entry.signatures, key=lambda each: (each.force, each.signatory))),
        facts=tuple(_fact(each, problems) for each in entry.facts),
    )
    problems += _of_agreement(entry)
    problems += problems_of_partners(entry, forces)
    if entry.predecessor == entry.id:
        problems.append(
            sentence(
                "own_predecessor",
                "A collaboration cannot be its own predecessor. Choose another one for the {field}.",
                field=RegisterField.PREDECESSOR,
            )
        )
    if problems:
        raise InvalidInput(*dict.fromkeys(problems))
    return entry


_Cleaner = Callable[[object, RegisterField, FieldRule, list[Sentence]], object]


def _line(value: object, name: RegisterField, rule: FieldRule, problems: list[Sentence]) -> str:
    return _text_by(clean_name if name is RegisterField.NAME else clean_line, value, name, rule, problems)


def _text(value: object, name: RegisterField, rule: FieldRule, problems: list[Sentence]) -> str:
    return _text_by(clean_text, value, name, rule, problems)


def _text_by(
    clean: Callable[..., str], value: object, name: RegisterField, rule: FieldRule, problems: list[Sentence]
) -> str:
    try:
        return clean(str(value), field_name=name, most=rule.most)
    except InvalidInput as invalid:
        problems.extend(invalid.sentences)
        return ""


def _link(value: object, name: RegisterField, rule: FieldRule, problems: list[Sentence]) -> str:
    link = _line(value, name, rule, problems)
    if link and not WEB_ADDRESS.fullmatch(link):
        problems.append(
            sentence(
                "link_unclear",
                "For {field}, give an address on the web that begins with https:// or http://.",
                field=name,
            )
        )
    return link


def _day(value: object, name: RegisterField, _: FieldRule, problems: list[Sentence]) -> object:
    if isinstance(value, date) and not EARLIEST <= value <= LATEST:
        problems.append(day_out_of_range(name))
    return value


def _decimal(value: object, name: RegisterField, _: FieldRule, problems: list[Sentence]) -> object:
    if isinstance(value, Decimal):
        problems += _number_problems(value, name, most=MOST_FTE)
        return value.normalize() + 0 if value.is_finite() else value
    return value


def _pounds(value: object, name: RegisterField, _: FieldRule, problems: list[Sentence]) -> object:
    if isinstance(value, int):
        problems += _number_problems(Decimal(value), name, most=MOST_COST)
    return value


_CLEANERS: Final[dict[FieldForm, _Cleaner]] = {
    FieldForm.LINE: _line,
    FieldForm.TEXT: _text,
    FieldForm.LINK: _link,
    FieldForm.DAY: _day,
    FieldForm.DECIMAL: _decimal,
    FieldForm.POUNDS: _pounds,
}
"""How the fields of each form are cleaned. The others hold codes and ids, which are right or no value at all."""


def _number_problems(value: Decimal, name: RegisterField, *, most: int) -> Iterator[Sentence]:
    if not value.is_finite() or not 0 <= value <= most:
        yield sentence(
            "number_out_of_range", "The {field} must be a number from 0 to {most:,}. Correct it.", field=name, most=most
        )
    elif value != value.quantize(_CENT):
        yield sentence(
            "number_too_fine", "The {field} has more than two decimals. Round it to two at most.", field=name
        )


def _membership(each: Membership, forces: Forces, problems: list[Sentence]) -> Membership:
    name = RegisterField.MEMBERSHIPS
    for day in (each.joined_on, each.left_on):
        _day(day, name, FIELDS[name], problems)
    if each.cost_share is not None:
        problems += _number_problems(each.cost_share, name, most=100)
    contact = ""
    try:
        contact = clean_line(each.contact, field_name=f"contact of {force_name(forces, each.force)}", most=NAME_LENGTH)
    except InvalidInput as invalid:
        problems.extend(
            sentence(
                "contact_unclear",
                "In the {field}: {problem}",
                field=name,
                problem=str(each_problem),
            )
            for each_problem in invalid.sentences
        )
    share = None if each.cost_share is None else each.cost_share.normalize() + 0
    return replace(each, contact=contact, cost_share=share)


def _fact(fact: Fact, problems: list[Sentence]) -> Fact:
    name = RegisterField.FACTS
    cleaned = {}
    for part, most in (("what", REASON_LENGTH), ("source", REFERENCE_LENGTH)):
        try:
            cleaned[part] = clean_name(getattr(fact, part), field_name=name, most=most)
        except InvalidInput:
            problems.append(
                sentence(
                    "fact_incomplete",
                    "In the {field}, give each fact in 1 to {most:,} characters, and its source in 1 to {least:,}.",
                    field=name,
                    most=REASON_LENGTH,
                    least=REFERENCE_LENGTH,
                )
            )
    holds_for = fact.holds_for.strip()
    if not _is_day_or_part(holds_for):
        problems.append(
            sentence(
                "holds_for_unclear",
                "In the {field}, give the time for which a fact holds as a year, a month or a day, such as 2019, "
                "2019-04 or 2019-04-01.",
                field=name,
            )
        )
    return replace(fact, **cleaned, holds_for=holds_for)


def _is_day_or_part(text: str) -> bool:
    if _HOLDS_FOR.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[: len("2019-04-01")])
    except ValueError:
        return False
    return True


def _of_agreement(entry: RegisterEntry) -> Iterator[Sentence]:
    for name in (RegisterField.REVIEW_ON, RegisterField.EXPIRES_ON):
        day = getattr(entry, name)
        if entry.signed_on is not None and day is not None and day < entry.signed_on:
            yield sentence(
                "day_before_agreement",
                "The {field} is before the date of the agreement, {signed_on}. Correct one of them.",
                field=name,
                signed_on=entry.signed_on,
            )
    if entry.published_at and entry.why_not_published:
        yield sentence(
            "published_and_not",
            "Say where the agreement is published or {field}, not both. Empty one of them.",
            field=RegisterField.WHY_NOT_PUBLISHED,
        )
