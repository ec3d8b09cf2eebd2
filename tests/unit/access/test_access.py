"""Permissions: the table of roles decides, and refuses everything that it does not list."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from assessment.access import Grant, Viewer
from assessment.access.credential import IDLE_LIMIT, SESSION_LIMIT, Credential, StoredSession
from assessment.access.permissions import ROLES
from assessment.codes import Move, Permission, Reach, Role, Stage
from assessment.errors import NotFound, NotPermitted
from assessment.ids import CollaborationId, GrantId, PersonId
from assessment.rounds.lifecycle import moved
from tests.known_forces import ESSEX, KENT
from tests.store.store_builders import MORNING, a_collaboration, an_assessment

PERSON = PersonId(UUID(int=1))
OWN = an_assessment(collaboration=a_collaboration())
OTHER = an_assessment(collaboration=a_collaboration("Joint firearms"))


def a_grant(role: Role, **others: object) -> Grant:
    reach = ROLES[role].reach
    named: dict[str, object] = {
        "collaboration": OWN.collaboration.id if "collaboration" in reach else None,
        "force": KENT if "force" in reach else None,
    }
    return Grant(
        id=GrantId(uuid4()),
        person=PERSON,
        role=role,
        starts_at=MORNING,
        confirmed_at=MORNING,
        **(named | others),  # type: ignore[arg-type]
    )


def a_viewer(*grants: Grant) -> Viewer:
    return Viewer(person=PERSON, name="Sam Reed", force=KENT, grants=grants)


def test_a_person_without_a_grant_may_do_nothing() -> None:
    assert [permission for permission in Permission if a_viewer().may(permission)] == []


def test_an_administrator_reads_no_answers() -> None:
    viewer = a_viewer(a_grant(Role.ADMINISTRATOR))

    assert not viewer.may(Permission.READ)
    with pytest.raises(NotFound, match=r"^There is no such assessment\. Choose one on the home page\.$"):
        viewer.require(Permission.READ, of=OWN)


def test_an_inspector_reads_submitted_assessments_and_no_drafts() -> None:
    viewer = a_viewer(a_grant(Role.INSPECTOR, collaboration=None))

    assert viewer.may(Permission.READ, of=moved(OTHER, Move.SUBMIT, at=MORNING))
    assert not viewer.may(Permission.READ, of=OTHER)


def test_an_inspector_of_one_collaboration_reads_what_is_submitted_in_no_other() -> None:
    viewer = a_viewer(a_grant(Role.INSPECTOR))

    assert viewer.may(Permission.READ, of=moved(OWN, Move.SUBMIT, at=MORNING))
    assert not viewer.may(Permission.READ, of=moved(OTHER, Move.SUBMIT, at=MORNING))


@pytest.mark.parametrize("role", [Role.RESPONDENT, Role.LEAD, Role.BOARD_MEMBER])
def test_a_role_in_one_collaboration_opens_no_other(role: Role) -> None:
    viewer = a_viewer(a_grant(role))

    assert viewer.may(Permission.READ, of=OWN)
    assert [permission for permission in Permission if viewer.may(permission, of=OTHER)] == []


def test_a_lead_plans_actions_once_there_are_answers_that_count() -> None:
    lead = a_viewer(a_grant(Role.LEAD))
    stages = (Stage.COLLECTING, Stage.RELEASED, Stage.OPEN)

    assert [lead.may_plan_actions(replace(OWN, stage=stage)) for stage in stages] == [False, False, True]
    assert not a_viewer(a_grant(Role.BOARD_MEMBER)).may_plan_actions(OWN)


def test_a_viewer_who_may_see_an_assessment_is_told_what_they_may_not_do_and_who_can_help() -> None:
    with pytest.raises(NotPermitted) as refusal:
        a_viewer(a_grant(Role.RESPONDENT)).require(Permission.SUBMIT, of=OWN)

    assert str(refusal.value) == (
        "You may not submit this assessment. Ask a force access owner or an administrator to give you access."
    )
    assert (refusal.value.code, refusal.value.parameters) == ("not_permitted", {"permission": Permission.SUBMIT})


def test_a_force_access_owner_manages_the_people_of_one_force() -> None:
    viewer = a_viewer(a_grant(Role.ACCESS_OWNER))

    assert (viewer.may_manage(KENT), viewer.may_manage(ESSEX), viewer.may_manage(None)) == (
        True,
        False,
        False,
    )


def test_a_grant_counts_until_its_end_also_where_the_clock_was_set_back_behind_its_start() -> None:
    grant = a_grant(Role.LEAD, ends_at=MORNING + timedelta(days=1))

    moments = [MORNING - timedelta(seconds=1), MORNING, MORNING + timedelta(days=1)]
    assert [grant.counts(at=at) for at in moments] == [True, True, False]


def test_a_grant_that_nobody_confirmed_for_90_days_does_not_count() -> None:
    grant = a_grant(Role.LEAD)

    assert grant.counts(at=MORNING + timedelta(days=90) - timedelta(seconds=1))
    assert not grant.counts(at=MORNING + timedelta(days=90))


def test_v5_0_0_7_3_1_a_session_ends_after_30_minutes_without_use() -> None:
    session = StoredSession(person=PERSON, created_at=MORNING, seen_at=MORNING, ended_at=None)

    assert session.is_alive(at=MORNING + IDLE_LIMIT - timedelta(seconds=1))
    assert not session.is_alive(at=MORNING + IDLE_LIMIT)
    assert timedelta(minutes=30) == IDLE_LIMIT


def test_v5_0_0_7_3_2_a_session_ends_after_12_hours_however_much_it_is_used() -> None:
    late = MORNING + SESSION_LIMIT
    session = StoredSession(person=PERSON, created_at=MORNING, seen_at=late - timedelta(minutes=1), ended_at=None)

    assert not session.is_alive(at=late)
    assert timedelta(hours=12) == SESSION_LIMIT


def test_a_secret_is_never_printed() -> None:
    assert "hidden" not in repr(Credential("hidden"))


def test_every_role_has_a_rule_and_every_permission_has_a_role() -> None:
    assert set(ROLES) == set(Role)
    assert set().union(*(allowed.permissions for allowed in ROLES.values())) == set(Permission)


def test_nobody_can_be_given_the_role_of_the_command_line() -> None:
    assert ROLES[Role.OPERATOR].given_by == frozenset()
    assert [role for role, allowed in ROLES.items() if Role.OPERATOR in allowed.given_by] == []


def test_a_grant_for_another_collaboration_opens_nothing() -> None:
    viewer = a_viewer(a_grant(Role.LEAD, collaboration=CollaborationId(uuid4())))

    assert not viewer.may(Permission.READ, of=OWN)


def test_a_role_for_a_force_reaches_no_collaboration() -> None:
    assert ROLES[Role.MEMBER].reach is Reach.FORCE
    assert not a_grant(Role.MEMBER).reaches_collaboration(OWN.collaboration.id)


def test_what_a_viewer_reaches_is_what_the_grants_with_that_permission_name_or_everything() -> None:
    own, other = OWN.collaboration.id, OTHER.collaboration.id
    lead = a_grant(Role.LEAD, collaboration=own, force=KENT)
    board = a_grant(Role.BOARD_MEMBER, collaboration=other)
    member, administrator = a_grant(Role.MEMBER, collaboration=None), a_grant(Role.ADMINISTRATOR, collaboration=None)
    inspector, of_one = a_grant(Role.INSPECTOR, collaboration=None), a_grant(Role.INSPECTOR, collaboration=own)

    assert a_viewer(lead, board).collaborations_with(Permission.READ) == frozenset({own, other})
    assert a_viewer(lead, board).collaborations_with(Permission.SUBMIT) == frozenset({own})
    assert a_viewer(member, administrator).collaborations_with(Permission.READ) == frozenset()
    assert a_viewer(lead, inspector).collaborations_with(Permission.READ) is None
    assert a_viewer(of_one).collaborations_with(Permission.READ) == frozenset({own})
