"""From a file's text to nodes with their places. Strict: aliases, anchors, tags and repeated keys are refused.

Only YAML's own events are read, one after the other: nothing is resolved, expanded or constructed, so that a small file
cannot become a large one and no text is taken for a date or a number.
"""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assessment.bank.nodes import Entry, Listing, Node, Record, Refused, Scalar
from assessment.bank.problems import Place, Problem, Rule, quoted
from assessment.bank.syntax_problems import syntax_problem

DEEPEST: Final = 12
"""Lists and records inside each other. A bank needs five."""


class Parsed(NamedTuple):
    """The content of a file, and what is wrong with it as YAML. An empty or unreadable file has no root."""

    root: Node | None
    problems: list[Problem]


def parse(text: str, *, file: str) -> Parsed:
    """Return the nodes of a file's text; `file` is its name in the problems."""
    composer = _Composer(text=text, file=file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            composer.take(event)
    except _NotWorthReading:
        return Parsed(None, composer.problems)
    except YAMLError as error:
        return Parsed(None, [*composer.problems, syntax_problem(error, text, file)])
    return Parsed(composer.root, composer.problems)


class _NotWorthReading(Exception):
    """The rest of the file would only repeat the problem just found."""


@dataclass(slots=True)
class _Open:
    """A list or record whose end has not come yet. A record's items are its keys and values in turn."""

    place: Place
    is_record: bool
    is_refused: bool
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Composer:
    """Builds nodes from events without recursion, so that depth is a number and not a crash."""

    text: str
    file: str
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: Any) -> None:
        """Add what one event says."""
        match event:
            case DocumentStartEvent():
                self._start_document(self._place(event))
            case AliasEvent():
                self._refuse(
                    Rule.ALIAS,
                    self._place(event),
                    f"the alias {quoted('*' + event.anchor)} stands for text elsewhere",
                    "Write the text itself here; if it is meant as text, put it in quotes.",
                )
                self._add(Refused(place=self._place(event)))
            case ScalarEvent():
                self._add(self._scalar(event))
            case SequenceStartEvent() | MappingStartEvent():
                self._start(event)
            case SequenceEndEvent() | MappingEndEvent():
                self._end()

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1)

    def _refuse(self, rule: Rule, place: Place, found: str, remedy: str, *, where: str = "YAML") -> None:
        self.problems.append(Problem(rule=rule, place=place, where=where, found=found, remedy=remedy))

    def _start_document(self, place: Place) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(
                Rule.SEVERAL_DOCUMENTS,
                place,
                "a second document begins here",
                'Remove the line "---" or put what follows into a file of its own.',
            )
            raise _NotWorthReading

    def _is_refused(self, event: Any) -> bool:
        """Return True if no bank may hold the node. An anchor is only reported, as its text can be read."""
        place = self._place(event)
        if event.anchor is not None:
            self._refuse(
                Rule.ANCHOR,
                place,
                f"the anchor {quoted('&' + event.anchor)} names this text for use elsewhere",
                "Remove it; if it is meant as text, put the text in quotes.",
            )
        if event.tag is not None:
            self._refuse(
                Rule.TAG,
                place,
                f"the tag {quoted(str(event.tag).replace('tag:yaml.org,2002:', '!!'))} asks for a type",
                "Remove it; if it is meant as text, put the text in quotes.",
            )
        return event.tag is not None

    def _scalar(self, event: Any) -> Node:
        place = self._place(event)
        if self._is_refused(event):
            return Refused(place=place)
        is_bare = not event.style
        if is_bare and event.value == "" and self._is_value():
            # The YAML reader finds that nothing is there only where the next text begins, lines below the key.
            place = self.open[-1].items[-1].place
        is_cut_off = is_bare and event.value != "" and self._is_comment(event.end_mark.index)
        return Scalar(place=place, text=event.value, is_bare=is_bare, is_cut_off=is_cut_off)

    def _is_value(self) -> bool:
        """Return True if the next node is the value of the key before it."""
        return bool(self.open) and self.open[-1].is_record and len(self.open[-1].items) % 2 == 1

    def _is_comment(self, start: int) -> bool:
        """Return True if a comment follows after a single space, and may be meant as text."""
        end = self.text.find("\n", start)
        rest = self.text[start : end if end >= 0 else None]
        before = self.text[: start + len(rest) - len(rest.lstrip())]
        return rest.lstrip().startswith("#") and not before.endswith("  ")

    def _start(self, event: Any) -> None:
        place = self._place(event)
        if len(self.open) == DEEPEST:
            self._refuse(
                Rule.TOO_DEEP,
                place,
                f"lists and records stand more than {DEEPEST} deep in each other",
                "Check the brackets and the indentation.",
            )
            raise _NotWorthReading
        is_record = isinstance(event, MappingStartEvent)
        self.open.append(_Open(place=place, is_record=is_record, is_refused=self._is_refused(event)))

    def _end(self) -> None:
        closed = self.open.pop()
        if closed.is_refused:
            self._add(Refused(place=closed.place))
        elif closed.is_record:
            self._add(Record(place=closed.place, entries=self._entries(closed.items)))
        else:
            self._add(Listing(place=closed.place, items=tuple(closed.items)))

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].items.append(node)
        else:
            self.root = node

    def _entries(self, keys_and_values: list[Node]) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key, value in zip(keys_and_values[::2], keys_and_values[1::2], strict=True):
            if isinstance(key, Refused):
                continue
            if not isinstance(key, Scalar):
                self._refuse(Rule.KEY_NOT_TEXT, key.place, "a key is a list or a record", "Write a word and a colon.")
            elif key.text in entries:
                self._refuse(
                    Rule.REPEATED_KEY,
                    key.place,
                    f"stands twice, here and on line {entries[key.text].key.place.line}",
                    "Keep one of them.",
                    where=f"key {quoted(key.text)}",
                )
            else:
                entries[key.text] = Entry(key=key, value=value)
        return entries
