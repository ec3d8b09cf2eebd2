"""New-password links: who asks, who approves, and what the person does or is given meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import Final

from assessment.access import CommandLine
from assessment.actions.accepting_invitation import accept_invitation
from assessment.actions.managing_access import end_access, give_access
from assessment.actions.managing_people import deactivate_person, forget_person
from assessment.actions.new_password_links import (
    approve_link,
    ask_for_link,
    make_link_on_server,
    refuse_link,
    take_link,
)
from assessment.actions.own_account import change_password
from assessment.codes import Event, Role
from assessment.store import holding
from tests.actions.conftest import AT
from tests.concurrency.account_pairs import change, forget, go
from tests.concurrency.invitation_pairs import OPEN_INVITATIONS, accept
from tests.concurrency.pair import TRAIL, Call, Pair
from tests.concurrency.world import PairWorld, Someone

REQUESTS: Final = "SELECT count(*) FROM link_request"
APPROVED: Final = "SELECT count(*) FROM link_request WHERE approved_by IS NOT NULL"
LOOK: Final = {"requests": REQUESTS, "links": OPEN_INVITATIONS, "trail": TRAIL}


class Asked:
    """Ann has asked for a link for Cat, who may read answers; Bob approves it, or has done so."""

    def __init__(self, world: PairWorld, *, is_approved: bool) -> None:
        self.ann, self.bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
        self.cat = world.person("Cat", Role.INSPECTOR)
        with world.store.begin(holding.account(self.cat.id)) as unit:
            unit.invitations.add_request(self.cat.id, by=self.ann.id, at=AT)
            if is_approved:
                unit.invitations.approve_request(self.cat.id, by=self.bob.id)

    def approve(self) -> Call:
        return partial(approve_link, actor=self.bob.actor, id=self.cat.id, asked_by=self.ann.id)

    def refuse(self) -> Call:
        return partial(refuse_link, actor=self.ann.actor, id=self.cat.id, asked_by=self.ann.id)

    def take(self) -> Call:
        return partial(take_link, actor=self.ann.actor, id=self.cat.id)


def two_ask(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    cat = world.person("Cat", Role.INSPECTOR)
    return partial(ask_for_link, actor=ann.actor, id=cat.id), partial(ask_for_link, actor=bob.actor, id=cat.id)


def one_asks(other: Callable[[PairWorld, Someone], Call]) -> Callable[[PairWorld], tuple[Call, Call]]:
    def prepare(world: PairWorld) -> tuple[Call, Call]:
        bob, cat = world.person("Bob", Role.ADMINISTRATOR), world.person("Cat", Role.INSPECTOR)
        return partial(ask_for_link, actor=bob.actor, id=cat.id), other(world, cat)

    return prepare


def approved_and_refused(world: PairWorld) -> tuple[Call, Call]:
    asked = Asked(world, is_approved=False)
    return asked.approve(), asked.refuse()


def approved_while_the_approvers_access_ends(world: PairWorld) -> tuple[Call, Call]:
    asked = Asked(world, is_approved=False)
    return asked.approve(), partial(end_access, actor=asked.ann.actor, grant=asked.bob.grants[0])


def taken_twice(world: PairWorld) -> tuple[Call, Call]:
    asked = Asked(world, is_approved=True)
    return asked.take(), asked.take()


def taken_while(other: Callable[[PairWorld, Someone], Call]) -> Callable[[PairWorld], tuple[Call, Call]]:
    def prepare(world: PairWorld) -> tuple[Call, Call]:
        asked = Asked(world, is_approved=True)
        return asked.take(), other(world, asked.cat)

    return prepare


def made_on_the_server_while_another_is_used(world: PairWorld) -> tuple[Call, Call]:
    cat = world.person("Cat", Role.MEMBER)
    secret = world.invitation(cat)
    return partial(make_link_on_server, actor=CommandLine(), email=cat.email), accept(world, cat, secret)


def made_on_the_server_while_being_forgotten(world: PairWorld) -> tuple[Call, Call]:
    cat = world.person("Cat", Role.MEMBER)
    return partial(make_link_on_server, actor=CommandLine(), email=cat.email), forget(world, cat)


def used_while_access_is_given(world: PairWorld) -> tuple[Call, Call]:
    ann, cat = world.person("Ann", Role.ADMINISTRATOR), world.person("Cat", Role.MEMBER)
    give = partial(give_access, actor=ann.actor, id=cat.id, role=Role.INSPECTOR)
    return accept(world, cat, world.invitation(cat)), give


LINK_PAIRS: Final = (
    Pair(
        name="two ask for a link for one person",
        actions=(ask_for_link, ask_for_link),
        prepare=two_ask,
        look={"requests": REQUESTS, "trail": TRAIL},
        allowed=[{"requests": [1], "trail": [Event.NEW_PASSWORD_LINK_ASKED]}],
        refused=[1],
    ),
    Pair(
        name="one asks for a link for a person who is let go",
        actions=(ask_for_link, deactivate_person),
        prepare=one_asks(go),
        look={"requests": REQUESTS, "trail": TRAIL},
        allowed=[
            {"requests": [0], "trail": [Event.NEW_PASSWORD_LINK_ASKED, Event.PERSON_DEACTIVATED]},
            {"requests": [0], "trail": [Event.PERSON_DEACTIVATED]},
        ],
    ),
    Pair(
        name="one approves a link that another refuses",
        actions=(approve_link, refuse_link),
        prepare=approved_and_refused,
        look={"requests": REQUESTS, "trail": TRAIL},
        allowed=[
            {"requests": [0], "trail": [Event.NEW_PASSWORD_LINK_APPROVED, Event.NEW_PASSWORD_LINK_REFUSED]},
            {"requests": [0], "trail": [Event.NEW_PASSWORD_LINK_REFUSED]},
        ],
    ),
    Pair(
        name="one approves a link while their own access ends",
        actions=(approve_link, end_access),
        prepare=approved_while_the_approvers_access_ends,
        look={"approved": APPROVED, "trail": TRAIL},
        allowed=[
            {"approved": [1], "trail": [Event.NEW_PASSWORD_LINK_APPROVED, Event.ACCESS_ENDED]},
            {"approved": [0], "trail": [Event.ACCESS_ENDED]},
        ],
    ),
    Pair(
        name="one takes an approved link twice",
        actions=(take_link, take_link),
        prepare=taken_twice,
        look=LOOK,
        allowed=[{"requests": [0], "links": [1], "trail": [Event.NEW_PASSWORD_LINK_MADE]}],
        refused=[1],
    ),
    Pair(
        name="one takes an approved link for a person who changes the password",
        actions=(take_link, change_password),
        prepare=taken_while(change()),
        look=LOOK,
        allowed=[
            {"requests": [0], "links": [0], "trail": [Event.NEW_PASSWORD_LINK_MADE, Event.PASSWORD_CHANGED]},
            {"requests": [0], "links": [0], "trail": [Event.PASSWORD_CHANGED]},
        ],
    ),
    Pair(
        name="a link is made on the server while the person uses another",
        actions=(make_link_on_server, accept_invitation),
        prepare=made_on_the_server_while_another_is_used,
        look={"links": OPEN_INVITATIONS, "trail": TRAIL},
        allowed=[
            {"links": [1], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.NEW_PASSWORD_LINK_MADE]},
            {"links": [1], "trail": [Event.NEW_PASSWORD_LINK_MADE]},
        ],
    ),
    Pair(
        name="a link is made on the server for a person who is forgotten",
        actions=(make_link_on_server, forget_person),
        prepare=made_on_the_server_while_being_forgotten,
        look={"links": OPEN_INVITATIONS, "trail": TRAIL},
        allowed=[
            {"links": [0], "trail": [Event.NEW_PASSWORD_LINK_MADE, Event.PERSON_FORGOTTEN]},
            {"links": [0], "trail": [Event.PERSON_FORGOTTEN]},
        ],
    ),
    Pair(
        name="one uses a link that was shown while being given access to answers",
        actions=(accept_invitation, give_access),
        prepare=used_while_access_is_given,
        look={"links": OPEN_INVITATIONS, "trail": TRAIL},
        allowed=[
            {"links": [0], "trail": [Event.NEW_PASSWORD_LINK_USED, Event.ACCESS_GIVEN]},
            {"links": [1], "trail": [Event.ACCESS_GIVEN]},
        ],
    ),
)
