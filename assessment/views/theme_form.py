"""The questions of one theme as their respondent works on them, and one response as it is stored now.

A page hands :attr:`ThemeForm.data` to the form that runs in the browser, so its keys are those of JavaScript.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from assessment.access import Actor
from assessment.agreement.spread import Spread
from assessment.authorisation import authorise
from assessment.bank.library import Library
from assessment.bank.model import Bank, Finding, Level, Question, Statement, Theme
from assessment.charts import palette
from assessment.codes import Permission
from assessment.ids import AssessmentId, PersonId, QuestionCode, RespondentId
from assessment.rounds.assessment import Classification, highest, require_question
from assessment.rounds.named_evidence import NamedEvidence, evidence_of, named_evidence
from assessment.rounds.response import Evidence, NotApplicable, Response, StoredResponse
from assessment.rounds.text_rules import (
    EVIDENCE_COUNT,
    NAME_LENGTH,
    RATIONALE_LENGTH,
    REASON_LENGTH,
    REFERENCE_LENGTH,
)
from assessment.rounds.working_notes import COMMENT_LENGTH, NOTE_LENGTH
from assessment.scoring.limit_wording import what_it_limits
from assessment.scoring.question_results import QuestionResult
from assessment.store import Store
from assessment.views.answered_assessment import AnsweredAssessment, read_assessment
from assessment.views.carried_over import CarriedOver, carried_over
from assessment.views.partners_view import read_released_spread
from assessment.views.previous_round import ReadRound, read_previous_round
from assessment.views.working_notes import Comments, Handing, comments_data, forces_then, read_comments, read_handing


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeForm:
    """A theme with the question that is opened first, and whoever answers it."""

    opened: AnsweredAssessment
    theme: Theme
    question: Question
    person: PersonId | None
    """None for the command line."""
    before: QuestionCode | None
    """The last question of the theme before this one."""
    after: QuestionCode | None
    """The first question of the theme after this one."""
    previous: ReadRound | None
    """The round before, whose levels are shown beside the questions that it was asked alike."""
    carried_over: CarriedOver | None
    """What the round before proposes, each answer to be confirmed; None where nothing is proposed."""
    released: Spread | None
    """What each force said alone, where the partners agree now."""
    comments: Comments
    handing: Handing
    is_core_only: bool
    """Whether Back and Next pass over the questions that are not core."""

    @property
    def classification(self) -> Classification:
        """Return the marking of the form, which is as high as that of the round before."""
        before = [] if self.previous is None else [self.previous.classification]
        return highest([self.opened.assessment.classification, *before])

    @property
    def data(self) -> dict[str, Any]:
        """Return what the form shows, fit for JSON. The addresses of other pages are left to the page."""
        bank, previous = self.opened.bank, self._previous_replies
        return {
            "assessment": str(self.opened.assessment.id),
            "answersOf": str(self.opened.assessment.answers_of),
            "isAlone": self.opened.assessment.own_force is not None,
            "answersFor": self._answers_for,
            "person": None if self.person is None else str(self.person),
            "theme": {
                "code": self.theme.code,
                "title": self.theme.title,
                "place": bank.themes.index(self.theme) + 1,
                "of": len(bank.themes),
            },
            "start": self.question.code,
            "isCoreOnly": self.is_core_only,
            "notAsked": [each.words for each in self.theme.not_asked],
            "words": [{"word": word.word, "meaning": word.meaning} for word in bank.words],
            "forces": [{"id": str(force.id), "name": force.name} for force in self.opened.assessment.agreeing_forces],
            "levels": [_level_data(level, levels=len(bank.scale)) for level in bank.scale],
            "evidenceExpectedFrom": bank.rubric.evidence_expected_from.code,
            "asOf": self.opened.assessment.round.as_of.isoformat(),
            "marking": self.opened.assessment.classification,
            "markings": list(Classification),
            "named": [_named_data(item) for item in self._named],
            "limits": {
                "rationale": RATIONALE_LENGTH,
                "reason": REASON_LENGTH,
                "title": NAME_LENGTH,
                "reference": REFERENCE_LENGTH,
                "evidence": EVIDENCE_COUNT,
                "comment": COMMENT_LENGTH,
                "note": NOTE_LENGTH,
            },
            "colleagues": [{"id": str(id), "label": label} for id, label in self.handing.colleagues.items()],
            "questions": [
                _question_data(bank, question, self.opened.stored)
                | {
                    "lastRound": previous.get(question.code),
                    "carried": self._carried(question),
                    "said": self._said(question),
                    **self._notes(question),
                }
                for question in self.theme.questions
            ],
        }

    @property
    def _answers_for(self) -> str:
        """Return for whom the viewer answers, where they answer for several; else nothing."""
        own = self.opened.assessment.own_force
        return own.name if own is not None and self.opened.assessment.other_choices else ""

    def _carried(self, question: Question) -> dict[str, object] | None:
        """Return what the round before proposes for the question."""
        if self.carried_over is None:
            return None
        response = self.carried_over.responses.get(question.code)
        return {
            "round": self.carried_over.round_title,
            "response": None if response is None else _response_data(question, response),
            "ticked": [each.code for each in question.statements if each.code in self.carried_over.ticked],
            "whyNot": self.carried_over.why_not.get(question.code, ""),
        }

    def _said(self, question: Question) -> list[dict[str, object]]:
        """Return what each force said to the question."""
        if self.released is None:
            return []
        spread = next(each for each in self.released.questions if each.question.code == question.code)
        return [_said_data(force, result) for force, result in spread.results.items()]

    def _notes(self, question: Question) -> dict[str, object]:
        """Return the comments on the question, and who looks after it."""
        holder = self.handing.holders.get(question.code)
        comments = self.comments.get(question.code, ())
        return {
            "comments": comments_data(comments, self.person, forces_then(self.opened.assessment)),
            "holder": None if holder is None else holder.data,
        }

    @property
    def _named(self) -> tuple[NamedEvidence, ...]:
        """Return what can support a question of this theme too.

        That is what the other themes name, and what each force named alone, where the partners agree now.
        """
        in_theme = {question.code for question in self.theme.questions}
        own = {code: each for code, each in self.opened.responses.items() if code not in in_theme}
        alone = {} if self.released is None else self.released.responses
        return named_evidence(evidence_of(own), {name: evidence_of(responses) for name, responses in alone.items()})

    @property
    def _previous_replies(self) -> Mapping[QuestionCode, str]:
        if self.previous is None:
            return {}
        opened, codes = self.previous.opened, self.previous.versions.codes
        title = opened.assessment.round.title
        return {
            codes[code]: f"Last round, {title}: {result.reply}"
            for code, result in opened.questions.items()
            if code in codes
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentResponse:
    """One response as it is stored now, with the name of whoever saved it."""

    question: Question
    stored: StoredResponse
    saved_by: str | None

    @property
    def data(self) -> dict[str, Any]:
        """Return the response fit for JSON."""
        return _stored_data(self.question, self.stored) | {"savedBy": self.saved_by}


def open_theme_form(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    code: str,
    *,
    is_core_only: bool = False,
    answers_of: RespondentId | None = None,
) -> ThemeForm:
    """Return the form of the theme that asks the question. Raise :class:`NotFound` for a question that nobody asks.

    With `is_core_only` it leads from one core question to the next, through all themes.
    """
    with store.read() as unit:
        viewer, assessment = authorise(unit, actor, id, Permission.RESPOND, answers_of=answers_of)
        opened = read_assessment(unit, library, assessment)
        previous = read_previous_round(unit, viewer, library, assessment)
        released = read_released_spread(unit, library, assessment)
        comments = read_comments(unit, viewer, assessment)
        handing = read_handing(unit, viewer, assessment, opened.stored)
    question = require_question(opened.bank, code)
    themes = opened.bank.themes
    theme = opened.bank.theme_of(question.code)
    place = themes.index(theme)
    return ThemeForm(
        opened=opened,
        theme=theme,
        question=question,
        person=viewer.person,
        before=next(reversed(_codes(themes[:place], is_core_only)), None),
        after=next(iter(_codes(themes[place + 1 :], is_core_only)), None),
        previous=previous,
        carried_over=carried_over(previous, opened),
        released=released,
        comments=comments,
        handing=handing,
        is_core_only=is_core_only,
    )


def _codes(themes: Sequence[Theme], is_core_only: bool) -> Sequence[QuestionCode]:
    return [each.code for theme in themes for each in theme.questions if each.is_core or not is_core_only]


def open_response(
    store: Store,
    actor: Actor,
    library: Library,
    id: AssessmentId,
    code: str,
    *,
    answers_of: RespondentId | None = None,
) -> CurrentResponse:
    """Return the response to one question, also after submission. Raise :class:`NotFound` as above.

    Raise :class:`NotOpen` where other answers are meant now than those of the respondent, if one is named.
    """
    with store.read() as unit:
        _, assessment = authorise(unit, actor, id, Permission.RESPOND, answers_of=answers_of)
        assessment.require_answers_of(answers_of)
        bank = assessment.bank.open_in(library)
        question = require_question(bank, code)
        stored = unit.responses.find(assessment, question.code, bank)
        saved_by = None if stored.saved_by is None else unit.people.name_of(stored.saved_by)
    return CurrentResponse(question=question, stored=stored, saved_by=saved_by)


def _level_data(level: Level, *, levels: int) -> dict[str, str]:
    look = palette.colours(level.place, levels=levels).css
    return {"code": level.code, "title": level.title, "meaning": level.meaning, "look": look}


def _question_data(bank: Bank, question: Question, stored: Mapping[QuestionCode, StoredResponse]) -> dict[str, object]:
    return {
        "code": question.code,
        "title": question.title,
        "prompt": question.prompt,
        "why": question.why,
        "source": bank.cite(question.source),
        "isCore": question.is_core,
        "notApplicableWhen": question.not_applicable_when,
        "statements": [_statement_data(statement) for statement in question.statements],
        "finding": _finding_data(bank, question.finding),
        "evidenceExamples": list(question.evidence),
        **_stored_data(question, stored.get(question.code, StoredResponse(response=Response(question=question.code)))),
    }


def _statement_data(statement: Statement) -> dict[str, object]:
    return {
        "code": statement.code,
        "text": statement.text,
        "level": statement.level.code,
        "isEssential": statement.is_essential,
    }


def _finding_data(bank: Bank, finding: Finding | None) -> dict[str, str] | None:
    if finding is None:
        return None
    limits = what_it_limits(finding, bank)
    return {"id": finding.id, "ask": finding.ask, "because": finding.because, "limits": limits}


def _said_data(force: str, result: QuestionResult) -> dict[str, object]:
    response = result.response
    reason = response.reply.reason if isinstance(response.reply, NotApplicable) else ""
    return {
        "force": force,
        "level": None if result.level is None else result.level.code,
        "reply": result.reply,
        "met": sorted(response.met or ()),
        "finding": None if result.asked_finding is None else result.finding_answer,
        "texts": [text for text in (reason, response.rationale) if text],
    }


def _stored_data(question: Question, stored: StoredResponse) -> dict[str, object]:
    return {
        "version": stored.version,
        "savedAt": None if stored.saved_at is None else stored.saved_at.astimezone(UTC).isoformat(),
        "response": _response_data(question, stored.response),
    }


def _response_data(question: Question, response: Response) -> dict[str, object]:
    met, reply = response.met, response.reply
    return {
        "met": None if met is None else [each.code for each in question.statements if each.code in met],
        "notApplicable": reply.reason if isinstance(reply, NotApplicable) else None,
        "finding": response.finding,
        "rationale": response.rationale,
        "evidence": [_evidence_data(item) for item in response.evidence],
        "minorityViews": [{"force": str(each.force), "text": each.text} for each in response.minority_views],
    }


def _named_data(named: NamedEvidence) -> dict[str, object]:
    return {
        "item": _evidence_data(named.item),
        "questions": list(named.questions),
        "forces": [{"name": name, "questions": list(questions)} for name, questions in named.forces.items()],
    }


def _evidence_data(item: Evidence) -> dict[str, str | None]:
    return {
        "id": str(item.id),
        "title": item.title,
        "reference": item.reference,
        "date": None if item.dated is None else item.dated.isoformat(),
        "owner": item.owner,
        "validUntil": None if item.valid_until is None else item.valid_until.isoformat(),
        "classification": item.classification,
    }
