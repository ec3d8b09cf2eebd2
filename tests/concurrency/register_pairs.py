"""Two changes of the register at once, and a change while a round is started or the collaboration is renamed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from assessment.access import CommandLine
from assessment.actions.importing_register import check_register_file, import_register
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.actions.loading_register import load_register
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld

FIRST: Final = RegisterEntry(id=CollaborationId(UUID(int=1)), name="First")
SECOND: Final = RegisterEntry(id=CollaborationId(UUID(int=2)), name="Second")
REGISTER_TRAIL: Final = "SELECT event FROM audit WHERE chain LIKE 'collaboration:%' ORDER BY chain, number"
NAMES: Final = "SELECT name FROM collaboration ORDER BY id"
BOARDS: Final = "SELECT board FROM collaboration ORDER BY id"
PARTNERS: Final = "SELECT count(*) FROM membership"
PREDECESSORS: Final = "SELECT count(*) FROM collaboration WHERE predecessor_id IS NOT NULL"


def two_administrators(*calls: Callable[[RegisterEntry, RegisterEntry], Call]) -> Callable[[PairWorld], Any]:
    """Return what prepares two collaborations and two administrators, each with a call."""

    def prepare(world: PairWorld) -> tuple[Call, ...]:
        ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
        for each in (FIRST, SECOND):
            register_collaboration(world.store, ann.actor, each)
        added = replace(FIRST, version=1), replace(SECOND, version=1)
        return tuple(partial(call(*added), actor=each.actor) for call, each in zip(calls, (ann, bob), strict=True))

    return prepare


def two_add_one_name(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    return (
        partial(register_collaboration, actor=ann.actor, entry=replace(FIRST, name="Dogs")),
        partial(register_collaboration, actor=bob.actor, entry=replace(SECOND, name="DOGS")),
    )


def two_load_the_same(_world: PairWorld) -> tuple[Call, Call]:
    call = partial(load_register, actor=CommandLine(), entries=[FIRST])
    return call, call


def one_starts_the_next_round_with_another_partner(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.MEMBER), world.person("Bob", Role.ADMINISTRATOR)
    started = start_assessment(world.store, ann.actor, LIBRARY, START, at=AT)
    with world.store.read() as unit:
        assessment = unit.assessments.find(started)
        assert assessment is not None
        entry = unit.register.find(assessment.collaboration.id)
    assert entry is not None
    again = replace(START, partners=[*START.partners, "Surrey Police"], follows=started)
    ann = replace(ann, actor=world.session(ann))
    return (
        partial(start_assessment, actor=ann.actor, library=LIBRARY, start=again, at=AT),
        partial(save_register_entry, actor=bob.actor, entry=replace(entry, board="The board")),
    )


def two_import_one_file(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    content = b"name\nFirst\nSecond\n"
    seen = check_register_file(world.store, ann.actor, content).seen
    return (
        partial(import_register, actor=ann.actor, content=content, seen=seen),
        partial(import_register, actor=bob.actor, content=content, seen=seen),
    )


def an_import_and_a_change(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    register_collaboration(world.store, ann.actor, FIRST)
    content = f"id,board\n{FIRST.id},Of the file\n".encode()
    seen = check_register_file(world.store, ann.actor, content).seen
    return (
        partial(import_register, actor=ann.actor, content=content, seen=seen),
        partial(save_register_entry, actor=bob.actor, entry=replace(FIRST, version=1, board="One")),
    )


ADDED: Final = [Event.COLLABORATION_REGISTERED]
REGISTER_PAIRS: Final = (
    Pair(
        name="two add a collaboration of one name",
        actions=(register_collaboration, register_collaboration),
        prepare=two_add_one_name,
        look={"names": NAMES, "trail": REGISTER_TRAIL},
        allowed=[{"names": [name], "trail": ADDED} for name in ("Dogs", "DOGS")],
        refused=(1,),
    ),
    Pair(
        name="two load what is known into the register",
        actions=(load_register, load_register),
        prepare=two_load_the_same,
        look={"names": NAMES, "trail": REGISTER_TRAIL},
        allowed=[{"names": ["First"], "trail": ADDED}],
        refused=(0,),
    ),
    Pair(
        name="two import one file",
        actions=(import_register, import_register),
        prepare=two_import_one_file,
        look={"names": "SELECT name FROM collaboration ORDER BY name", "trail": REGISTER_TRAIL},
        allowed=[{"names": ["First", "Second"], "trail": [*ADDED, *ADDED]}],
        refused=(1,),
    ),
    Pair(
        name="an entry is changed while a file changes it",
        actions=(import_register, save_register_entry),
        prepare=an_import_and_a_change,
        look={"boards": BOARDS, "trail": REGISTER_TRAIL},
        allowed=[{"boards": [board], "trail": [*ADDED, Event.REGISTER_CHANGED]} for board in ("Of the file", "One")],
        refused=(1,),
    ),
    Pair(
        name="two change one entry",
        actions=(save_register_entry, save_register_entry),
        prepare=two_administrators(
            lambda first, _: partial(save_register_entry, entry=replace(first, board="One")),
            lambda first, _: partial(save_register_entry, entry=replace(first, board="Another")),
        ),
        look={"boards": BOARDS, "trail": REGISTER_TRAIL},
        allowed=[
            {"boards": [board, ""], "trail": [*ADDED, Event.REGISTER_CHANGED, *ADDED]} for board in ("One", "Another")
        ],
        refused=(1,),
    ),
    Pair(
        name="each of two collaborations is made the one that came before the other",
        actions=(save_register_entry, save_register_entry),
        prepare=two_administrators(
            lambda first, second: partial(save_register_entry, entry=replace(first, predecessor=second.id)),
            lambda first, second: partial(save_register_entry, entry=replace(second, predecessor=first.id)),
        ),
        look={"predecessors": PREDECESSORS},
        allowed=[{"predecessors": [1]}],
        refused=(1,),
    ),
    Pair(
        name="an entry is changed while a round with another partner is started",
        actions=(start_assessment, save_register_entry),
        prepare=one_starts_the_next_round_with_another_partner,
        look={"partners": PARTNERS, "boards": BOARDS},
        allowed=[{"partners": [3], "boards": [board]} for board in ("", "The board")],
        refused=(0, 1),
    ),
)
