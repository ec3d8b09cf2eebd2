"""Further respondents of a force answer alone beside its reply, and count in who says what and in nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.access import Credential
from assessment.actions.answering_alone import begin_agreeing, release_answers
from assessment.actions.further_respondents import add_respondent, remove_respondent
from assessment.actions.handing_over import hand_over
from assessment.actions.inviting import invite_person
from assessment.actions.managing_access import give_access
from assessment.actions.new_access import NewAccess
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.new_person import NewPerson
from assessment.actions.starting import start_assessment
from assessment.codes import Event, Permission, Perspective, Role, Stage
from assessment.errors import InvalidInput, NotOpen, NotPermitted
from assessment.ids import ForceId, RespondentId
from assessment.rounds.assessment import Assessment
from assessment.views.inviting_view import open_inviting
from assessment.views.partners_view import open_partners
from assessment.views.results_view import open_results
from assessment.views.theme_form import open_theme_form
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_answering_alone import ESSEX_POLICE, KENT_POLICE, Forces
from tests.actions.test_classifying import stored
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import grant, somebody

KENT_FINANCE = "Kent Police (finance)"


class Further(Forces):
    """An assessment that Kent, its finance and Essex answer alone, and somebody who answers for Kent's finance."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add()
        self.finance = self.further(KENT, Perspective.FINANCE)

    def further(self, force: ForceId, perspective: Perspective) -> Credential:
        person = somebody(self.workspace.store, perspective, force=force, roles=[])
        grant(
            self.workspace.store,
            person.id,
            Role.RESPONDENT,
            force=force,
            collaboration=self.own,
            perspective=perspective,
        )
        return person.actor

    def add(self, actor: Credential | None = None, force: ForceId = KENT) -> Assessment:
        return add_respondent(
            self.workspace.store,
            actor or self.kent,
            self.id,
            force=force,
            perspective=Perspective.FINANCE,
            at=AT,
        )

    def remove(self, id: RespondentId, reason: str = "No capacity.", actor: Credential | None = None) -> Assessment:
        return remove_respondent(self.workspace.store, actor or self.kent, self.id, id, reason=reason, at=AT)

    @property
    def asked(self) -> dict[str, RespondentId]:
        return {each.name: each.id for each in stored(self.workspace, self.id).alone}

    def released(self) -> None:
        for actor, level in ((self.kent, 4), (self.finance, 1), (self.essex, 3)):
            self.answer(actor, level, f"Level {level}.")
            self.submit(actor)


@pytest.fixture
def further(workspace: Workspace) -> Further:
    return Further(workspace)


def test_a_further_respondent_is_asked_after_its_force_and_once(further: Further) -> None:
    assert [*further.asked] == [KENT_POLICE, KENT_FINANCE, ESSEX_POLICE]
    before = further.asked

    further.add()

    assert further.asked == before
    added = [each for each in entries(further.workspace, further.id) if each.event is Event.RESPONDENT_ADDED]
    assert [each.detail for each in added] == [{"force": KENT_POLICE, "perspective": "finance"}]
    assert further.workspace.store.verify_audit().rows == ()


def test_only_the_lead_asks_and_only_of_a_force_that_answers_and_before_the_release(further: Further) -> None:
    with pytest.raises(NotPermitted, match=r"^You may not choose who answers alone"):
        further.add(further.essex, ESSEX)
    with pytest.raises(InvalidInput, match=r"^That force does not answer here\."):
        further.add(force=SURREY)
    further.released()
    with pytest.raises(NotOpen, match=r"^This assessment is released, to be agreed: no force answers on its own now\."):
        further.add(force=ESSEX)


def test_each_of_one_force_reads_and_changes_its_own_answers_alone(further: Further) -> None:
    further.answer(further.kent, 4, "The force says so.")
    further.answer(further.finance, 2, "Finance says so.")

    assert further.rationales(further.kent) == ["The force says so."]
    assert further.rationales(further.finance) == ["Finance says so."]
    assert further.rationales(further.essex) == []
    with pytest.raises(NotOpen, match=r"^You do not answer for the respondent"):
        further.answer(further.finance, 5, answers_of=further.asked[KENT_POLICE])
    with pytest.raises(NotOpen, match=r"^You do not answer for the respondent"):
        further.answer(further.kent, 5, answers_of=further.asked[KENT_FINANCE])


def test_somebody_for_a_respondent_that_is_not_asked_answers_for_nobody(further: Further) -> None:
    with pytest.raises(NotPermitted):
        further.answer(further.further(KENT, Perspective.HR), 4)


def test_the_answers_are_released_when_the_further_respondents_have_submitted_too(further: Further) -> None:
    for actor in (further.kent, further.essex, further.finance):
        further.answer(actor, 4)

    assert further.submit(further.kent) is Stage.COLLECTING
    assert further.submit(further.essex) is Stage.COLLECTING
    assert stored(further.workspace, further.id).missing == (KENT_FINANCE,)
    assert further.submit(further.finance) is Stage.RELEASED


