"""The moves of an assessment: every other way from one stage to another is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.access.permissions import ROLES
from assessment.codes import Move, Role, Stage
from assessment.errors import NotOpen
from assessment.rounds.assessment import Assessment
from assessment.rounds.lifecycle import MOVES, moved
from tests.store.store_builders import MORNING, an_assessment

OPEN = an_assessment()
COLLECTING = replace(OPEN, stage=Stage.COLLECTING)
RELEASED = moved(COLLECTING, Move.RELEASE, at=MORNING)
SUBMITTED = moved(OPEN, Move.SUBMIT, at=MORNING)
IN_MODERATION = moved(SUBMITTED, Move.BEGIN_MODERATION, at=MORNING)
PUBLISHED = moved(IN_MODERATION, Move.PUBLISH, at=MORNING)
WITHDRAWN = moved(PUBLISHED, Move.WITHDRAW, at=MORNING)


def leads_to(assessment: Assessment) -> dict[Move, Stage]:
    """Return the moves out of the assessment's stage, each with the stage that it leads to."""
    found = {}
    for move in Move:
        try:
            found[move] = moved(assessment, move, at=MORNING).stage
        except NotOpen:
            continue
    return found


def test_each_stage_is_left_by_the_moves_of_the_table_alone() -> None:
    assert leads_to(COLLECTING) == {Move.RELEASE: Stage.RELEASED}
    assert leads_to(RELEASED) == {Move.BEGIN_AGREEING: Stage.OPEN}
    assert leads_to(OPEN) == {Move.SUBMIT: Stage.SUBMITTED}
    assert leads_to(SUBMITTED) == {
        Move.TAKE_BACK: Stage.OPEN,
        Move.BEGIN_MODERATION: Stage.IN_MODERATION,
        Move.WITHDRAW: Stage.WITHDRAWN,
    }
    assert leads_to(IN_MODERATION) == {
        Move.PUBLISH: Stage.PUBLISHED,
        Move.SEND_BACK: Stage.OPEN,
        Move.WITHDRAW: Stage.WITHDRAWN,
    }
    assert leads_to(PUBLISHED) == {Move.SEND_BACK: Stage.OPEN, Move.WITHDRAW: Stage.WITHDRAWN}
    assert leads_to(WITHDRAWN) == {}


def test_a_refusal_says_how_the_assessment_stands() -> None:
    with pytest.raises(NotOpen) as refused:
        moved(PUBLISHED, Move.PUBLISH, at=MORNING)

    assert str(refused.value) == (
        "You cannot publish this assessment: it is published. Reload the page to see how it stands."
    )


def test_the_time_of_the_submission_stays_until_the_assessment_is_open_again() -> None:
    later = MORNING + timedelta(days=1)
    published = moved(IN_MODERATION, Move.PUBLISH, at=later)
    sent_back = moved(published, Move.SEND_BACK, at=later)

    assert (published.submitted_at, published.moved_at) == (MORNING, later)
    assert (sent_back.submitted_at, sent_back.moved_at, sent_back.is_open) == (None, later, True)
    assert (WITHDRAWN.submitted_at, WITHDRAWN.counts, WITHDRAWN.is_open) == (MORNING, False, False)


def test_whatever_undoes_a_move_needs_a_reason() -> None:
    assert {move for move, rule in MOVES.items() if rule.needs_reason} == {
        Move.TAKE_BACK,
        Move.SEND_BACK,
        Move.WITHDRAW,
    }


def test_the_lead_submits_and_withdraws_and_an_inspector_moderates() -> None:
    def may(role: Role) -> set[Move]:
        return {move for move, rule in MOVES.items() if rule.permission in ROLES[role].permissions}

    assert may(Role.LEAD) == {
        Move.RELEASE,
        Move.BEGIN_AGREEING,
        Move.SUBMIT,
        Move.TAKE_BACK,
        Move.WITHDRAW,
    }
    assert may(Role.INSPECTOR) == {Move.BEGIN_MODERATION, Move.PUBLISH, Move.SEND_BACK}
    assert {role for role in Role if may(role)} == {Role.LEAD, Role.INSPECTOR}
