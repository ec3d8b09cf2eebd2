"""Further versions of small banks, with what became of every question and statement of the version before."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.bank.equivalence import VersionPair
from assessment.bank.model import Bank, Equivalence, Relation, Successor


def became(relation: Relation, *codes: str) -> Successor:
    """Return what took the place of a question or statement."""
    return Successor(relation=relation, codes=codes)


def next_version(before: Bank, after: Bank, changed: Mapping[str, Successor] | None = None) -> Bank:
    """Return the bank as the version after `before`; identical is what `changed` does not name."""
    given = changed or {}
    questions = [question.code for question in before.questions()]
    statements = [statement.code for question in before.questions() for statement in question.statements]
    return replace(
        after,
        version=str(int(before.version) + 1),
        equivalence=Equivalence(
            version=before.version,
            questions={code: given.get(code, became(Relation.IDENTICAL, code)) for code in questions},
            statements={code: given.get(code, became(Relation.IDENTICAL, code)) for code in statements},
        ),
    )


def the_pair(*versions: Bank) -> VersionPair:
    """Return what the first and the last of these versions ask alike."""
    pair = VersionPair.of(versions)
    assert pair is not None
    return pair
