"""The results name the round before as it was typed, and lead to the answers behind each grade."""

import re
from datetime import UTC, date, datetime

from assessment.actions.answering import record_response
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.actions.submitting import submit_assessment
from assessment.ids import AssessmentId
from assessment.rounds.response import Response
from tests.bank_builders import reaching
from tests.store.store_builders import an_operation
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import websocket_client

BEFORE = "www.evil.example :red[2025] -> :smile:"


def submitted(
    client: AppClient, *, round_title: str, year: int, place: int, follows: AssessmentId | None = None
) -> AssessmentId:
    """Start a round, answer every question at that place of the scale, and submit it."""
    now, bank = datetime.now(UTC), client.library.latest()
    start = NewAssessment(
        collaboration="Example dog unit",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title=round_title,
        as_of=date(year, 11, 1),
        follows=follows,
        is_another=True,
    )
    id = start_assessment(client.store, client.lead.actor, client.library, start, at=now)
    for question in bank.questions():
        response = Response(
            question=question.code,
            reply=reaching(question, bank.level_at(place)),
            finding=None if question.finding is None else False,
        )
        record_response(
            client.store,
            client.lead.actor,
            client.library,
            id,
            response,
            expected_version=0,
            operation=an_operation(),
            at=now,
        )
    submit_assessment(client.store, client.lead.actor, client.library, id, at=now)
    return id


def test_a_round_title_in_the_title_of_the_page_is_text_and_no_markdown(client: AppClient) -> None:
    first = submitted(client, round_title=BEFORE, year=2025, place=3)
    second = submitted(client, round_title="2026", year=2026, place=4, follows=first)

    with websocket_client(client, cookie(client.lead.actor)) as program:
        drawn = program.visits("results", f"assessment={second}")

    escaped = BEFORE.replace(">", "&gt;")
    assert f'<h1 class=\\"typed\\">Good overall, up from Adequate in {escaped}</h1>' in drawn


def test_one_theme_stands_there_the_first_or_that_of_the_address_and_leads_to_its_answers(client: AppClient) -> None:
    id = submitted(client, round_title="2026", year=2026, place=3)
    first, second, *_ = themes = client.library.latest().themes

    with websocket_client(client, cookie(client.lead.actor)) as program:
        drawn = {
            theme: program.visits("results", f"assessment={id}{theme}")
            for theme in ("", f"&theme={second.code}", "&theme=none")
        }

    for theme, shown in {"": first, f"&theme={second.code}": second, "&theme=none": first}.items():
        current = re.findall(r'theme=(\w+)\\" target=\\"_self\\" data-page=\\"stays\\" aria-current', drawn[theme])
        assert current == [shown.code]
        for question in (each for theme_of in themes for each in theme_of.questions):
            is_listed = f'<th scope=\\"row\\" role=\\"rowheader\\">{question.code} ' in drawn[theme]
            assert is_listed == (question in shown.questions)
        assert drawn[theme].count(f"/check_answers?assessment={id}&amp;show=all") == 1
