"""Partner forces answer alone, their answers are released to all, and the partners agree."""

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest

from assessment.access import Credential
from assessment.actions.answering import record_response
from assessment.actions.answering_alone import (
    begin_agreeing,
    release_answers,
    submit_force_answers,
    take_back_force_answers,
)
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.planning_improvement import save_improvement_action
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.codes import Event, ExportForm, Role, Stage
from assessment.errors import InvalidFields, InvalidInput, NotFound, NotOpen, NotPermitted, ResponseChanged
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.ids import ActionId, ForceId, RespondentId
from assessment.rounds.response import MinorityView, StoredResponse
from assessment.views.answered_assessment import open_assessment
from assessment.views.audit_view import NOT_SHOWN, AuditFilter, search_audit
from assessment.views.partners_view import open_partners
from assessment.views.report_view import read_report
from assessment.views.results_view import open_results
from assessment.views.theme_form import open_theme_form
from tests.actions.access_world import SIGN
from tests.actions.audit_entries import entries
from tests.actions.conftest import AT, Workspace
from tests.actions.test_classifying import stored
from tests.known_forces import ESSEX, KENT, SURREY
from tests.signed_in_people import somebody
from tests.store.store_builders import an_operation
from tests.unit.test_spreadsheet import cells

KENT_POLICE, ESSEX_POLICE = "Kent Police", "Essex Police"


