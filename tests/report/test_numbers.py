"""Every number in the PDF is a number of the result, and every number of the result is in the PDF."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from assessment.bank.model import Bank
from assessment.codes import ActionState
from assessment.ids import QuestionCode
from assessment.report.areas_content import MOST_AREAS
from assessment.report.pdf_report import build_report
from assessment.report.report_subject import EarlierVersion, ReportSubject
from assessment.rounds.response import NotApplicable
from assessment.scoring import placements, score, shown
from assessment.scoring.scores import Score, Scorecard
from tests.bank_builders import ADEQUATE, GOOD, SCALE, a_bank, a_question, a_response, a_theme, responses
from tests.report.pdf_structure import read_tagged
from tests.report.report_builders import a_bank_of_two, a_subject, compared_with
from tests.report.test_report_actions import an_action

pytestmark = pytest.mark.usefixtures("whole_reports")

LETTERS = "ABCDEFGHJK"
MEAN = re.compile(r"\b\d+\.\d\d\b")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def a_bank_without_numbers() -> Bank:
    """Return three themes of ten questions. Their texts hold no number, so that the test can explain every number."""
    themes = [
        a_theme(
            name,
            questions=[
                replace(
                    a_question(f"{initial}{letter}", not_applicable_when="When nobody is employed."),
                    title=f"Practice {letter} of {name}",
                )
                for letter in LETTERS
            ],
        )
        for initial, name in (("P", "purpose"), ("C", "costs"), ("S", "skills"))
    ]
    return a_bank(themes=themes, limits=())


def mixed() -> ReportSubject:
    """Return sums of 27, 31 and 19 over 10, 9 and 7 levels, with gaps and a question that does not apply."""
    bank = a_bank_without_numbers()
    levels = {"P": (3, 4, 1, 5, 3, 4, 1, 2, 3, 1), "C": (4, 4, 5, 3, 2, 4, 3, 4, 2), "S": (1, 3, 3, 4, 3, 2, 3)}
    given = [
        a_response(f"{initial}{letter}", SCALE[place - 1])
        for initial, places in levels.items()
        for letter, place in zip(LETTERS, places, strict=False)
    ]
    given.append(a_response("SK", NotApplicable(reason="The lead force does this alone.")))
    return a_subject(*given, bank=bank)


def with_a_previous_round() -> ReportSubject:
    subject = mixed()
    before = responses(*[a_response(question.code, ADEQUATE) for question in subject.bank.questions()])
    return compared_with(subject, score(subject.bank, before), title="last year")


def nothing_answered() -> ReportSubject:
    return a_subject(bank=a_bank_without_numbers())


def everything_good() -> ReportSubject:
    bank = a_bank_without_numbers()
    return a_subject(*[a_response(question.code, GOOD) for question in bank.questions()], bank=bank)


def with_an_earlier_version() -> ReportSubject:
    """Return a report with fourteen actions, of which version 26 had eleven: two under way, and three due later.

    Their texts hold no number, and each count differs from those of the grades.
    """
    due, later = date(2026, 12, 1), date(2026, 12, 31)
    states = [ActionState.DONE] * 2 + [ActionState.PLANNED] * 12
    planned = [
        replace(each, action=replace(each.action, question=QuestionCode("PA"), what="Sign it."))
        for each in (an_action(number, due=due, state=state) for number, state in enumerate(states))
    ]
    before = {each.id: each.action for each in planned[:11]}
    for each in planned[:2]:
        before[each.id] = replace(each.action, state=ActionState.UNDER_WAY)
    for each in planned[2:5]:
        before[each.id] = replace(each.action, due=later)
    earlier = EarlierVersion(version=26, issued=datetime(2026, 11, 21, 9, 0, tzinfo=UTC), actions=before)
    return replace(mixed(), actions=tuple(planned), version=27, earlier=earlier)


SUBJECTS = {
    "mixed": mixed,
    "with a previous round": with_a_previous_round,
    "with an earlier version": with_an_earlier_version,
    "nothing answered": nothing_answered,
    "everything good": everything_good,
}
EACH = pytest.mark.parametrize("name", SUBJECTS)


@cache
def text_of(name: str) -> str:
    """Return the text that is read aloud, without the document control, whose ids and fingerprints are not results."""
    tagged = read_tagged(build_report(SUBJECTS[name]()))
    # The links of the table of contents hold the numbers of pages.
    text = " \n".join(words for role, words in tagged.texts() if role != "Link")
    return text.rpartition("Document control")[0]


def scores(scorecard: Scorecard) -> tuple[Score, ...]:
    return scorecard.overall, *scorecard.themes


def means_of(scorecard: Scorecard) -> Iterator[str]:
    for each in scores(scorecard):
        for result in (each.claimed, each.lowest, each.highest, each.evidenced):
            if result.mean is not None:
                yield shown(result.mean)


@EACH
def test_every_mean_of_the_result_is_in_the_pdf_and_no_other(name: str) -> None:
    subject = SUBJECTS[name]()
    expected = set(means_of(subject.scorecard))
    if subject.previous is not None:
        expected |= {shown(each.claimed.mean) for each in scores(subject.previous.scorecard) if each.claimed.mean}

    assert set(MEAN.findall(text_of(name))) == expected


@EACH
def test_every_count_of_the_result_is_in_the_pdf(name: str) -> None:
    text = text_of(name)

    for each in scores(SUBJECTS[name]().scorecard):
        counts = each.coverage
        assert f"{counts.answered} of {counts.applicable}" in text
        if counts.not_applicable:
            assert re.search(rf"{counts.not_applicable} more (is|are) marked not applicable", text)


@EACH
def test_every_lift_of_the_result_is_in_the_pdf_statement_by_statement(name: str) -> None:
    text = text_of(name)

    for theme in SUBJECTS[name]().scorecard.themes:
        if theme.lift is not None:
            assert f"{in_words(theme.lift.steps)} for {theme.lift.to.title}" in text
            for statement in theme.lift.statements:
                assert f"{statement.code} {statement.text}" in text


@EACH
def test_every_number_in_the_pdf_is_one_that_the_result_explains(name: str) -> None:
    subject = SUBJECTS[name]()

    assert set(NUMBER.findall(text_of(name))) - set(explained(subject)) == set()


def in_words(steps: int) -> str:
    """The number of improvements as the report says it: in words up to nine."""
    if steps == 1:
        return "One improvement is enough"
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"At least {numbers[steps - 2] if steps <= 9 else steps} improvements are needed"


def explained(subject: ReportSubject) -> Iterator[str]:
    """Yield the numbers of the result, of the bank's rubric, and of the round."""
    for scorecard in (subject.scorecard, *([subject.previous.scorecard] if subject.previous else [])):
        yield from means_of(scorecard)
        for each in scores(scorecard):
            counts = each.coverage
            yield from map(str, (counts.asked, counts.answered, counts.applicable, counts.not_applicable))
            yield str(counts.answered * 100 // (counts.applicable or 1))
        for lift in (scorecard.overall_lift, *(theme.lift for theme in scorecard.themes)):
            if lift is not None:
                yield str(lift.steps)
    yield from _planned(subject)
    # Sums of levels in the arithmetic; the thresholds; the scale; how many areas there are; the day and the source.
    yield from _sums(subject)
    yield from ("1.5", "2.5", "3.5", "4.5", "80", *map(str, range(1, len(subject.bank.scale) + 1)))
    yield from _areas(subject)
    yield str(subject.issued.day)
    yield from ("1", "2026", "2020", "256")
    yield from map(str, range(1, len(subject.bank.themes) + 2))


def _planned(subject: ReportSubject) -> Iterator[str]:
    """Yield the counts of actions and of their changes, the versions, and the days."""
    if subject.earlier is None:
        return
    now, before = {each.id: each.action for each in subject.actions}, subject.earlier.actions
    both = [(before[id], action) for id, action in now.items() if id in before]
    yield from map(str, (subject.version, subject.earlier.version, subject.earlier.issued.day))
    yield from map(str, (len(now), sum(each.state.is_open for each in now.values()), 0, len(now) - len(both)))
    yield str(sum(one.state is not two.state for one, two in both))
    yield str(sum(one.due != two.due for one, two in both))
    yield str(sum(one == two for one, two in both))
    yield from (str(each.due.day) for each in (*now.values(), *before.values()))


def _sums(subject: ReportSubject) -> Iterator[str]:
    placed = placements(subject.bank, subject.responses)
    for theme in subject.bank.themes:
        yield str(sum(placed[each.code].level.place for each in theme.questions if each.code in placed))


def _areas(subject: ReportSubject) -> Iterator[str]:
    """Yield the counts of the areas to improve: of each theme, those it does not name, of all, and without action.

    An area is a question below the level from which evidence is expected, or one that the next grade needs.
    """
    placed = placements(subject.bank, subject.responses)
    expected_from = subject.bank.rubric.evidence_expected_from.place
    below = {code for code, placement in placed.items() if placement.level.place < expected_from}
    for theme in subject.bank.themes:
        of_theme = [placed[each.code].level.place for each in theme.questions if each.code in below]
        yield from (str(len(of_theme)), str(of_theme.count(min(of_theme, default=0)) - 1))
    lift = subject.scorecard.overall_lift
    needed = {statement.code.partition(".")[0] for statement in lift.statements} if lift else set()
    areas = below | needed
    yield from (str(len(areas)), str(len(areas) - MOST_AREAS))
    yield str(len(areas - {each.action.question for each in subject.actions}))


def test_the_means_are_those_worked_out_by_hand() -> None:
    # 27/10, 31/9 = 3.444…, 19/7 = 2.714…; overall (2.7 + 3.444… + 2.714…) / 3 = 2.9529….
    text = text_of("mixed")

    assert "mean = 27 / 10 = 2.70" in text
    assert "mean = 31 / 9 = 3.44" in text
    assert "(Purpose 2.70 + Costs 3.44 + Skills 2.71) / 3 = 2.95" in text
    # Costs with the tenth question at the lowest and at the highest level: 32/10 and 36/10.
    assert "3.20 Adequate to 3.60 Good" in text


def test_every_count_of_the_changes_is_in_the_pdf() -> None:
    text = text_of("with an earlier version")

    assert "14 actions: 12 open, 0 of them overdue on the date of issue." in text
    assert "Since version 26 of 21 November 2026: 3 new, 2 done, 3 with a new due date, 6 unchanged." in text
    assert text.count("Was due on 31 December 2026") == 3
    assert text.count("Was under way") == 2


def test_the_report_on_a_small_bank_has_the_numbers_of_that_bank() -> None:
    texts = dict.fromkeys(words for _, words in read_tagged(build_report(a_subject(bank=a_bank_of_two()))).texts())

    assert "There is no overall grade yet: 0 of the 4 questions that apply are answered." in texts
