"""The comparison shows the scores that were kept of what was submitted last."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessment.actions.managing_rounds import TypedRound, make_round
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_submission
from assessment.codes import Role, WhySetAside
from assessment.comparison.compared import EVERY_ROUND, Selection
from assessment.errors import NotFound
from assessment.ids import AssessmentId
from assessment.views.comparison_view import open_comparison, open_comparison_choices, open_with_questions
from tests.actions.conftest import AT, Workspace
from tests.known_forces import ESSEX, SURREY
from tests.signed_in_people import somebody
from tests.store.store_builders import counted_statements

EVERYTHING = Selection()


def submitted(workspace: Workspace, name: str, *, place: int = 4, start: NewAssessment | None = None) -> AssessmentId:
    if start is None:
        id = workspace.start(name)
    else:
        id = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)
    workspace.record(id, workspace.response(place))
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT)
    return id


def a_round(name: str, title: str, *partners: str, follows: AssessmentId | None = None) -> NewAssessment:
    return NewAssessment(
        collaboration=name,
        partners=list(partners) or ["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title=title,
        as_of=date(int(title[-4:]), 11, 1),
        follows=follows,
        is_another=True,
    )


def means(workspace: Workspace) -> dict[str, str]:
    """Return the mean of the first theme by the name of the collaboration, as the comparison shows it."""
    inspector = somebody(workspace.store, "Ira", roles=[Role.INSPECTOR]).actor
    compared = open_comparison(workspace.store, inspector, workspace.library)
    assert compared is not None
    return {row.name: str(next(iter(row.scores.themes.values())).claimed.mean) for row in compared.rows.values()}


def rows(workspace: Workspace, selection: Selection = EVERYTHING) -> list[tuple[str, str]]:
    """Return the collaboration and the round of each row that the selection leaves, in order."""
    compared = open_comparison(workspace.store, workspace.actor, workspace.library, selection)
    assert compared is not None
    return [(row.name, row.assessment.round.title) for row in compared.rows.values()]


def test_the_comparison_shows_what_was_submitted_last(workspace: Workspace) -> None:
    id = submitted(workspace, "Dogs")
    assert means(workspace) == {"Dogs": "4"}

    withdraw_submission(workspace.store, workspace.actor, id, reason="P1 is wrong.", at=AT)
    workspace.record(id, workspace.response(2), expected_version=1)
    submit_assessment(workspace.store, workspace.actor, workspace.library, id, at=AT + timedelta(hours=1))

    assert means(workspace) == {"Dogs": "2"}


def test_the_comparison_reads_no_answers(workspace: Workspace) -> None:
    submitted(workspace, "Dogs")

    with counted_statements() as made:
        assert means(workspace) == {"Dogs": "4"}

    assert [each for each in made if "response" in each] == []


def test_questions_are_compared_of_what_the_viewer_may_read_only(workspace: Workspace) -> None:
    inside, outside = submitted(workspace, "Dogs"), submitted(workspace, "Boats")
    with workspace.store.read() as unit:
        collaboration = next(each.collaboration.id for each in unit.assessments.all() if each.id == inside)
    inspector = somebody(workspace.store, "Ira", roles=[(Role.INSPECTOR, collaboration)]).actor

    rows = open_with_questions(workspace.store, inspector, workspace.library, [inside])

    assert [(row.name, row.questions[workspace.response().question].reply) for row in rows.values()] == [
        ("Dogs", "Good")
    ]
    for ids in ([outside], [inside, outside]):
        with pytest.raises(NotFound):
            open_with_questions(workspace.store, inspector, workspace.library, ids)


def test_of_each_collaboration_its_newest_round_is_compared_unless_every_one_or_an_earlier_one_is_asked_for(
    workspace: Workspace,
) -> None:
    first = submitted(workspace, "Dogs", start=a_round("Dogs", "Spring 2025"))
    submitted(workspace, "Dogs", start=a_round("Dogs", "Spring 2026", follows=first))
    submitted(workspace, "Boats", start=a_round("Boats", "Spring 2025"))
    third = submitted(workspace, "Dogs", start=a_round("Dogs", "Spring 2027", follows=first))
    withdraw_submission(workspace.store, workspace.actor, third, reason="P1 is wrong.", at=AT)

    assert rows(workspace) == [("Boats", "Spring 2025"), ("Dogs", "Spring 2026")]
    assert rows(workspace, Selection(text="2025")) == [("Boats", "Spring 2025"), ("Dogs", "Spring 2025")]
    assert rows(workspace, Selection(rounds=EVERY_ROUND)) == [
        ("Boats", "Spring 2025"),
        ("Dogs", "Spring 2026"),
        ("Dogs", "Spring 2025"),
    ]
    compared = open_comparison(workspace.store, workspace.actor, workspace.library)
    assert compared is not None
    assert compared.left_out == {WhySetAside.NOT_SUBMITTED: 1, WhySetAside.NOT_SOUGHT: 1}
    assert [(each.assessment.id, each.why) for each in compared.set_aside] == [(third, "Not submitted yet.")]


def test_the_assessments_of_a_round_for_any_collaboration_are_compared_alone(workspace: Workspace) -> None:
    administrator = somebody(workspace.store, "Alex", roles=[Role.ADMINISTRATOR]).actor
    autumn = make_round(
        workspace.store,
        administrator,
        workspace.library,
        TypedRound(title="Autumn 2026", opens_on=AT.date()),
        bank_version=workspace.bank.version,
    )
    dogs = submitted(workspace, "Dogs", start=replace(a_round("Dogs", "Autumn 2026"), round=autumn))
    submitted(workspace, "Dogs", start=a_round("Dogs", "Our own 2027", follows=dogs))
    submitted(workspace, "Boats", start=a_round("Boats", "Our own 2026"))

    choices = open_comparison_choices(workspace.store, workspace.actor, workspace.library)

    assert choices is not None
    assert choices.rounds == {str(autumn): "Autumn 2026"}
    assert rows(workspace, Selection(rounds=str(autumn))) == [("Dogs", "Autumn 2026")]


def test_rows_are_found_by_a_partner_force_and_by_their_letters_whatever_the_accents_and_capitals(
    workspace: Workspace,
) -> None:
    for name in ("Écho", "Tîm dŵr", "Zara", "alan bates"):
        partners = ("Kent Police", "Surrey Police" if name == "Zara" else "Essex Police")
        submitted(workspace, name, start=a_round(name, "Round 2026", *partners))

    assert [name for name, _ in rows(workspace)] == ["alan bates", "Écho", "Tîm dŵr", "Zara"]
    for sought in ("dŵr", "dw\u0302r", "DWR"):
        assert [name for name, _ in rows(workspace, Selection(text=sought))] == ["Tîm dŵr"]
    assert [name for name, _ in rows(workspace, Selection(text="100%"))] == []
    assert [name for name, _ in rows(workspace, Selection(forces=frozenset({SURREY})))] == ["Zara"]
    assert [name for name, _ in rows(workspace, Selection(forces=frozenset({SURREY, ESSEX}), text="a"))] == [
        "alan bates",
        "Zara",
    ]