class Forces:
    """An assessment that Kent, whose lead the workspace has, and Essex answer alone."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        start = NewAssessment(
            collaboration="Example dog unit",
            partners=[KENT_POLICE, ESSEX_POLICE],
            lead_force=KENT_POLICE,
            round_title="2026",
            as_of=AT.date(),
            answers_alone=True,
            is_another=True,
        )
        self.id = start_assessment(workspace.store, workspace.actor, workspace.library, start, at=AT)
        self.own = stored(workspace, self.id).collaboration.id
        self.kent = workspace.actor
        self.essex = self.person(Role.RESPONDENT, ESSEX)

    def person(self, role: Role, force: ForceId) -> Credential:
        given = role if role in (Role.INSPECTOR, Role.ADMINISTRATOR) else (role, self.own)
        return somebody(self.workspace.store, role, force=force, roles=[given]).actor

    def answer(
        self,
        actor: Credential,
        place: int | None = None,
        rationale: str = "",
        *,
        expected_version: int = 0,
        answers_of: RespondentId | None = None,
        views: tuple[MinorityView, ...] = (),
    ) -> StoredResponse:
        return record_response(
            self.workspace.store,
            actor,
            self.workspace.library,
            self.id,
            replace(self.workspace.response(place, rationale=rationale), minority_views=views),
            expected_version=expected_version,
            operation=an_operation(),
            at=AT,
            answers_of=answers_of,
        )

    def rationales(self, actor: Credential) -> list[str]:
        opened = open_assessment(self.workspace.store, actor, self.workspace.library, self.id)
        return [each.response.rationale for each in opened.stored.values()]

    def views(self, actor: Credential) -> list[tuple[MinorityView, ...]]:
        opened = open_assessment(self.workspace.store, actor, self.workspace.library, self.id)
        return [each.response.minority_views for each in opened.stored.values()]

    def submit(self, actor: Credential) -> Stage:
        return submit_force_answers(self.workspace.store, actor, self.workspace.library, self.id, at=AT).stage

    @property
    def stage(self) -> Stage:
        return stored(self.workspace, self.id).stage


@pytest.fixture
def forces(workspace: Workspace) -> Forces:
    return Forces(workspace)


def test_each_force_reads_and_changes_its_own_answers_alone(forces: Forces) -> None:
    forces.answer(forces.kent, 4, "Kent says so.")
    forces.answer(forces.essex, 2, "Essex says so.")
    colleague = forces.person(Role.RESPONDENT, ESSEX)
    forces.answer(colleague, 2, "Essex says more.", expected_version=1)

    assert forces.rationales(forces.kent) == ["Kent says so."]
    assert forces.rationales(forces.essex) == ["Essex says more."]
    assert forces.rationales(forces.person(Role.BOARD_MEMBER, ESSEX)) == []


def test_somebody_of_a_force_that_is_no_partner_answers_for_nobody(forces: Forces) -> None:
    with pytest.raises(NotPermitted):
        forces.answer(forces.person(Role.RESPONDENT, SURREY), 4)


def test_the_answers_are_released_when_the_last_force_submits(forces: Forces) -> None:
    forces.answer(forces.kent, 4, "Kent says so.")
    forces.answer(forces.essex, 2, "Essex says so.")

    assert forces.submit(forces.kent) is Stage.COLLECTING
    assert open_partners(forces.workspace.store, forces.kent, forces.workspace.library, forces.id).released is None
    assert forces.submit(forces.kent) is Stage.COLLECTING
    assert forces.submit(forces.essex) is Stage.RELEASED

    partners = open_partners(
        forces.workspace.store, forces.person(Role.BOARD_MEMBER, KENT), forces.workspace.library, forces.id
    )
    assert partners.released is not None
    assert partners.released.spread.respondents == (KENT_POLICE, ESSEX_POLICE)
    (first,) = partners.released.discuss_first
    assert {label: level.place for label, level in first.question.levels.items()} == {KENT_POLICE: 4, ESSEX_POLICE: 2}


def test_nothing_is_submitted_before_anything_is_answered(forces: Forces) -> None:
    with pytest.raises(InvalidInput, match=r"^Nothing is answered yet\."):
        forces.submit(forces.kent)


def test_what_a_force_has_submitted_changes_only_after_it_was_taken_back(forces: Forces) -> None:
    forces.answer(forces.essex, 2)
    forces.submit(forces.essex)
    with pytest.raises(NotOpen, match=r"^These answers were submitted"):
        forces.answer(forces.essex, 3, expected_version=1)

    take_back_force_answers(forces.workspace.store, forces.essex, forces.id, at=AT)
    forces.answer(forces.essex, 3, expected_version=1)

    assert stored(forces.workspace, forces.id).missing_forces == (KENT_POLICE, ESSEX_POLICE)


def test_the_lead_releases_without_a_force_whose_answers_stay_its_own(forces: Forces) -> None:
    forces.answer(forces.kent, 4, "Kent says so.")
    forces.answer(forces.essex, 2, "Essex is not ready.")
    with pytest.raises(InvalidInput, match=r"^No force has submitted yet, so there is nothing to release\.$"):
        release_answers(forces.workspace.store, forces.kent, forces.id, at=AT)
    forces.submit(forces.kent)
    with pytest.raises(NotPermitted):
        release_answers(forces.workspace.store, forces.essex, forces.id, at=AT)

    release_answers(forces.workspace.store, forces.kent, forces.id, at=AT)

    partners = open_partners(forces.workspace.store, forces.kent, forces.workspace.library, forces.id)
    assert partners.assessment.missing_forces == (ESSEX_POLICE,)
    assert partners.released is not None
    assert partners.released.spread.respondents == (KENT_POLICE,)
    assert "Essex is not ready." not in repr(partners)
    entry = entries(forces.workspace, forces.id)[-1]
    assert entry.event is Event.ANSWERS_RELEASED
    assert entry.detail["forces"] == [
        {"force": KENT_POLICE, "submitted_at": AT.isoformat()},
        {"force": ESSEX_POLICE, "submitted_at": None},
    ]


def test_what_the_partners_agree_is_what_counts_and_what_each_said_is_kept(forces: Forces) -> None:
    forces.answer(forces.kent, 4, "Kent says so.")
    forces.answer(forces.essex, 2, "Essex says so.")
    for force in (forces.kent, forces.essex):
        forces.submit(force)
    with pytest.raises(NotOpen, match=r"^The answers of the partner forces were released on 22 November 2026"):
        forces.answer(forces.kent, 3)
    begin_agreeing(forces.workspace.store, forces.kent, forces.id, at=AT)

    assert forces.rationales(forces.kent) == []
    forces.answer(forces.kent, 3, "We agree on this.")
    assert forces.rationales(forces.essex) == ["We agree on this."]
    form = open_theme_form(forces.workspace.store, forces.kent, forces.workspace.library, forces.id, "P1")
    assert [(each["force"], each["reply"], each["texts"]) for each in form.data["questions"][0]["said"]] == [
        (KENT_POLICE, "Good", ["Kent says so."]),
        (ESSEX_POLICE, "Requires improvement", ["Essex says so."]),
    ]
    submitted = submit_assessment(forces.workspace.store, forces.kent, forces.workspace.library, forces.id, at=AT)
    assert submitted.stage is Stage.SUBMITTED
    with forces.workspace.store.read() as unit:
        kept = unit.theme_scores.of_all([submitted], {forces.id: forces.workspace.bank})[forces.id]
    assert next(iter(kept.themes.values())).claimed.mean == 3
    released = open_partners(forces.workspace.store, forces.essex, forces.workspace.library, forces.id).released
    assert released is not None
    code = forces.workspace.response().question
    levels = {force: result.level for force, result in released.spread.questions[0].results.items()}
    agreed = released.agreed[code].level
    assert [each and each.place for each in (*levels.values(), agreed)] == [4, 2, 3]


def test_how_far_each_force_stood_is_shown_once_they_agree_to_those_who_may_read_the_agreed_answers(
    forces: Forces,
) -> None:
    store, library = forces.workspace.store, forces.workspace.library
    board, inspector = forces.person(Role.BOARD_MEMBER, ESSEX), forces.person(Role.INSPECTOR, KENT)

    def distances(actor: Credential) -> list[tuple[str, Fraction | None]] | None:
        found = open_results(store, actor, library, forces.id).forces
        return None if found is None else [(each.label, each.distance) for each in found.scores[0].scores]

    forces.answer(forces.kent, 4)
    forces.answer(forces.essex, 2)
    assert [distances(actor) for actor in (forces.kent, forces.essex, board)] == [None, None, None]
    for force in (forces.kent, forces.essex):
        forces.submit(force)
    assert [distances(actor) for actor in (forces.kent, forces.essex, board)] == [None, None, None]
    begin_agreeing(store, forces.kent, forces.id, at=AT)
    forces.answer(forces.kent, 3)
    apart = [(KENT_POLICE, Fraction(1)), (ESSEX_POLICE, Fraction(-1))]
    assert [distances(actor) for actor in (forces.kent, board)] == [apart, apart]
    with pytest.raises(NotFound):
        distances(inspector)

    submit_assessment(store, forces.kent, library, forces.id, at=AT)

    assert distances(inspector) == apart
    with store.read() as unit:
        _, subject = read_report(unit, inspector, library, forces.id, at=AT)
    assert subject.alone is not None
    assert subject.alone.spread.respondents == (KENT_POLICE, ESSEX_POLICE)


def test_a_view_that_differs_is_kept_beside_what_is_agreed_and_shown_and_exported_with_it(forces: Forces) -> None:
    store, library = forces.workspace.store, forces.workspace.library
    forces.answer(forces.kent, 4)
    forces.answer(forces.essex, 2)
    for force in (forces.kent, forces.essex):
        forces.submit(force)
    begin_agreeing(store, forces.kent, forces.id, at=AT)
    essex = stored(forces.workspace, forces.id).forces[1]
    view = MinorityView(force=essex.id, text="We have not seen it.")

    forces.answer(forces.kent, 3, "We agree on this.", views=(view,))

    released = open_partners(store, forces.essex, library, forces.id).released
    results = open_results(store, forces.essex, library, forces.id).forces
    assert released is not None
    assert results is not None
    for apart in (released.apart, results):
        assert [each.views for each in apart.questions] == [((ESSEX_POLICE, "We have not seen it."),)]
    csv = export_answers(store, forces.kent, library, forces.id, form=ExportForm.CSV, at=AT)[1].decode()
    assert "Essex Police: We have not seen it." in csv
    workbook = export_answers(store, forces.kent, library, forces.id, form=ExportForm.XLSX, at=AT)[1]
    assert [text for _, text in cells(workbook, page=5)[1]][2:] == [ESSEX_POLICE, "We have not seen it."]
    saved = [each for each in entries(forces.workspace, forces.id) if each.event is Event.RESPONSE_SAVED][-1]
    assert saved.detail["minority_views"] == [{"force": str(essex.id), "text": "We have not seen it."}]
    assert store.verify_audit().rows == ()


def test_of_two_who_type_views_at_once_neither_overwrites_the_other_and_one_is_deleted_by_emptying_it(
    forces: Forces,
) -> None:
    forces.answer(forces.kent, 4)
    forces.answer(forces.essex, 2)
    for force in (forces.kent, forces.essex):
        forces.submit(force)
    begin_agreeing(forces.workspace.store, forces.kent, forces.id, at=AT)
    kent, essex = (
        MinorityView(force=each.id, text=f"The view of {each.name}.")
        for each in stored(forces.workspace, forces.id).forces
    )
    forces.answer(forces.kent, 3, views=(essex,))

    with pytest.raises(ResponseChanged) as refusal:
        forces.answer(forces.essex, 3, views=(kent,))

    assert refusal.value.stored is not None
    assert refusal.value.stored.response.minority_views == (essex,)
    assert forces.answer(forces.essex, 3, views=(kent, essex), expected_version=1).version == 2
    emptied = forces.answer(forces.kent, 3, views=(kent, replace(essex, text=" ")), expected_version=2)
    assert (emptied.version, emptied.response.minority_views) == (3, (kent,))
    assert forces.views(forces.essex) == [(kent,)]
    assert forces.workspace.store.verify_audit().rows == ()


def test_a_force_that_answers_alone_has_no_view_that_differs(forces: Forces) -> None:
    own = stored(forces.workspace, forces.id).forces[0]

    with pytest.raises(InvalidFields, match=r"^P1 has the view of a force that has no part in it\."):
        forces.answer(forces.kent, 4, views=(MinorityView(force=own.id, text="No."),))


def test_text_of_a_page_that_was_opened_for_a_force_alone_is_never_saved_as_agreed(forces: Forces) -> None:
    forces.answer(forces.kent, 4)
    forces.answer(forces.essex, 2)
    opened = open_assessment(forces.workspace.store, forces.kent, forces.workspace.library, forces.id)
    for force in (forces.kent, forces.essex):
        forces.submit(force)
    begin_agreeing(forces.workspace.store, forces.kent, forces.id, at=AT)

    with pytest.raises(NotOpen, match=r"^These answers have been released since this page was opened"):
        forces.answer(forces.kent, 5, "Late.", answers_of=opened.assessment.answers_of)

    assert forces.rationales(forces.kent) == []


@pytest.mark.parametrize("make", [preview_report, export_answers])
def test_nothing_is_reported_or_exported_before_the_partners_agree(forces: Forces, make: object) -> None:
    forces.answer(forces.kent, 4)

    for actor in (forces.kent, forces.essex):
        with pytest.raises(NotOpen, match=r"^The partner forces have not agreed their answers yet\."):
            make(forces.workspace.store, actor, forces.workspace.library, forces.id, at=AT)  # type: ignore[operator]


def test_no_action_is_planned_before_the_partners_agree(forces: Forces) -> None:
    with pytest.raises(NotOpen, match=r"^The partner forces have not agreed their answers yet\."):
        save_improvement_action(
            forces.workspace.store,
            forces.kent,
            forces.workspace.library,
            forces.id,
            SIGN,
            id=ActionId(UUID(int=7)),
            expected_version=0,
            at=AT,
        )


def test_the_audit_trail_shows_single_saves_after_the_release_alone(forces: Forces) -> None:
    administrator = forces.person(Role.ADMINISTRATOR, KENT)

    def shown() -> list[tuple[str, str]]:
        page = search_audit(forces.workspace.store, administrator, AuditFilter(event=Event.RESPONSE_SAVED))
        return [(line.what, line.numbers) for line in page.lines]

    def numbers() -> set[str]:
        page = search_audit(forces.workspace.store, administrator, AuditFilter(event=Event.ASSESSMENT_STARTED))
        return {line.numbers for line in page.lines}

    forces.answer(forces.kent, 4)
    forces.answer(forces.essex, 2)
    assert (shown(), numbers()) == ([], {NOT_SHOWN})

    for force in (forces.kent, forces.essex):
        forces.submit(force)

    assert ([what for what, _ in shown()], numbers()) == (["Answer saved, P1", "Answer saved, P1"], {"1"})
