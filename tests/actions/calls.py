"""Every action and view with what it takes, as a test asks for it. A new one without an entry here fails the tests."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from assessment.access import Credential, Permission, Role
from assessment.actions import (
    answering,
    managing_people,
    own_account,
    planning,
    record,
    signing_in,
    signing_in_elsewhere,
    starting,
    submitting,
)
from assessment.comparison.table import Selection
from assessment.issuing import comparisons, recording, reports, rounds
from assessment.rounds.assessment import Classification
from assessment.terms import ActionId, AssessmentId
from assessment.views import (
    card,
    comparison,
    home,
    issued,
    issues,
    looking,
    opening,
    people,
    plan,
    report,
    results,
    trail,
)
from tests.actions.conftest import AT
from tests.actions.world import LIBRARY, NEW, P1, SIGN, START, World, a_draft, answer, within

OF_AN_ASSESSMENT: Final[
    dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential, AssessmentId], object]]]
] = {
    answering.record_response: (Permission.RESPOND, lambda w, a, id: answer(w.store, a, id, seen=1)),
    answering.record_level: (
        Permission.RESPOND,
        lambda w, a, id: answering.record_level(
            w.store, a, LIBRARY, id, P1, level="outstanding", seen=1, page="a" * 32, at=AT
        ),
    ),
    answering.clear_reply: (
        Permission.RESPOND,
        lambda w, a, id: answering.clear_reply(w.store, a, LIBRARY, id, P1, seen=1, page="a" * 32, at=AT),
    ),
    answering.keep_draft: (
        Permission.RESPOND,
        lambda w, a, id: answering.keep_draft(w.store, a, LIBRARY, id, a_draft()),
    ),
    answering.recover_drafts: (
        Permission.RESPOND,
        lambda w, a, id: answering.recover_drafts(w.store, a, LIBRARY, id, P1, at=AT),
    ),
    answering.drop_draft: (
        Permission.RESPOND,
        lambda w, a, id: answering.drop_draft(w.store, a, id, P1, page="b" * 32),
    ),
    submitting.submit_assessment: (
        Permission.SUBMIT,
        lambda w, a, id: submitting.submit_assessment(w.store, a, LIBRARY, id, at=AT),
    ),
    submitting.classify_assessment: (
        Permission.RESPOND,
        lambda w, a, id: submitting.classify_assessment(w.store, a, id, Classification.OFFICIAL_SENSITIVE, at=AT),
    ),
    card.open_card: (Permission.RESPOND, lambda w, a, id: card.open_card(w.store, a, LIBRARY, id, "P1")),
    opening.open_assessment: (Permission.READ, lambda w, a, id: opening.open_assessment(w.store, a, LIBRARY, id)),
    results.open_results: (Permission.READ, lambda w, a, id: results.open_results(w.store, a, LIBRARY, id)),
    planning.plan_action: (
        Permission.PLAN,
        lambda w, a, id: planning.plan_action(w.store, a, LIBRARY, id, SIGN, id=ActionId(UUID(int=7)), seen=0, at=AT),
    ),
    plan.open_plan: (Permission.READ, lambda w, a, id: plan.open_plan(w.store, a, LIBRARY, id, at=AT)),
    looking.who_has_looked: (Permission.SEE_LOOKS, lambda w, a, id: looking.who_has_looked(w.store, a, id)),
    issues.issues_of: (Permission.READ, lambda w, a, id: issues.issues_of(w.store, a, id)),
    report.read_report: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report.read_report(unit, a, LIBRARY, id, at=AT)),
    ),
    report.read_to_export: (
        Permission.READ,
        lambda w, a, id: within(w, lambda unit: report.read_to_export(unit, a, LIBRARY, id)),
    ),
    reports.issue_report: (Permission.READ, lambda w, a, id: reports.issue_report(w.store, a, LIBRARY, id, at=AT)),
    reports.export_answers: (Permission.READ, lambda w, a, id: reports.export_answers(w.store, a, LIBRARY, id, at=AT)),
}


def colleagues_grant(world: World) -> Any:
    with world.store.read() as unit:
        return unit.people.grants_of(world.colleague.id)[0].id


ANYWHERE: Final[dict[Callable[..., Any], tuple[Permission, Callable[[World, Credential], object]]]] = {
    home.open_home: (Permission.ENTER, lambda w, a: home.open_home(w.store, a, LIBRARY)),
    comparison.open_comparison: (
        Permission.COMPARE,
        lambda w, a: comparison.open_comparison(w.store, a, LIBRARY, Selection()),
    ),
    comparison.read_comparison: (
        Permission.COMPARE,
        lambda w, a: within(w, lambda unit: comparison.read_comparison(unit, a, LIBRARY, Selection())),
    ),
    comparison.read_chosen: (
        Permission.COMPARE,
        lambda w, a: within(w, lambda unit: comparison.read_chosen(unit, a, LIBRARY, Selection(), fingerprint=None)),
    ),
    comparisons.take_comparison: (
        Permission.COMPARE,
        lambda w, a: comparisons.take_comparison(w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT),
    ),
    comparisons.issue_comparison: (
        Permission.COMPARE,
        lambda w, a: comparisons.issue_comparison(w.store, a, LIBRARY, Selection(), fingerprint=None, at=AT),
    ),
    starting.start_assessment: (
        Permission.START,
        lambda w, a: starting.start_assessment(w.store, a, LIBRARY, START, at=AT),
    ),
    starting.import_assessment: (
        Permission.START,
        lambda w, a: starting.import_assessment(w.store, a, LIBRARY, "{}", at=AT),
    ),
    people.open_people: (Permission.MANAGE_PEOPLE, lambda w, a: people.open_people(w.store, a)),
    trail.trail_choices: (Permission.SEARCH_TRAIL, lambda w, a: trail.trail_choices(w.store, a)),
    trail.search_trail: (Permission.SEARCH_TRAIL, lambda w, a: trail.search_trail(w.store, a, trail.Asked())),
    people.open_account: (Permission.ENTER, lambda w, a: people.open_account(w.store, a)),
    own_account.change_password: (
        Permission.ENTER,
        lambda w, a: own_account.change_password(w.store, a, present="x", new="walnut ferry crimson"),
    ),
    own_account.set_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.set_second_factor(w.store, a, present="x", key="ABCD", code="1"),
    ),
    own_account.remove_second_factor: (
        Permission.ENTER,
        lambda w, a: own_account.remove_second_factor(w.store, a, present="x"),
    ),
    managing_people.invite_person: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.invite_person(w.store, a, NEW),
    ),
    managing_people.invite_again: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.invite_again(w.store, a, w.colleague.id),
    ),
    managing_people.give_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.give_access(w.store, a, w.colleague.id, Role.MEMBER),
    ),
    managing_people.end_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.end_access(w.store, a, colleagues_grant(w)),
    ),
    managing_people.confirm_access: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.confirm_access(w.store, a, colleagues_grant(w)),
    ),
    managing_people.let_go: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.let_go(w.store, a, w.colleague.id),
    ),
    managing_people.let_in_again: (
        Permission.MANAGE_PEOPLE,
        lambda w, a: managing_people.let_in_again(w.store, a, w.colleague.id),
    ),
}

ONLY_A_SESSION: Final[set[Callable[..., Any]]] = {
    people.open_viewer,
    people.open_visitor,
    signing_in.stay,
    record.note_refusal,
}
"""What says who somebody is, to themselves."""
WITHOUT_A_SESSION: Final[set[Callable[..., Any]]] = {
    signing_in.sign_in,
    signing_in.sign_out,
    signing_in.begin_service,
    signing_in.accept_invitation,
    signing_in_elsewhere.sign_in_by_identity,
    signing_in_elsewhere.accept_invitation_by_identity,
    people.is_empty,
    people.who_is_invited,
}
"""What comes before a session, or ends it. Each has tests of its own beside these."""
ONLY_ON_THE_SERVER: Final[set[Callable[..., Any]]] = {
    managing_people.forget_person,
    rounds.jobs_of_round,
    issued.find_issued,
}
"""What the command line alone can ask for."""
OF_OTHERS: Final[set[Callable[..., Any]]] = {recording.make_and_record}
"""A part of those that are tried here."""
