"""Somebody who may answer for several respondents chooses for whom, and nothing goes to another than was chosen."""

import pytest

from assessment.access import Credential
from assessment.actions.answering_alone import submit_force_answers, take_back_force_answers
from assessment.codes import Role
from assessment.errors import NotOpen
from assessment.ids import RespondentId
from assessment.rounds.assessment import Assessment
from assessment.views.answered_assessment import open_assessment
from assessment.views.home_view import open_home
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import KENT_POLICE, Forces
from tests.actions.test_classifying import stored
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import grant, somebody


class Both(Forces):
    """An assessment that Kent and Essex answer alone, and somebody who may answer for both."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        person = somebody(workspace.store, "Bo", force=KENT, roles=[(Role.RESPONDENT, self.own)])
        grant(workspace.store, person.id, Role.RESPONDENT, force=ESSEX, collaboration=self.own)
        self.both = person.actor
        self.of_kent, self.of_essex = (force.id for force in stored(workspace, self.id).forces)

    def meant(self, of: RespondentId | None = None, actor: Credential | None = None) -> Assessment:
        store, library = self.workspace.store, self.workspace.library
        return open_assessment(store, actor or self.both, library, self.id, answers_of=of).assessment

    def on_home(self) -> list[tuple[str, int]]:
        home = open_home(self.workspace.store, self.both, self.workspace.library, on=AT.date())
        return [
            (line.assessment.own_force.name, line.left)
            for line in home.waiting
            if line.assessment is not None and line.assessment.own_force is not None
        ]


@pytest.fixture
def both(workspace: Workspace) -> Both:
    return Both(workspace)


def test_the_respondent_that_is_named_is_meant_and_else_the_first_that_has_not_submitted(both: Both) -> None:
    assert both.meant().answers_of == both.of_kent
    assert both.meant(both.of_essex).answers_of == both.of_essex
    assert [each.id for each in both.meant(both.of_essex).other_choices] == [both.of_kent]

    both.answer(both.kent, 4)
    both.submit(both.kent)

    assert both.meant().answers_of == both.of_essex
    assert both.meant(both.of_kent).answers_of == both.of_kent


def test_a_respondent_of_others_is_never_meant_for_whoever_names_it(both: Both) -> None:
    assert both.meant(both.of_kent, both.essex).answers_of == both.of_essex
    with pytest.raises(NotOpen, match=r"^You do not answer for the respondent that this page was opened for"):
        both.answer(both.essex, 4, answers_of=both.of_kent)
    assert both.rationales(both.kent) == []


def test_each_save_goes_to_the_respondent_that_it_names_alone(both: Both) -> None:
    both.answer(both.both, 2, "For Essex.", answers_of=both.of_essex)
    both.answer(both.both, 4, "For Kent.", answers_of=both.of_kent)

    assert both.rationales(both.kent) == ["For Kent."]
    assert both.rationales(both.essex) == ["For Essex."]
    both.submit(both.kent)
    with pytest.raises(NotOpen, match=r"^These answers were submitted"):
        both.answer(both.both, 5, "Late.", expected_version=1, answers_of=both.of_kent)
    assert both.rationales(both.essex) == ["For Essex."]


def test_what_is_submitted_and_taken_back_is_the_respondent_that_is_named(both: Both) -> None:
    store, library = both.workspace.store, both.workspace.library
    both.answer(both.both, 2, answers_of=both.of_essex)

    submit_force_answers(store, both.both, library, both.id, at=AT, answers_of=both.of_essex)

    assert stored(both.workspace, both.id).missing_forces == (KENT_POLICE,)
    with pytest.raises(NotOpen):
        take_back_force_answers(store, both.kent, both.id, at=AT, answers_of=both.of_essex)
    take_back_force_answers(store, both.both, both.id, at=AT, answers_of=both.of_essex)
    assert len(stored(both.workspace, both.id).missing_forces) == 2


def test_home_has_a_line_for_each_that_is_still_to_be_answered(both: Both) -> None:
    questions = len(tuple(both.workspace.bank.questions()))
    both.answer(both.both, 2, answers_of=both.of_essex)
    assert both.on_home() == [("Kent Police", questions), ("Essex Police", questions - 1)]

    submit_force_answers(
        both.workspace.store, both.both, both.workspace.library, both.id, at=AT, answers_of=both.of_essex
    )

    assert both.on_home() == [("Kent Police", questions)]
