"""A lead amends what was submitted, on the page that shows its answers, and reads what differs on its results."""

from datetime import UTC, datetime

from assessment.ids import AssessmentId
from assessment.rounds.assessment import Assessment
from tests.web.app_client import AppClient, cookie
from tests.web.test_results_page import submitted
from tests.web.websocket_client import websocket_client


def test_a_lead_begins_an_amendment_for_a_reason_and_both_versions_say_so(client: AppClient) -> None:
    id = submitted(client, round_title="2026", year=2026, place=3)

    begin = "Begin the amendment"
    with websocket_client(client, cookie(client.lead.actor)) as program:
        asked = program.visits("check_answers", f"assessment={id}")
        refused = program.sends({}, button=program.button(begin))
        program.sends({program.widget("amend-reason"): "P1 <b>was</b> wrong."}, button=program.button(begin))
        amendment = amendment_of(client, id)
        results = program.visits("results", f"assessment={amendment.id}")
        before = program.visits("results", f"assessment={id}")

    assert "The amendment begins with every answer as it was submitted." in asked
    assert "Give a reason, then try again." in refused
    assert (amendment.amends, amendment.amendment_reason) == (id, "P1 <b>was</b> wrong.")
    assert amendment.started_at <= datetime.now(UTC)
    assert "Reason: P1 &lt;b&gt;was&lt;/b&gt; wrong." in results
    assert "No answer differs from the version before." in results
    assert "This version counts until the amendment is submitted." in before


def amendment_of(client: AppClient, id: AssessmentId) -> Assessment:
    with client.store.read() as unit:
        (amendment,) = [each for each in unit.assessments.all() if each.amends == id]
    return amendment
