"""Practice that did not change shows no change, however its bank was written anew; practice that changed does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.bank.applicability import Facts
from assessment.bank.equivalence import Alike, VersionPair
from assessment.bank.model import Bank, Limit, Question, Relation, Statement, Successor
from assessment.ids import QuestionCode, StatementCode
from assessment.rounds.response import Met, Reply, Response, Responses
from assessment.scoring import score
from assessment.scoring.changes import Changes, ScoredAnswers, changes
from tests.bank_builders import ADEQUATE, SCALE, a_bank, a_question, a_theme, some_statements, wanted
from tests.bank_versions import became, next_version, the_pair
from tests.unit.scoring.scoring_banks import LAW, NOT_APPLICABLE, a_limit

THEMES: Final = ("purpose", "skills")
KEPT: Final = (Relation.IDENTICAL, Relation.CLARIFIED)
FACTS: Final = st.sampled_from([Facts(has_posted_staff=known) for known in (None, True, False)])
APPLIES_WHEN: Final = st.sampled_from([None, None, wanted(has_posted_staff=True), wanted(has_posted_staff=False)])
_REWORDED: Final = ("", "", "added", "added", "retired", "level", "essential", "may not apply", "applies to others")
_KINDS: Final = ("told", "told", "told", "told", "does not apply", "untold")
Draw = st.DrawFn


@dataclass(frozen=True)
class Asked:
    """A question of a bank, the practice that it asks about, and the fact that each of its statements states."""

    theme: str
    question: Question
    practice: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """How things are: the facts that are true, and the practices that do not apply or that nobody tells of."""

    true: frozenset[str]
    replies: Mapping[str, str]

    def responses(self, asked: Sequence[Asked]) -> Responses:
        """Return what this practice answers."""
        return {each.question.code: self._response(each) for each in asked}

    def _response(self, asked: Asked) -> Response:
        kind, question = self.replies.get(asked.practice, "told"), asked.question
        reply: Reply | None = Met(
            statements=frozenset(
                statement.code
                for statement, fact in zip(question.statements, asked.facts, strict=True)
                if fact in self.true
            )
        )
        if kind == "does not apply" and question.not_applicable_when is not None:
            reply = NOT_APPLICABLE
        elif kind == "untold":
            reply = None
        finding = None if question.finding is None or reply is None else question.finding.id in self.true
        return Response(question=question.code, reply=reply, finding=finding)


@dataclass(frozen=True)
class Rewritten:
    """A bank, its next version, and what each of them asks."""

    before: tuple[Asked, ...]
    now: tuple[Asked, ...]
    pair: VersionPair

    def of_facts(self, then: Facts, today: Facts) -> "Rewritten":
        """Return the two versions as they ask a collaboration of these facts in the one round and in the other."""
        pair = VersionPair.of([self.pair.before, self.pair.now], before=then, now=today)
        assert pair is not None
        return replace(self, pair=pair)

    def changes(self, then: Practice, today: Practice) -> Changes:
        given = [
            (self.pair.before, then.responses(_of_bank(self.before, self.pair.before))),
            (self.pair.now, today.responses(_of_bank(self.now, self.pair.now))),
        ]
        before, now = (ScoredAnswers(responses=each, scorecard=score(bank, each, lifts=False)) for bank, each in given)
        return changes(self.pair, now=now, before=before)


def _of_bank(asked: Sequence[Asked], bank: Bank) -> Sequence[Asked]:
    codes = {question.code for question in bank.questions()}
    return [each for each in asked if each.question.code in codes]


@st.composite
def first_questions(draw: Draw) -> tuple[Asked, ...]:
    """Draw one or two questions for each theme."""
    return tuple(
        _asked(theme, draw(questions(f"{theme[0].upper()}{number}")))
        for theme in THEMES
        for number in range(1, 1 + draw(st.integers(1, 2)))
    )


@st.composite
def questions(draw: Draw, code: str) -> Question:
    levels = sorted(draw(st.lists(st.sampled_from(SCALE[1:]), min_size=1, max_size=3)), key=lambda level: level.place)
    return a_question(
        code,
        weight=draw(st.sampled_from(["0", "1/3", "1", "2"])),
        applies_when=draw(APPLIES_WHEN),
        not_applicable_when=draw(st.sampled_from([None, "When there are no posts."])),
        statements=some_statements(code, *levels, essential=draw(st.lists(st.integers(1, 3), max_size=1))),
        finding=f"F_{code}" if draw(st.booleans()) else None,
    )


def _asked(theme: str, question: Question) -> Asked:
    return Asked(theme, question, question.code, tuple(each.code for each in question.statements))


@st.composite
def rewritten(draw: Draw) -> Rewritten:
    """Draw a bank and a next version, in which anything can have become of each question and statement."""
    before = draw(first_questions())
    now: list[Asked] = []
    successors: dict[str, Successor] = {}
    for each in before:
        _rewrite(draw, each, now, successors)
    now += [
        _asked(theme, draw(questions(_new_code(theme, now))))
        for theme in THEMES
        if draw(st.booleans()) or all(each.theme != theme for each in now)
    ]
    limited = draw(st.sampled_from(before)).question.code
    now_limited = successors[limited].codes[0] if successors[limited].relation in KEPT else now[0].question.code
    first = _bank(before, a_limit(question=limited, caps="purpose", at=ADEQUATE), "0.5")
    second = _bank(
        now, a_limit(question=now_limited, caps="purpose", at=ADEQUATE), draw(st.sampled_from(["0.5", "0.5", "0.6"]))
    )
    return Rewritten(before, tuple(now), the_pair(first, next_version(first, second, successors)))


def _bank(asked: Sequence[Asked], limit: Limit, minimum_coverage: str) -> Bank:
    themes = [a_theme(code, questions=[each.question for each in asked if each.theme == code]) for code in THEMES]
    return a_bank(themes=themes, limits=[limit], minimum_coverage=minimum_coverage)


def _new_code(theme: str, now: Sequence[Asked]) -> str:
    return f"{theme[0].upper()}{10 + len(now)}"


def _rewrite(draw: Draw, old: Asked, now: list[Asked], successors: dict[str, Successor]) -> None:
    """Add what became of a question to what is asked now."""
    relation = draw(st.sampled_from([*KEPT, *KEPT, *Relation]))
    theme = old.theme if draw(st.integers(0, 4)) else draw(st.sampled_from(THEMES))
    code = old.question.code if draw(st.booleans()) and theme == old.theme else _new_code(theme, now)
    match relation:
        case Relation.RETIRED:
            successors[old.question.code] = became(relation)
            successors.update({each.code: became(relation) for each in old.question.statements})
            return
        case Relation.SPLIT:
            new = [_renamed(old, theme, code)]
            new.append(_renamed(old, theme, _new_code(theme, [*now, *new])))
        case Relation.MERGED | Relation.REPLACED:
            new = [_asked(theme, draw(questions(_new_code(theme, now))))]
        case Relation.RESCALED:
            weighed = replace(old, question=replace(old.question, weight=old.question.weight + 1))
            new = [_renamed(weighed, theme, code)]
        case _:
            new = [_renamed(_reworded(draw, old), theme, code)]
    now += new
    successors[old.question.code] = became(relation, *[each.question.code for each in new])
    for statement, fact in zip(old.question.statements, old.facts, strict=True):
        codes = [
            other.code
            for each in new
            for other, same in zip(each.question.statements, each.facts, strict=True)
            if same == fact
        ]
        is_same = (
            relation in KEPT and codes and _counts_as(new[0], codes[0]) == (statement.level, statement.is_essential)
        )
        kind = relation if is_same else Relation.RESCALED if codes else Relation.RETIRED
        successors[statement.code] = became(kind, *codes)


def _counts_as(asked: Asked, code: str) -> tuple[object, bool]:
    (statement,) = [each for each in asked.question.statements if each.code == code]
    return statement.level, statement.is_essential


def _reworded(draw: Draw, old: Asked) -> Asked:
    """Return the question with its statements in any order within a level, and perhaps one of them changed."""
    facts: list[tuple[Statement, str]] = [(each, each.code) for each in draw(st.permutations(old.question.statements))]
    first, fact = facts[0]
    match draw(st.sampled_from(_REWORDED)):
        case "level":
            facts[0] = (replace(first, level=draw(st.sampled_from(SCALE[1:]))), fact)
        case "essential":
            facts[0] = (replace(first, is_essential=not first.is_essential), fact)
        case "retired":
            facts = facts[1:] or facts
        case "added":
            facts.append((replace(first, level=draw(st.sampled_from(SCALE[1:]))), f"another beside {fact}"))
        case "applies to others":
            old = replace(old, question=replace(old.question, applies_when=draw(APPLIES_WHEN)))
        case "may not apply":
            other = None if old.question.not_applicable_when else "When there are no posts."
            old = replace(old, question=replace(old.question, not_applicable_when=other))
    facts.sort(key=lambda each: each[0].level.place)
    question = replace(old.question, statements=tuple(statement for statement, _ in facts))
    return replace(old, question=question, facts=tuple(fact for _, fact in facts))


def _renamed(old: Asked, theme: str, code: str) -> Asked:
    statements = tuple(
        replace(each, code=StatementCode(f"{code}.{number}"))
        for number, each in enumerate(old.question.statements, start=1)
    )
    return replace(old, theme=theme, question=replace(old.question, code=QuestionCode(code), statements=statements))


@st.composite
def practices(draw: Draw, asked: Rewritten) -> Practice:
    every = [*asked.before, *asked.now]
    findings = [each.question.finding.id for each in every if each.question.finding is not None]
    facts = sorted({*(fact for each in every for fact in each.facts), *findings})
    every_practice = sorted({each.practice for each in every})
    # One byte for each is drawn at once, which is quicker than drawing them one by one.
    is_true, is_told = (draw(st.binary(min_size=len(each), max_size=len(each))) for each in (facts, every_practice))
    return Practice(
        true=frozenset(fact for fact, byte in zip(facts, is_true, strict=True) if byte % 3),
        replies={each: _KINDS[byte % len(_KINDS)] for each, byte in zip(every_practice, is_told, strict=True)},
    )


@LAW
@given(st.data())
def test_practice_that_did_not_change_shows_no_change_across_any_re_versioning(data: st.DataObject) -> None:
    asked = data.draw(rewritten())
    practice = data.draw(practices(asked))

    found = asked.changes(practice, practice)

    for change in (*found.themes, found.overall):
        assert change.now.mean == change.before.mean
        assert change.now.grade == change.before.grade
        assert change.alike is Alike.RULES or change.now.grade is None


@LAW
@given(st.data())
def test_it_shows_none_either_where_the_register_lets_questions_come_and_go(data: st.DataObject) -> None:
    asked = data.draw(rewritten()).of_facts(data.draw(FACTS), data.draw(FACTS))
    practice = data.draw(practices(asked))

    found = asked.changes(practice, practice)

    for change in (*found.themes, found.overall):
        assert change.now.mean == change.before.mean
        assert change.now.grade == change.before.grade


@LAW
@given(st.data())
def test_practice_that_changed_in_a_question_that_both_versions_ask_alike_shows(data: st.DataObject) -> None:
    asked = data.draw(rewritten())
    practice = data.draw(practices(asked))
    shared = [each for each in asked.now if each.question.code in asked.pair.codes.values() and each.question.weight]
    assume(shared)
    changed = data.draw(st.sampled_from(shared))
    worst = practice.true - set(changed.facts)
    told = {**practice.replies, changed.practice: "told"}
    then, today = Practice(worst, told), Practice(worst | set(changed.facts), told)

    found = asked.changes(then, today)

    theme = found.themes[THEMES.index(changed.theme)]
    for change in (theme, found.overall):
        assert change.before.mean is not None
        assert change.now.mean is not None
        assert change.now.mean > change.before.mean
