"""The access that lapses soon or has lapsed, for whoever can confirm it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assessment.access import Grant, Viewer
from assessment.access.permissions import ROLES
from assessment.codes import PeopleShown, Permission, Role
from assessment.store.people_search import SOON, PeopleQuery
from assessment.store.unit import Unit
from assessment.views.people_view import managed_forces, never_lapsing

_MOST: Final = 1_000
"""How many people are looked at, so that Home stays quick whatever has lapsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToConfirm:
    """How many people's access lapses soon or has lapsed, and when the first of it does or did."""

    people: int
    first: datetime


def read_access_to_confirm(unit: Unit, viewer: Viewer) -> AccessToConfirm | None:
    """Return what waits to be confirmed by the viewer, or None where nothing does.

    Nobody confirms their own access, and what ends before it lapses needs no confirmation.
    """
    if not viewer.may(Permission.MANAGE_PEOPLE):
        return None
    never = never_lapsing(unit)
    query = PeopleQuery(of_forces=managed_forces(viewer), shown=PeopleShown.LAPSING, never_lapses=never)
    people = unit.people_search.page(query, at=unit.at, first=0, most=_MOST)
    grants = unit.people_search.grants_of(each.id for each in people)
    lapsing = [
        (grant.lapses_at, person.id)
        for person in people
        if person.id != viewer.person
        and (own := [each for each in grants.get(person.id, ()) if not each.has_ended(at=unit.at)])
        and _may_confirm(viewer, own)
        for grant in own
        if grant.id not in never
        and grant.lapses_at <= unit.at + SOON
        and (grant.ends_at is None or grant.ends_at > grant.lapses_at)
    ]
    if not lapsing:
        return None
    return AccessToConfirm(people=len({person for _, person in lapsing}), first=min(at for at, _ in lapsing))


def _may_confirm(viewer: Viewer, grants: list[Grant]) -> bool:
    """Return False for a person who has a role that only an administrator changes, unless the viewer is one."""
    return viewer.holds(Role.ADMINISTRATOR) or all(Role.ACCESS_OWNER in ROLES[each.role].given_by for each in grants)
