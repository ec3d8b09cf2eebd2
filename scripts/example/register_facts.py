"""What the register says of the invented collaborations. Every duty that it can show waits in one of them.

The review of one agreement is overdue, another has expired, a third is not published and nothing says why, and some
partners have no contact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from assessment.codes import CollaborationFunction, CollaborationKind, CollaborationStatus
from assessment.register import RegisterEntry

_CONTACT: Final = "Head of specialist services, by the switchboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFacts:
    """What is known of one collaboration. Days are counted from today; those gone by are negative."""

    function: CollaborationFunction
    purpose: str
    kind: CollaborationKind = CollaborationKind.SHARED_FUNCTION
    status: CollaborationStatus = CollaborationStatus.LIVE
    board: str = ""
    agreement: str = ""
    began: int
    """When its partners joined and, where there is an agreement, when it was signed."""
    review: int | None = None
    expires: int | None = None
    published_at: str = ""
    why_not_published: str = ""
    yearly_cost: int | None = None
    staff_fte: str | None = None
    shares: Sequence[str] = ()
    """Each partner's share of the cost in per cent, in the order in which the register has the partners."""
    without_contact: int = 0
    """How many of the partners, from the end, have no contact."""

    def added_to(self, entry: RegisterEntry, *, today: date) -> RegisterEntry:
        """Return the entry with these facts in it."""
        began = today + timedelta(days=self.began)
        with_contact = len(entry.memberships) - self.without_contact
        return replace(
            entry,
            function=self.function,
            kind=self.kind,
            status=self.status,
            purpose=self.purpose,
            board=self.board,
            agreement_reference=self.agreement,
            signed_on=began if self.agreement else None,
            review_on=None if self.review is None else today + timedelta(days=self.review),
            expires_on=None if self.expires is None else today + timedelta(days=self.expires),
            published_at=self.published_at,
            why_not_published=self.why_not_published,
            yearly_cost=self.yearly_cost,
            staff_fte=None if self.staff_fte is None else Decimal(self.staff_fte),
            as_of=today,
            memberships=tuple(
                replace(
                    each,
                    joined_on=began,
                    cost_share=Decimal(self.shares[place]) if self.shares else None,
                    contact=_CONTACT if place < with_contact else "",
                )
                for place, each in enumerate(entry.memberships)
            ),
        )


REGISTER_FACTS: Final[Mapping[str, RegisterFacts]] = {
    "Example data: roads policing": RegisterFacts(
        function=CollaborationFunction.ROADS_POLICING,
        purpose="Patrol the fast roads of all three forces with one team, and cut the number of people killed on them.",
        board="Joint roads policing board",
        agreement="JRU agreement 2",
        began=-1_100,
        review=90,
        expires=720,
        published_at="https://exampleshire.example/collaboration/roads-policing",
        yearly_cost=6_400_000,
        staff_fte="112.5",
        shares=("45", "30", "25"),
    ),
    "Example data: forensic services": RegisterFacts(
        function=CollaborationFunction.FORENSICS,
        purpose="Keep one accredited laboratory, which none of the four forces could pay for alone.",
        board="Forensic services board",
        agreement="FS agreement 1",
        began=-1_900,
        review=-45,
        expires=400,
        published_at="https://mockton.example/agreements/forensic-services",
        yearly_cost=9_150_000,
        staff_fte="140",
        shares=("40", "25", "20", "15"),
        without_contact=1,
    ),
    "Example data: payroll and pensions": RegisterFacts(
        function=CollaborationFunction.BUSINESS_SUPPORT,
        purpose="Pay everybody in both forces correctly and on time, with one team and one system.",
        board="Payroll board",
        agreement="PP agreement 3",
        began=-1_400,
        review=200,
        expires=800,
        yearly_cost=780_000,
        staff_fte="14",
        shares=("60", "40"),
    ),
    "Example data: seven-force procurement": RegisterFacts(
        function=CollaborationFunction.PROCUREMENT,
        purpose="Buy together what all seven forces need, at the price of the largest buyer.",
        board="Seven-force commercial board",
        agreement="7FP agreement 1",
        began=-1_300,
        review=300,
        expires=900,
        published_at="https://north-fiction.example/seven-force-procurement",
        yearly_cost=2_300_000,
        staff_fte="38.4",
        without_contact=2,
    ),
    "Example data: drone unit": RegisterFacts(
        function=CollaborationFunction.SPECIALIST_OPERATIONS,
        purpose="Fly drones in both areas, at first for missing people.",
        agreement="DU agreement 1",
        began=-640,
        expires=-20,
        published_at="https://pretendham.example/drone-unit",
        staff_fte="6",
    ),
    "Example data: firearms training": RegisterFacts(
        function=CollaborationFunction.SPECIALIST_OPERATIONS,
        purpose="Train the firearms officers of all four forces to one standard, on one range.",
        board="Firearms training board",
        agreement="FTS agreement 2",
        began=-1_700,
        review=150,
        expires=500,
        why_not_published="It describes tactics. Its title and its purpose are published instead.",
        yearly_cost=3_050_000,
        staff_fte="41",
    ),
    "Example data: vehicle recovery": RegisterFacts(
        function=CollaborationFunction.ROADS_POLICING,
        purpose="Recover vehicles with one contract for both forces.",
        status=CollaborationStatus.CLOSED,
        agreement="VR agreement 1",
        began=-1_500,
        expires=-15,
        published_at="https://exampleshire.example/collaboration/vehicle-recovery",
    ),
    "Example data: legal services": RegisterFacts(
        function=CollaborationFunction.LEGAL,
        purpose="Give the three forces one team of lawyers, and buy less advice.",
        status=CollaborationStatus.UNDER_REVIEW,
        board="Legal services board",
        agreement="LS agreement 1",
        began=-1_200,
        review=60,
        expires=365,
        published_at="https://exampleshire.example/collaboration/legal-services",
        yearly_cost=1_450_000,
        staff_fte="19.5",
        shares=("40", "35", "25"),
    ),
}
"""By the name of the collaboration."""
