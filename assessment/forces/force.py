"""A police force: what it is, from when until when, and the names it has and had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.ids import ForceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceName:
    """A name of a force. `valid_from` is None for the first, which holds for every day before the next one."""

    name: str
    short_name: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force, which keeps its id for ever. Whatever is not known is None."""

    id: ForceId
    kind: str
    region: str
    country: str
    area_code: str | None = None
    """The ONS code of its police force area. It names the area and not the organisation."""
    policing_body: str | None = None
    """Who holds it to account, such as a commissioner or a mayor."""
    valid_from: date | None = None
    """Its first day; None where it is not known to have begun."""
    valid_to: date | None = None
    """Its last day; None while it is not known to end."""
    successor: ForceId | None = None
    """The force that it was merged into."""
    names: tuple[ForceName, ...]
    """Oldest first, at least one."""

    def name_on(self, day: date) -> str:
        """Return its name on that day."""
        return name_on(self.names, day).name

    def short_name_on(self, day: date) -> str:
        """Return its short name on that day."""
        return name_on(self.names, day).short_name

    def is_valid_on(self, day: date) -> bool:
        """Return True from its first day to its last."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def name_on(names: Sequence[ForceName], day: date) -> ForceName:
    """Return which of a force's names is shown on that day. Nothing else decides it.

    `names` stand oldest first. What is about a round is about the day that its answers describe; a list of people or
    of forces is about today.
    """
    return next(each for each in reversed(names) if each.valid_from is None or each.valid_from <= day)
