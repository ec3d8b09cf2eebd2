"""A lead lets the register decide what an assessment asks, and its pages say what is not asked, and why."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assessment.actions.keeping_register import save_register_entry
from assessment.actions.new_assessment import NewAssessment
from assessment.actions.starting import start_assessment
from assessment.codes import CollaborationStatus, Role
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.test_moderation_page import buttons
from tests.web.websocket_client import websocket_client

FIT = "Ask what the register says now"
WHY = (
    "S13 Users who know when and how to ask. Not asked: it is for a collaboration that is live, under review or "
    "transferring, and this one is proposed."
)


def test_a_lead_takes_over_what_the_register_says_and_every_page_says_what_is_not_asked(client: AppClient) -> None:
    start = NewAssessment(
        collaboration="Example dog unit",
        partners=["Kent Police", "Essex Police"],
        lead_force="Kent Police",
        round_title="2026",
        as_of=date(2026, 11, 1),
        is_another=True,
    )
    id = start_assessment(client.store, client.lead.actor, client.library, start, at=datetime.now(UTC))
    with client.store.read() as unit:
        assessment = unit.assessments.find(id)
        assert assessment is not None
        entry = unit.register.find(assessment.collaboration.id)
    assert entry is not None
    respondent = somebody(client.store, "Robin", roles=[(Role.RESPONDENT, entry.id)]).actor
    address = f"assessment={id}"

    with websocket_client(client, cookie(client.lead.actor)) as program:
        assert "0 of 53 answered" in program.visits("respond", address)
        assert FIT not in buttons(program)
        save_register_entry(client.store, client.lead.actor, replace(entry, status=CollaborationStatus.PROPOSED))
        assert WHY in program.visits("respond", address)
        assert WHY in program.text
        with websocket_client(client, cookie(respondent)) as other:
            assert "0 of 53 answered" in other.visits("respond", address)
            assert FIT not in buttons(other)
        program.sends({}, button=program.button(FIT))
        drawn = program.visits("respond", address)
        assert "0 of 49 answered" in drawn
        assert WHY in drawn
        assert FIT not in buttons(program)
        assert WHY in program.visits("results", f"{address}&theme=skills_and_capabilities")
        assert WHY in program.visits("read", f"{address}&theme=skills_and_capabilities")
        assert "49" in program.visits("check_answers", address)
