"""The complaints of the YAML reader, in words that an author understands."""

import re
from typing import Final

from ruamel.yaml.error import YAMLError
from ruamel.yaml.reader import ReaderError

from assessment.bank.problems import Place, Problem, Rule

# What the YAML reader says, in parts of its own words, and what that means to an author.
_UNCLOSED: Final = ("a quotation mark is opened here and never closed", "Close it.")
_KEPT_BY_YAML: Final = ("a text begins with a character that YAML keeps for itself", "Put the text in quotes.")
_MEANINGS: Final = {
    r"character '\t'": ("a tab stands where only spaces may", "Indent with spaces."),
    "unexpected end of stream": _UNCLOSED,
    "document separator": _UNCLOSED,
    "cannot start any token": _KEPT_BY_YAML,
    "mapping keys are not allowed": _KEPT_BY_YAML,
    "mapping values are not allowed": (
        "a colon stands where no key can be",
        'Put the whole text in quotes if it holds ": ", and check the indentation.',
    ),
    "sequence entries are not allowed": (
        "a dash begins a list where none can be",
        "Put the text in quotes, or begin the list on the next line.",
    ),
    "unknown escape character": (
        "a backslash stands in double quotes",
        "Use single quotes, or write the backslash twice.",
    ),
    "expected ','": ("a bracket is not closed, or a comma is missing", "Close it, or write one thing a line."),
    "expected the node content": (
        "a bracket or a comma stands where a text should be",
        "Close the bracket, or put the text in quotes.",
    ),
    "expected <block end>": (
        "this line does not fit in with the lines above it",
        "Indent the keys of one group alike, and put a text that holds quotation marks in quotes as a whole.",
    ),
    "could not find expected ':'": (
        "a line is neither a key with a colon nor part of a text",
        "Indent it as the text above it, or write a colon after the key.",
    ),
}
_MERGE: Final = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def syntax_problem(error: YAMLError, text: str, file: str) -> Problem:
    """Return the first thing the YAML reader could not read; it cannot go on from there."""

    def problem(line: int, found: str, remedy: str, rule: Rule = Rule.YAML_SYNTAX) -> Problem:
        return Problem(rule=rule, place=Place(file, line), where="YAML", found=found, remedy=remedy)

    merge = _MERGE.search(text)
    if merge:
        line = text.count("\n", 0, merge.start()) + 1
        return problem(line, "a merge left two versions of the text here", "Keep one and delete the marks.")
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        found = f"the character U+{error.character:04X} cannot stand in a text"
        return problem(line, found, "Delete it; it came from another program.", Rule.CONTROL_CHARACTER)
    said = str(getattr(error, "problem", None) or error).split("\n")[0]
    unknown = (f"this is not YAML ({said})", "Check the quotation marks, brackets and indentation.")
    meaning = next((meaning for part, meaning in _MEANINGS.items() if part in said), unknown)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if meaning is _UNCLOSED:
        # It is noticed at the end of the file and mended where it was opened.
        marks.reverse()
    return problem(next((mark.line + 1 for mark in marks if mark), 1), *meaning)
