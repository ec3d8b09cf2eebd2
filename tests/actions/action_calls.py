"""A call of every action and view, with the permission that it needs. A new one without an entry fails the tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from assessment.access import CommandLine, Credential
from assessment.actions import (
    accepting_invitation,
    account_notices,
    amending,
    answering,
    answering_alone,
    archiving,
    audit_refusals,
    classifying,
    commenting,
    deleting,
    first_administrator,
    fitting_questions,
    further_respondents,
    handing_over,
    handing_questions,
    importing_register,
    inviting,
    keeping_register,
    limited_attempts,
    loading_register,
    managing_access,
    managing_forces,
    managing_people,
    managing_rounds,
    moderating,
    moving_people,
    new_password_links,
    own_account,
    planning_improvement,
    presented_secrets,
    rebuilding_scores,
    recording_decisions,
    removing_collaboration,
    renaming,
    signing_in,
    signing_in_by_identity_provider,
    starting,
    submitting,
    withdrawing,
)
from assessment.actions.new_access import NewAccess
from assessment.bank.applicability import Facts
from assessment.codes import BoardOutcome, ExportForm, Permission, Perspective, ReportFormat, Role, TableFormat
from assessment.comparison.compared import Selection
from assessment.exports import (
    actions_export,
    assessment_exports,
    comparison_exports,
    issuing,
    recorded_export,
    register_export,
    round_exports,
)
from assessment.ids import ActionId, AssessmentId, CollaborationId, CommentId, NoticeId, PersonId, RespondentId
from assessment.register import RegisterEntry
from assessment.rounds.assessment import Classification
from assessment.rounds.board_decision import BoardDecision
from assessment.rounds.working_notes import NewComment
from assessment.store.register_search import RegisterQuery
from assessment.views import (
    account_view,
    answered_assessment,
    audit_view,
    carried_over,
    check_view,
    collaboration_view,
    comparison_view,
    evidence_view,
    forces_view,
    home_view,
    improvement_view,
    inviting_view,
    looks_view,
    partners_view,
    people_view,
    reading_view,
    register_view,
    report_desk,
    report_view,
    results_view,
    rounds_view,
    session_view,
    stage_view,
    starting_view,
    theme_form,
    verify_report,
)
from tests.actions.access_world import LIBRARY, NEW, P1, SHARED, SIGN, START, World, answer, within
from tests.actions.conftest import AT
from tests.known_forces import ESSEX, GARDEN, KENT

REGISTER_FILE: Final = b"name\nExample boats\n"
ROUND: Final = managing_rounds.TypedRound(title="Autumn 2026", opens_on=date(2026, 9, 1))
COMMENT: Final = NewComment(id=CommentId(UUID(int=7)), question=P1, text="Is this still so?")
ACCEPTED: Final = BoardDecision(outcome=BoardOutcome.ACCEPTED, by="The board", on=AT.date())


def remove_own_comment(world: World, actor: Credential, id: AssessmentId) -> object:
    own = replace(COMMENT, id=CommentId(uuid4()))
    commenting.write_comment(world.store, actor, LIBRARY, id, own, at=AT)
    return commenting.remove_comment(world.store, actor, id, own.id, at=AT)


OF_AN_ASSESSMENT: Final[
    dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential, AssessmentId], object]]]
] = {
    answering.record_response: (Permission.RESPOND, lambda w, a, id: answer(w.store, a, id, expected_version=1)),
    commenting.write_comment: (
        Permission.READ_DRAFT,
        lambda w, a, id: commenting.write_comment(w.store, a, LIBRARY, id, COMMENT, at=AT),
    ),
    commenting.remove_comment: (Permission.READ_DRAFT, remove_own_comment),
    handing_questions.hand_questions: (
        Permission.RESPOND,
        lambda w, a, id: handing_questions.hand_questions(
            w.store, a, LIBRARY, id, ["P1", "P2"], to=w.people[Role.RESPONDENT].id, note="Please check.", at=AT
        ),
    ),
    handing_questions.take_back_questions: (
        Permission.RESPOND,
        lambda w, a, id: handing_questions.take_back_questions(w.store, a, LIBRARY, id, ["P1"], at=AT),
    ),
    submitting.submit_assessment: (
        Permission.SUBMIT,
        lambda w, a, id: submitting.submit_assessment(w.store, a, LIBRARY, id, at=AT),
    ),
    amending.amend_assessment: (
        Permission.SUBMIT,
        lambda w, a, id: amending.amend_assessment(w.store, a, LIBRARY, id, reason="P1 was wrong.", at=AT),
    ),
    answering_alone.submit_force_answers: (
        Permission.RESPOND,
        lambda w, a, id: answering_alone.submit_force_answers(w.store, a, LIBRARY, id, at=AT),
    ),
    answering_alone.take_back_force_answers: (
        Permission.RESPOND,
        lambda w, a, id: answering_alone.take_back_force_answers(w.store, a, id, at=AT),
    ),
    answering_alone.release_answers: (
        Permission.RELEASE,
        lambda w, a, id: answering_alone.release_answers(w.store, a, id, at=AT),
    ),
    further_respondents.add_respondent: (
        Permission.RELEASE,
        lambda w, a, id: further_respondents.add_respondent(
            w.store, a, id, force=KENT, perspective=Perspective.FINANCE, at=AT
        ),
    ),
    further_respondents.remove_respondent: (
        Permission.RELEASE,
        lambda w, a, id: further_respondents.remove_respondent(
            w.store, a, id, RespondentId(UUID(int=3)), reason="No capacity.", at=AT
        ),
    ),
    answering_alone.begin_agreeing: (
        Permission.RELEASE,
        lambda w, a, id: answering_alone.begin_agreeing(w.store, a, id, at=AT),
    ),
    partners_view.open_partners: (
        Permission.READ_DRAFT,
        lambda w, a, id: partners_view.open_partners(w.store, a, LIBRARY, id),
    ),
    withdrawing.withdraw_submission: (
        Permission.WITHDRAW,
        lambda w, a, id: withdrawing.withdraw_submission(w.store, a, id, reason="G10 is wrong.", at=AT),
    ),
    withdrawing.withdraw_assessment: (
        Permission.WITHDRAW,
        lambda w, a, id: withdrawing.withdraw_assessment(w.store, a, id, reason="Another unit was meant.", at=AT),
    ),
    moderating.begin_moderation: (
        Permission.MODERATE,
        lambda w, a, id: moderating.begin_moderation(w.store, a, id, at=AT),
    ),
    moderating.publish_assessment: (
        Permission.MODERATE,
        lambda w, a, id: moderating.publish_assessment(w.store, a, id, at=AT),
    ),
    moderating.send_back: (
        Permission.MODERATE,
        lambda w, a, id: moderating.send_back(w.store, a, id, reason="G10 is wrong.", at=AT),
    ),
    handing_over.hand_over: (
        Permission.HAND_OVER,
        # To nobody who could take over, because nothing more would be theirs afterwards.
        lambda w, a, id: handing_over.hand_over(w.store, a, id, to=PersonId(UUID(int=7))),
    ),
    stage_view.open_stage_note: (Permission.READ, lambda w, a, id: stage_view.open_stage_note(w.store, a, id)),
    fitting_questions.fit_questions: (
        Permission.MANAGE_COLLABORATION,
        lambda w, a, id: fitting_questions.fit_questions(w.store, a, LIBRARY, id, Facts(partners=2), at=AT),
    ),
    renaming.rename_round: (
        Permission.MANAGE_COLLABORATION,
        lambda w, a, id: renaming.rename_round(w.store, a, id, "2026/27", at=AT),
    ),
    archiving.archive_collaboration: (
        Permission.MANAGE_COLLABORATION,
        lambda w, a, id: archiving.archive_collaboration(w.store, a, id, at=AT),
    ),
    archiving.restore_collaboration: (
        Permission.MANAGE_COLLABORATION,
        lambda w, a, id: archiving.restore_collaboration(w.store, a, id, at=AT),
    ),
    starting_view.open_next_round: (
        Permission.SUBMIT,
        lambda w, a, id: starting_view.open_next_round(w.store, a, LIBRARY, id),
    ),
    classifying.raise_classification: (
        Permission.RESPOND,
        lambda w, a, id: classifying.raise_classification(w.store, a, id, Classification.OFFICIAL_SENSITIVE, at=AT),
    ),
    classifying.lower_classification: (
        Permission.LOWER_CLASSIFICATION,
        lambda w, a, id: classifying.lower_classification(
            w.store, a, id, Classification.OFFICIAL, reason="Reviewed.", at=AT
        ),
    ),
    carried_over.open_tasks: (
        Permission.RESPOND,
        lambda w, a, id: carried_over.open_tasks(w.store, a, LIBRARY, id),
    ),
    theme_form.open_theme_form: (
        Permission.RESPOND,
        lambda w, a, id: theme_form.open_theme_form(w.store, a, LIBRARY, id, "P1"),
    ),
    theme_form.open_response: (
        Permission.RESPOND,
        lambda w, a, id: theme_form.open_response(w.store, a, LIBRARY, id, "P1"),
    ),
    answered_assessment.open_assessment: (
        Permission.READ,
        lambda w, a, id: answered_assessment.open_assessment(w.store, a, LIBRARY, id),
    ),
    reading_view.open_to_read: (
        Permission.READ,
        lambda w, a, id: reading_view.open_to_read(w.store, a, LIBRARY, id),
    ),
    evidence_view.open_evidence: (
        Permission.READ,
        lambda w, a, id: evidence_view.open_evidence(w.store, a, LIBRARY, id),
    ),
    check_view.open_check: (
        Permission.READ,
        lambda w, a, id: check_view.open_check(w.store, a, LIBRARY, id, on=AT.date()),
    ),
    results_view.open_results: (Permission.READ, lambda w, a, id: results_view.open_results(w.store, a, LIBRARY, id)),
    planning_improvement.save_improvement_action: (
        Permission.PLAN_ACTIONS,
        lambda w, a, id: planning_improvement.save_improvement_action(
            w.store, a, LIBRARY, id, SIGN, id=ActionId(UUID(int=7)), expected_version=0, at=AT
        ),
    ),
    improvement_view.open_improvement_actions: (
        Permission.READ,
        lambda w, a, id: improvement_view.open_improvement_actions(w.store, a, LIBRARY, id, at=AT),
    ),
    looks_view.open_looks: (Permission.SEE_DOWNLOADS, lambda w, a, id: looks_view.open_looks(w.store, a, id)),
    report_desk.open_report_desk: (
        Permission.READ,
        lambda w, a, id: report_desk.open_report_desk(w.store, a, LIBRARY, id, at=AT),
    ),
    report_view.read_report: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report_view.read_report(unit, a, LIBRARY, id, at=AT)),
    ),
    report_view.read_to_export: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report_view.read_to_export(unit, a, LIBRARY, id)),
    ),
    assessment_exports.preview_report: (
        Permission.READ,
        # As a web page, which takes a fraction of the time that a PDF does: who may have it is decided before that.
        lambda w, a, id: assessment_exports.preview_report(
            w.store, a, LIBRARY, id, report_format=ReportFormat.HTML, at=AT
        ),
    ),
    actions_export.export_actions: (
        Permission.READ,
        lambda w, a, id: actions_export.export_actions(w.store, a, LIBRARY, id, file_format=TableFormat.CSV, at=AT),
    ),
    # Nothing has changed since the version that the world has, so no file is made.
    issuing.issue_report: (
        Permission.ISSUE_REPORT,
        lambda w, a, id: issuing.issue_report(w.store, a, LIBRARY, id, issued_for="The board", at=AT),
    ),
    issuing.take_report: (
        Permission.READ,
        lambda w, a, id: issuing.take_report(w.store, a, id, 1, ReportFormat.PDF, at=AT),
    ),
    recording_decisions.record_decision: (
        Permission.RECORD_DECISION,
        lambda w, a, id: recording_decisions.record_decision(w.store, a, id, 1, ACCEPTED, seen=0, at=AT),
    ),
    deleting.delete_draft: (
        Permission.MANAGE_COLLABORATION,
        lambda w, a, id: deleting.delete_draft(w.store, a, id, at=AT),
    ),
    collaboration_view.find_collaboration: (
        Permission.READ,
        lambda w, a, id: collaboration_view.find_collaboration(w.store, a, id),
    ),
    assessment_exports.export_answers: (
        Permission.READ,
        lambda w, a, id: assessment_exports.export_answers(w.store, a, LIBRARY, id, at=AT),
    ),
}


def colleagues_grant(world: World) -> Any:
    with world.store.read() as unit:
        return unit.people.grants_of(world.colleague.id)[0].id


def own_collaboration(world: World) -> Any:
    return world.assessments[True, False].collaboration.id


def own_entry(world: World) -> RegisterEntry:
    with world.store.read() as unit:
        found = unit.register.find(own_collaboration(world))
    assert found is not None
    return found


ANYWHERE: Final[dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential], object]]]] = {
    home_view.open_home: (Permission.ENTER, lambda w, a: home_view.open_home(w.store, a, LIBRARY, on=AT.date())),
    comparison_view.open_comparison: (
        Permission.COMPARE,
        lambda w, a: comparison_view.open_comparison(w.store, a, LIBRARY),
    ),
    comparison_view.open_comparison_choices: (
        Permission.COMPARE,
        lambda w, a: comparison_view.open_comparison_choices(w.store, a, LIBRARY),
    ),
    comparison_view.read_chosen: (
        Permission.COMPARE,
        lambda w, a: within(
            w, lambda unit: comparison_view.read_chosen(unit, a, LIBRARY, Selection(), fingerprint=None)
        ),
    ),
    comparison_view.open_with_questions: (
        Permission.COMPARE,
        lambda w, a: comparison_view.open_with_questions(w.store, a, LIBRARY, []),
    ),
    comparison_exports.export_comparison_csv: (
        Permission.COMPARE,
        lambda w, a: comparison_exports.export_comparison_csv(
            w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT
        ),
    ),
    comparison_exports.export_comparison_pdf: (
        Permission.COMPARE,
        lambda w, a: comparison_exports.export_comparison_pdf(
            w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT
        ),
    ),
    starting.start_assessment: (
        Permission.START,
        lambda w, a: starting.start_assessment(w.store, a, LIBRARY, replace(START, is_another=True), at=AT),
    ),
    starting.import_assessment: (
        Permission.START,
        lambda w, a: starting.import_assessment(w.store, a, LIBRARY, "{}", at=AT),
    ),
    starting_view.open_first_round: (
        Permission.START,
        lambda w, a: starting_view.open_first_round(w.store, a, own_collaboration(w)),
    ),
    starting_view.open_lookalikes: (
        Permission.START,
        lambda w, a: starting_view.open_lookalikes(w.store, a, START.collaboration),
    ),
    people_view.open_people: (Permission.MANAGE_PEOPLE, lambda w, a: people_view.open_people(w.store, a)),
    people_view.open_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: people_view.open_person(w.store, a, w.colleague.id),
    ),
    forces_view.open_forces: (Permission.MANAGE_FORCES, lambda w, a: forces_view.open_forces(w.store, a)),
    forces_view.open_force: (Permission.MANAGE_FORCES, lambda w, a: forces_view.open_force(w.store, a, KENT)),
    managing_forces.add_force: (
        Permission.MANAGE_FORCES,
        lambda w, a: managing_forces.add_force(w.store, a, GARDEN),
    ),
    managing_forces.rename_force: (
        Permission.MANAGE_FORCES,
        lambda w, a: managing_forces.rename_force(
            w.store, a, KENT, name="Garden Police", short_name="Garden", since=date(2028, 4, 1)
        ),
    ),
    managing_forces.name_policing_body: (
        Permission.MANAGE_FORCES,
        lambda w, a: managing_forces.name_policing_body(w.store, a, KENT, "Somebody"),
    ),
    managing_forces.end_force: (
        Permission.MANAGE_FORCES,
        lambda w, a: managing_forces.end_force(w.store, a, KENT, last_day=date(2028, 3, 31)),
    ),
    managing_forces.merge_forces: (
        Permission.MANAGE_FORCES,
        lambda w, a: managing_forces.merge_forces(w.store, a, [KENT], into=ESSEX, since=date(2028, 4, 1)),
    ),
    register_view.open_register: (
        Permission.ENTER,
        lambda w, a: register_view.open_register(w.store, a, RegisterQuery(today=AT.date())),
    ),
    register_view.open_register_choices: (
        Permission.ENTER,
        lambda w, a: register_view.open_register_choices(w.store, a),
    ),
    collaboration_view.open_collaboration: (
        Permission.ENTER,
        lambda w, a: collaboration_view.open_collaboration(w.store, a, LIBRARY, own_collaboration(w)),
    ),
    register_view.open_entry: (
        Permission.ENTER,
        lambda w, a: register_view.open_entry(w.store, a, own_collaboration(w)),
    ),
    keeping_register.register_collaboration: (
        Permission.REGISTER_COLLABORATION,
        lambda w, a: keeping_register.register_collaboration(
            w.store, a, RegisterEntry(id=CollaborationId(UUID(int=7)), name="Example air unit")
        ),
    ),
    register_export.export_register: (
        Permission.ENTER,
        lambda w, a: register_export.export_register(
            w.store, a, RegisterQuery(today=AT.date()), form=ExportForm.JSON, at=AT
        ),
    ),
    importing_register.check_register_file: (
        Permission.REGISTER_COLLABORATION,
        lambda w, a: importing_register.check_register_file(w.store, a, REGISTER_FILE),
    ),
    importing_register.import_register: (
        Permission.REGISTER_COLLABORATION,
        lambda w, a: importing_register.import_register(
            w.store,
            a,
            REGISTER_FILE,
            seen=importing_register.check_register_file(w.store, CommandLine(), REGISTER_FILE).seen,
        ),
    ),
    keeping_register.save_register_entry: (
        Permission.MANAGE_REGISTER,
        lambda w, a: keeping_register.save_register_entry(w.store, a, replace(own_entry(w), yearly_cost=1)),
    ),
    removing_collaboration.remove_collaboration: (
        Permission.MANAGE_REGISTER,
        lambda w, a: removing_collaboration.remove_collaboration(w.store, a, own_collaboration(w), reason="A mistake."),
    ),
    rounds_view.open_rounds: (Permission.MANAGE_ROUNDS, lambda w, a: rounds_view.open_rounds(w.store, a, LIBRARY)),
    rounds_view.open_round: (
        Permission.MANAGE_ROUNDS,
        lambda w, a: rounds_view.open_round(w.store, a, SHARED.id),
    ),
    rounds_view.open_rounds_to_start_in: (
        Permission.START,
        lambda w, a: rounds_view.open_rounds_to_start_in(w.store, a, LIBRARY),
    ),
    managing_rounds.make_round: (
        Permission.MANAGE_ROUNDS,
        lambda w, a: managing_rounds.make_round(w.store, a, LIBRARY, ROUND, bank_version="1"),
    ),
    managing_rounds.change_round: (
        Permission.MANAGE_ROUNDS,
        lambda w, a: managing_rounds.change_round(w.store, a, SHARED.id, ROUND),
    ),
    audit_view.audit_filter_choices: (
        Permission.SEARCH_AUDIT,
        lambda w, a: audit_view.audit_filter_choices(w.store, a),
    ),
    audit_view.search_audit: (
        Permission.SEARCH_AUDIT,
        lambda w, a: audit_view.search_audit(w.store, a, audit_view.AuditFilter()),
    ),
    account_view.open_account: (Permission.ENTER, lambda w, a: account_view.open_account(w.store, a)),
    own_account.change_password: (
        Permission.ENTER,
        lambda w, a: own_account.change_password(w.store, a, current="x", new="walnut ferry crimson"),
    ),
    own_account.set_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.set_second_factor(w.store, a, current="x", key="ABCD", code="1"),
    ),
    own_account.remove_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.remove_second_factor(w.store, a, current="x"),
    ),
    inviting.invite_person: (
        Permission.INVITE,
        lambda w, a: inviting.invite_person(
            w.store, a, NEW, NewAccess(role=Role.RESPONDENT, collaborations=(own_collaboration(w),))
        ),
    ),
    inviting_view.open_inviting: (Permission.INVITE, lambda w, a: inviting_view.open_inviting(w.store, a)),
    managing_people.invite_again: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.invite_again(w.store, a, w.colleague.id),
    ),
    new_password_links.ask_for_link: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: new_password_links.ask_for_link(w.store, a, w.colleague.id),
    ),
    new_password_links.approve_link: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: new_password_links.approve_link(w.store, a, w.colleague.id, asked_by=w.colleague.id),
    ),
    new_password_links.refuse_link: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: new_password_links.refuse_link(w.store, a, w.colleague.id, asked_by=w.colleague.id),
    ),
    new_password_links.take_link: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: new_password_links.take_link(w.store, a, w.colleague.id),
    ),
    account_notices.dismiss_notice: (
        Permission.ENTER,
        lambda w, a: account_notices.dismiss_notice(w.store, a, NoticeId(UUID(int=7))),
    ),
    managing_access.give_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_access.give_access(w.store, a, w.colleague.id, Role.MEMBER),
    ),
    managing_access.end_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_access.end_access(w.store, a, colleagues_grant(w)),
    ),
    managing_access.confirm_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_access.confirm_access(w.store, a, colleagues_grant(w)),
    ),
    managing_people.deactivate_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.deactivate_person(w.store, a, w.colleague.id),
    ),
    moving_people.move_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: moving_people.move_person(w.store, a, w.colleague.id, KENT),
    ),
    managing_people.reactivate_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.reactivate_person(w.store, a, w.colleague.id),
    ),
}

ONLY_A_SESSION: Final[set[Callable[..., Any]]] = {
    session_view.open_viewer,
    session_view.open_visitor,
    session_view.browser_proofs,
    signing_in.touch_session,
    audit_refusals.audit_refusal,
}
"""Functions that need a session but no permission, because they concern only the person who calls them."""
WITHOUT_A_SESSION: Final[set[Callable[..., Any]]] = {
    signing_in.sign_in,
    signing_in.sign_out,
    limited_attempts.place_for_attempt,
    presented_secrets.is_accepted,
    first_administrator.create_first_administrator,
    accepting_invitation.accept_invitation,
    signing_in_by_identity_provider.sign_in_by_identity,
    signing_in_by_identity_provider.accept_invitation_by_identity,
    signing_in_by_identity_provider.sign_out_by_identity_provider,
    session_view.has_no_people,
    session_view.find_invited_name,
    session_view.find_ended,
}
"""Functions that begin or end a session, or come before one. Each has tests of its own."""
ONLY_ON_THE_SERVER: Final[set[Callable[..., Any]]] = {
    managing_people.forget_person,
    rebuilding_scores.rebuild_scores,
    loading_register.compare_with_register,
    loading_register.load_register,
    new_password_links.make_link_on_server,
    issuing.issue_or_take,
    round_exports.jobs_for_round,
    verify_report.identify_file,
}
"""Functions that only the command line calls."""
OF_OTHERS: Final[set[Callable[..., Any]]] = {recorded_export.make_and_record, recorded_export.make_as_one_moment}
"""Functions that the functions above call, and that are tested with them."""
