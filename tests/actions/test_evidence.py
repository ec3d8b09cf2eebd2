"""The evidence of an assessment: each item once with what rests on it, also what forces named, once it is released."""

from dataclasses import replace
from datetime import date

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.answering_alone import begin_agreeing
from assessment.actions.submitting import submit_assessment
from assessment.codes import Role
from assessment.ids import AssessmentId, QuestionCode
from assessment.rounds.response import Evidence, StoredResponse
from assessment.views.evidence_view import PER_PAGE, EvidenceChoice, EvidencePage, open_evidence
from assessment.views.theme_form import open_theme_form
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import ESSEX_POLICE, KENT_POLICE, Forces
from tests.actions.test_further_respondents import KENT_FINANCE, Further
from tests.bank_builders import some_evidence
from tests.known_forces import ESSEX, SURREY
from tests.store.store_builders import an_operation, counted_statements

P1, P2 = QuestionCode("P1"), QuestionCode("P2")
ALL = EvidenceChoice()
PAPER, MINUTES = some_evidence("Paper", number=1), some_evidence("Minutes", number=2)


def name(
    workspace: Workspace, id: AssessmentId, actor: Credential, code: str, *items: Evidence, version: int = 0
) -> StoredResponse:
    """Answer a question with that evidence."""
    return record_response(
        workspace.store,
        actor,
        workspace.library,
        id,
        replace(workspace.response(4, code=code), evidence=items),
        expected_version=version,
        operation=an_operation(),
        at=AT,
    )


def evidence(
    workspace: Workspace, id: AssessmentId, actor: Credential, choice: EvidenceChoice = ALL, page: int = 1
) -> EvidencePage:
    return open_evidence(workspace.store, actor, workspace.library, id, choice, page=page)


def lines(page: EvidencePage) -> list[tuple[str, list[str], dict[str, list[str]]]]:
    """Return the title of each item, the questions that it supports, and those that each force named it for."""
    return [
        (each.item.title, list(each.questions), {name: list(codes) for name, codes in each.forces.items()})
        for each in page.items
    ]


def test_each_item_stands_once_by_title_and_can_be_sought_by_theme_and_by_validity(workspace: Workspace) -> None:
    id, (first, second) = workspace.start(), workspace.bank.themes
    over = replace(MINUTES, valid_until=date(2026, 10, 31))
    other = second.questions[0].code
    name(workspace, id, workspace.actor, P2, PAPER, over)
    name(workspace, id, workspace.actor, P1, PAPER)
    name(workspace, id, workspace.actor, other, PAPER)

    whole = evidence(workspace, id, workspace.actor)
    of_second = evidence(workspace, id, workspace.actor, EvidenceChoice(theme=second.code))
    no_longer = evidence(workspace, id, workspace.actor, EvidenceChoice(is_over=True))
    none = evidence(workspace, id, workspace.actor, EvidenceChoice(theme=second.code, is_over=True))

    assert lines(whole) == [("Minutes", ["P2"], {}), ("Paper", ["P1", "P2", other], {})]
    assert (whole.in_theme, whole.over, whole.has_alone) == (2, 1, False)
    assert (lines(of_second), of_second.over) == ([("Paper", ["P1", "P2", other], {})], 0)
    assert lines(no_longer) == [("Minutes", ["P2"], {})]
    assert (none.items, none.in_theme) == ((), 1)
    assert evidence(workspace, id, workspace.actor, EvidenceChoice(theme="<b>")).theme is None
    assert first.questions[0].code == "P1"


def test_a_long_list_is_read_page_by_page_with_as_many_queries_as_a_short_one(workspace: Workspace) -> None:
    id = workspace.start()
    name(workspace, id, workspace.actor, P1, PAPER)
    with counted_statements() as of_one:
        evidence(workspace, id, workspace.actor)
    for start, code in ((100, "P1"), (200, "P2"), (300, "P3")):
        items = [some_evidence(f"Paper {number}", number=number) for number in range(start, start + 20)]
        name(workspace, id, workspace.actor, code, *items, version=int(code == "P1"))

    with counted_statements() as of_many:
        first = evidence(workspace, id, workspace.actor)
    last = evidence(workspace, id, workspace.actor, page=9)

    assert (len(first.items), first.page, first.pages) == (PER_PAGE, 1, 2)
    assert ([each.item.title for each in last.items], last.page) == ([f"Paper {each}" for each in range(310, 320)], 2)
    assert len(of_many) == len(of_one)


