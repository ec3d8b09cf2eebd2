"""Files to take away: the board's PDF, and the answers in the exchange format. Each comes with a name for it."""

from datetime import datetime

from assessment.access import Viewer
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.report.pdf import build_report
from assessment.report.subject import ReportSubject
from assessment.rounds.assessment import Assessment, Stage
from assessment.rounds.exchange import Exchange, read_exchange, write_exchange
from assessment.scoring import score
from assessment.store import Store
from assessment.terms import AssessmentId
from assessment.views.opening import open_assessment


def open_report(store: Store, viewer: Viewer, library: Library, id: AssessmentId, *, at: datetime) -> tuple[str, bytes]:
    """The PDF, issued `at`."""
    opened = open_assessment(store, viewer, library, id)
    assessment, responses = opened.assessment, opened.responses
    pdf = build_report(
        ReportSubject(
            collaboration=assessment.collaboration.name,
            partners=assessment.collaboration.partners,
            lead_force=assessment.collaboration.lead_force,
            round_title=assessment.round.title,
            as_of=assessment.round.as_of,
            classification=assessment.classification,
            assessment_id=str(assessment.id),
            is_draft=assessment.stage is Stage.OPEN,
            bank=opened.bank,
            responses=responses,
            scorecard=score(opened.bank, responses),
            issued=at,
        )
    )
    return _name(assessment), pdf


def report_of_file(text: str, bank: Bank, *, issued: datetime) -> bytes:
    """The PDF of an exchange file's text: a draft, as nothing says that it was submitted.

    Raises :class:`InvalidInput` with every problem of the file.
    """
    exchange = read_exchange(text, bank)
    return build_report(
        ReportSubject(
            collaboration=exchange.collaboration_name,
            partners=exchange.partners,
            lead_force=exchange.lead_force,
            round_title=exchange.round.title,
            as_of=exchange.round.as_of,
            classification=exchange.classification,
            assessment_id=None,
            is_draft=True,
            bank=bank,
            responses=exchange.responses,
            scorecard=score(bank, exchange.responses),
            issued=issued,
        )
    )


def open_exchange_file(store: Store, viewer: Viewer, library: Library, id: AssessmentId) -> tuple[str, str]:
    """The answers as a file that can be scored elsewhere, or started from again."""
    opened = open_assessment(store, viewer, library, id)
    return _name(opened.assessment), write_exchange(Exchange.of(opened.assessment, opened.responses), opened.bank)


def _name(assessment: Assessment) -> str:
    return f"{assessment.collaboration.name} {assessment.round.title}"
