"""What the register says that answers may speak against: each fact at its border, and nothing that is not known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from assessment.bank.contradictions import RegisterFact
from assessment.codes import CollaborationStatus, Signatory
from assessment.ids import CollaborationId, MembershipId
from assessment.register import Membership, RegisterEntry, Signature
from assessment.register.fields import as_public
from assessment.register.said import facts_said
from tests.known_forces import ESSEX, KENT

TODAY = date(2026, 11, 1)
YESTERDAY = TODAY - timedelta(days=1)
MEMBERS = tuple(
    Membership(id=MembershipId(UUID(int=number)), force=force, cost_share=Decimal(50))
    for number, force in enumerate((KENT, ESSEX), start=1)
)
SIGNED = tuple(Signature(force=force, signatory=who) for force in (KENT, ESSEX) for who in Signatory)
ENTRY = RegisterEntry(id=CollaborationId(UUID(int=7)), name="Example dog unit")


def said(**known: object) -> dict[RegisterFact, str]:
    return dict(facts_said(replace(ENTRY, **known), TODAY))  # type: ignore[arg-type]


def test_an_entry_of_which_nothing_is_known_says_nothing() -> None:
    assert said() == {}


def test_an_agreement_has_run_out_the_day_after_its_last_day() -> None:
    assert said(expires_on=TODAY) == {}
    assert said(expires_on=YESTERDAY) == {
        RegisterFact.AGREEMENT_EXPIRED: "says that the agreement ran out on 31 October 2026"
    }


def test_a_review_is_overdue_the_day_after_it_was_due_and_not_once_the_collaboration_has_closed() -> None:
    due = "says that the review of the agreement was due on 31 October 2026"

    assert said(review_on=TODAY) == {
        RegisterFact.REVIEW_DATED: "says that the review of the agreement is due on 1 November 2026"
    }
    assert said(review_on=YESTERDAY) == {RegisterFact.REVIEW_DATED: due, RegisterFact.REVIEW_OVERDUE: due}
    assert said(review_on=YESTERDAY, status=CollaborationStatus.CLOSED) == {
        RegisterFact.REVIEW_DATED: due,
        RegisterFact.HAS_BEGUN: "says that the collaboration is closed",
    }


def test_signatures_are_missing_only_where_some_are_known_and_complete_only_while_the_agreement_lasts() -> None:
    alone = tuple(replace(each, cost_share=None) for each in MEMBERS)

    assert said(memberships=alone) == {}
    assert said(memberships=alone, signatures=SIGNED[:1]) == {
        RegisterFact.SIGNATURES_MISSING: "says that 3 signatures are missing from the agreement"
    }
    assert said(memberships=alone, signatures=SIGNED[:3]) == {
        RegisterFact.SIGNATURES_MISSING: "says that 1 signature is missing from the agreement"
    }
    assert said(memberships=alone, signatures=SIGNED) == {
        RegisterFact.SIGNED_BY_ALL: "has every signature to the agreement"
    }
    assert RegisterFact.SIGNED_BY_ALL not in said(memberships=alone, signatures=SIGNED, expires_on=YESTERDAY)
    assert said(memberships=alone[:1], signatures=SIGNED[:2]) == {}


def test_the_shares_of_cost_are_known_only_where_every_partner_of_today_has_one() -> None:
    left = replace(MEMBERS[1], left_on=YESTERDAY)

    assert said(memberships=MEMBERS) == {RegisterFact.COST_SHARES: "has each partner’s share of the cost"}
    assert said(memberships=(MEMBERS[0], replace(MEMBERS[1], cost_share=None))) == {}
    assert said(memberships=(MEMBERS[0], left)) == {}


@pytest.mark.parametrize(
    ("known", "fact", "clause"),
    [
        ({"yearly_cost": 0}, RegisterFact.YEARLY_COST, "says that it costs £0 a year"),
        ({"yearly_cost": 1_200_000}, RegisterFact.YEARLY_COST, "says that it costs £1,200,000 a year"),
        ({"published_at": "https://a.test"}, RegisterFact.PUBLISHED, "says where the agreement is published"),
        ({"exit_terms": "Two years."}, RegisterFact.EXIT_TERMS, "describes terms for leaving"),
        (
            {"shares_personal_data": True, "shared_systems": "One."},
            RegisterFact.SHARES_DATA_OR_SYSTEMS,
            "says that personal data is shared",
        ),
        ({"shared_systems": "One."}, RegisterFact.SHARES_DATA_OR_SYSTEMS, "names shared systems"),
        (
            {"shares_personal_data": False},
            RegisterFact.SHARES_NO_PERSONAL_DATA,
            "says that no personal data is shared",
        ),
        ({"has_posted_staff": True}, RegisterFact.POSTED_STAFF, "says that people are posted to the collaboration"),
        (
            {"status": CollaborationStatus.UNDER_REVIEW},
            RegisterFact.HAS_BEGUN,
            "says that the collaboration is under review",
        ),
    ],
)
def test_a_field_that_is_filled_says_what_it_holds(known: dict[str, object], fact: RegisterFact, clause: str) -> None:
    assert said(**known) == {fact: clause}


@pytest.mark.parametrize(
    "known", [{"has_posted_staff": False}, {"status": CollaborationStatus.PROPOSED}, {"why_not_published": "Secret."}]
)
def test_what_speaks_against_no_answer_is_not_said(known: dict[str, object]) -> None:
    assert said(**known) == {}


def test_what_a_public_register_would_not_show_is_not_said_to_whoever_sees_no_more() -> None:
    entry = replace(ENTRY, review_on=YESTERDAY, yearly_cost=1, exit_terms="Two years.", memberships=MEMBERS)

    assert set(facts_said(as_public(entry), TODAY)) == {RegisterFact.REVIEW_DATED, RegisterFact.REVIEW_OVERDUE}