def test_before_the_release_nothing_of_another_force_is_among_it_and_a_save_under_its_id_learns_nothing(
    workspace: Workspace,
) -> None:
    forces = Forces(workspace)
    mine = replace(PAPER, title="Of Kent")

    def saved_by_kent(version: int) -> tuple[StoredResponse, int]:
        with counted_statements() as statements:
            stored = name(workspace, forces.id, forces.kent, P1, replace(mine, owner=f"v{version}"), version=version)
        return stored, len(statements)

    name(workspace, forces.id, forces.kent, P1, mine)
    before, statements_before = saved_by_kent(1)
    theirs = name(workspace, forces.id, forces.essex, P2, PAPER)
    after, statements_after = saved_by_kent(2)

    assert [each.id for each in (*before.response.evidence, *after.response.evidence)] == [PAPER.id, PAPER.id]
    assert theirs.response.evidence == (PAPER,)
    assert statements_before == statements_after
    assert lines(evidence(workspace, forces.id, forces.kent)) == [("Of Kent", ["P1"], {})]
    assert lines(evidence(workspace, forces.id, forces.person(Role.BOARD_MEMBER, ESSEX))) == []
    assert offered(forces, forces.kent) == []


def test_what_forces_named_is_offered_once_released_and_stays_one_item_until_it_is_changed(
    workspace: Workspace,
) -> None:
    forces = Forces(workspace)
    name(workspace, forces.id, forces.kent, P1, PAPER)
    name(workspace, forces.id, forces.essex, P2, PAPER, MINUTES)
    forces.submit(forces.kent)
    forces.submit(forces.essex)
    begin_agreeing(workspace.store, forces.kent, forces.id, at=AT)

    assert offered(forces, forces.kent) == [
        ("Minutes", {ESSEX_POLICE: ["P2"]}),
        (
            "Paper",
            both := {
                KENT_POLICE: ["P1"],
                ESSEX_POLICE: ["P2"],
            },
        ),
    ]
    name(workspace, forces.id, forces.kent, P1, PAPER)
    assert lines(evidence(workspace, forces.id, forces.essex)) == [
        ("Minutes", [], {ESSEX_POLICE: ["P2"]}),
        ("Paper", ["P1"], both),
    ]

    changed = name(workspace, forces.id, forces.kent, P1, replace(PAPER, title="Paper, agreed"), version=1)

    assert changed.response.evidence[0].id != PAPER.id
    assert lines(evidence(workspace, forces.id, forces.kent)) == [
        ("Minutes", [], {ESSEX_POLICE: ["P2"]}),
        ("Paper", [], both),
        ("Paper, agreed", ["P1"], {}),
    ]


def test_an_item_that_two_forces_changed_otherwise_is_two_and_each_can_be_used_as_it_is(workspace: Workspace) -> None:
    forces = Forces(workspace)
    other = replace(PAPER, title="Paper of Essex")
    name(workspace, forces.id, forces.kent, P1, PAPER)
    name(workspace, forces.id, forces.essex, P1, other)
    forces.submit(forces.kent)
    forces.submit(forces.essex)
    begin_agreeing(workspace.store, forces.kent, forces.id, at=AT)

    agreed = name(workspace, forces.id, forces.kent, P2, other)

    assert agreed.response.evidence == (other,)
    assert lines(evidence(workspace, forces.id, forces.kent)) == [
        ("Paper", [], {KENT_POLICE: ["P1"]}),
        ("Paper of Essex", ["P2"], {ESSEX_POLICE: ["P1"]}),
    ]


def test_what_was_named_alone_stays_with_those_who_may_read_drafts_also_once_it_is_agreed(
    workspace: Workspace,
) -> None:
    further = Further(workspace)
    for actor, item in ((further.kent, PAPER), (further.finance, MINUTES), (further.essex, PAPER)):
        name(workspace, further.id, actor, P1, item)
        further.submit(actor)
    begin_agreeing(workspace.store, further.kent, further.id, at=AT)
    name(workspace, further.id, further.kent, P1, PAPER)
    submit_assessment(workspace.store, further.kent, workspace.library, further.id, at=AT)
    inspector = further.person(Role.INSPECTOR, SURREY)

    assert lines(evidence(workspace, further.id, further.kent)) == [
        ("Minutes", [], {KENT_FINANCE: ["P1"]}),
        ("Paper", ["P1"], {KENT_POLICE: ["P1"], ESSEX_POLICE: ["P1"]}),
    ]
    assert lines(evidence(workspace, further.id, inspector)) == [("Paper", ["P1"], {})]


def offered(forces: Forces, actor: Credential) -> list[tuple[str, dict[str, list[str]]]]:
    """Return what the form of the first theme offers of what others named, by title."""
    workspace = forces.workspace
    form = open_theme_form(workspace.store, actor, workspace.library, forces.id, P1)
    return [
        (each["item"]["title"], {force["name"]: force["questions"] for force in each["forces"]})
        for each in form.data["named"]
    ]
