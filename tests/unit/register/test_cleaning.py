"""What the register accepts, and what it says about the rest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from assessment.codes import CollaborationStatus, RegisterField, Signatory
from assessment.errors import InvalidInput
from assessment.forces import Forces, reference_list
from assessment.ids import CollaborationId, ForceId, MembershipId
from assessment.register import Fact, Membership, RegisterEntry, Signature
from assessment.register.changes import changes
from assessment.register.cleaning import clean_entry
from assessment.register.fields import FIELDS, as_public
from tests.known_forces import ESSEX, KENT, SURREY

FORCES = Forces(reference_list())


def a_member(force: ForceId = KENT, number: int = 1, **known: Any) -> Membership:
    return replace(Membership(id=MembershipId(UUID(int=number)), force=force), **known)


ENTRY = RegisterEntry(
    id=CollaborationId(UUID(int=99)),
    name="Joint forensics",
    lead_force=KENT,
    memberships=(a_member(KENT, 1), a_member(ESSEX, 2)),
)


def problems(change: Callable[[RegisterEntry], RegisterEntry]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as raised:
        clean_entry(change(ENTRY), FORCES)
    return [(str(each.parameters["field"]), str(each)) for each in raised.value.sentences]


def with_members(*members: Membership) -> Callable[[RegisterEntry], RegisterEntry]:
    return lambda entry: replace(entry, memberships=members, lead_force=None)


def test_texts_are_cleaned_and_signatures_put_in_order() -> None:
    typed = replace(
        ENTRY,
        name=" Joint \t forensics ",
        purpose="To share.\r\nNothing more. ",
        staff_fte=Decimal("12.50"),
        signatures=(
            Signature(force=KENT, signatory=Signatory.POLICING_BODY),
            Signature(force=ESSEX, signatory=Signatory.CHIEF_OFFICER),
        ),
    )

    cleaned = clean_entry(typed, FORCES)

    assert (cleaned.name, cleaned.purpose, cleaned.staff_fte) == (
        "Joint forensics",
        "To share.\nNothing more.",
        Decimal("12.5"),
    )
    assert [each.force for each in cleaned.signatures] == [ESSEX, KENT]
    assert clean_entry(cleaned, FORCES) == cleaned


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (
            lambda e: replace(e, name="\u200b "),
            "name",
            "The name is empty. Give it between 1 and 200 characters.",
        ),
        (
            lambda e: replace(e, board="b" * 201),
            "board",
            "The governance board is 201 characters long; the most is 200. Shorten it.",
        ),
        (
            lambda e: replace(e, published_at="javascript:alert(1)"),
            "published_at",
            "For where it is published, give an address on the web that begins with https:// or http://.",
        ),
        (
            lambda e: replace(e, published_at="https://a:b@kent.example/x"),
            "published_at",
            "For where it is published, give an address on the web that begins with https:// or http://.",
        ),
        (
            lambda e: replace(e, published_at="https://kent.example/22a", why_not_published="Secret"),
            "why_not_published",
            "Say where the agreement is published or why it is not published, not both. Empty one of them.",
        ),
        (
            lambda e: replace(e, review_on=date(1, 1, 1)),
            "review_on",
            "The date of its next review must lie between 29 September 1829 and 31 December 2199. Correct the year.",
        ),
        (
            lambda e: replace(e, signed_on=date(2020, 5, 1), expires_on=date(2020, 4, 30)),
            "expires_on",
            "The date on which it expires is before the date of the agreement, 1 May 2020. Correct one of them.",
        ),
        (
            lambda e: replace(e, staff_fte=Decimal("1.005")),
            "staff_fte",
            "The staff (full-time equivalent) has more than two decimals. Round it to two at most.",
        ),
        (
            lambda e: replace(e, staff_fte=Decimal("NaN")),
            "staff_fte",
            "The staff (full-time equivalent) must be a number from 0 to 100,000. Correct it.",
        ),
        (
            lambda e: replace(e, yearly_cost=-1),
            "yearly_cost",
            "The yearly cost must be a number from 0 to 2,000,000,000. Correct it.",
        ),
        (
            lambda e: replace(e, lead_force=SURREY),
            "lead_force",
            "Surrey Police is the lead force but not among the partners. Add it, or choose another one.",
        ),
        (
            lambda e: replace(e, predecessor=e.id),
            "predecessor",
            "A collaboration cannot be its own predecessor. Choose another one for the predecessor.",
        ),
        (
            with_members(a_member(ForceId("narnia"))),
            "memberships",
            "narnia is not on the list of forces. Choose the partners from the list.",
        ),
        (
            with_members(a_member(joined_on=date(2020, 1, 2), left_on=date(2020, 1, 1))),
            "memberships",
            "In the partners, Kent Police left before it joined. Correct its dates.",
        ),
        (
            with_members(a_member(number=1, left_on=date(2018, 4, 1)), a_member(number=2, joined_on=date(2018, 4, 1))),
            "memberships",
            "In the partners, Kent Police stands twice at the same time. Give the day on which it left first.",
        ),
        (
            with_members(a_member(cost_share=Decimal("60")), a_member(ESSEX, 2, cost_share=Decimal("40.01"))),
            "memberships",
            "The cost shares of the partners add up to 100.01 per cent. They can be 100 at most.",
        ),
        (
            lambda e: replace(e, signatures=(Signature(force=SURREY, signatory=Signatory.CHIEF_OFFICER),)),
            "signatures",
            "Surrey Police is not among the partners, so it has no place among the signatures. "
            "Add it as a partner first.",
        ),
        (
            lambda e: replace(e, signatures=(Signature(force=KENT, signatory=Signatory.CHIEF_OFFICER),) * 2),
            "signatures",
            "The chief officer of Kent Police stands twice among the signatures. Keep one of them.",
        ),
        (
            lambda e: replace(e, facts=(Fact(what="It ended.", source="The BBC", holds_for="2019-13"),)),
            "facts",
            "In the sources, give the time for which a fact holds as a year, a month or a day, such as 2019, 2019-04 "
            "or 2019-04-01.",
        ),
    ],
)
def test_what_is_not_accepted_is_said_with_the_field_it_is_about(
    change: Callable[[RegisterEntry], RegisterEntry], field: str, says: str
) -> None:
    assert problems(change) == [(field, says)]


def test_every_problem_is_said_at_once() -> None:
    found = problems(lambda e: replace(e, name="", yearly_cost=-1, predecessor=e.id))

    assert [field for field, _ in found] == ["name", "yearly_cost", "predecessor"]


def test_a_force_that_left_and_came_back_is_a_partner_in_both_times() -> None:
    entry = clean_entry(
        with_members(a_member(number=1, left_on=date(2018, 4, 1)), a_member(number=2, joined_on=date(2021, 1, 1)))(
            ENTRY
        ),
        FORCES,
    )

    assert [bool(entry.partners_on(day)) for day in (date(2018, 4, 1), date(2018, 4, 2), date(2021, 1, 1))] == [
        True,
        False,
        True,
    ]


def test_a_review_is_overdue_from_the_day_after_it_was_due_unless_the_collaboration_has_closed() -> None:
    due = replace(ENTRY, review_on=date(2026, 11, 1))

    assert not due.is_review_overdue(date(2026, 11, 1))
    assert due.is_review_overdue(date(2026, 11, 2))
    assert not replace(due, status=CollaborationStatus.CLOSED).is_review_overdue(date(2026, 11, 2))


def test_who_has_not_signed_is_asked_of_the_partners_of_the_day() -> None:
    signed = replace(
        ENTRY,
        memberships=(a_member(KENT, 1), a_member(ESSEX, 2, left_on=date(2025, 3, 31))),
        signatures=(Signature(force=KENT, signatory=Signatory.CHIEF_OFFICER),),
    )

    assert signed.unsigned_on(date(2026, 1, 1)) == ((KENT, Signatory.POLICING_BODY),)
    assert signed.unsigned_on(date(2025, 3, 31)) == (
        (KENT, Signatory.POLICING_BODY),
        (ESSEX, Signatory.CHIEF_OFFICER),
        (ESSEX, Signatory.POLICING_BODY),
    )


def test_a_public_register_shows_neither_money_nor_contacts_nor_what_the_partners_keep_to_themselves() -> None:
    entry = replace(
        ENTRY,
        purpose="To share.",
        yearly_cost=5,
        lessons="Much.",
        memberships=(a_member(cost_share=Decimal(50), contact="Sam Reed", joined_on=date(2020, 1, 1)),),
    )

    public = as_public(entry)

    assert public.memberships == (a_member(joined_on=date(2020, 1, 1)),)
    assert (public.purpose, public.yearly_cost, public.lessons) == ("To share.", None, "")
    assert public.unseen == {
        RegisterField(each)
        for each in (
            "why_not_published",
            "staff_fte",
            "yearly_cost",
            "has_posted_staff",
            "shares_personal_data",
            "shared_systems",
            "exit_terms",
            "lessons",
        )
    }


def test_every_field_has_a_rule_and_stands_in_the_entry() -> None:
    assert list(FIELDS) == list(RegisterField)
    assert all(hasattr(ENTRY, each) for each in RegisterField)


def test_the_history_says_each_field_before_and_after_and_never_what_a_contact_was() -> None:
    after = replace(
        ENTRY,
        yearly_cost=5,
        review_on=date(2027, 1, 1),
        memberships=(a_member(KENT, 1, contact="Sam Reed"), a_member(ESSEX, 2, cost_share=Decimal("41.98"))),
    )

    found = changes(ENTRY, after)

    kent = {"force": "kent", "joined_on": None, "left_on": None, "cost_share": None}
    essex = {"force": "essex", "joined_on": None, "left_on": None, "cost_share": None}
    assert found == {
        "yearly_cost": {"was": None, "is": 5},
        "review_on": {"was": None, "is": "2027-01-01"},
        "memberships": {"was": [kent, essex], "is": [kent, essex | {"cost_share": "41.98"}]},
        "contact_changed": ["kent"],
    }
    assert changes(ENTRY, ENTRY) == {}
