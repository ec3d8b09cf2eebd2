"""The content fingerprint of a comparison: two with the same one were made from the same answers and selection."""

from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.fingerprint_values import bank_values, compared_values, fingerprint_of
from assessment.rounds.assessment import Assessment
from assessment.scoring.question_results import QuestionResult


def comparison_fingerprint(subject: ComparisonSubject) -> str:
    """Return ``sha256:`` and the hash of the comparison's content as values."""
    return fingerprint_of(comparison_values(subject))


def comparison_values(subject: ComparisonSubject) -> dict[str, object]:
    """Return everything that the comparison is made from, as values, except the moment of issue and the audit heads."""
    selection = subject.selection
    return {
        "format": "collaboration-comparison/4",
        "example": subject.is_example,
        "classification": subject.classification.value,
        "bank": bank_values(subject.bank),
        "selection": {
            "rounds": selection.rounds,
            "forces": sorted(selection.forces),
            "text": selection.text,
            "sorted_by": selection.sorted_by,
        },
        "rows": [
            {
                **_assessment_values(row.assessment),
                "scores": compared_values(row.scores),
                "questions": [_question_values(result) for result in row.questions.values()],
            }
            for row in subject.rows
        ],
        "set_aside": [_assessment_values(each.assessment) for each in subject.set_aside],
    }


def _question_values(result: QuestionResult) -> dict[str, object]:
    return {
        "question": result.question.code,
        "applies": not result.is_not_applicable,
        "met": None if result.level is None else [statement.code for statement in result.met],
        "finding": result.response.finding,
    }


def _assessment_values(assessment: Assessment) -> dict[str, object]:
    # The bank and the submission are also the reason why an assessment is not compared.
    collaboration, bank = assessment.collaboration, assessment.bank
    return {
        "assessment": str(assessment.id),
        "stage": assessment.stage,
        "bank": {"id": bank.id, "version": bank.version, "fingerprint": bank.fingerprint},
        "collaboration": {
            "id": str(collaboration.id),
            "name": collaboration.name,
            "partners": list(collaboration.partner_names),
            "lead_force": collaboration.lead_force.name,
        },
        "round": {"title": assessment.round.title, "as_of": assessment.round.as_of.isoformat()},
    }
