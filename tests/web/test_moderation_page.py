"""What the pages of an assessment offer and say in each stage: to its inspector, and to its lead."""

from datetime import UTC, datetime

from assessment.actions.moderating import begin_moderation, publish_assessment, send_back
from assessment.actions.submitting import submit_assessment
from assessment.actions.withdrawing import withdraw_assessment
from assessment.codes import Role
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.test_results_page import submitted
from tests.web.websocket_client import WebSocketClient, websocket_client

HOSTILE = "See <img src=x onerror=alert(1)> and :smile: *now*"


def buttons(program: WebSocketClient) -> list[str]:
    return [each.button.label for each in program.drawn if each.WhichOneof("type") == "button"]


def test_an_inspector_is_offered_the_next_moves_and_the_lead_reads_why_it_came_back(client: AppClient) -> None:
    id, now = submitted(client, round_title="2026", year=2026, place=3), datetime.now(UTC)
    inspector = somebody(client.store, "Ira", roles=[Role.INSPECTOR]).actor
    address = f"assessment={id}"

    with websocket_client(client, cookie(inspector)) as program:
        program.visits("check_answers", address)
        assert buttons(program) == ["Begin moderation"]
        begin_moderation(client.store, inspector, id, at=now)
        assert "Example dog unit is in moderation</h1>" in program.visits("check_answers", address)
        assert buttons(program) == ["Publish the assessment", "Send it back"]
        publish_assessment(client.store, inspector, id, at=now)
        assert "Example dog unit is published</h1>" in program.visits("check_answers", address)
        assert buttons(program) == ["Send it back"]
    send_back(client.store, inspector, id, reason=HOSTILE, at=now)

    told = "<strong>Assessment sent back</strong> by Ira on "
    typed = "Reason: See &lt;img src=x onerror=alert(1)&gt; and :smile: *now*</p>"
    with websocket_client(client, cookie(client.lead.actor)) as program:
        for page in ("respond", "check_answers", "results", "report"):
            drawn = program.visits(page, address)
            assert told in drawn, page
            assert typed in drawn, page
        submit_assessment(client.store, client.lead.actor, client.library, id, at=now)
        assert told not in program.visits("check_answers", address)


def test_a_withdrawn_assessment_says_so_and_offers_nothing_to_change(client: AppClient) -> None:
    id = submitted(client, round_title="2026", year=2026, place=3)
    withdraw_assessment(client.store, client.lead.actor, id, reason="Another unit was meant.", at=datetime.now(UTC))

    with websocket_client(client, cookie(client.lead.actor)) as program:
        assert "This assessment is withdrawn" in program.visits("check_answers", f"assessment={id}")
        assert buttons(program) == []
        drawn = program.visits("report", f"assessment={id}")
        assert "No report is made of a withdrawn assessment" in drawn
        assert "Open the preview" not in drawn
        assert buttons(program) == []
        assert "Does not count" in program.visits("home", "")
