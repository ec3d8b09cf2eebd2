"""Before the release nothing that anybody else is given depends on what a force has answered alone.

Everything is asked for twice by every role: before and after a force has answered more. Both times it must be the same,
to the last byte of every file and to the last statement that is sent to the database.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.commenting import remove_comment, write_comment
from assessment.actions.further_respondents import add_respondent
from assessment.actions.handing_questions import hand_questions, take_back_questions
from assessment.actions.starting import start_assessment
from assessment.codes import Perspective, Role
from assessment.errors import AssessmentError
from assessment.ids import AssessmentId, CommentId, ForceId, QuestionCode
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.response import Met, Response
from assessment.rounds.working_notes import NewComment
from assessment.store import Store, Unit
from assessment.views.check_view import open_check
from assessment.views.reading_view import open_to_read
from tests.actions.access_world import LIBRARY, P1, START, STORED, World, make_world
from tests.actions.action_calls import ANYWHERE, OF_AN_ASSESSMENT
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import Forces
from tests.actions.test_doubts import (
    ALL_ALIKE,
    TOLD_OF_EXIT,
    answers_all_alike,
    asked,
    describe,
    on_the_published_bank,
    record,
)
from tests.bank_builders import some_evidence
from tests.concurrency.databases import Database, sqlite
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import Somebody, grant, somebody
from tests.store.store_builders import an_operation, counted_statements

SHOWING: Final = ("assessment.views", "assessment.exports")
IS_SLOW: Final = {"export_comparison_pdf"}
"""Reads what the CSV reads, and takes a thousand times as long."""

Call = Callable[[World, Credential, AssessmentId], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Essex:
    """Somebody of Essex, who answers the assessment alone with a colleague, who answers for Kent too.

    The finance and the HR of both forces answer alone as well. Finance goes on with Essex, and HR looks on.
    """

    store: Store
    id: AssessmentId
    actor: Credential
    colleague: Somebody
    finance: tuple[Credential, ...]
    hr: Mapping[str, Credential]
    """By the name of the respondent."""

    def goes_on(self, code: str, text: str) -> None:
        """Answer a question, comment on it and on another, remove a comment, and hand questions to the colleague."""
        store, id, actor = self.store, self.id, self.actor
        for each in (actor, *self.finance):
            save(store, each, id, code, text)
        for place, question in enumerate((code, "P4")):
            comment = NewComment(id=CommentId(uuid4()), question=QuestionCode(question), text=f"{text}, {place}")
            write_comment(store, actor, LIBRARY, id, comment, at=AT)
        remove_comment(store, actor, id, comment.id, at=AT)
        hand_questions(store, actor, LIBRARY, id, [code, "P3"], to=self.colleague.id, note=text, at=AT)
        take_back_questions(store, actor, LIBRARY, id, ["P3"], at=AT)


@pytest.fixture(scope="module")
def blind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, World, AssessmentId, Essex]]:
    with blind_world(tmp_path_factory.mktemp("blind")) as world:
        yield world


@contextmanager
def blind_world(folder: Path) -> Iterator[tuple[Database, World, AssessmentId, Essex]]:
    """Make a world with an assessment that Kent and Essex answer alone, in which somebody of each has begun."""
    with sqlite(folder) as database:
        database.empty()
        store = database.stores[0]
        world = make_world(store)
        own = world.assessments[True, True]
        next_year = replace(START, follows=own.id, round_title="2027", as_of=date(2027, 11, 1))
        start = replace(next_year, answers_alone=True, carries_over=True)
        starter = somebody(store, "Lou", roles=[Role.MEMBER, (Role.LEAD, own.collaboration.id)])
        id = start_assessment(store, starter.actor, LIBRARY, start, at=AT)
        eve = somebody(store, "Eve", force=ESSEX, roles=[(Role.RESPONDENT, own.collaboration.id)])
        colleague = somebody(store, "Esme", force=ESSEX, roles=[(Role.RESPONDENT, own.collaboration.id)])
        # Who answers for both forces must not carry the one's work into what the other is shown.
        grant(store, colleague.id, Role.RESPONDENT, own.collaboration.id, force=KENT)
        finance = [further(store, starter, id, force, Perspective.FINANCE) for force in (KENT, ESSEX)]
        hr = {f"HR of {force}": further(store, starter, id, force, Perspective.HR) for force in (KENT, ESSEX)}
        essex = Essex(store=store, id=id, actor=eve.actor, colleague=colleague, finance=tuple(finance), hr=hr)
        essex.goes_on(P1, "Essex begins")
        save(store, world.people[Role.RESPONDENT].actor, id, P1, "Kent begins")
        database.keep()
        yield database, world, id, essex


def further(store: Store, lead: Somebody, id: AssessmentId, force: ForceId, perspective: Perspective) -> Credential:
    """Ask a further respondent of the force, and return who answers for it."""
    assessment = add_respondent(store, lead.actor, id, force=force, perspective=perspective, at=AT)
    person = somebody(store, f"{perspective} of {force}", force=force, roles=[])
    grant(store, person.id, Role.RESPONDENT, assessment.collaboration.id, force=force, perspective=perspective)
    return person.actor


def save(store: Store, actor: Credential, id: AssessmentId, code: str, text: str) -> None:
    paper = replace(
        some_evidence(f"{text}, paper"),
        owner=f"{text}, owner",
        valid_until=date(2026, 10, 1),
        classification=Classification.OFFICIAL_SENSITIVE,
    )
    evidence = () if code == P1 else (paper,)
    response = Response(question=QuestionCode(code), reply=Met(), rationale=text, evidence=evidence)
    record_response(store, actor, LIBRARY, id, response, expected_version=0, operation=an_operation(), at=AT)


def calls(*, showing: bool = True) -> dict[str, Call]:
    """Return every function that shows something, or every one that changes something, by its name."""
    of_one = {function: call for function, (_, call) in OF_AN_ASSESSMENT.items()}
    anywhere = {function: _without_id(call) for function, (_, call) in ANYWHERE.items()}
    return {
        function.__name__: call
        for function, call in (of_one | anywhere).items()
        if function.__module__.startswith(SHOWING) is showing and function.__name__ not in IS_SLOW
    }


def _without_id(call: Callable[[World, Credential], object]) -> Call:
    return lambda world, actor, _id: call(world, actor)


def given(
    world: World, id: AssessmentId, calls: dict[str, Call], asking: Mapping[str, Credential]
) -> dict[tuple[str, str], object]:
    """Return what everybody who asks is given by each call, with the statements that it took."""
    found: dict[tuple[str, str], object] = {}
    for who, actor in asking.items():
        for name, call in calls.items():
            with counted_statements() as statements:
                try:
                    answer: object = repr(call(world, actor, id))
                except AssessmentError as error:
                    answer = repr(error)
            found[who, name] = (answer, tuple(statements))
    return found


def changed(blind: tuple[Database, World, AssessmentId, Essex], calls: dict[str, Call]) -> list[tuple[str, str]]:
    """Return who is given something else by which call because Essex, and the finance of both forces, went on."""
    database, world, id, essex = blind
    asking: dict[str, Credential] = {role: world.people[role].actor for role in STORED}
    asking |= essex.hr
    database.put_back()
    before = given(world, id, calls, asking)
    database.put_back()
    essex.goes_on("P2", "Essex goes on")
    after = given(world, id, calls, asking)
    return [each for each in before if before[each] != after[each]]


def test_nobody_else_is_given_anything_that_depends_on_what_a_force_answers_alone(
    blind: tuple[Database, World, AssessmentId, Essex],
) -> None:
    assert changed(blind, calls()) == []


LEAKS: Final[dict[str, Callable[[Unit, Assessment], object]]] = {
    "how many answers": lambda unit, essex: unit.responses.count_replies([essex], {}),
    "how many comments": lambda unit, essex: unit.comments.count(essex),
    "who looks after what": lambda unit, essex: unit.handed_questions.everybody(essex),
}


@pytest.mark.parametrize("leaked", LEAKS)
def test_a_leak_that_is_planted_is_found(blind: tuple[Database, World, AssessmentId, Essex], leaked: str) -> None:
    def leak(world: World, _actor: Credential, id: AssessmentId) -> object:
        with world.store.read() as unit:
            assessment = unit.assessments.find(id)
            assert assessment is not None
            essex = next(force.id for force in assessment.forces if force.force == ESSEX)
            return LEAKS[leaked](unit, replace(assessment, seen_by=essex))

    assert changed(blind, {"leak": leak}) == [(who, "leak") for who in (*STORED, *blind[3].hr)]


def test_a_leak_between_respondents_of_one_force_is_found(
    blind: tuple[Database, World, AssessmentId, Essex],
) -> None:
    def leak(world: World, _actor: Credential, id: AssessmentId) -> object:
        with world.store.read() as unit:
            assessment = unit.assessments.find(id)
            assert assessment is not None
            finance = next(each.id for each in assessment.alone if each.name == "Kent Police (finance)")
            return unit.responses.count_replies([replace(assessment, seen_by=finance)], {})

    found = changed(blind, {"leak": leak})

    assert (Role.LEAD, "leak") in found
    assert ("HR of kent", "leak") in found


def test_the_force_itself_reads_what_it_has_answered(
    blind: tuple[Database, World, AssessmentId, Essex],
) -> None:
    database, world, id, essex = blind
    database.put_back()
    opened: Any = OF_AN_ASSESSMENT
    (call,) = [call for function, (_, call) in opened.items() if function.__name__ == "open_assessment"]

    assert "Essex begins" in repr(call(world, essex.actor, id))
    with world.store.read() as unit:
        assessment = unit.assessments.find(id)
    assert assessment is not None
    respondent = next(force.id for force in assessment.forces if force.force == ESSEX)
    for each in (essex.actor, essex.colleague.actor):
        read = open_to_read(world.store, each, LIBRARY, id, answers_of=respondent)
        texts = {code: [one.text for one in comments] for code, comments in read.comments.items()}
        assert texts == {"P1": ["Essex begins, 0"], "P4": ["Essex begins, 1"]}
    assert open_to_read(world.store, essex.colleague.actor, LIBRARY, id).comments == {}
    assert "Essex begins" not in repr(call(world, world.people[Role.LEAD].actor, id))


def test_a_force_is_asked_about_its_own_answers_and_nothing_of_it_depends_on_anothers(workspace: Workspace) -> None:
    published = on_the_published_bank(workspace)
    forces = Forces(published)
    colleague = forces.person(Role.RESPONDENT, KENT)
    others = {role: forces.person(role, KENT) for role in (Role.BOARD_MEMBER, Role.LEAD)}
    answers_all_alike(published, forces.id, forces.kent)
    describe(published, forces.id, exit_terms="Two years of notice.")

    def everybody() -> list[object]:
        found: list[object] = []
        for actor in (forces.kent, colleague, *others.values()):
            with counted_statements() as statements:
                found.append(repr(open_check(published.store, actor, published.library, forces.id, on=AT.date())))
            found.append(tuple(statements))
        return found

    before = everybody()
    answers_all_alike(published, forces.id, forces.essex)
    record(published, forces.id, Response(question=QuestionCode("G10"), reply=Met()), forces.essex)

    assert everybody() == before
    assert asked(published, forces.id, forces.kent) == ALL_ALIKE
    assert asked(published, forces.id, forces.essex) == [*ALL_ALIKE, TOLD_OF_EXIT]
    assert asked(published, forces.id, others[Role.BOARD_MEMBER]) == []
