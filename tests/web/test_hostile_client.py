"""A program on Streamlit's WebSocket can neither read nor change anything that its session does not allow."""

import time
from contextlib import suppress

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import ConnectionClosed, InvalidStatus

from assessment.actions.signing_in import sign_out
from assessment.codes import Event, Role
from assessment.ids import AssessmentId
from assessment.store import holding
from assessment.store.audit_chain import PEOPLE_CHAIN
from pages.menu import PAGES
from tests.known_forces import ESSEX, KENT
from tests.signed_in_people import grant, session, somebody
from tests.web.app_client import AppClient, cookie
from tests.web.websocket_client import WebSocketClient, websocket_client
from web.streamlit_messages import harmless

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
NOT_SIGNED_IN = "You are not signed in, or your session has ended. Sign in to continue."
NAME = "Example hostile unit"


def question_query(id: AssessmentId) -> str:
    return f"assessment={id}&question=P1"


def an_answered_assessment(client: AppClient) -> AssessmentId:
    """Return an assessment that can be submitted."""
    id = client.start_assessment(NAME)
    assert client.put_response(id).status == 200
    return id


def submit_button(program: WebSocketClient, id: AssessmentId) -> str:
    program.visits("check_answers", f"assessment={id}&step=submit")
    return program.button("Submit the assessment")


def is_submitted(client: AppClient, id: AssessmentId) -> bool:
    with client.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    return found.submitted_at is not None


@pytest.fixture(scope="module")
def client(each_client: AppClient) -> AppClient:
    """Return the client on each database in turn."""
    return each_client


def test_v5_0_0_8_3_1_a_socket_without_a_living_session_is_refused_at_its_handshake(client: AppClient) -> None:
    ended = session(client.store, client.lead.id)
    sign_out(client.store, ended)
    with websocket_client(client, cookie(client.lead.actor)) as own:
        own.visits()
    own_cookie = cookie(client.lead.actor)

    for presented in ("", "assessment_session=guessed", cookie(ended), f"{own_cookie}; {own_cookie}"):
        # With the name of Streamlit's own session, which anybody can have seen, it is no different.
        for stolen in ("", own.session):
            with pytest.raises(InvalidStatus) as refused, websocket_client(client, presented, session=stolen):
                pass
            assert refused.value.response.status_code == 403


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.of_assessment])
def test_v5_0_0_8_2_2_the_id_of_another_collaboration_is_not_found(client: AppClient, page: str) -> None:
    id = client.start_assessment(NAME)
    stranger = somebody(client.store, "Eve", force=ESSEX)

    with websocket_client(client, cookie(stranger.actor)) as program:
        drawn = program.visits(page, f"{question_query(id)}&theme=purpose")
        unknown = program.visits(page, "assessment=00000000-0000-0000-0000-000000000000&question=P1&theme=purpose")

    assert ASSESSMENT_NOT_FOUND in drawn
    assert ASSESSMENT_NOT_FOUND in unknown
    assert NAME not in drawn
    with client.store.read() as unit:
        refusals = [each for each in unit.audit.of_chain(PEOPLE_CHAIN) if each.by == str(stranger.id)]
    assert [(each.event, each.detail["where"]) for each in refusals] == [(Event.REQUEST_REFUSED, page)] * 2


