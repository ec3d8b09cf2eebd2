"""A program that speaks to Streamlit's WebSocket itself learns and changes nothing that its session does not allow."""

import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from assessment.access import Role
from assessment.actions.signing_in import sign_out
from assessment.store.audit import Event
from assessment.store.chain import PEOPLE
from assessment.terms import AssessmentId
from pages.menu import PAGES
from tests.people import grant, session, somebody
from tests.web.door import Door, cookie
from tests.web.hostile import Hostile, hostile
from web.sessions import _CLEAR_CACHE, is_let_through

NO_ASSESSMENT = "There is no such assessment. Open it from the home page."
NOT_SIGNED_IN = "You are not signed in, or your session has ended. Sign in to go on."
NAME = "Example hostile unit"


def question(id: AssessmentId) -> str:
    return f"assessment={id}&question=P1"


def chooses(program: Hostile, value: str) -> str:
    """Send a value for the levels of the question that is open, in its fragment."""
    radio = program.element("radio").radio
    return program.sends({radio.id: value}, fragment=program.fragments["radio"])


def level_of(door: Door, id: AssessmentId) -> str | None:
    level = door.card(id).stored.response.level
    return str(level.code) if level else None


@pytest.fixture(scope="module")
def door(each_door: Door) -> Door:
    """On both databases."""
    return each_door


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_v5_0_0_8_3_1_without_a_cookie_every_page_says_to_sign_in(door: Door, page: str) -> None:
    id = door.has_started(NAME)

    with hostile(door) as program:
        drawn = program.visits(page, question(id))

    assert NOT_SIGNED_IN in drawn
    assert NAME not in drawn
    assert program.pages == set()


def test_v5_0_0_7_2_1_a_stolen_streamlit_session_without_the_cookie_says_to_sign_in(door: Door) -> None:
    id = door.has_started(NAME)
    with hostile(door, cookie(door.lead.asker)) as own:
        assert NAME in own.visits("respond", question(id))
        stolen, fragment, radio = own.session, own.fragments["radio"], own.element("radio").radio

    with hostile(door, session=stolen) as thief:
        thief.state.CopyFrom(own.state)
        by_fragment = thief.sends({radio.id: radio.options[4]}, fragment=fragment)
        by_page = thief.visits("respond", question(id))

    assert NAME not in by_fragment + by_page
    assert NOT_SIGNED_IN in by_page
    assert level_of(door, id) is None


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.of_assessment])
def test_v5_0_0_8_2_2_the_id_of_another_collaboration_is_not_found(door: Door, page: str) -> None:
    id = door.has_started(NAME)
    stranger = somebody(door.store, "Eve", force="Essex Police")

    with hostile(door, cookie(stranger.asker)) as program:
        drawn = program.visits(page, f"{question(id)}&theme=purpose")
        unknown = program.visits(page, "assessment=00000000-0000-0000-0000-000000000000&question=P1&theme=purpose")

    assert NO_ASSESSMENT in drawn
    assert NO_ASSESSMENT in unknown
    assert NAME not in drawn
    with door.store.read() as unit:
        record = [each for each in unit.audit.of_chain(PEOPLE) if each.by == str(stranger.id)]
    assert [(each.event, each.detail["where"]) for each in record] == [(Event.REFUSED, page)] * 2


def test_pages_that_are_not_open_are_not_in_the_menu_and_do_not_run(door: Door) -> None:
    with hostile(door, cookie(door.lead.asker)) as program:
        program.visits()
        pages = program.pages
        drawn = program.visits("people")

    assert "people" not in pages
    assert "Invite somebody" not in drawn


@pytest.mark.parametrize("value", ["<FORGED>", "", "perfect", "Good"])
def test_v5_0_0_2_2_2_a_level_that_is_not_on_the_list_is_not_taken(door: Door, value: str) -> None:
    id = door.has_started(NAME)
    with hostile(door, cookie(door.lead.asker)) as program:
        program.visits("respond", question(id))
        chooses(program, value)

    assert level_of(door, id) is None


def test_what_is_on_the_list_is_taken(door: Door) -> None:
    id = door.has_started(NAME)
    with hostile(door, cookie(door.lead.asker)) as program:
        program.visits("respond", question(id))
        drawn = chooses(program, program.element("radio").radio.options[3])

    assert "Saved " in drawn
    assert level_of(door, id) == "good"


