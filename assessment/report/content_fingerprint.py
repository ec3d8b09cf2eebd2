"""What a report says, in 64 digits: two reports with the same content fingerprint were made from the same answers."""

import hashlib
import json
from datetime import UTC
from typing import Any, assert_never

from assessment.bank.model import Level
from assessment.report.action_lines import action_lines
from assessment.report.report_subject import PreviousRound, ReportSubject, Submission
from assessment.rounds.response import Evidence, NotApplicable, Response
from assessment.scoring import score_document


def content_fingerprint(subject: ReportSubject) -> str:
    """``sha256:`` and the hash of the canonical content.

    Canonical content: JSON with sorted keys and no white space, in UTF-8, of everything that the report is made from
    but what every issue moves: its moment, its version, what changed since an earlier one, and the audit head;
    responses in bank order, those that say nothing left out.
    """
    canonical = json.dumps(_content(subject), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _content(subject: ReportSubject) -> dict[str, Any]:
    bank = subject.bank
    given = (subject.responses.get(question.code) for question in bank.questions())
    return {
        "format": "collaboration-report/2",
        "assessment": subject.assessment_id,
        "draft": subject.is_draft,
        "classification": subject.classification.value,
        "bank": {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint},
        "collaboration": {
            "name": subject.collaboration,
            "partners": list(subject.partners),
            "lead_force": subject.lead_force,
        },
        "round": {"title": subject.round_title, "as_of": subject.as_of.isoformat()},
        "submitted": _submission(subject.submitted),
        "previous": _previous(subject.previous),
        "actions": _actions(subject),
        "responses": [_response(response) for response in given if response is not None and not response.is_empty],
    }


def _actions(subject: ReportSubject) -> list[dict[str, object]]:
    # Which are overdue depends on the day of issue, and stands in the report, so it is content.
    return [
        {
            "question": line.code,
            "what": line.what,
            "owner": line.owner,
            "due": line.due,
            "state": line.state,
        }
        for line in action_lines(subject)
    ]


def _submission(submitted: Submission | None) -> dict[str, str] | None:
    return None if submitted is None else {"by": submitted.by, "at": submitted.at.astimezone(UTC).isoformat()}


def _previous(before: PreviousRound | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {
        "round": {"title": before.round_title, "as_of": before.as_of.isoformat()},
        "scores": score_document(before.scorecard),
    }


def _response(response: Response) -> dict[str, Any]:
    return {
        "question": response.question,
        **_reply(response),
        "rationale": response.rationale,
        "evidence": [_evidence(item) for item in response.evidence],
    }


def _reply(response: Response) -> dict[str, str]:
    match response.reply:
        case None:
            return {}
        case Level(code=code):
            return {"level": code}
        case NotApplicable(reason=reason):
            return {"not_applicable": reason}
        case _:
            assert_never(response.reply)


def _evidence(item: Evidence) -> dict[str, str | None]:
    return {
        "title": item.title,
        "reference": item.reference,
        "date": None if item.dated is None else item.dated.isoformat(),
    }
