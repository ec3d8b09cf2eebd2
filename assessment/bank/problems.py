"""The rules that a question bank is held to, and a problem that says where, what, and what to do."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from assessment.errors import Sentence, sentence


class Rule(StrEnum):
    """Every rule a bank is held to. A faulty bank of the same name in the tests shows what breaking it says."""

    # The folder and its files
    FOLDER_MISSING = "folder_missing"
    FOLDER_NAME = "folder_name"
    BANK_FILE_MISSING = "bank_file_missing"
    THEME_FILE_MISSING = "theme_file_missing"
    THEME_FILE_UNLISTED = "theme_file_unlisted"
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_LARGE = "file_too_large"
    NOT_UTF8 = "not_utf8"
    EMPTY_FILE = "empty_file"

    # YAML
    YAML_SYNTAX = "yaml_syntax"
    SEVERAL_DOCUMENTS = "several_documents"
    ALIAS = "alias"
    ANCHOR = "anchor"
    TAG = "tag"
    REPEATED_KEY = "repeated_key"
    KEY_NOT_TEXT = "key_not_text"
    TOO_DEEP = "too_deep"

    # Keys and the kinds of value they take
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_TYPE = "wrong_type"
    BARE_VALUE = "bare_value"
    EMPTY_TEXT = "empty_text"
    TEXT_CUT_OFF = "text_cut_off"
    TEXT_TOO_LONG = "text_too_long"
    CONTROL_CHARACTER = "control_character"
    CODE_PATTERN = "code_pattern"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_TOO_LONG = "number_too_long"
    NOT_WHOLE = "not_whole"
    NOT_TRUE_OR_FALSE = "not_true_or_false"
    NOT_A_DATE = "not_a_date"
    NOT_A_CHOICE = "not_a_choice"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"

    # Codes and texts
    REPEATED_CODE = "repeated_code"
    RESERVED_CODE = "reserved_code"
    THEME_NAME = "theme_name"
    UNKNOWN_SOURCE = "unknown_source"
    REPEATED_TEXT = "repeated_text"
    LEVEL_MISSING = "level_missing"
    LEVEL_UNKNOWN = "level_unknown"
    ESSENTIAL_AT_TOP = "essential_at_top"

    # To whom a question applies
    APPLIES_TO_ALL = "applies_to_all"
    APPLIES_TO_NONE = "applies_to_none"
    APPLIES_REPEATED = "applies_repeated"
    APPLIES_THEME_EMPTY = "applies_theme_empty"

    # Wording
    STATEMENT_TOO_LONG = "statement_too_long"
    STATEMENT_AND_OR = "statement_and_or"
    STATEMENT_VAGUE = "statement_vague"
    STATEMENT_NEGATIVE = "statement_negative"
    STATEMENT_REPEATED = "statement_repeated"
    READING_AGE = "reading_age"

    # Weights and thresholds
    WEIGHT_NEGATIVE = "weight_negative"
    WEIGHTS_ALL_ZERO = "weights_all_zero"
    THRESHOLD_MISSING = "threshold_missing"
    THRESHOLD_UNKNOWN = "threshold_unknown"
    THRESHOLD_OF_LOWEST = "threshold_of_lowest"
    THRESHOLD_OUT_OF_RANGE = "threshold_out_of_range"
    THRESHOLDS_NOT_RISING = "thresholds_not_rising"
    COVERAGE_OUT_OF_RANGE = "coverage_out_of_range"
    EVIDENCE_LEVEL_UNKNOWN = "evidence_level_unknown"
    EVIDENCE_FROM_LOWEST = "evidence_from_lowest"

    # Limits
    LIMIT_CONDITION = "limit_condition"
    LIMIT_UNKNOWN_NAME = "limit_unknown_name"
    LIMIT_NEVER_FIRES = "limit_never_fires"
    LIMIT_NEVER_BINDS = "limit_never_binds"
    LIMIT_NEVER_ESCAPED = "limit_never_escaped"
    LIMIT_CAPS_THEME_BY_THEMES = "limit_caps_theme_by_themes"
    LIMIT_TWICE = "limit_twice"
    LIMIT_FORGIVEN = "limit_forgiven"
    LIMIT_NOT_CORE = "limit_not_core"
    FINDING_UNUSED = "finding_unused"

    # What became of the version before
    EQUIVALENCE_MISSING = "equivalence_missing"
    EQUIVALENCE_UNKNOWN_VERSION = "equivalence_unknown_version"
    EQUIVALENCE_LINE_MISSING = "equivalence_line_missing"
    EQUIVALENCE_UNKNOWN_NAME = "equivalence_unknown_name"
    EQUIVALENCE_COUNT = "equivalence_count"
    EQUIVALENCE_DIFFERS = "equivalence_differs"
    EQUIVALENCE_TAKEN_TWICE = "equivalence_taken_twice"

    # What cannot be said at once
    CONTRADICTION_COUNT = "contradiction_count"
    CONTRADICTION_UNKNOWN_NAME = "contradiction_unknown_name"
    CONTRADICTION_NEVER = "contradiction_never"
    CONTRADICTION_TWICE = "contradiction_twice"

    # The lock of published versions
    LOCK_LINE = "lock_line"
    LOCK_REPEATED = "lock_repeated"
    LOCK_WITHOUT_FOLDER = "lock_without_folder"
    NOT_IN_LOCK = "not_in_lock"
    DRAFT_IN_LOCK = "draft_in_lock"
    CONTENT_CHANGED = "content_changed"


class Place(NamedTuple):
    """A line of a file; lines count from 1. The file is named as the author named its folder."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a bank, as its author reads it."""

    rule: Rule
    place: Place
    where: str
    """The part of the bank that it is about, such as ``question P3, statements, good 1``."""
    found: str
    remedy: str
    """The thing to do, in a whole sentence."""

    def __str__(self) -> str:
        line = f"{self.place.file}:{self.place.line}: {self.where}: {self.found}. {self.remedy}"
        # What an author pasted into a file must neither break the line nor steer the terminal it is printed on.
        return "".join(
            character if character.isprintable() else character.encode("unicode_escape").decode() for character in line
        )


def as_sentence(problem: Problem) -> Sentence:
    """Return the problem as the sentence of an error. Its rule is in the parameter `problem`."""
    return sentence("bank_problem", "{problem}", problem=problem)


def in_order(problems: Collection[Problem]) -> list[Problem]:
    """Return the problems by file and line."""
    return sorted(problems, key=lambda problem: problem.place)


def shortened(text: str) -> str:
    """Return the text, cut to what a message can hold."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def quoted(text: str) -> str:
    """Return the text in quotation marks, cut to what a message can hold."""
    return f'"{shortened(text)}"'


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that was probably meant, if one is close."""
    matches = get_close_matches(word.casefold(), known, n=1) if len(word) <= 60 else []
    return matches[0] if matches else None


def suggestion(word: str, known: Collection[str]) -> str:
    """Return what to write in place of an unknown word: the one probably meant, or the known ones if they are few."""
    meant = nearest(word, known)
    if meant:
        return f"Did you mean {quoted(meant)}?"
    once = list(dict.fromkeys(known))
    return f"Write one of: {', '.join(once)}." if 0 < len(once) <= 10 else "Write one that the bank defines."
