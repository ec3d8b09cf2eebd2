"""The real question banks."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

from assessment.bank.applicability import UNKNOWN, Facts, asked_of
from assessment.bank.equivalence import Alike, VersionPair
from assessment.bank.library import Library
from assessment.bank.linting import find_problems
from assessment.bank.model import Bank, Question
from assessment.codes import CollaborationKind, CollaborationStatus
from assessment.rounds.response import Response
from assessment.scoring import score
from tests.bank_builders import reaching

QUESTION_BANKS = Path(__file__).parents[3] / "question_banks"
LIBRARY = Library(QUESTION_BANKS)
LEAST_KEPT = Fraction(4, 5)
"""The share of a theme's weight that is asked of everybody: as much as the rubric wants answered for a grade."""


def every_combination() -> Iterator[Facts]:
    """Yield every combination of facts, each of them known or not."""
    truth = (None, True, False)
    for kind, status, partners, posted, shares in product(
        (None, *CollaborationKind), (None, *CollaborationStatus), (None, 2, 3, 7), truth, truth
    ):
        yield Facts(kind=kind, status=status, partners=partners, has_posted_staff=posted, shares_personal_data=shares)


def holds(question: Question, facts: Facts) -> bool:
    """Return whether every fact that the question names holds or is not known."""
    wanted = question.applies_when
    if wanted is None:
        return True
    number = facts.partners or 0
    return (
        (facts.kind is None or not wanted.kinds or facts.kind in wanted.kinds)
        and (facts.status is None or not wanted.statuses or facts.status in wanted.statuses)
        and (not number or (wanted.partners_at_least or 0) <= number <= (wanted.partners_at_most or number))
        and (wanted.has_posted_staff is None or facts.has_posted_staff in (None, wanted.has_posted_staff))
        and (wanted.shares_personal_data is None or facts.shares_personal_data in (None, wanted.shares_personal_data))
    )


def test_the_question_banks_have_no_problems() -> None:
    assert [str(problem) for problem in find_problems(QUESTION_BANKS)] == []


def test_every_question_area_is_asked() -> None:
    bank = LIBRARY.latest()

    assert [(theme.code, [question.code for question in theme.questions]) for theme in bank.themes] == [
        ("purpose", [f"P{number}" for number in range(1, 14)]),
        ("costs_and_benefits", [f"B{number}" for number in range(1, 14)]),
        ("leadership_and_governance", [f"G{number}" for number in range(1, 15)]),
        ("skills_and_capabilities", [f"S{number}" for number in range(1, 14)]),
    ]


def test_a_question_asks_about_seven_statements_and_one_or_two_a_level() -> None:
    bank = LIBRARY.latest()

    for question in bank.questions():
        by_level = Counter(statement.level.code for statement in question.statements)
        assert 6 <= len(question.statements) <= 8, question.code
        assert set(by_level.values()) <= {1, 2}, question.code


def test_there_are_few_findings_and_limits_and_a_short_first_sitting() -> None:
    bank = LIBRARY.latest()

    assert sum(question.finding is not None for question in bank.questions()) <= 10
    assert len(bank.rubric.limits) <= 14
    assert sum(question.is_core for question in bank.questions()) == 18


def test_the_tables_for_editors_name_statements_that_there_are_and_every_limit() -> None:
    bank = LIBRARY.latest()
    tables = [line for line in (QUESTION_BANKS / "README.md").read_text(encoding="utf-8").splitlines() if "|" in line]
    named = set(re.findall(r"\b[PBGS]\d+\.\d+\b", "\n".join(tables)))

    assert len(named) > 100
    assert named <= {statement.code for question in bank.questions() for statement in question.statements}
    assert re.findall(r"^\| (L\d+) \|", "\n".join(tables), re.MULTILINE) == [limit.id for limit in bank.rubric.limits]


def test_a_publication_is_listed_where_something_cites_it() -> None:
    bank = LIBRARY.latest()
    cited = {question.source.source for question in bank.questions()}
    cited |= {limit.source.source for limit in bank.rubric.limits}

    assert {source.id for source in bank.sources} == cited


def test_whatever_the_register_says_nothing_is_asked_that_cannot_apply_and_each_theme_can_be_graded() -> None:
    bank = LIBRARY.latest()
    asked_by_codes: dict[tuple[str, ...], Bank] = {}

    for facts in every_combination():
        asked = asked_of(bank, facts)
        codes = tuple(question.code for question in asked.questions())
        assert codes == tuple(question.code for question in bank.questions() if holds(question, facts))
        asked_by_codes[codes] = asked

    assert len(asked_by_codes) == 8
    for asked in asked_by_codes.values():
        for theme, whole in zip(asked.themes, bank.themes, strict=True):
            weights = [sum(question.weight for question in each.questions) for each in (theme, whole)]
            assert weights[0] >= LEAST_KEPT * weights[1], theme.code
        good = {
            question.code: Response(
                question=question.code,
                reply=reaching(question, bank.level_at(4)),
                finding=None if question.finding is None else False,
            )
            for question in asked.questions()
        }
        scorecard = score(asked, good, lifts=False)
        assert {each.claimed.grade for each in (*scorecard.themes, scorecard.overall)} == {bank.level_at(4)}


def test_a_collaboration_of_which_the_register_knows_nothing_is_asked_everything() -> None:
    bank = LIBRARY.latest()

    assert asked_of(bank, UNKNOWN) is bank


def test_every_grade_of_a_round_on_2026_2_can_be_compared_with_one_on_2026_3() -> None:
    pair = VersionPair.of(LIBRARY.between("collaboration", "2026.2", "2026.3"))

    assert pair is not None
    assert len(pair.codes) == 53
    assert set(pair.alike.values()) == {Alike.RULES}