def test_a_page_that_a_person_may_not_open_is_not_in_their_menu_and_does_not_run(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits()
        pages = program.pages
        drawn = program.visits("people")

    assert "people" not in pages
    assert "Invite somebody" not in drawn


def test_v5_0_0_8_3_2_a_click_right_after_access_was_ended_changes_and_shows_nothing(client: AppClient) -> None:
    id = an_answered_assessment(client)
    lead = somebody(client.store, "Lea", force=KENT)
    with client.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    grant_id = grant(client.store, lead.id, Role.LEAD, found.collaboration.id, force=KENT)
    with websocket_client(client, cookie(lead.actor)) as program:
        submit = submit_button(program, id)
        with client.store.begin(holding.account(lead.id)) as unit:
            unit.people.end_grant(grant_id, at=unit.at)

        drawn = program.sends({}, button=submit)

    assert ASSESSMENT_NOT_FOUND in drawn
    assert NAME not in drawn
    assert not is_submitted(client, id)


def test_v5_0_0_7_4_1_a_click_right_after_sign_out_changes_and_shows_nothing_and_the_socket_is_closed(
    client: AppClient,
) -> None:
    id = an_answered_assessment(client)
    own = session(client.store, client.lead.id)
    with websocket_client(client, cookie(own)) as program:
        submit = submit_button(program, id)
        sign_out(client.store, own)

        drawn = ""
        # It was closed before, if the sessions happened to be checked in this moment.
        with suppress(ConnectionClosed):
            while True:
                drawn += program.forges({}, button=submit)
        assert program.closing_code() == 1008

    assert NAME not in drawn
    assert not is_submitted(client, id)


def test_a_widget_that_is_not_on_the_page_is_an_error_of_the_test(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        submit = submit_button(program, an_answered_assessment(client))
        program.visits()

        with pytest.raises(AssertionError, match="There is no widget"):
            program.sends({}, button=submit)
        with pytest.raises(AssertionError, match="No button 'Submit the assessment' was drawn"):
            program.button("Submit the assessment")


def test_a_forged_click_on_submit_by_a_respondent_submits_nothing(client: AppClient) -> None:
    id = an_answered_assessment(client)
    respondent = somebody(client.store, "Ray", force=KENT)
    with client.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    grant(client.store, respondent.id, Role.RESPONDENT, found.collaboration.id, force=KENT)
    with websocket_client(client, cookie(client.lead.actor)) as own:
        submit = submit_button(own, id)

    with websocket_client(client, cookie(respondent.actor)) as program:
        program.visits("check_answers", f"assessment={id}&step=submit")
        drawn = program.forges({}, button=submit)

    assert "The lead submits this assessment." in drawn
    assert not is_submitted(client, id)


def test_the_same_click_by_the_lead_submits(client: AppClient) -> None:
    id = an_answered_assessment(client)
    with websocket_client(client, cookie(client.lead.actor)) as own:
        drawn = own.sends({}, button=submit_button(own, id))

    assert f"{NAME} is submitted" in drawn
    assert is_submitted(client, id)


@pytest.mark.parametrize("frame", [b"\xff" * 3_000_000, b"\x08\x00" * 1_500_000, b"\x00" * 3_000_000])
def test_a_frame_of_three_megabytes_does_not_delay_others(client: AppClient, frame: bytes) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits()
        begun = time.perf_counter()
        program.socket.send(frame)

        assert client.get("/_stcore/health").text == "ok"
        assert time.perf_counter() - begun < 2


def test_nobody_can_clear_the_caches_of_everybody() -> None:
    alone = BackMsg(clear_cache=True).SerializeToString()
    run = BackMsg(rerun_script=ClientState(query_string="\x28\x01" * 9)).SerializeToString()

    assert [harmless(frame) for frame in (alone, run + alone, run, b"")] == [None, None, run, b""]
    assert harmless(BackMsg(clear_cache=False).SerializeToString()) is None


def test_of_several_messages_in_one_frame_streamlit_sees_exactly_one_that_is_harmless() -> None:
    clear = BackMsg(clear_cache=True).SerializeToString()
    run = BackMsg(rerun_script=ClientState(query_string="x")).SerializeToString()
    stop = BackMsg(stop_script=True).SerializeToString()
    unknown = b"\xf8\x07\x01" * 1000

    # Protobuf reads consecutive messages as one: a later kind replaces an earlier one, and two of a kind are merged.
    # The message that is passed on is encoded anew from that one, so it can contain nothing else.
    assert harmless(clear + run) == run
    assert harmless(run + run) == run
    assert harmless(run + stop) == stop
    assert harmless(unknown + run + unknown) == run
    assert harmless(unknown) is None
    assert harmless(run + unknown + clear) is None


def test_a_message_from_the_browser_reaches_streamlit_unchanged() -> None:
    state = ClientState(query_string="assessment=1", page_name="respond")
    state.widget_states.widgets.add(id="a", string_value="Ŵyn\x00")
    state.widget_states.widgets.add(id="b", trigger_value=True)
    sent = BackMsg(rerun_script=state)

    passed_on = harmless(sent.SerializeToString())

    assert passed_on is not None
    assert BackMsg.FromString(passed_on) == sent


def state_of(widgets: int, *, text: str = "") -> bytes:
    state = ClientState()
    for _ in range(widgets):
        state.widget_states.widgets.add(string_value=text)
    encoded: bytes = BackMsg(rerun_script=state).SerializeToString()
    return encoded


def test_a_message_has_at_most_ten_thousand_values_however_they_are_packed() -> None:
    # Each widget counts itself and its text, beside the two messages around them all.
    most = state_of(4_999)
    packed = BackMsg(rerun_script=ClientState())
    packed.rerun_script.widget_states.widgets.add().int_array_value.data.extend([1] * 10_000)

    assert harmless(most) == most
    assert harmless(state_of(5_000)) is None
    assert harmless(state_of(4_000) + state_of(4_000)) is None
    assert harmless(packed.SerializeToString()) is None


def test_seven_megabytes_of_tiny_values_are_dropped_before_they_are_read() -> None:
    widget = b"\x0a\x00"
    frame = state_of(1_000).replace(widget, widget * 3_500)[:7_000_000] + widget * 3_500_000
    begun = time.process_time()

    assert harmless(frame) is None
    assert time.process_time() - begun < 0.25


def test_five_million_characters_in_one_field_are_read() -> None:
    assert harmless(long := state_of(1, text="x" * 5_000_000)) == long


@pytest.mark.parametrize(
    "frame", [b"\xff", b"\xff" * 30, b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", b"\x07", b"\x0b\x0c", b"\x0a\x05a"]
)
def test_a_frame_that_is_not_a_message_is_dropped(frame: bytes) -> None:
    assert harmless(frame) is None


def test_a_page_still_runs_after_an_attempt_to_clear_the_caches(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as program:
        program.visits()
        program.socket.send(BackMsg(clear_cache=True).SerializeToString())

        assert "Collaboration self-assessment" in program.visits()
