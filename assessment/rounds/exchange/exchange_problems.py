"""The problems of a file: the place of each, and the order in which they are listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from assessment.errors import InvalidInput, Sentence, sentence
from assessment.rounds.response_rules import shortened

Place = tuple[str | int, ...]
"""The keys and list positions that lead to a place in the file, such as ``("responses", 3, "met")``."""

MOST_TOLD: Final = 1_000
"""The most problems that are listed; a file with more than that has one mistake made many times."""

_IS_MISSING: Final = sentence("value_missing", "is missing. Add it.")

_ORDER: Final = ("format", "classification", "bank", "collaboration", "round", "responses")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    place: Place
    says: Sentence


@dataclass(slots=True)
class Problems:
    """All problems of one file."""

    _found: list[_Problem] = field(default_factory=list)
    _misshapen: set[Place] = field(default_factory=set)

    def misshapen(self, place: Place, says: Sentence) -> None:
        """Add a problem with the shape of a value that was left out. Nothing more will be said about that value."""
        self._misshapen.add(place)
        self._found.append(_Problem(place=place, says=says))

    def found(self, place: Place, says: Sentence) -> None:
        """Add a problem with the value at that place, unless the value was left out for its shape."""
        if not self.has_misshapen(place):
            self._found.append(_Problem(place=place, says=says))

    def missing(self, place: Place) -> None:
        """Add the problem that a required value is missing, unless what holds it was left out for its shape."""
        if not self.has_misshapen(place):
            self.misshapen(place, _IS_MISSING)

    def has_misshapen(self, place: Place) -> bool:
        """Return True if the value at that place, or one that contains it, was left out for its shape."""
        return any(place[:length] in self._misshapen for length in range(len(place) + 1))

    def has_misshapen_within(self, place: Place) -> bool:
        """Return True if the value at that place, or a part of it, was left out for its shape."""
        return any(bad[: len(place)] == place for bad in self._misshapen)

    def require_none(self) -> None:
        """Raise :class:`InvalidInput` with a line for each problem, in the order of the file, if there are any."""
        if self._found:
            raise InvalidInput(*self._lines())

    def _lines(self) -> Iterator[Sentence]:
        in_file_order = sorted(self._found, key=lambda problem: _position(problem.place))
        for problem in in_file_order[:MOST_TOLD]:
            yield sentence("problem_in_file", "{place}: {problem}", place=_path(problem.place), problem=problem.says)
        if len(in_file_order) > MOST_TOLD:
            yield sentence(
                "more_problems_in_file",
                "file: there are {count:,} more problems. Correct these first, then try again.",
                count=len(in_file_order) - MOST_TOLD,
            )


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
