"""Sample assessments of invented collaborations on the published bank, from the smallest to the most hostile."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from uuid import UUID

from assessment.agreement.spread import spread_of
from assessment.bank.library import Library
from assessment.bank.model import Bank, Question
from assessment.codes import ActionState, Stage
from assessment.comparison.compared import ComparedRow, Selection, SetAside
from assessment.ids import ActionId, AssessmentId, CollaborationId, EvidenceId, RespondentId
from assessment.report.comparison_subject import ComparisonSubject
from assessment.report.pdf_report import build_report
from assessment.report.report_subject import AnsweredAlone, EarlierVersion, ReportSubject, Submission
from assessment.rounds.assessment import Assessment, BankReference, Classification, Collaboration, Round
from assessment.rounds.improvement_action import ImprovementAction, StoredImprovementAction
from assessment.rounds.response import Evidence, Met, MinorityView, NotApplicable, Response, Responses
from assessment.scoring import score
from assessment.settings import Settings
from scripts.example.answers import AnsweredRound
from scripts.example.collaborations import COLLABORATIONS
from tests.known_forces import a_partner, partners_of
from tests.report.report_builders import compared_with, those_forces

ISSUED: Final = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

# All of them are invented, so that nobody takes a sample grade for that of a real force.
NINE_FORCES: Final = (
    "Exampleshire Police",
    "Mockton Constabulary",
    "Placeholder Valley Police",
    "Sampleford Police",
    "Inventing and Supposing Police",
    "North Fiction Police",
    "South Fiction Police",
    "Imaginary Isles Constabulary",
    "Pretendham Police",
)
_LEVELS: Final = (4, 3, 4, 5, 3, 2, 4, 4, 3, 4, 4, 3, 5, 3, 3, 2, 3, 4, 2, 2, 3, 2, 3, 4, 2, 3, 1, 4, 5, 4)
_RATIONALES: Final = (
    "The joint board looked at this in May 2026. Two forces had it in place; the third follows in spring.",
    "Agreed by all chief officers in the section 22A agreement, and reviewed each April. The review of April 2026 "
    "changed the way costs are shared, after Finance found that one force paid for hours it did not use.",
    "In place since the collaboration began, and nobody has asked whether it still does what it was meant to do.",
    "",
    "The head of the unit keeps the record. It was shown to internal audit in February 2026, who found 3 of 40 entries "
    "incomplete; these were put right within the month.",
)
WELSH: Final = (
    "Mae’r ddau heddlu wedi cytuno ar y pwrpas, ac mae’r bwrdd yn ei adolygu bob blwyddyn. Ystyriwyd tŷ, dŵr, gŵyr, "
    "ŷd a sêr: nid oes yr un llythyren ar goll.",
    "Nid oes cytundeb ysgrifenedig rhwng yr heddluoedd eto, ond mae drafft gyda’r cyfreithwyr ers mis Mai.",
    "Agreed by both chief constables. The Welsh text is the one that was signed.",
)
_HOSTILE: Final = (
    '<b>bold</b> <img src="/etc/hostname"> <a href="javascript:alert(1)">here</a> </para> ]]> &amp; &#0; {{7*7}} ${x}',
    "W" * 400 + " https://example.invalid/" + "a-very-long-path/" * 18,
    "x" * 4_000,
    "A sentence that goes on. " * 160,
    "NUL\x00 BEL\x07 \u202eturned\u202c hid\u200bden \ud800 \ufffe \U000e0041 中文 \U0001f600 العربية עברית क "
    "e\u0301\u0323",
    "one\ntwo\r\nthree\u2028four\n\n\n\nfive\ttabbed",
    "(\\) \\( \\n %PDF-1.7 endstream endobj << /JS (x) >>",
    '=HYPERLINK("http://example.invalid") \' OR 1=1 -- "; DROP TABLE',
)


@cache
def bank() -> Bank:
    """Return the newest published bank."""
    return Library(Settings.from_environment(os.environ).banks).latest()


def smallest() -> ReportSubject:
    """Return a draft of one partner without any answers."""
    return _subject(
        {},
        collaboration="Dog unit",
        partners=("Exampleshire Police",),
        lead_force="Exampleshire Police",
        is_draft=True,
        assessment_id=None,
    )


def typical() -> ReportSubject:
    """Return a submitted assessment of four partners, with its round before: the laboratory of the example."""
    laboratory = next(each for each in COLLABORATIONS if each.papers == "FS")
    earlier, later = (
        AnsweredRound(collaboration=laboratory, round=round, as_of=date(year, 11, 1))
        for round, year in ((laboratory.earlier, 2025), (laboratory.later, 2026))
    )
    actions = _actions("The agreement goes to every partner’s board for signature.", "Head of Legal Services")
    overdue, _, done = actions
    subject = _subject(
        _by_question(later),
        collaboration="Four-force forensic services",
        partners=tuple(laboratory.partners),
        lead_force=laboratory.lead_force,
        actions=actions,
        version=3,
        earlier=EarlierVersion(
            version=2,
            issued=datetime(2026, 11, 3, 9, 0, tzinfo=UTC),
            actions={
                overdue.id: replace(overdue.action, due=date(2026, 9, 30), owner="Head of Finance"),
                done.id: replace(done.action, state=ActionState.UNDER_WAY),
            },
        ),
        submitted=Submission(by="Collaboration lead", at=datetime(2026, 11, 20, 15, 30, tzinfo=UTC)),
    )
    return compared_with(subject, score(bank(), _by_question(earlier)))


def _alone(forces: tuple[str, ...], missing: tuple[str, ...] = ()) -> AnsweredAlone:
    """Return what the forces answered alone, each of them something else."""
    replies = {force: _typical_replies(shift=place) for place, force in enumerate(forces)}
    return AnsweredAlone(spread=spread_of(bank(), replies), forces=those_forces((*forces, *missing), missing=missing))


def _with_views(replies: Responses, alone: AnsweredAlone, texts: tuple[str, ...]) -> Responses:
    """Return the replies, of which the first ones have the views of forces that differ."""
    views = [
        MinorityView(force=alone.forces[place % len(alone.forces)].id, text=text) for place, text in enumerate(texts)
    ]
    first = list(replies)[: len(views)]
    disputed = {code: replace(replies[code], minority_views=(view,)) for code, view in zip(first, views, strict=True)}
    return {**replies, **disputed}


def _by_question(answered: AnsweredRound) -> Responses:
    return {response.question: response for response in answered.responses(bank())}


def hostile() -> ReportSubject:
    """Return an assessment of nine partners with hostile text in every field."""
    alone = _alone((*NINE_FORCES[:6], _HOSTILE[0], "N" * 120, _HOSTILE[4]), missing=(_HOSTILE[5],))
    actions = tuple(action for text in _HOSTILE[:7] for action in _actions(text[:1_000], text[:200].strip() or "x"))
    replies = {
        question.code: _reply(
            question, number, _HOSTILE[number % len(_HOSTILE)], title=_HOSTILE[(number + 1) % len(_HOSTILE)][:200]
        )
        for number, question in enumerate(bank().questions())
    }
    return _subject(
        _with_views(replies, alone, _HOSTILE),
        collaboration=_HOSTILE[0],
        partners=(*NINE_FORCES[:6], _HOSTILE[0], "N" * 120, _HOSTILE[4]),
        lead_force=_HOSTILE[0],
        round_title="<i>2026</i> " + "R" * 60,
        classification=Classification.OFFICIAL_SENSITIVE,
        alone=alone,
        actions=actions,
        version=1_204,
        earlier=EarlierVersion(
            version=1_203,
            issued=ISSUED - timedelta(days=1),
            actions={
                each.id: replace(each.action, owner=_HOSTILE[0], state=ActionState.WITHDRAWN, due=date(2026, 1, 1))
                for each in actions
            },
        ),
    )


def welsh() -> ReportSubject:
    """Return an assessment of two partners who answer in Welsh."""
    alone = _alone(("Heddlu Dyffryn Enghraifft", "Heddlu Tŷ Dychymyg"))
    replies = {
        question.code: _reply(question, number, WELSH[number % len(WELSH)], title="Cofnod y bwrdd: ŵyn a thŷ")
        for number, question in enumerate(bank().questions())
    }
    return _subject(
        _with_views(replies, alone, WELSH[:2]),
        collaboration="Gwasanaeth cŵn yr heddlu: Dyffryn Enghraifft a Thŷ Dychymyg",
        partners=("Heddlu Dyffryn Enghraifft", "Heddlu Tŷ Dychymyg"),
        lead_force="Heddlu Dyffryn Enghraifft",
        alone=alone,
    )


SAMPLES: Final[Mapping[str, Callable[[], ReportSubject]]] = {
    "smallest": smallest,
    "typical": typical,
    "hostile": hostile,
    "welsh": welsh,
}


@cache
def sample_report(name: str) -> bytes:
    """Return the PDF of the sample with that name, built once for all tests."""
    return build_report(SAMPLES[name]())


def _actions(what: str, owner: str) -> tuple[StoredImprovementAction, ...]:
    """Return three actions: one overdue on the date of issue, one under way, and one done."""
    days = (date(2026, 11, 1), date(2027, 2, 28), date(2026, 6, 30))
    states = (ActionState.PLANNED, ActionState.UNDER_WAY, ActionState.DONE)
    return tuple(
        StoredImprovementAction(
            id=ActionId(UUID(int=number)),
            action=ImprovementAction(question=question.code, what=what, owner=owner, due=due, state=state),
            version=1,
            saved_at=ISSUED,
            saved_by="Collaboration lead",
        )
        for number, (question, due, state) in enumerate(zip(bank().questions(), days, states, strict=False))
    )


def nine_compared() -> ComparisonSubject:
    """Return a comparison of nine collaborations, answered to different extents."""
    rows = []
    for number, force in enumerate(NINE_FORCES, start=1):
        replies = {
            code: response
            for place, (code, response) in enumerate(_typical_replies(shift=7 * number).items())
            if place % 11 >= number % 3
        }
        assessment = _submitted(f"{force.partition(' ')[0]} forensic services", number)
        rows.append(ComparedRow.of(assessment, bank(), replies))
    apart = SetAside(assessment=_submitted("Example air support", 10), why="Not submitted yet.")
    return ComparisonSubject(
        bank=bank(),
        rows=tuple(rows),
        set_aside=(apart,),
        selection=Selection(sorted_by="name"),
        classification=Classification.OFFICIAL,
        issued=ISSUED,
    )


def _submitted(name: str, number: int) -> Assessment:
    return Assessment(
        id=AssessmentId(UUID(int=number)),
        collaboration=Collaboration(
            id=CollaborationId(UUID(int=number)),
            name=name,
            partners=partners_of(NINE_FORCES[number % 9], NINE_FORCES[(number + 3) % 9]),
            lead_force=a_partner(NINE_FORCES[number % 9]),
        ),
        round=Round(title="2026", as_of=date(2026, 11, 1)),
        bank=BankReference.to(bank()),
        classification=Classification.OFFICIAL,
        respondent=RespondentId(UUID(int=number)),
        started_at=ISSUED,
        stage=Stage.SUBMITTED,
        submitted_at=ISSUED,
    )


def _typical_replies(*, shift: int) -> Responses:
    return {
        question.code: _reply(question, number + shift, _RATIONALES[number % len(_RATIONALES)])
        for number, question in enumerate(bank().questions())
        if number % 19 != 18
    }


def _reply(question: Question, number: int, rationale: str, *, title: str = "") -> Response:
    evidence = tuple(
        Evidence(
            id=EvidenceId(UUID(int=100 * number + item)),
            title=title or f"Board paper: {question.title.lower()}",
            reference=f"BP {number + 1}/2026",
            dated=date(2026, 1 + number % 10, 1 + item) if item != 1 else None,
        )
        for item in range(number % 3)
    )
    if question.not_applicable_when is not None and number % 4 == 0:
        reply = NotApplicable(reason=rationale or "The lead force does this alone.")
        return Response(question=question.code, reply=reply, evidence=evidence, rationale="")
    return Response(
        question=question.code,
        reply=_met(question, number),
        finding=None if question.finding is None else number % 13 == 12,
        rationale=rationale,
        evidence=evidence,
    )


def _met(question: Question, number: int) -> Met:
    """Return the reply that places a question at one of the levels: one in five with a gap, one in seven with more."""
    level = bank().level_at(_LEVELS[number % len(_LEVELS)])
    met = {each.code for each in question.statements if each.level.place <= level.place}
    below = [each for each in question.statements if each.level.place < level.place and not each.is_essential]
    if below and number % 5 == 4:
        met.remove(below[-1].code)
    if number % 7 == 6:
        met.add(question.statements[-1].code)
    return Met(statements=frozenset(met))


def _subject(replies: Responses, **changed: object) -> ReportSubject:
    subject: dict[str, object] = {
        "collaboration": "Exampleshire, Mockton and Sampleford forensic services",
        "partners": ("Exampleshire Police", "Mockton Constabulary", "Sampleford Police"),
        "lead_force": "Mockton Constabulary",
        "round_title": "2026",
        "as_of": date(2026, 11, 1),
        "classification": Classification.OFFICIAL,
        "assessment_id": "0198c0de-0000-7000-8000-000000000001",
        "is_draft": False,
        "bank": bank(),
        "responses": replies,
        "scorecard": score(bank(), replies),
        "issued": ISSUED,
    }
    return ReportSubject(**(subject | changed))  # type: ignore[arg-type]
