"""Two changes of the register at once, and a change while a round is started or the collaboration is renamed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from assessment.access import CommandLine
from assessment.actions.deleting import delete_draft
from assessment.actions.importing_register import check_register_file, import_register
from assessment.actions.keeping_register import register_collaboration, save_register_entry
from assessment.actions.loading_register import load_register
from assessment.actions.managing_access import give_access
from assessment.actions.removing_collaboration import remove_collaboration
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Role
from assessment.ids import CollaborationId, MembershipId
from assessment.register import Membership, RegisterEntry
from tests.actions.access_world import LIBRARY, START
from tests.actions.conftest import AT
from tests.concurrency.pair import Call, Pair
from tests.concurrency.world import PairWorld
from tests.known_forces import ESSEX, KENT

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


def removed_while(other: Callable[..., object], **given: Any) -> Callable[[PairWorld], tuple[Call, Call]]:
    """Return what prepares a collaboration that one administrator removes while another does something else."""

    def prepare(world: PairWorld) -> tuple[Call, Call]:
        ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
        register_collaboration(world.store, ann.actor, FIRST)
        return partial(remove_collaboration, actor=ann.actor, **REMOVED), partial(other, actor=bob.actor, **given)

    return prepare


def removed_while_the_first_round_is_started(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.MEMBER)
    members = tuple(Membership(id=MembershipId(UUID(int=place)), force=force) for place, force in enumerate(PARTNERED))
    register_collaboration(world.store, ann.actor, replace(FIRST, memberships=members))
    start = replace(START, registered=FIRST.id)
    return (
        partial(remove_collaboration, actor=ann.actor, **REMOVED),
        partial(start_assessment, actor=bob.actor, library=LIBRARY, start=start, at=AT),
    )


def removed_while_somebody_is_made_its_lead(world: PairWorld) -> tuple[Call, Call]:
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", Role.ADMINISTRATOR)
    cas = world.person("Cas")
    member = Membership(id=MembershipId(UUID(int=1)), force=KENT)
    register_collaboration(world.store, ann.actor, replace(FIRST, memberships=(member,)))
    return (
        partial(remove_collaboration, actor=ann.actor, **REMOVED),
        partial(give_access, actor=bob.actor, id=cas.id, role=Role.LEAD, collaboration=FIRST.id),
    )


def removed_while_its_only_draft_is_deleted(world: PairWorld) -> tuple[Call, Call]:
    assessment = world.assessment()
    of = assessment.collaboration.id
    ann, bob = world.person("Ann", Role.ADMINISTRATOR), world.person("Bob", (Role.LEAD, of))
    return (
        partial(remove_collaboration, actor=ann.actor, id=of, reason="A mistake."),
        partial(delete_draft, actor=bob.actor, assessment_id=assessment.id, at=AT),
    )


REMOVED: Final[dict[str, Any]] = {"id": FIRST.id, "reason": "A mistake."}
PARTNERED: Final = (KENT, ESSEX)
LEFT: Final = "SELECT name FROM collaboration WHERE removed_at IS NULL ORDER BY name"
ROUNDS_LEFT: Final = "SELECT count(*) FROM assessment WHERE deleted_at IS NULL"
ADDED: Final = [Event.COLLABORATION_REGISTERED]
GONE: Final = [*ADDED, Event.COLLABORATION_REMOVED]
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
    Pair(
        name="two remove one collaboration",
        actions=(remove_collaboration, remove_collaboration),
        prepare=removed_while(remove_collaboration, **REMOVED),
        look={"left": LEFT, "trail": REGISTER_TRAIL},
        allowed=[{"left": [], "trail": GONE}],
        refused=(1,),
    ),
    Pair(
        name="a collaboration is removed while another is given its name",
        actions=(remove_collaboration, register_collaboration),
        prepare=removed_while(register_collaboration, entry=replace(SECOND, name="First")),
        look={"left": LEFT},
        allowed=[{"left": ["First"]}, {"left": []}],
    ),
    Pair(
        name="a collaboration is removed while another is said to have come from it",
        actions=(remove_collaboration, register_collaboration),
        prepare=removed_while(register_collaboration, entry=replace(SECOND, predecessor=FIRST.id)),
        look={"left": LEFT},
        allowed=[{"left": []}, {"left": ["First", "Second"]}],
        refused=(1,),
    ),
    Pair(
        name="a collaboration is removed while it is changed",
        actions=(remove_collaboration, save_register_entry),
        prepare=removed_while(save_register_entry, entry=replace(FIRST, version=1, board="One")),
        look={"left": LEFT, "trail": REGISTER_TRAIL},
        allowed=[
            {"left": [], "trail": GONE},
            {"left": [], "trail": [*ADDED, Event.REGISTER_CHANGED, Event.COLLABORATION_REMOVED]},
        ],
        refused=(0, 1),
    ),
    Pair(
        name="a collaboration is removed while its first round is started",
        actions=(remove_collaboration, start_assessment),
        prepare=removed_while_the_first_round_is_started,
        look={"left": LEFT, "rounds": ROUNDS_LEFT},
        allowed=[{"left": [], "rounds": [0]}, {"left": ["First"], "rounds": [1]}],
        refused=(1,),
    ),
    Pair(
        name="a collaboration is removed while somebody is made its lead",
        actions=(remove_collaboration, give_access),
        prepare=removed_while_somebody_is_made_its_lead,
        look={"left": LEFT, "leads": "SELECT count(*) FROM role_grant WHERE role = 'lead'"},
        allowed=[{"left": [], "leads": [0]}, {"left": [], "leads": [1]}],
    ),
    Pair(
        name="a collaboration is removed while its only draft is deleted",
        actions=(remove_collaboration, delete_draft),
        prepare=removed_while_its_only_draft_is_deleted,
        look={"left": LEFT, "rounds": ROUNDS_LEFT},
        allowed=[{"left": [], "rounds": [0]}, {"left": ["Joint forensics"], "rounds": [0]}],
        refused=(0, 1),
    ),
)
