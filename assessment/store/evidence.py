"""The evidence of a response, which is stored with it, and where else its items stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, and_, select, tuple_

from assessment.ids import EvidenceId, QuestionCode, RespondentId
from assessment.rounds.assessment import Assessment, Classification
from assessment.rounds.named_evidence import EvidenceOf
from assessment.rounds.response import Evidence, Response
from assessment.store.response_codec import BankCodes
from assessment.store.tables import EVIDENCE, AnyRow

EVIDENCE_COLUMNS: Final = (
    EVIDENCE.c.id.label("evidence_id"),
    EVIDENCE.c.title,
    EVIDENCE.c.reference,
    EVIDENCE.c.dated,
    EVIDENCE.c.owner,
    EVIDENCE.c.valid_until,
    EVIDENCE.c.classification,
)
"""What :func:`evidence_in` reads an item from."""


def evidence_in(row: AnyRow) -> Evidence:
    """Return the item in a row that has :data:`EVIDENCE_COLUMNS`."""
    return Evidence(
        id=EvidenceId(row.evidence_id),
        title=row.title,
        reference=row.reference,
        dated=row.dated,
        owner=row.owner,
        valid_until=row.valid_until,
        classification=None if row.classification is None else Classification(row.classification),
    )


def evidence_of_each(connection: Connection, assessments: Sequence[Assessment], codes: BankCodes) -> list[EvidenceOf]:
    """Return the evidence that the respondent of each names, as far as the questions are asked, read together."""
    found: dict[RespondentId, dict[QuestionCode, list[Evidence]]] = {each.answers_of: {} for each in assessments}
    keys = [(each.id, each.answers_of) for each in assessments]
    rows = connection.execute(
        select(EVIDENCE.c.respondent_id, EVIDENCE.c.question, *EVIDENCE_COLUMNS)
        .where(tuple_(EVIDENCE.c.assessment_id, EVIDENCE.c.respondent_id).in_(keys))
        .order_by(EVIDENCE.c.position)
    )
    for row in rows:
        if row.question not in codes.not_asked:
            question = codes.question(row.question).code
            found[RespondentId(row.respondent_id)].setdefault(question, []).append(evidence_in(row))
    return [
        {code: tuple(each[code]) for code in sorted(each, key=codes.positions.__getitem__)} for each in found.values()
    ]


def named_elsewhere(
    connection: Connection, assessment: Assessment, response: Response
) -> Mapping[EvidenceId, set[Evidence]]:
    """Return what the items of the response say under other questions or, where under none, in released answers."""
    if not response.evidence:
        return {}
    owners = (assessment.answers_of, *(each.id for each in assessment.released))
    is_this_one = and_(EVIDENCE.c.respondent_id == assessment.answers_of, EVIDENCE.c.question == response.question)
    rows = connection.execute(
        select(EVIDENCE.c.respondent_id, *EVIDENCE_COLUMNS).where(
            EVIDENCE.c.assessment_id == assessment.id,
            EVIDENCE.c.respondent_id.in_(owners),
            EVIDENCE.c.id.in_([item.id for item in response.evidence]),
            ~is_this_one,
        )
    )
    own: dict[EvidenceId, set[Evidence]] = defaultdict(set)
    released: dict[EvidenceId, set[Evidence]] = defaultdict(set)
    for row in rows:
        item = evidence_in(row)
        (own if row.respondent_id == assessment.answers_of else released)[item.id].add(item)
    return released | own


def replace_evidence(connection: Connection, key: Mapping[str, object], before: Response, after: Response) -> None:
    """Write the evidence of the response with that key over the evidence that it had."""
    if before.evidence:
        connection.execute(EVIDENCE.delete().where(*(EVIDENCE.c[name] == key[name] for name in key)))
    if after.evidence:
        rows = [
            {
                **key,
                "id": item.id,
                "position": position,
                "title": item.title,
                "reference": item.reference,
                "dated": item.dated,
                "owner": item.owner,
                "valid_until": item.valid_until,
                "classification": item.classification,
            }
            for position, item in enumerate(after.evidence, start=1)
        ]
        connection.execute(EVIDENCE.insert(), rows)
