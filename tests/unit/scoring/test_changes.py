"""What has changed since the round before, worked out by hand, and the words for it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.bank.equivalence import Alike
from assessment.bank.model import Bank, Level, Relation
from assessment.rounds.response import NotApplicable, Responses
from assessment.scoring import change_wording, score
from assessment.scoring.changes import Change, Changes, ScoredAnswers, changes
from assessment.scoring.scores import Result
from tests.bank_builders import ADEQUATE, GOOD, INADEQUATE, OUTSTANDING, a_bank, a_question, a_response, a_theme
from tests.bank_builders import responses as by_question
from tests.bank_versions import became, next_version, the_pair

COSTS = a_theme("costs", weight=3, questions=[a_question("B1", weight="1/3"), a_question("B2")])
FIRST = a_bank(
    themes=[
        a_theme("purpose", weight=2, questions=[a_question("P1"), a_question("P2", weight=2), a_question("P3")]),
        COSTS,
        a_theme("skills", questions=[a_question("S1", not_applicable_when="Nobody is employed.")]),
    ]
)
SECOND = next_version(
    FIRST,
    a_bank(
        themes=[
            a_theme("purpose", weight=2, questions=[a_question("P1"), a_question("P4", weight=2), a_question("P5")]),
            COSTS,
            a_theme("skills", questions=[a_question("S2")]),
        ]
    ),
    {
        "P2": became(Relation.CLARIFIED, "P4"),
        **{f"P2.{number}": became(Relation.CLARIFIED, f"P4.{number}") for number in range(1, 5)},
        "P3": became(Relation.RETIRED),
        "S1": became(Relation.REPLACED, "S2"),
    },
)
"""In the second version P2 is called P4, P3 is gone, P5 is new, and skills asks about something else."""


def levels(**given: Level) -> Responses:
    return by_question(*[a_response(code, level) for code, level in given.items()])


def compared(before: Responses, now: Responses, *, first: Bank = FIRST, second: Bank = SECOND) -> Changes:
    return changes(
        the_pair(first, second) if second is not first else the_pair(first),
        before=ScoredAnswers(responses=before, scorecard=score(first, before)),
        now=ScoredAnswers(responses=now, scorecard=score(second, now)),
    )


BEFORE = levels(P1=ADEQUATE, P2=GOOD, P3=OUTSTANDING, B1=INADEQUATE, B2=ADEQUATE, S1=GOOD)
NOW = levels(P1=GOOD, P4=GOOD, P5=INADEQUATE, B1=INADEQUATE, B2=ADEQUATE, S2=ADEQUATE)


def test_means_are_compared_over_the_questions_that_both_versions_ask_alike() -> None:
    # Purpose: (1 x 3 + 2 x 4) / 3 = 11/3 then and (1 x 4 + 2 x 4) / 3 = 4 now. Costs: (1/3 x 1 + 1 x 3) / (4/3) = 5/2.
    # Skills asks nothing alike, so the whole is (2 x 11/3 + 3 x 5/2) / 5 = 89/30 then, and (2 x 4 + 3 x 5/2) / 5 now.
    found = compared(BEFORE, NOW)

    assert [(each.before.mean, each.now.mean) for each in (*found.themes, found.overall)] == [
        (Fraction(11, 3), Fraction(4)),
        (Fraction(5, 2), Fraction(5, 2)),
        (None, None),
        (Fraction(89, 30), Fraction(31, 10)),
    ]
    assert [(each.compared, each.asked) for each in (*found.themes, found.overall)] == [(2, 3), (2, 2), (0, 1), (4, 6)]
    assert [(each.before.grade, each.now.grade) for each in (*found.themes, found.overall)] == [
        (None, None),
        (ADEQUATE, ADEQUATE),
        (None, None),
        (None, None),
    ]


def test_on_one_version_the_means_and_grades_are_those_of_the_two_rounds() -> None:
    now = levels(P1=OUTSTANDING, P2=GOOD, P3=GOOD, B1=GOOD, B2=GOOD, S1=GOOD)
    found = compared(BEFORE, now, second=FIRST)

    then, today = score(FIRST, BEFORE), score(FIRST, now)

    assert [each.before for each in (*found.themes, found.overall)] == [
        each.claimed for each in (*then.themes, then.overall)
    ]
    assert [each.now for each in (*found.themes, found.overall)] == [
        each.claimed for each in (*today.themes, today.overall)
    ]
    assert {each.alike for each in (*found.themes, found.overall)} == {Alike.RULES}


def test_a_theme_that_is_not_answered_in_one_of_the_rounds_has_no_change() -> None:
    unanswered = {code: given for code, given in NOW.items() if code in ("P5", "S2")}
    purpose, *_ = compared(BEFORE, unanswered).themes

    assert (purpose.before.mean, purpose.now.mean) == (Fraction(11, 3), None)
    assert change_wording.in_cell(purpose, "2025") == "No mean now over 2 of 3 questions"


def test_what_did_not_apply_in_one_round_stays_out_of_its_mean_alone() -> None:
    second = next_version(FIRST, replace(FIRST, themes=(*FIRST.themes[1:], a_theme(questions=[a_question("P9")]))))
    away = by_question(a_response("S1", NotApplicable(reason="Nobody is employed.")))

    *_, skills, _ = compared(away, levels(S1=GOOD), second=second).themes

    assert (skills.before.mean, skills.now.mean) == (None, Fraction(4))


def test_the_words_say_over_how_many_questions_a_mean_is_compared() -> None:
    found = compared(BEFORE, NOW)
    purpose, costs, skills = found.themes

    assert [change_wording.in_cell(each, "2025") for each in found.themes] == [
        "Mean up from 3.67 to 4.00 over 2 of 3 questions",
        "Same grade (was 2.50)",
        "No question asked the same way in 2025",
    ]
    assert [change_wording.in_short(each) for each in found.themes] == [
        "Mean up from 3.67 to 4.00 over 2 of 3 questions",
        "No change",
        "No question asked the same way then",
    ]
    assert change_wording.in_sentence(found.overall, "2025") == (
        ", with the mean up from 2.97 to 3.10 since 2025 over 4 of 6 questions"
    )
    assert change_wording.in_line(found.overall, "2025") == "Mean up from 2.97 to 3.10 since 2025 over 4 of 6 questions"
    assert list(
        change_wording.sentences(found.overall, [("Purpose", purpose), ("Costs", costs), ("Skills", skills)])
    ) == [
        "The overall mean rose to 3.10 from 2.97 over 4 of 6 questions that both versions ask the same way.",
        "Same grade: Costs.",
        "Mean up: Purpose over 2 of 3 questions.",
    ]
    assert change_wording.note(found.overall, "2025") == (
        "The questions have changed since 2025: 4 of 6 questions are asked the same way. Means are compared over "
        "these, and grades only where everything that decides them is the same."
    )


def a_change(before: str | None, now: str | None, *, alike: Alike = Alike.PART, compared: int = 47) -> Change:
    then, today = (Result(mean=mean and Fraction(mean), grade=None) for mean in (before, now))  # type: ignore[arg-type]
    return Change(before=then, now=today, alike=alike, compared=compared, asked=53)


@pytest.mark.parametrize(
    ("change", "cell", "line", "sentence"),
    [
        (
            a_change("3.1", "3.1"),
            "Mean unchanged at 3.10 over 47 of 53 questions",
            "Mean unchanged at 3.10 since 2025 over 47 of 53 questions",
            ", with the mean unchanged at 3.10 since 2025 over 47 of 53 questions",
        ),
        (
            a_change("3.101", "3.104"),
            "Mean up by less than 0.01 to 3.10 over 47 of 53 questions",
            "Mean up by less than 0.01 to 3.10 since 2025 over 47 of 53 questions",
            ", with the mean up by less than 0.01 to 3.10 since 2025 over 47 of 53 questions",
        ),
        (
            a_change("3.1", "2", compared=53),
            "Mean down from 3.10 to 2.00 over 53 questions",
            "Mean down from 3.10 to 2.00 since 2025 over 53 questions",
            ", with the mean down from 3.10 to 2.00 since 2025 over 53 questions",
        ),
        (
            a_change("3.1", "4", alike=Alike.QUESTIONS),
            "Mean up from 3.10 to 4.00; the rules for grades have changed",
            "Mean up from 3.10 to 4.00 since 2025",
            ", with the mean up from 3.10 to 4.00 since 2025",
        ),
        (
            a_change(None, "4"),
            "No mean in 2025 over 47 of 53 questions",
            "Nothing to compare with 2025",
            ", with nothing in 2025 to compare it with",
        ),
        (
            a_change(None, None, compared=0),
            "No question asked the same way in 2025",
            "Nothing to compare with 2025",
            ", with nothing in 2025 to compare it with",
        ),
    ],
)
def test_a_change_of_a_mean_in_words(change: Change, cell: str, line: str, sentence: str) -> None:
    assert change_wording.in_cell(change, "2025") == cell
    assert change_wording.in_line(change, "2025") == line
    assert change_wording.in_sentence(change, "2025") == sentence
