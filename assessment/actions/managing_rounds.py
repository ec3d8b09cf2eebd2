"""Makes rounds in which any collaboration can take part, and changes their days. No answer is refused by a date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import uuid6

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.errors import InvalidInput, Sentence, sentence
from assessment.ids import RoundId
from assessment.rounds.assessment import BankReference
from assessment.rounds.names import name_key
from assessment.rounds.shared_round import SharedRound
from assessment.rounds.text_rules import clean_name
from assessment.store import Store, holding
from assessment.store.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRound:
    """A round as typed: its title, its first day, and its last day, or None where it has none yet."""

    title: str
    opens_on: date
    closes_on: date | None = None


def make_round(store: Store, actor: Actor, library: Library, typed: TypedRound, *, bank_version: str) -> RoundId:
    """Make a round on a published version of the bank, and return its id. Raise :class:`InvalidInput`.

    Raise :class:`BankUnusable` where that version cannot be opened.
    """
    with store.begin(holding.access_of(actor), holding.ROUNDS) as unit:
        by = _manager(unit, actor)
        bank = library.open(library.latest().id, bank_version)
        made = _checked(
            unit,
            SharedRound(
                id=RoundId(uuid6.uuid7()),
                title=typed.title,
                opens_on=typed.opens_on,
                closes_on=typed.closes_on,
                bank=BankReference.to(bank),
            ),
        )
        unit.rounds.add(made, by=by, at=unit.at)
        return made.id


def change_round(store: Store, actor: Actor, id: RoundId, typed: TypedRound) -> None:
    """Change the title and the days of a round. Its bank version never changes, and its title not once it is used.

    Raise :class:`InvalidInput` with every problem, and :class:`NotFound`.
    """
    with store.begin(holding.access_of(actor), holding.ROUNDS) as unit:
        by, before = _manager(unit, actor), unit.rounds.require(id)
        changed = replace(before, title=typed.title, opens_on=typed.opens_on, closes_on=typed.closes_on)
        checked = _checked(unit, changed)
        if checked.title != before.title and unit.rounds.started().get(id):
            raise InvalidInput(
                sentence(
                    "round_title_used",
                    "Assessments have been started in {round}, so it keeps that title.",
                    round=before.title,
                )
            )
        unit.rounds.change(checked, by=by, at=unit.at)


def _manager(unit: Unit, actor: Actor) -> str:
    viewer = authenticate(unit, actor)
    viewer.require(Permission.MANAGE_ROUNDS)
    return viewer.actor_id


def _checked(unit: Unit, round: SharedRound) -> SharedRound:
    """Return the round with its title cleaned. Raise :class:`InvalidInput` with every problem."""
    problems = list(_problems_of_days(round))
    try:
        round = replace(round, title=clean_name(round.title, field_name="title of the round"))
    except InvalidInput as invalid:
        problems = [*invalid.sentences, *problems]
    others = [each for each in unit.rounds.shared() if each.id != round.id]
    if any(name_key(each.title) == name_key(round.title) for each in others):
        problems.append(
            sentence(
                "round_title_taken",
                "There is a round called {round} already. Choose a title that tells them apart.",
                round=round.title,
            )
        )
    if problems:
        raise InvalidInput(*problems)
    return round


def _problems_of_days(round: SharedRound) -> Iterator[Sentence]:
    if round.closes_on is not None and round.closes_on < round.opens_on:
        yield sentence(
            "round_closes_too_early",
            "The round opens on {opens_on}, so it cannot close before. Choose a later last day.",
            opens_on=round.opens_on,
        )
