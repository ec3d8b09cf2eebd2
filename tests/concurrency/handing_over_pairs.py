"""A lead who hands over twice at once, or to somebody whose access ends meanwhile."""

from functools import partial
from typing import Final

from assessment.actions.handing_over import hand_over
from assessment.actions.managing_access import end_access
from assessment.codes import Role
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld
from tests.known_forces import ESSEX

LEADS: Final = (
    "SELECT person.name FROM role_grant JOIN person ON person.id = person_id "
    "WHERE role = 'lead' AND ends_at IS NULL ORDER BY person.name"
)
ENDED: Final = "SELECT count(*) FROM role_grant WHERE ends_at IS NOT NULL"


def to_two_people(world: PairWorld) -> tuple[Call, Call]:
    assessment = world.assessment()
    own = assessment.collaboration.id
    ann = world.person("Ann", (Role.LEAD, own))
    others = [world.person(name, (Role.RESPONDENT, own), force=ESSEX) for name in ("Bob", "Cat")]
    bob, cat = (partial(hand_over, actor=ann.actor, assessment_id=assessment.id, to=each.id) for each in others)
    return bob, cat


def to_somebody_whose_access_ends(world: PairWorld) -> tuple[Call, Call]:
    assessment = world.assessment()
    own = assessment.collaboration.id
    ann = world.person("Ann", (Role.LEAD, own))
    bob = world.person("Bob", (Role.RESPONDENT, own), force=ESSEX)
    administrator = world.person("Cat", Role.ADMINISTRATOR)
    return (
        partial(hand_over, actor=ann.actor, assessment_id=assessment.id, to=bob.id),
        partial(end_access, actor=administrator.actor, grant=bob.grants[0]),
    )


HANDING_OVER_PAIRS: Final = (
    Pair(
        name="a lead hands over to two people",
        actions=(hand_over, hand_over),
        prepare=to_two_people,
        look={"leads": LEADS, "ended": ENDED},
        allowed=[{"leads": [name], "ended": [1]} for name in ("Bob", "Cat")],
        refused=(1,),
    ),
    Pair(
        name="a lead hands over to somebody whose access another ends",
        actions=(hand_over, end_access),
        prepare=to_somebody_whose_access_ends,
        look={"leads": LEADS, "ended": ENDED},
        allowed=[{"leads": ["Bob"], "ended": [2]}, {"leads": ["Ann"], "ended": [1]}],
    ),
)
