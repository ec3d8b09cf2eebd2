"""A limit is said never to bind where it changes no grade, compared with every answer there is to a small bank."""

import tempfile
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.bank.linting import find_problems
from assessment.bank.problems import Rule
from tests.unit.bank.bank_folders import a_folder

LEVELS = ("low", "middle", "high")
THEME_OF = {"P1": "purpose", "P2": "purpose", "S1": "skills"}
WEIGHTS = {"P1": Fraction(2), "P2": Fraction(3, 2), "S1": Fraction(1)}
THRESHOLDS = (Fraction(3, 2), Fraction(5, 2))


class Cap(NamedTuple):
    """A limit of the small bank: how its condition begins, what it names, its level and count, and the cap."""

    kind: str
    name: str
    at_most: int
    themes: int
    caps: str
    at: int

    def written(self, number: int) -> str:
        level = LEVELS[self.at_most - 1]
        when = {
            "finding": "{finding: F1}",
            "question": f"{{question: {self.name}, at_most: {level}}}",
            "theme": f"{{theme: {self.name}, at_most: {level}}}",
            "themes_at_most": f"{{themes_at_most: {level}, count: {self.themes}}}",
        }[self.kind]
        return (
            f"    - id: L{number}\n      when: {when}\n      caps: {self.caps}\n      at: {LEVELS[self.at - 1]}\n"
            "      because: The reason.\n      source: {id: act, where: section 2}\n"
        )

    def holds(self, levels: Mapping[str, int], finding: bool, grades: Mapping[str, int]) -> bool:
        match self.kind:
            case "finding":
                return finding
            case "question":
                return levels[self.name] <= self.at_most
            case "theme":
                return grades[self.name] <= self.at_most
            case _:
                return sum(grade <= self.at_most for grade in grades.values()) >= self.themes


PLACES = st.integers(1, 2)
CAPS = st.one_of(
    st.builds(
        Cap,
        st.just("finding"),
        st.just(""),
        st.just(1),
        st.just(1),
        st.sampled_from(["purpose", "skills", "overall"]),
        PLACES,
    ),
    st.builds(
        Cap,
        st.just("question"),
        st.sampled_from(sorted(THEME_OF)),
        PLACES,
        st.just(1),
        st.sampled_from(["purpose", "skills", "overall"]),
        PLACES,
    ),
    st.builds(
        Cap, st.just("theme"), st.sampled_from(["purpose", "skills"]), PLACES, st.just(1), st.just("overall"), PLACES
    ),
    st.builds(Cap, st.just("themes_at_most"), st.just(""), PLACES, PLACES, st.just("overall"), PLACES),
)


def grade(mean: Fraction) -> int:
    return 1 + sum(mean >= threshold for threshold in THRESHOLDS)


def grades_under(caps: list[Cap], levels: Mapping[str, int], finding: bool) -> dict[str, int]:
    """The final grades of both themes and the whole, which both themes weigh alike in."""
    means = {}
    for theme in ("purpose", "skills"):
        codes = [code for code in THEME_OF if THEME_OF[code] == theme]
        weight = sum((WEIGHTS[code] for code in codes), Fraction(0))
        means[theme] = sum((WEIGHTS[code] * levels[code] for code in codes), Fraction(0)) / weight
    on_answers = [cap for cap in caps if cap.kind in {"finding", "question"} and cap.holds(levels, finding, {})]
    themes = {
        theme: min([grade(mean), *(cap.at for cap in on_answers if cap.caps == theme)]) for theme, mean in means.items()
    }
    overall = [cap.at for cap in caps if cap.caps == "overall" and cap.holds(levels, finding, themes)]
    return {**themes, "overall": min([grade(sum(means.values(), Fraction(0)) / 2), *overall])}


def every_answer() -> Iterator[tuple[dict[str, int], bool]]:
    for places in product((1, 2, 3), repeat=3):
        for finding in (True, False):
            yield dict(zip(THEME_OF, places, strict=True)), finding


def binds(caps: list[Cap], number: int) -> bool:
    without = caps[:number] + caps[number + 1 :]
    return any(grades_under(caps, *answer) != grades_under(without, *answer) for answer in every_answer())


def said_never_to_bind(caps: list[Cap]) -> set[int]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = a_folder(Path(temporary) / "bank")
        text = (folder / "bank.yaml").read_text()
        limits = "".join(cap.written(number) for number, cap in enumerate(caps))
        (folder / "bank.yaml").write_text(text[: text.index("    - id: L1")] + limits.replace("id: L", "id: L1"))
        problems = [problem for problem in find_problems(folder) if problem.rule is Rule.LIMIT_NEVER_BINDS]
    return {int(problem.where.removeprefix("limit L1")) for problem in problems}


@given(caps=st.lists(CAPS, min_size=1, max_size=4, unique_by=lambda cap: cap[:5]))
@settings(max_examples=60, deadline=None)
def test_a_limit_that_is_said_never_to_bind_changes_no_grade(caps: list[Cap]) -> None:
    # Two limits that each make the other idle are both named, so each is looked at beside all others.
    assert [number for number in said_never_to_bind(caps) if binds(caps, number)] == []


ON_ANSWERS = CAPS.filter(lambda cap: cap.kind in {"finding", "question"})


@given(caps=st.lists(ON_ANSWERS, min_size=1, max_size=4, unique_by=lambda cap: cap[:5]))
@settings(max_examples=60, deadline=None)
def test_every_limit_on_answers_that_changes_no_grade_is_named(caps: list[Cap]) -> None:
    assert said_never_to_bind(caps) == {number for number in range(len(caps)) if not binds(caps, number)}


@pytest.mark.parametrize(
    ("caps", "idle"),
    [
        # A wider condition caps as low already.
        ([Cap("question", "P1", 1, 1, "overall", 1), Cap("question", "P1", 2, 1, "overall", 1)], {0}),
        # The theme is capped under the same condition, and the whole because of the theme.
        (
            [
                Cap("question", "P1", 1, 1, "purpose", 1),
                Cap("theme", "purpose", 1, 1, "overall", 1),
                Cap("question", "P1", 1, 1, "overall", 1),
            ],
            {2},
        ),
        # The same with themes that are counted.
        (
            [
                Cap("finding", "", 1, 1, "skills", 1),
                Cap("themes_at_most", "", 1, 1, "overall", 2),
                Cap("finding", "", 1, 1, "overall", 2),
            ],
            {2},
        ),
        # Skills can be low with a mean of 3, because a finding holds it there: the overall mean is then 3.
        ([Cap("finding", "", 1, 1, "skills", 1), Cap("theme", "skills", 1, 1, "overall", 2)], set()),
        # Otherwise its mean is below 1.5 and the overall mean below 2.25, which is no higher than middle.
        ([Cap("theme", "skills", 1, 1, "overall", 2)], {0}),
    ],
)
def test_a_limit_is_idle_beside_those_that_then_fire_too(caps: list[Cap], idle: set[int]) -> None:
    assert said_never_to_bind(caps) == idle
    assert not any(binds(caps, number) for number in idle)
