"""Reads what the board's report and the export of the answers are made from, and names their files."""

from collections.abc import Iterable
from datetime import datetime

from assessment.access import Actor
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank
from assessment.codes import Event, Permission, Stage
from assessment.dates import uk_moment
from assessment.ids import AssessmentId
from assessment.report.report_subject import AuditHead, ReportSubject, Submission
from assessment.rounds.assessment import Assessment, highest
from assessment.rounds.exchange import Exchange, read_exchange, write_exchange
from assessment.scoring import score
from assessment.store.audit_chain import chain_of
from assessment.store.unit import Unit
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.partners_view import read_answered_alone
from assessment.views.previous_round import read_previous_round
from assessment.views.report_versions import decided_last, earlier_report_version, next_report_version


def read_report(
    unit: Unit, actor: Actor, library: Library, id: AssessmentId, *, at: datetime, issued_for: str = ""
) -> tuple[AnsweredAssessment, ReportSubject]:
    """Return the assessment, and what a report issued `at` for those people is made from.

    Without people it is a preview, which has no version. Raise as :func:`open_assessment` does.
    """
    viewer, assessment = authorise(unit, actor, id, Permission.READ)
    opened = read_assessment(unit, library, assessment)
    submitted = _submission(unit, assessment)
    before = read_previous_round(unit, viewer, library, assessment)
    rounds = unit.assessments.of(assessment.collaboration.id)
    # The number of the last entry would tell how much the forces that answer alone have saved.
    are_alone = any(each.stage is Stage.COLLECTING for each in rounds)
    head = None if are_alone else unit.audit.head(chain_of(assessment.collaboration.id))
    scorecard = score(opened.bank, opened.responses)
    return opened, ReportSubject(
        collaboration=assessment.collaboration.name,
        partners=assessment.collaboration.partner_names,
        lead_force=assessment.collaboration.lead_force.name,
        round_title=assessment.round.title,
        as_of=assessment.round.as_of,
        # The grades of the round before are in the report, so it is marked as high as they are.
        classification=highest(each.classification for each in (assessment, before) if each is not None),
        assessment_id=str(assessment.id),
        is_draft=assessment.is_draft,
        bank=opened.bank,
        responses=opened.responses,
        scorecard=scorecard,
        issued=at,
        submitted=submitted,
        previous=None if before is None else before.compared_with(opened, scorecard),
        audit=None if head is None else AuditHead(number=head.number, hmac=head.hmac),
        actions=unit.improvement_actions.of(assessment),
        version=next_report_version(unit, assessment) if issued_for else None,
        issued_for=issued_for,
        is_preview=not issued_for,
        decided=decided_last(unit, (assessment, None if before is None else before.opened.assessment)),
        earlier=earlier_report_version(unit, assessment, at=at),
        is_example=unit.is_example,
        amends=_amends(assessment, rounds),
        alone=read_answered_alone(unit, library, assessment),
    )


def subject_of_file(text: str, bank: Bank, *, issued: datetime) -> ReportSubject:
    """Return what a report on an exchange file is made from. It is a draft: a file knows no submission.

    Raise :class:`InvalidInput` with every problem of the file.
    """
    exchange = read_exchange(text, bank)
    return ReportSubject(
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


def read_to_export(unit: Unit, actor: Actor, library: Library, id: AssessmentId) -> AnsweredAssessment:
    """Return what an export of the answers is made from. Raise as :func:`open_assessment` does."""
    _, assessment = authorise(unit, actor, id, Permission.READ)
    return read_assessment(unit, library, assessment)


def exchange_text(opened: AnsweredAssessment) -> str:
    """Return the answers in the exchange format."""
    return write_exchange(Exchange.of(opened.assessment, opened.responses), opened.bank)


def file_name(collaboration: str, round_title: str) -> str:
    """Return the name of a file on that assessment, without an ending."""
    return f"{collaboration} {round_title}"


def _amends(assessment: Assessment, rounds: Iterable[Assessment]) -> str:
    before = next((each for each in rounds if each.id == assessment.amends), None)
    if before is None or before.submitted_at is None:
        return ""
    return f"What was submitted on {uk_moment(before.submitted_at)} (UK time). Reason: {assessment.amendment_reason}"


def _submission(unit: Unit, assessment: Assessment) -> Submission | None:
    if assessment.submitted_at is None:
        return None
    submissions = unit.audit.of(assessment, only=[Event.ASSESSMENT_SUBMITTED])
    if not submissions:
        return None
    return Submission(by=unit.people.name_of(submissions[-1].by), at=assessment.submitted_at)