def test_v5_0_0_8_3_2_a_fragment_right_after_access_was_ended_changes_and_shows_nothing(door: Door) -> None:
    id = door.has_started(NAME)
    lead = somebody(door.store, "Lea", force="Kent Police")
    with door.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    given = grant(door.store, lead.id, Role.LEAD, found.collaboration.id, force="Kent Police")
    with hostile(door, cookie(lead.asker)) as program:
        program.visits("respond", question(id))
        fragment, radio = program.fragments["radio"], program.element("radio").radio
        with door.store.begin() as unit:
            unit.people.end_grant(given, at=unit.at)

        drawn = program.sends({radio.id: radio.options[4]}, fragment=fragment)

    assert NO_ASSESSMENT in drawn
    assert radio.options[4] not in drawn
    assert level_of(door, id) is None


def test_v5_0_0_7_4_1_a_fragment_and_a_button_right_after_sign_out_change_and_show_nothing(door: Door) -> None:
    id = door.has_started(NAME)
    own = session(door.store, door.lead.id)
    with hostile(door, cookie(own)) as program:
        program.visits("respond", question(id))
        fragment, radio, clear = (
            program.fragments["radio"],
            program.element("radio").radio,
            program.button("Clear my choice"),
        )
        sign_out(door.store, own)

        by_fragment = program.sends({radio.id: radio.options[4]}, fragment=fragment)
        by_button = program.sends({radio.id: radio.options[4]}, button=clear)

    assert NOT_SIGNED_IN in by_fragment
    assert NOT_SIGNED_IN in by_button
    assert radio.options[4] not in by_fragment + by_button
    assert level_of(door, id) is None


def test_a_forged_click_on_submit_by_a_respondent_submits_nothing(door: Door) -> None:
    id = door.has_started(NAME)
    respondent = somebody(door.store, "Ray", force="Kent Police")
    with door.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    grant(door.store, respondent.id, Role.RESPONDENT, found.collaboration.id, force="Kent Police")
    with hostile(door, cookie(door.lead.asker)) as own:
        own.visits("check_answers", f"assessment={id}")
        submit = own.button("Submit the assessment")

    with hostile(door, cookie(respondent.asker)) as program:
        program.visits("check_answers", f"assessment={id}")
        program.sends({}, button=submit)

    assert door.card(id).opened.assessment.submitted_at is None


def test_what_one_person_typed_is_not_saved_under_the_session_of_another(door: Door) -> None:
    id = door.has_started(NAME)
    other = somebody(door.store, "Ola", force="Kent Police")
    with door.store.read() as unit:
        found = unit.assessments.find(id)
    assert found is not None
    grant(door.store, other.id, Role.LEAD, found.collaboration.id, force="Kent Police")
    with hostile(door, cookie(door.lead.asker)) as own:
        own.visits("respond", question(id))
        left, fragment = own.session, own.fragments["text_area"]
        rationale = own.element("text_area").text_area.id

    with hostile(door, cookie(other.asker), session=left) as program:
        program.state.CopyFrom(own.state)
        program.sends({rationale: "Typed by Sam"}, fragment=fragment)
        program.state.page_name = "respond"
        program.sends({rationale: "Typed by Sam"})

    assert door.card(id).stored.response.rationale == ""


@pytest.mark.parametrize("frame", [b"\xff" * 3_000_000, b"\x08\x00" * 1_500_000, b"\x00" * 3_000_000])
def test_a_frame_of_three_megabytes_keeps_nobody_waiting(door: Door, frame: bytes) -> None:
    with hostile(door, cookie(door.lead.asker)) as program:
        program.visits()
        begun = time.perf_counter()
        program.socket.send(frame)

        assert door.get("/_stcore/health").text == "ok"
        assert time.perf_counter() - begun < 2


def test_nobody_clears_the_caches_of_all() -> None:
    assert BackMsg.DESCRIPTOR.fields_by_name["clear_cache"].number == _CLEAR_CACHE
    alone = BackMsg(clear_cache=True).SerializeToString()
    run = BackMsg(rerun_script=ClientState(query_string="\x28\x01" * 9)).SerializeToString()

    taken = [is_let_through(frame) for frame in (alone, run + alone, alone + run, run + run, run, b"")]
    assert taken == [False, False, False, False, True, True]


@pytest.mark.parametrize(
    "frame", [b"\xff", b"\xff" * 30, b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f", b"\x07", b"\x0b\x0c", b"\x0a\x05a"]
)
def test_a_frame_that_is_no_message_is_dropped(frame: bytes) -> None:
    assert not is_let_through(frame)


def test_after_clearing_the_page_still_runs(door: Door) -> None:
    with hostile(door, cookie(door.lead.asker)) as program:
        program.visits()
        program.socket.send(BackMsg(clear_cache=True).SerializeToString())

        assert "Collaboration self-assessment" in program.visits()
