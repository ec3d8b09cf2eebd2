"""How statements are worded: short, countable, each said once, and readable.

These rules decide whether a version may be published. They are no reason to refuse one that is in use.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from assessment.bank.draft import BankDraft, DraftStatement, DraftTheme
from assessment.bank.problems import Problem, Rule, quoted
from assessment.bank.reading_age import FEWEST_WORDS, count_words, reading_age

MOST_WORDS: Final = 30
OLDEST_READING_AGE: Final = 14
"""Years."""
ALIKE: Final = 0.8
"""The share of words, in their order, from which two statements count as nearly the same."""

VAGUE_WORDS: Final = (
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "clear",
    "clearly",
    "effective",
    "effectively",
    "embedded",
    "ensure",
    "ensures",
    "key",
    "major",
    "proper",
    "properly",
    "regular",
    "regularly",
    "relevant",
    "robust",
    "robustly",
    "significant",
    "significantly",
    "strong",
    "strongly",
    "sufficient",
    "sufficiently",
    "suitable",
    "suitably",
    "timely",
)
"""Words that two readers understand differently. "Key post" is defined in the bank, and may be used."""

_VAGUE: Final = re.compile(rf"\b(?!key posts?\b)({'|'.join(VAGUE_WORDS)})\b", re.IGNORECASE)
_AND_OR: Final = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)
_NEGATIVE: Final = re.compile(
    r"\b(no|not|nor|none|nobody|nothing|never|neither|nowhere|cannot|without|\w+n['’]t)\b", re.IGNORECASE
)
_NUMBER: Final = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|half)\b"
_THRESHOLD: Final = re.compile(
    rf"\b(?:at most|at least|no more than|not more than|no fewer than|fewer than|less than|more than|all but|within)"
    rf"\s+{_NUMBER}",
    re.IGNORECASE,
)
_WHERE_NONE_AROSE: Final = re.compile(
    r"\"[^\"]*\"|“[^”]*”|, or\b.*$|\b(?:where|while|when|if) (?:no|none|nothing|nobody)\b[^,;]*",
    re.IGNORECASE,
)
"""Words in quotation marks, and the part of a statement that says what counts where nothing arose."""


def find_wording_faults(draft: BankDraft) -> Iterator[Problem]:
    """Yield everything about the wording of the bank that must change before it is published."""
    statements = list(draft.statements())
    for statement in statements:
        yield from _faults_of(statement)
    yield from _repeated(statements)
    for theme in draft.themes:
        yield from _hard_to_read(theme, draft.level_codes)


def _faults_of(statement: DraftStatement) -> Iterator[Problem]:
    words = count_words(statement.text)
    if words > MOST_WORDS:
        found = f"the statement has {words} words, more than {MOST_WORDS}"
        yield _problem(statement, Rule.STATEMENT_TOO_LONG, found, "Shorten it, or make two statements of it.")
    if _AND_OR.search(statement.text):
        remedy = "Decide which of the two it is; two facts are two statements."
        yield _problem(statement, Rule.STATEMENT_AND_OR, 'the statement says "and/or"', remedy)
    for word in dict.fromkeys(match.group().casefold() for match in _VAGUE.finditer(statement.text)):
        found = f"{quoted(word)} means something else to each reader"
        remedy = "Say what can be counted or seen: who, how many of how many, by what document, by when."
        yield _problem(statement, Rule.STATEMENT_VAGUE, found, remedy)
    negative = _NEGATIVE.search(_WHERE_NONE_AROSE.sub(" ", statement.text))
    if negative and not _THRESHOLD.search(statement.text):
        found = f"{quoted(negative.group().casefold())} makes the statement negative, with nothing to count"
        remedy = 'Say what is there, or count what is not, such as "at most one in the last 12 months".'
        yield _problem(statement, Rule.STATEMENT_NEGATIVE, found, remedy)


def _repeated(statements: list[DraftStatement]) -> Iterator[Problem]:
    """Yield each statement that says the same, or nearly, as one before it."""
    words = [re.findall(r"[\w’'-]+", statement.text.casefold()) for statement in statements]
    counts = [Counter(of_one) for of_one in words]
    for place, statement in enumerate(statements):
        for before in range(place):
            # Comparing the words whatever their order is cheap, and never finds less alike than in order.
            most = 2 * (counts[place] & counts[before]).total()
            total = len(words[place]) + len(words[before])
            if most < ALIKE * total:
                continue
            share = SequenceMatcher(None, words[before], words[place], autojunk=False).ratio()
            if share >= ALIKE:
                other = statements[before]
                found = f"the words are {'the same as' if share == 1 else 'nearly the same as'} in {other.code}"
                remedy = "Remove one, or word them so that a reader sees at once how they differ."
                yield _problem(statement, Rule.STATEMENT_REPEATED, found, remedy)
                break


def _hard_to_read(theme: DraftTheme, levels: tuple[str, ...] | None) -> Iterator[Problem]:
    """Yield that a theme is hard to read as a whole. Single short sentences measure nothing."""
    texts = [text for item in theme.questions for key in ("prompt", "why") if (text := item.record.text(key))]
    texts.extend(statement.text for statement in theme.statements(levels))
    if sum(map(count_words, texts)) < FEWEST_WORDS:
        return
    age = reading_age(texts)
    if age > OLDEST_READING_AGE:
        yield Problem(
            rule=Rule.READING_AGE,
            place=theme.record.place_of("questions"),
            where=theme.where,
            found=f"prompts, whys and statements together need a reading age of {age:.1f}, "
            f"more than {OLDEST_READING_AGE}",
            remedy="Use shorter words and shorter sentences.",
        )


def _problem(statement: DraftStatement, rule: Rule, found: str, remedy: str) -> Problem:
    return Problem(rule=rule, place=statement.place, where=f"statement {statement.code}", found=found, remedy=remedy)
