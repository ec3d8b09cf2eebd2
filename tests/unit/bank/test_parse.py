"""Strict YAML: what is refused, in words an author understands, and that nothing small grows large."""

import pytest

from assessment.bank.nodes import Listing, Record, Scalar
from assessment.bank.parse import parse

QUARTER_MEBIBYTE = 256 * 1024


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, file="f.yaml").problems]


def test_words_keep_their_letters_and_their_lines() -> None:
    root = parse("a: NO\nb:\n  - 010\n  - '12:30'\nc: >-\n  two\n  lines\n", file="f.yaml").root

    assert isinstance(root, Record)
    a, b, c = root.scalar("a"), root.listing("b"), root.scalar("c")
    assert a
    assert (a.text, a.is_bare, a.place.line) == ("NO", True, 1)
    assert isinstance(b, Listing)
    assert [(item.text, item.is_bare, item.place.line) for item in b.each(Scalar)] == [
        ("010", True, 3),
        ("12:30", False, 4),
    ]
    assert c
    assert (c.text, c.is_bare, c.place.line) == ("two lines", False, 5)


def test_a_comment_set_apart_by_more_than_a_space_is_no_part_of_the_text() -> None:
    root = parse("a: priority #1\nb: words   # a remark\nc: words  # a remark\n", file="f.yaml").root

    assert isinstance(root, Record)
    read = [root.scalar(key) for key in ("a", "b", "c")]
    assert [(scalar.text, scalar.is_cut_off) for scalar in read if scalar] == [
        ("priority", True),
        ("words", False),
        ("words", False),
    ]


def test_an_empty_value_stands_on_the_line_of_its_key() -> None:
    root = parse("a:\n\n# to do\nb:\n  c:\nd: {e: }\nf:\n", file="f.yaml").root

    assert isinstance(root, Record)
    b, d = root.record("b"), root.record("d")
    assert b
    assert d
    empty = [root.scalar("a"), b.scalar("c"), d.scalar("e"), root.scalar("f")]
    assert [(scalar.text, scalar.place.line) for scalar in empty if scalar] == [("", 1), ("", 5), ("", 6), ("", 7)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\ta: b", "f.yaml:1: YAML: a tab stands where only spaces may. Indent with spaces."),
        ("a: b\nc: 'd\ne: f\n", "f.yaml:2: YAML: a quotation mark is opened here and never closed. Close it."),
        (
            "a: b: c",
            "f.yaml:1: YAML: a colon stands where no key can be. "
            'Put the whole text in quotes if it holds ": ", and check the indentation.',
        ),
        (
            "a: @b",
            "f.yaml:1: YAML: a text begins with a character that YAML keeps for itself. Put the text in quotes.",
        ),
        (
            "a: - b",
            "f.yaml:1: YAML: a dash begins a list where none can be. "
            "Put the text in quotes, or begin the list on the next line.",
        ),
        (
            "a: [b\nc: d\n",
            "f.yaml:2: YAML: a bracket is not closed, or a comma is missing. Close it, or write one thing a line.",
        ),
        (
            "a: ]",
            "f.yaml:1: YAML: a bracket or a comma stands where a text should be. "
            "Close the bracket, or put the text in quotes.",
        ),
        (
            'a: "b" c',
            "f.yaml:1: YAML: this line does not fit in with the lines above it. "
            "Indent the keys of one group alike, and put a text that holds quotation marks in quotes as a whole.",
        ),
        (
            "a: b\nc\nd: e\n",
            "f.yaml:3: YAML: a line is neither a key with a colon nor part of a text. "
            "Indent it as the text above it, or write a colon after the key.",
        ),
        (
            'a: "C:\\q"',
            "f.yaml:1: YAML: a backslash stands in double quotes. Use single quotes, or write the backslash twice.",
        ),
        (
            "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n",
            "f.yaml:2: YAML: a merge left two versions of the text here. Keep one and delete the marks.",
        ),
        (
            "a: b\nc: d\x07\n",
            "f.yaml:2: YAML: the character U+0007 cannot stand in a text. Delete it; it came from another program.",
        ),
        (
            "%YAML 3.0\n---\na: b\n",
            "f.yaml:1: YAML: this is not YAML (found incompatible YAML document (version 1.* is required)). "
            "Check the quotation marks, brackets and indentation.",
        ),
    ],
)
def test_what_is_not_yaml_is_explained(text: str, problem: str) -> None:
    assert said(text) == [problem]


def test_lines_are_counted_in_files_from_windows_too() -> None:
    assert said("a: b\r\nc: d\r\n\te: f\r\n") == [
        "f.yaml:3: YAML: a tab stands where only spaces may. Indent with spaces."
    ]


def test_a_bomb_of_aliases_is_refused_line_by_line() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    rules = [(problem.rule.value, problem.place.line) for problem in parse(bomb, file="f.yaml").problems]

    assert rules == [("anchor", 1), ("anchor", 2), ("alias", 2), ("alias", 2), ("alias", 3), ("alias", 3)]


def test_an_aliased_or_anchored_key_is_refused() -> None:
    assert [problem.rule.value for problem in parse("&a b: c\n*a : d\n", file="f.yaml").problems] == ["anchor", "alias"]


def test_a_tag_hides_nothing_else_that_is_wrong() -> None:
    problems = parse("a: !!python/object:os.system {b: &c d}\ne: !x f\n", file="f.yaml").problems

    assert [(problem.rule.value, problem.place.line) for problem in problems] == [("tag", 1), ("anchor", 1), ("tag", 2)]


@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[?"])
def test_any_depth_is_refused_at_once(opening: str) -> None:
    problems = parse(opening * (QUARTER_MEBIBYTE // len(opening)), file="f.yaml").problems

    assert [problem.rule.value for problem in problems] == ["too_deep"]


def test_an_empty_text_is_no_problem_of_its_own() -> None:
    assert parse("# nothing\n", file="f.yaml") == (None, [])