def test_a_release_needs_the_reply_of_a_force_and_names_every_one_that_is_missing(further: Further) -> None:
    store = further.workspace.store
    further.answer(further.finance, 2, "Finance says so.")
    further.submit(further.finance)
    with pytest.raises(InvalidInput, match=r"^No force has submitted yet"):
        release_answers(store, further.kent, further.id, at=AT)
    further.answer(further.essex, 3)
    further.submit(further.essex)

    release_answers(store, further.kent, further.id, at=AT)

    entry = entries(further.workspace, further.id)[-1]
    assert entry.event is Event.ANSWERS_RELEASED
    assert entry.detail["forces"] == [
        {"force": KENT_POLICE, "submitted_at": None},
        {"force": KENT_POLICE, "perspective": "finance", "submitted_at": AT.isoformat()},
        {"force": ESSEX_POLICE, "submitted_at": AT.isoformat()},
    ]


def test_its_answers_count_in_who_says_what_and_in_nothing_else(further: Further) -> None:
    store, library = further.workspace.store, further.workspace.library
    further.released()

    released = open_partners(store, further.kent, library, further.id).released

    assert released is not None
    assert released.spread.respondents == (KENT_POLICE, KENT_FINANCE, ESSEX_POLICE)
    assert released.further == (KENT_FINANCE,)
    (first,) = released.discuss_first
    assert first.question.distance == 3
    assert released.apart.respondents == (KENT_POLICE, ESSEX_POLICE)
    begin_agreeing(store, further.kent, further.id, at=AT)
    further.answer(further.kent, 4, "We agree.")
    form = open_theme_form(store, further.kent, library, further.id, "P1")
    assert [each["force"] for each in form.data["questions"][0]["said"]] == [KENT_POLICE, KENT_FINANCE, ESSEX_POLICE]
    assert [each["name"] for each in form.data["forces"]] == [KENT_POLICE, ESSEX_POLICE]
    apart = open_results(store, further.kent, library, further.id).forces
    assert apart is not None
    assert apart.respondents == (KENT_POLICE, ESSEX_POLICE)
    assert [each.label for each in apart.questions[0].apart] == [ESSEX_POLICE]


def test_how_far_the_forces_agree_does_not_depend_on_a_further_respondent(further: Further) -> None:
    further.released()
    spread = open_partners(further.workspace.store, further.kent, further.workspace.library, further.id).released
    assert spread is not None

    forces = spread.spread.among([KENT_POLICE, ESSEX_POLICE])

    assert spread.spread.units[0] == (4, 1, 3)
    assert forces.units[0] == (4, 3)
    assert [*forces.overall] == [KENT_POLICE, ESSEX_POLICE]


def test_a_further_respondent_reads_what_is_agreed_and_has_no_part_in_it(further: Further) -> None:
    further.released()
    with pytest.raises(NotOpen, match=r"^The answers of the partner forces were released"):
        further.answer(further.finance, 5)
    begin_agreeing(further.workspace.store, further.kent, further.id, at=AT)
    further.answer(further.kent, 4, "We agree.")

    with pytest.raises(NotPermitted):
        further.answer(further.finance, 5, expected_version=1)

    assert further.rationales(further.finance) == ["We agree."]


def test_one_that_is_removed_is_missing_no_more_and_its_answers_stay_unread(further: Further) -> None:
    further.answer(further.finance, 1, "Finance is not ready.")
    id = further.asked[KENT_FINANCE]
    with pytest.raises(InvalidInput, match=r"^Give a reason, then try again\.$"):
        further.remove(id, " ")
    with pytest.raises(NotPermitted):
        further.remove(id, actor=further.essex)

    further.remove(id)
    assert further.remove(id).missing == (KENT_POLICE, ESSEX_POLICE)

    with pytest.raises(NotPermitted):
        further.answer(further.finance, 2, expected_version=1)
    for actor in (further.kent, further.essex):
        further.answer(actor, 4)
        further.submit(actor)
    partners = open_partners(further.workspace.store, further.kent, further.workspace.library, further.id)
    assert partners.assessment.stage is Stage.RELEASED
    assert partners.assessment.missing == ()
    assert "Finance is not ready." not in repr(partners)
    (removed,) = [each for each in entries(further.workspace, further.id) if each.event is Event.RESPONDENT_REMOVED]
    assert removed.detail == {"force": KENT_POLICE, "perspective": "finance", "reason": "No capacity."}
    assert further.workspace.store.verify_audit().rows == ()


