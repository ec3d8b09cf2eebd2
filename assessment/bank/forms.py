"""What `bank.yaml` and a theme's file hold: every key, and the kind of value it takes."""

import re
from typing import Final

from assessment.bank.kinds import Code, Day, Number, OneOf, Text, Truth, Whole
from assessment.bank.model import Status
from assessment.bank.shape import ByCode, Group, Several, TextOr

FEWEST_LEVELS: Final = 2
MOST_LEVELS: Final = 9

_TITLE: Final = Text(longest=200)
_TEXT: Final = Text()
_NAME: Final = Code(
    pattern=re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"),
    form="Write small letters, digits and single underscores, beginning with a letter, such as requires_improvement",
)
_ID: Final = Code(
    pattern=re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"),
    form="Write small letters, digits and single hyphens, beginning with a letter, such as police-act",
)
_VERSION: Final = Code(
    pattern=re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){0,3}"),
    form='Write numbers with dots between them, in quotes, such as "2026.1"',
)
_SHORT_CODE: Final = Code(
    pattern=re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,2}"),
    form="Write one to three capital letters and a number, such as P1",
)

THEME_CODE: Final = _NAME
BANK_ID: Final = _ID
VERSION: Final = _VERSION

_CITATION: Final = Group(required={"id": _ID, "where": _TITLE}, optional={}, expected='{id: …, where: "…"}')

_STATEMENT: Final = TextOr(
    alone=_TEXT, group=Group(required={"text": _TEXT}, optional={"essential": Truth()}, expected="a text")
)

_LIMIT: Final = Group(
    required={
        "id": _SHORT_CODE,
        "when": Group(
            required={},
            optional={
                "finding": _SHORT_CODE,
                "question": _SHORT_CODE,
                "theme": _NAME,
                "at_most": _NAME,
                "themes_at_most": _NAME,
                "count": Whole(),
            },
            expected="a condition such as {question: P1, at_most: inadequate}",
        ),
        "caps": _NAME,
        "at": _NAME,
        "because": _TEXT,
        "source": _CITATION,
    },
    optional={},
)

BANK_FILE: Final = Group(
    required={
        "id": _ID,
        "version": _VERSION,
        "title": _TITLE,
        "status": OneOf(words=tuple(Status), expected=" or ".join(Status)),
        "sources": Several(
            noun="source",
            key="id",
            of=Group(required={"id": _ID, "title": _TITLE, "publisher": _TITLE}, optional={"date": Day()}),
        ),
        "scale": Several(
            noun="level",
            key="code",
            least=FEWEST_LEVELS,
            most=MOST_LEVELS,
            of=Group(required={"code": _NAME, "title": _TITLE, "meaning": _TEXT}, optional={}),
        ),
        "words": Several(noun="word", key="word", of=Group(required={"word": _TITLE, "meaning": _TEXT}, optional={})),
        "themes": Several(of=_NAME),
        "rubric": Group(
            required={
                "thresholds": ByCode(of=Number(), expected="a number for every level but the lowest"),
                "minimum_coverage": Number(),
                "evidence_expected_from": _NAME,
                "limits": Several(noun="limit", key="id", least=0, of=_LIMIT),
            },
            optional={},
        ),
    },
    optional={},
)

THEME_FILE: Final = Group(
    required={
        "theme": _NAME,
        "title": _TITLE,
        "weight": Number(),
        "introduction": _TEXT,
        "questions": Several(
            noun="question",
            key="code",
            of=Group(
                required={
                    "code": _SHORT_CODE,
                    "title": _TITLE,
                    "prompt": _TEXT,
                    "why": _TEXT,
                    "source": _CITATION,
                    "core": Truth(),
                    "statements": ByCode(
                        of=Several(of=_STATEMENT), expected="statements for every level but the lowest"
                    ),
                    "evidence": Several(of=_TEXT),
                },
                optional={
                    "weight": Number(),
                    "not_applicable_when": _TEXT,
                    "finding": Group(required={"id": _SHORT_CODE, "ask": _TEXT, "because": _TEXT}, optional={}),
                },
            ),
        ),
    },
    optional={},
)
