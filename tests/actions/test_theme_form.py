"""What the form of a theme is given: all of its questions with their stored answers, fit for JSON."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from assessment.actions.classifying import raise_classification
from assessment.errors import NotFound
from assessment.ids import AssessmentId, EvidenceId
from assessment.rounds.assessment import Classification
from assessment.rounds.response import Evidence, NotApplicable, Response
from assessment.scoring.limit_wording import what_it_limits
from assessment.views.theme_form import ThemeForm, open_response, open_theme_form
from tests.actions.conftest import AT, Workspace
from tests.actions.test_reporting import submitted_round

PAPER_DATA = {
    "id": "00000000-0000-0000-0000-000000000007",
    "title": "Board paper 12",
    "reference": "",
    "date": "2026-05-01",
    "owner": "Head of finance",
    "validUntil": "2027-05-01",
    "classification": "OFFICIAL-SENSITIVE",
}


def opened(workspace: Workspace, id: AssessmentId, code: str) -> ThemeForm:
    return open_theme_form(workspace.store, workspace.actor, workspace.library, id, code)


def test_a_form_has_its_theme_and_begins_with_the_question_that_was_asked_for(workspace: Workspace) -> None:
    id = workspace.start()
    for place, theme in enumerate(workspace.bank.themes, start=1):
        data = opened(workspace, id, theme.questions[1].code).data

        assert (data["assessment"], data["person"]) == (str(id), str(workspace.person.id))
        assert data["theme"] == {"code": theme.code, "title": theme.title, "place": place, "of": 2}
        assert data["start"] == theme.questions[1].code
        assert json.loads(json.dumps(data)) == data


def test_a_form_leads_to_the_last_question_before_its_theme_and_the_first_after_it(workspace: Workspace) -> None:
    id, themes = workspace.start(), workspace.bank.themes
    found = [opened(workspace, id, theme.questions[0].code) for theme in themes]

    assert [form.before for form in found] == [None, *(theme.questions[-1].code for theme in themes[:-1])]
    assert [form.after for form in found] == [*(theme.questions[0].code for theme in themes[1:]), None]


def test_a_form_can_lead_through_the_core_questions_of_all_themes(workspace: Workspace) -> None:
    id, themes = workspace.start(), workspace.bank.themes
    found = [
        open_theme_form(
            workspace.store, workspace.actor, workspace.library, id, theme.questions[0].code, is_core_only=True
        )
        for theme in themes
    ]

    # P1, P3 and P4 are core in the first theme, S1 and S2 in the second.
    assert [(form.data["isCoreOnly"], form.before, form.after) for form in found] == [
        (True, None, "S1"),
        (True, "P4", None),
    ]


def test_a_form_says_what_each_question_asks(workspace: Workspace) -> None:
    id, bank = workspace.start(), workspace.bank
    asked = next(each for each in bank.questions() if each.finding is not None)
    assert asked.finding is not None

    shown = next(each for each in opened(workspace, id, asked.code).data["questions"] if each["code"] == asked.code)

    assert {name: shown[name] for name in ("title", "prompt", "why", "isCore", "notApplicableWhen")} == {
        "title": asked.title,
        "prompt": asked.prompt,
        "why": asked.why,
        "isCore": asked.is_core,
        "notApplicableWhen": asked.not_applicable_when,
    }
    assert shown["source"] == bank.cite(asked.source)
    assert shown["finding"] == {
        "id": asked.finding.id,
        "ask": asked.finding.ask,
        "because": asked.finding.because,
        "limits": what_it_limits(asked.finding, bank),
    }
    assert shown["evidenceExamples"] == list(asked.evidence)
    assert shown["statements"] == [
        {"code": each.code, "text": each.text, "level": each.level.code, "isEssential": each.is_essential}
        for each in asked.statements
    ]


def test_a_form_shows_every_answer_of_its_theme_as_it_is_stored(workspace: Workspace) -> None:
    id, bank = workspace.start(), workspace.bank
    spared = next(each for each in bank.questions() if each.not_applicable_when is not None)
    theme = bank.theme_of(spared.code)
    answered = next(each for each in theme.questions if each is not spared)
    paper = Evidence(
        id=EvidenceId(UUID(int=7)),
        title="Board paper 12",
        dated=date(2026, 5, 1),
        owner="Head of finance",
        valid_until=date(2027, 5, 1),
        classification=Classification.OFFICIAL_SENSITIVE,
    )
    undated = Evidence(id=EvidenceId(UUID(int=8)), title="Minutes", reference="M 3")
    response = replace(workspace.response(4, code=answered.code, rationale="Agreed."), evidence=(paper, undated))
    workspace.record(id, response)
    workspace.record(id, Response(question=spared.code, reply=NotApplicable(reason="None is shared.")))

    questions = opened(workspace, id, spared.code).data["questions"]

    shown = {each["code"]: (each["version"], each["savedAt"], each["response"]) for each in questions}
    empty: dict[str, Any] = {"met": None, "notApplicable": None, "finding": None, "rationale": "", "evidence": []}
    empty["minorityViews"] = []
    assert list(shown) == [each.code for each in theme.questions]
    assert response.met is not None
    assert shown.pop(answered.code) == (
        1,
        AT.isoformat(),
        empty
        | {
            "met": [each.code for each in answered.statements if each.code in response.met],
            "rationale": "Agreed.",
            "evidence": [
                PAPER_DATA,
                {
                    "id": str(undated.id),
                    "title": "Minutes",
                    "reference": "M 3",
                    "date": None,
                    "owner": "",
                    "validUntil": None,
                    "classification": None,
                },
            ],
        },
    )
    assert shown.pop(spared.code) == (1, AT.isoformat(), empty | {"notApplicable": "None is shared."})
    assert set(map(str, shown.values())) == {str((0, None, empty))}


def test_a_form_offers_what_the_other_themes_name_each_item_once(workspace: Workspace) -> None:
    id, (first, second) = workspace.start(), workspace.bank.themes
    paper = Evidence(id=EvidenceId(UUID(int=7)), title="Paper")
    minutes = Evidence(id=EvidenceId(UUID(int=8)), title="Minutes")
    codes = [first.questions[0].code, first.questions[1].code, second.questions[0].code]
    for code, evidence in zip(codes, [(paper,), (minutes, paper), (minutes,)], strict=True):
        workspace.record(id, replace(workspace.response(4, code=code), evidence=evidence))

    def offered(code: str) -> list[tuple[str, list[str], list[object]]]:
        named = opened(workspace, id, code).data["named"]
        return [(each["item"]["title"], each["questions"], each["forces"]) for each in named]

    assert offered(codes[2]) == [("Minutes", [codes[1]], []), ("Paper", codes[:2], [])]
    assert offered(codes[0]) == [("Minutes", [codes[2]], [])]


@pytest.mark.parametrize("code", ["ZZ", "", "p1", "P1.1"])
def test_a_question_that_is_not_asked_is_not_found(workspace: Workspace, code: str) -> None:
    id = workspace.start()

    with pytest.raises(NotFound, match="There is no such question in this assessment"):
        opened(workspace, id, code)
    with pytest.raises(NotFound, match="There is no such question in this assessment"):
        open_response(workspace.store, workspace.actor, workspace.library, id, code)


def test_a_form_shows_what_was_answered_in_the_round_before_and_is_marked_as_high(workspace: Workspace) -> None:
    before = submitted_round(workspace, 2025, place=4)
    after = submitted_round(workspace, 2026, place=None, after=before)
    assert {each["lastRound"] for each in opened(workspace, before, "P1").data["questions"]} == {None}
    assert opened(workspace, after, "P1").classification is Classification.OFFICIAL

    raise_classification(workspace.store, workspace.actor, before, Classification.OFFICIAL_SENSITIVE, at=AT)
    form = opened(workspace, after, "P1")

    assert form.classification is Classification.OFFICIAL_SENSITIVE
    first, second, *_ = (each["lastRound"] for each in form.data["questions"])
    assert (first, second) == ("Last round, 2025: Good", "Last round, 2025: Not answered")


def test_an_answer_names_whoever_saved_it(workspace: Workspace) -> None:
    id = workspace.start()

    def saved_by() -> str | None:
        return open_response(workspace.store, workspace.actor, workspace.library, id, "P1").saved_by

    assert saved_by() is None
    workspace.record(id, workspace.response(4))
    assert saved_by() == workspace.person.name