def test_one_that_was_removed_and_is_asked_again_has_what_it_had_answered(further: Further) -> None:
    further.answer(further.finance, 1, "Finance begins.")
    before = further.asked
    further.remove(before[KENT_FINANCE])

    further.add()

    assert further.asked == before
    assert further.rationales(further.finance) == ["Finance begins."]
    assert further.workspace.store.verify_audit().rows == ()


def test_whether_it_has_answered_is_not_told_by_whether_it_can_be_removed(further: Further) -> None:
    further.add(force=ESSEX)
    further.answer(further.finance, 1)

    for name in (KENT_FINANCE, "Essex Police (finance)"):
        further.remove(further.asked[name])

    assert [*further.asked] == [KENT_POLICE, ESSEX_POLICE]


def test_neither_a_reply_of_a_force_nor_what_was_submitted_is_removed(further: Further) -> None:
    with pytest.raises(InvalidInput, match=r"^The reply of a partner force is always asked"):
        further.remove(further.asked[ESSEX_POLICE])
    further.answer(further.finance, 1)
    further.submit(further.finance)
    with pytest.raises(NotOpen, match=r"^Kent Police \(finance\) has submitted"):
        further.remove(further.asked[KENT_FINANCE])


def test_where_the_last_that_is_missing_is_removed_the_answers_are_released(further: Further) -> None:
    for actor in (further.kent, further.essex):
        further.answer(actor, 4)
        further.submit(actor)

    assert further.remove(further.asked[KENT_FINANCE]).stage is Stage.RELEASED


def test_the_next_round_asks_the_same_further_respondents(further: Further) -> None:
    start = NewAssessment(
        collaboration="Example dog unit",
        partners=[KENT_POLICE, ESSEX_POLICE],
        lead_force=KENT_POLICE,
        round_title="2027",
        as_of=date(2027, 11, 1),
        follows=further.id,
        answers_alone=True,
    )
    store, library = further.workspace.store, further.workspace.library

    def alone(start: NewAssessment) -> list[str]:
        id = start_assessment(store, further.kent, library, start, at=AT)
        return [each.name for each in stored(further.workspace, id).alone]

    assert alone(start) == [KENT_POLICE, KENT_FINANCE, ESSEX_POLICE]
    assert alone(replace(start, round_title="2028", answers_alone=False)) == []


def test_access_for_a_further_respondent_is_given_where_it_is_asked_and_as_a_respondent_alone(
    further: Further,
) -> None:
    store = further.workspace.store
    administrator = further.person(Role.ADMINISTRATOR, KENT)
    person = somebody(store, "Fay", force=ESSEX)

    def give(role: Role) -> None:
        give_access(store, administrator, person.id, role, collaboration=further.own, perspective=Perspective.FINANCE)

    with pytest.raises(InvalidInput, match=r"^Essex Police \(finance\) is not asked in that collaboration\."):
        give(Role.RESPONDENT)
    further.add(force=ESSEX)
    with pytest.raises(InvalidInput, match=r"^Essex Police \(finance\) is not asked in that collaboration\."):
        give(Role.LEAD)
    give(Role.RESPONDENT)

    with store.read() as unit:
        given = [each for each in unit.people.grants_of(person.id) if each.perspective is not None]
    assert [(each.role, each.force, each.perspective) for each in given] == [
        (Role.RESPONDENT, ESSEX, Perspective.FINANCE)
    ]
    assert given[0].allows(Permission.RESPOND)
    assert not given[0].answers_for_force
    assert store.verify_audit().rows == ()


def test_a_lead_invites_somebody_to_answer_for_a_further_respondent_and_once(further: Further) -> None:
    store, lead = further.workspace.store, further.person(Role.LEAD, KENT)
    assert open_inviting(store, lead).collaborations[further.own].perspectives == {KENT: (Perspective.FINANCE,)}
    new = NewPerson(name="Fay", email="fay@kent.example", force=KENT)
    access = NewAccess(role=Role.RESPONDENT, collaborations=(further.own,), perspective=Perspective.FINANCE)

    for each in (access, access, replace(access, perspective=None)):
        invited = invite_person(store, lead, new, each).person

    with store.read() as unit:
        given = [each.perspective for each in unit.people.grants_of(invited)]
    assert given == [Perspective.FINANCE, None]
    with pytest.raises(InvalidInput, match=r"^Kent Police \(HR\) is not asked in that collaboration\."):
        invite_person(store, lead, new, replace(access, perspective=Perspective.HR))


def test_a_further_respondent_does_not_take_the_lead_over(further: Further) -> None:
    store, lead = further.workspace.store, further.person(Role.LEAD, KENT)
    finance = somebody(store, "Fay", roles=[])
    grant(store, finance.id, Role.RESPONDENT, further.own, force=KENT, perspective=Perspective.FINANCE)

    with pytest.raises(InvalidInput, match=r"^Whoever takes over must be able to sign in and answer for a partner"):
        hand_over(store, lead, further.id, to=finance.id)
