"""The content fingerprint of a report: two reports with the same one were made from the same answers."""

from datetime import UTC
from typing import assert_never

from assessment.bank.model import Question
from assessment.dates import UK
from assessment.report.fingerprint_values import bank_values, fingerprint_of, score_values
from assessment.report.report_subject import AnsweredAlone, DecidedVersion, PreviousRound, ReportSubject, Submission
from assessment.rounds.response import Evidence, Met, NotApplicable, Response
from assessment.scoring.changes import Change


def content_fingerprint(subject: ReportSubject) -> str:
    """Return ``sha256:`` and the hash of the report's content as values."""
    return fingerprint_of(content_values(subject))


def content_values(subject: ReportSubject) -> dict[str, object]:
    """Return everything that the report is made from, as values, except what changes with every issue.

    Left out are the moment of issue, the version, whom it is for, the changes since an earlier version, and the head
    of the audit trail. Responses stand in bank order, without the empty ones; actions in the order of their due dates.
    """
    bank = subject.bank
    not_asked = [each.question.code for each in bank.not_asked()]
    given = ((question, subject.responses.get(question.code)) for question in bank.questions())
    return {
        "format": "collaboration-report/2",
        "assessment": subject.assessment_id,
        "draft": subject.is_draft,
        "example": subject.is_example,
        "classification": subject.classification.value,
        "bank": bank_values(bank),
        "collaboration": {
            "name": subject.collaboration,
            "partners": list(subject.partners),
            "lead_force": subject.lead_force,
        },
        "round": {"title": subject.round_title, "as_of": subject.as_of.isoformat()},
        "submitted": _submission(subject.submitted),
        "previous": _previous(subject.previous),
        "decided": _decided(subject.decided),
        "actions": _actions(subject),
        "responses": [
            _response(question, response)
            for question, response in given
            if response is not None and not response.is_empty
        ],
        **({"amends": subject.amends} if subject.amends else {}),
        # Left out where nobody answered alone and where every question is asked, so that every report that was issued
        # before keeps its fingerprint.
        **({} if subject.alone is None else {"alone": _alone(subject.alone)}),
        **({"not_asked": not_asked} if not_asked else {}),
    }


def _alone(alone: AnsweredAlone) -> dict[str, object]:
    return {
        "missing": list(alone.missing),
        "forces": [{"name": name, "responses": _responses_of(name, alone)} for name in alone.spread.respondents],
    }


def _responses_of(force: str, alone: AnsweredAlone) -> list[dict[str, object]]:
    given = ((each.question, each.results[force].response) for each in alone.spread.questions)
    return [_response(question, response) for question, response in given if not response.is_empty]


def _decided(decided: DecidedVersion | None) -> dict[str, object] | None:
    if decided is None:
        return None
    decision = decided.decision
    return {
        "version": decided.version,
        "round": decided.round_title,
        "outcome": decision.outcome.value,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "changes": decision.changes,
    }


def _actions(subject: ReportSubject) -> list[dict[str, object]]:
    # An order of its own: the report may one day show the actions in another order without being another report.
    actions = sorted(
        (stored.action for stored in subject.actions),
        key=lambda action: (action.due, action.question, action.what, action.owner, action.state),
    )
    # The report shows which actions are overdue on the date of issue, so that is content.
    issued = subject.issued.astimezone(UK).date()
    return [
        {
            "question": action.question,
            "about": action.about,
            "what": action.what,
            "owner": action.owner,
            "due": action.due.isoformat(),
            "state": action.state.value,
            "reason": action.reason,
            "overdue": action.is_overdue(on=issued),
        }
        for action in actions
    ]


def _submission(submitted: Submission | None) -> dict[str, str] | None:
    return None if submitted is None else {"by": submitted.by, "at": submitted.at.astimezone(UTC).isoformat()}


def _previous(previous: PreviousRound | None) -> dict[str, object] | None:
    if previous is None:
        return None
    return {
        "round": {"title": previous.round_title, "as_of": previous.as_of.isoformat()},
        "scores": score_values(previous.scorecard),
        "bank": bank_values(previous.scorecard.bank),
        "changes": [_change(each) for each in (*previous.changes.themes, previous.changes.overall)],
    }


def _change(change: Change) -> dict[str, object]:
    means = [None if each.mean is None else str(each.mean) for each in (change.now, change.before)]
    return {"alike": change.alike.name, "questions": [change.compared, change.asked], "means": means}


def _response(question: Question, response: Response) -> dict[str, object]:
    return {
        "question": question.code,
        **_reply(question, response),
        "finding": response.finding,
        "rationale": response.rationale,
        "evidence": [_evidence(item) for item in response.evidence],
        **_minority_views(response),
    }


def _minority_views(response: Response) -> dict[str, object]:
    """Return the views that differ, or nothing, so that a report without any keeps the fingerprint that it had."""
    views = [{"force": str(view.force), "text": view.text} for view in response.minority_views]
    return {"minority_views": views} if views else {}


def _reply(question: Question, response: Response) -> dict[str, object]:
    match response.reply:
        case None:
            return {}
        case Met(statements=met):
            return {"met": [statement.code for statement in question.statements if statement.code in met]}
        case NotApplicable(reason=reason):
            return {"not_applicable": reason}
        case _:
            assert_never(response.reply)


def _evidence(item: Evidence) -> dict[str, str | None]:
    """Return what is said of an item. What is left empty of its owner, validity and marking is left out."""
    more = {
        "owner": item.owner,
        "valid_until": None if item.valid_until is None else item.valid_until.isoformat(),
        "classification": item.classification,
    }
    return {
        "title": item.title,
        "reference": item.reference,
        "date": None if item.dated is None else item.dated.isoformat(),
        **{name: value for name, value in more.items() if value},
    }
