"""How a problem in a file names its place, and the order in which problems are told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from assessment.errors import InvalidInput
from assessment.rounds.response_rules import shortened

Place = tuple[str | int, ...]
"""Keys and list positions from the top of the file, such as ``("responses", 3, "level")``."""

MOST_TOLD: Final = 1_000
"""Problems told one by one; a file with more than that has one mistake made many times."""

_ORDER: Final = ("format", "classification", "bank", "collaboration", "round", "responses")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    place: Place
    says: str


@dataclass(slots=True)
class Problems:
    """Collects every problem of one file."""

    _found: list[_Problem] = field(default_factory=list)
    _misshapen: set[Place] = field(default_factory=set)

    def misshapen(self, place: Place, says: str) -> None:
        """What stands there has the wrong shape and was left out, so that nothing more is said about it."""
        self._misshapen.add(place)
        self._found.append(_Problem(place=place, says=says))

    def found(self, place: Place, says: str) -> None:
        """A problem with what stands there, unless its shape was a problem before."""
        if not self.has_misshapen(place):
            self._found.append(_Problem(place=place, says=says))

    def missing(self, place: Place) -> None:
        """What has to stand there does not."""
        if not self.has_misshapen(place):
            self.misshapen(place, "is missing. Add it.")

    def has_misshapen(self, place: Place) -> bool:
        """Whether what stands there, or what it stands in, was left out for its shape."""
        return any(place[:length] in self._misshapen for length in range(len(place) + 1))

    def has_misshapen_within(self, place: Place) -> bool:
        """Whether anything in what stands there was left out for its shape."""
        return any(bad[: len(place)] == place for bad in self._misshapen)

    def require_none(self) -> None:
        """Raise :class:`InvalidInput` with one line per problem, in the order of the file, if there are any."""
        if self._found:
            raise InvalidInput(*self._lines())

    def _lines(self) -> Iterator[str]:
        in_due_order = sorted(self._found, key=lambda problem: _position(problem.place))
        for problem in in_due_order[:MOST_TOLD]:
            yield f"{_path(problem.place)}: {problem.says}"
        if len(in_due_order) > MOST_TOLD:
            yield f"file: {len(in_due_order) - MOST_TOLD:,} more problems. Mend these first, then read the file again."


def _position(place: Place) -> tuple[int, int]:
    key = place[0] if place else None
    number = place[1] if len(place) > 1 else None
    return (
        _ORDER.index(key) if key in _ORDER else -1,
        number if isinstance(number, int) else -1,
    )


def _path(place: Place) -> str:
    if not place:
        return "file"
    steps = (f"[{step}]" if isinstance(step, int) else f".{shortened(step)}" for step in place)
    return "".join(steps).removeprefix(".")
