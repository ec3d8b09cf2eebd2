"""What the register says of a collaboration that answers may speak against, each as a clause after "the register"."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from assessment.bank.applicability import FEWEST_PARTNERS
from assessment.bank.contradictions import RegisterFact
from assessment.codes import CollaborationStatus
from assessment.dates import uk_date
from assessment.register.entry import RegisterEntry
from assessment.wording import words

_BEGUN: Final = frozenset(
    {
        CollaborationStatus.LIVE,
        CollaborationStatus.UNDER_REVIEW,
        CollaborationStatus.TRANSFERRING,
        CollaborationStatus.CLOSED,
    }
)


def facts_said(entry: RegisterEntry, today: date) -> Mapping[RegisterFact, str]:
    """Return each fact that holds today, such as "says that personal data is shared".

    A field that is empty, or that the viewer is not shown, is not known, and nothing follows from it.
    """
    return dict((*_of_agreement(entry, today), *_of_money(entry, today), *_of_work(entry)))


def _of_agreement(entry: RegisterEntry, today: date) -> Iterator[tuple[RegisterFact, str]]:
    if entry.expires_on is not None and entry.has_expired(today):
        yield RegisterFact.AGREEMENT_EXPIRED, f"says that the agreement ran out on {uk_date(entry.expires_on)}"
    missing = len(entry.unsigned_on(today))
    if entry.signatures and missing:
        still = "1 signature is" if missing == 1 else f"{missing} signatures are"
        yield RegisterFact.SIGNATURES_MISSING, f"says that {still} missing from the agreement"
    if not missing and len(entry.forces_on(today)) >= FEWEST_PARTNERS and not entry.has_expired(today):
        yield RegisterFact.SIGNED_BY_ALL, "has every signature to the agreement"
    if entry.review_on is not None:
        tense = "was" if entry.review_on < today else "is"
        due = f"says that the review of the agreement {tense} due on {uk_date(entry.review_on)}"
        yield RegisterFact.REVIEW_DATED, due
        if entry.is_review_overdue(today):
            yield RegisterFact.REVIEW_OVERDUE, due
    if entry.published_at:
        yield RegisterFact.PUBLISHED, "says where the agreement is published"
    if entry.exit_terms:
        yield RegisterFact.EXIT_TERMS, "describes terms for leaving"


def _of_money(entry: RegisterEntry, today: date) -> Iterator[tuple[RegisterFact, str]]:
    partners = entry.partners_on(today)
    if len(partners) >= FEWEST_PARTNERS and all(each.cost_share is not None for each in partners):
        yield RegisterFact.COST_SHARES, "has each partner’s share of the cost"
    if entry.yearly_cost is not None:
        yield RegisterFact.YEARLY_COST, f"says that it costs £{entry.yearly_cost:,} a year"


def _of_work(entry: RegisterEntry) -> Iterator[tuple[RegisterFact, str]]:
    if entry.shares_personal_data:
        yield RegisterFact.SHARES_DATA_OR_SYSTEMS, "says that personal data is shared"
    elif entry.shared_systems:
        yield RegisterFact.SHARES_DATA_OR_SYSTEMS, "names shared systems"
    if entry.shares_personal_data is False:
        yield RegisterFact.SHARES_NO_PERSONAL_DATA, "says that no personal data is shared"
    if entry.has_posted_staff:
        yield RegisterFact.POSTED_STAFF, "says that people are posted to the collaboration"
    if entry.status in _BEGUN:
        yield RegisterFact.HAS_BEGUN, f"says that the collaboration is {words(entry.status)}"
