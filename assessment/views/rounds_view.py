"""The rounds that administrators make, with how many assessments were started in each; and those to start one in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessment.access import Actor
from assessment.authorisation import authenticate
from assessment.bank.library import Library
from assessment.codes import Permission
from assessment.dates import uk_day
from assessment.errors import BankUnusable, NotFound
from assessment.ids import RoundId
from assessment.rounds.shared_round import ROUND_NOT_FOUND, SharedRound
from assessment.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A round with how many assessments were started in it."""

    round: SharedRound
    started: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage:
    """Every round, the one that opened last first, and the bank versions on which another can be made."""

    lines: tuple[RoundLine, ...]
    bank_versions: tuple[str, ...]
    """Newest first."""
    today: date


def round_id(text: str) -> RoundId:
    """Return the id in an address. Raise :class:`NotFound` where it is none."""
    try:
        return RoundId(UUID(text))
    except ValueError:
        raise NotFound(ROUND_NOT_FOUND) from None


def open_rounds(store: Store, actor: Actor, library: Library) -> RoundsPage:
    """Return every round that administrators made. Raise :class:`NotPermitted`."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.MANAGE_ROUNDS)
        started = unit.rounds.started()
        rounds, today = unit.rounds.shared(), uk_day(unit.at)
    return RoundsPage(
        lines=tuple(RoundLine(round=each, started=started.get(each.id, 0)) for each in rounds),
        bank_versions=tuple(bank.version for bank in reversed(library.published())),
        today=today,
    )


def open_round(store: Store, actor: Actor, id: RoundId) -> RoundLine:
    """Return one round. Raise :class:`NotPermitted`, and :class:`NotFound` where there is none of that id."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.MANAGE_ROUNDS)
        return RoundLine(round=unit.rounds.require(id), started=unit.rounds.started().get(id, 0))


def open_rounds_to_start_in(store: Store, actor: Actor, library: Library) -> tuple[SharedRound, ...]:
    """Return the rounds in which an assessment can be started today: open, on a bank version that can be opened."""
    with store.read() as unit:
        authenticate(unit, actor).require(Permission.START)
        rounds = [each for each in unit.rounds.shared() if each.is_open(on=uk_day(unit.at))]
    return tuple(each for each in rounds if _can_be_answered(each, library))


def _can_be_answered(round: SharedRound, library: Library) -> bool:
    try:
        round.bank.open_in(library)
    except BankUnusable:
        return False
    return True
