"""Forces of the reference list by their ids, and as partners."""

from datetime import date
from typing import Final

from assessment.actions.managing_forces import NewForce
from assessment.forces import Forces, reference_list
from assessment.ids import ForceId
from assessment.rounds.assessment import Partner

KENT: Final = ForceId("kent")
ESSEX: Final = ForceId("essex")
SURREY: Final = ForceId("surrey")
GARDEN: Final = NewForce(
    name="Garden Police",
    short_name="Garden",
    kind="territorial",
    region="South East",
    country="England",
    valid_from=date(2027, 4, 1),
)
"""A force that is on no list."""
_LISTED: Final = Forces(reference_list())


def a_partner(name: str) -> Partner:
    """Return the force of that name as a partner. A name that is not on the list stands for the id too."""
    known = _LISTED.find(name)
    return Partner(force=ForceId(name) if known is None else known.id, name=name)


def partners_of(*names: str) -> tuple[Partner, ...]:
    """Return the forces of those names as partners."""
    return tuple(map(a_partner, names))
