"""Every force there is or was: found by id or by any of its names, and named as of a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from assessment.errors import NotFound, sentence
from assessment.forces.force import Force
from assessment.ids import ForceId

_ENGLAND_AND_WALES: Final = ("England", "Wales")


class Forces:
    """Every force there is or was."""

    def __init__(self, forces: Iterable[Force]) -> None:
        self.by_id: Mapping[ForceId, Force] = {each.id: each for each in forces}

    def __repr__(self) -> str:
        """Return the forces, so that two that hold the same look the same."""
        return f"Forces({list(self.by_id.values())!r})"

    def find(self, text: str) -> Force | None:
        """Return the force with that id, or with that name or short name, now or once; None where there is none.

        Where a force that has ended and one that has not share the name, it is the one that has not.
        """
        if known := self.by_id.get(ForceId(text)):
            return known
        named = [
            each for each in self.by_id.values() if any(text in (given.name, given.short_name) for given in each.names)
        ]
        return min(named, key=lambda each: each.valid_to is not None, default=None)

    def require(self, id: ForceId) -> Force:
        """Return the force with that id. Raise :class:`NotFound` if there never was one."""
        if id not in self.by_id:
            raise NotFound(sentence("force_not_found", "There is no such force. Choose one on the Forces page."))
        return self.by_id[id]

    def name_of(self, id: ForceId | None, *, on: date) -> str | None:
        """Return the name of that force on that day; None for no force."""
        return None if id is None else self.by_id[id].name_on(on)

    def names_on(self, day: date) -> dict[ForceId, str]:
        """Return the names of the forces there are on that day, by name: those of England and Wales first."""
        valid = [each for each in self.by_id.values() if each.is_valid_on(day)]
        ordered = sorted(valid, key=lambda each: (each.country not in _ENGLAND_AND_WALES, each.name_on(day)))
        return {each.id: each.name_on(day) for each in ordered}

    def named(self, ids: Iterable[ForceId], *, on: date) -> dict[ForceId, str]:
        """Return the names of those forces on that day, by name."""
        names = {id: self.by_id[id].name_on(on) for id in ids}
        return dict(sorted(names.items(), key=lambda each: each[1]))
