"""Sentences for people: each has a code of its own, and names exactly the parameters that it is given."""

import ast
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from assessment.codes import Role
from assessment.errors import InvalidInput, NotFound, sentence

PROJECT = Path(__file__).parents[2]
MODULES = [
    PROJECT / "app.py",
    *(path for name in ("assessment", "pages", "web") for path in PROJECT.glob(f"{name}/**/*.py")),
]
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceCall:
    """A call of `sentence` in the product."""

    place: str
    call: ast.Call

    @property
    def code(self) -> object:
        """Return the first argument, if it is a literal."""
        return self._literal(0)

    @property
    def text(self) -> object:
        """Return the second argument, if it is a literal."""
        return self._literal(1)

    @property
    def parameters(self) -> set[str | None]:
        """Return the names of the parameters; None stands for ``**`` with a mapping."""
        return {keyword.arg for keyword in self.call.keywords}

    @property
    def named(self) -> set[str | None]:
        """Return the names in braces in the text."""
        return {name for _, name, _, _ in Formatter().parse(str(self.text)) if name is not None}

    def _literal(self, position: int) -> object:
        given = self.call.args[position] if len(self.call.args) > position else None
        return given.value if isinstance(given, ast.Constant) else None


@cache
def sentence_calls() -> list[SentenceCall]:
    """Return every call of `assessment.errors.sentence`. No module may give it another name."""
    found = []
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        if module.name != "errors.py" and "sentence" not in set(imported_from_errors(tree)):
            continue
        found += [
            SentenceCall(place=f"{module.relative_to(PROJECT)}:{node.lineno}", call=node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sentence"
        ]
    return found


def imported_from_errors(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module imports from `assessment.errors`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "assessment.errors":
            for alias in node.names:
                assert alias.asname is None, f"line {node.lineno}: {alias.name} is given another name"
                yield alias.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {
                f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
                for alias in node.names
            }
            assert "assessment.errors" not in names, f"line {node.lineno}: import the names from assessment.errors"


def test_the_sentences_of_the_whole_product_are_found() -> None:
    assert {call.place.split(":")[0].split("/")[0] for call in sentence_calls()} <= {
        "app.py",
        "assessment",
        "pages",
        "web",
    }
    assert {"assessment_not_found", "text_too_long", "bank_problem"} <= {call.code for call in sentence_calls()}


def test_a_sentence_is_made_in_one_place_so_that_none_is_without_a_code() -> None:
    made_elsewhere = [
        f"{module.relative_to(PROJECT)}:{node.lineno}"
        for module in MODULES
        if module.name != "errors.py"
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sentence"
    ]

    assert made_elsewhere == []


def test_every_sentence_has_a_literal_code_in_small_letters_and_underscores() -> None:
    assert [
        call.place for call in sentence_calls() if not (isinstance(call.code, str) and CODE.fullmatch(call.code))
    ] == []


def test_every_sentence_has_a_literal_text() -> None:
    assert [call.place for call in sentence_calls() if not isinstance(call.text, str) or len(call.call.args) != 2] == []


def test_every_code_belongs_to_one_text() -> None:
    texts: dict[object, object] = {}

    assert [call.place for call in sentence_calls() if texts.setdefault(call.code, call.text) != call.text] == []


def test_every_text_names_exactly_the_parameters_that_it_is_given() -> None:
    assert [
        (call.place, call.named, call.parameters) for call in sentence_calls() if call.named != call.parameters
    ] == []


def test_a_sentence_holds_its_code_and_its_parameters_as_they_were_given() -> None:
    said = sentence(
        "sample", "{role} since {day}, {count:,} times.", role=Role.LEAD, day=date(2026, 11, 3), count=1_200
    )

    assert said == "lead since 3 November 2026, 1,200 times."
    assert said.code == "sample"
    assert said.parameters == {"role": Role.LEAD, "day": date(2026, 11, 3), "count": 1_200}
    assert said.parameters["role"] is Role.LEAD


def test_a_time_is_shown_in_a_sentence_as_the_day_it_is_in_the_uk() -> None:
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert sentence("sample", "Submitted on {at}.", at=at) == "Submitted on 1 July 2026."


def test_braces_that_a_person_typed_stay_as_they_are() -> None:
    assert sentence("sample", "“{name}” is not known.", name="{name} {0} {") == "“{name} {0} {” is not known."


def test_the_parameters_of_a_sentence_cannot_be_changed() -> None:
    said = sentence("sample", "{name}", name="Sam Reed")

    with pytest.raises(TypeError):
        said.parameters["name"] = "somebody else"  # type: ignore[index]


def test_a_sentence_and_its_error_reach_another_process_whole() -> None:
    error = NotFound(sentence("sample", "{role} is not known.", role=Role.LEAD))

    (said,) = pickle.loads(pickle.dumps(error)).sentences

    assert (said, said.code, said.parameters) == ("lead is not known.", "sample", {"role": Role.LEAD})


def test_an_error_is_known_by_the_code_and_the_parameters_of_its_sentence() -> None:
    error = NotFound(sentence("sample", "There is no {thing}.", thing="such page"))

    assert str(error) == "There is no such page."
    assert (error.code, error.parameters) == ("sample", {"thing": "such page"})


def test_invalid_input_tells_every_problem_on_a_line_and_keeps_each_sentence() -> None:
    first, second = sentence("first", "The name is empty."), sentence("second", "The day is missing.")

    error = InvalidInput(first, second)

    assert str(error) == "The name is empty.\nThe day is missing."
    assert [each.code for each in error.sentences] == ["first", "second"]
