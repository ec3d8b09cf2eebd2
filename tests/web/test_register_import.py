"""The panel that imports a file into the register: what it says of a file, and the button that writes it."""

import uuid

import pytest
from streamlit.proto.ClientState_pb2 import ClientState

from assessment.access import Credential
from assessment.actions.keeping_register import register_collaboration
from assessment.codes import Role
from assessment.ids import CollaborationId
from assessment.register import RegisterEntry
from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, cookie
from tests.web.test_uploads import TOKEN
from tests.web.websocket_client import WebSocketClient, websocket_client

FAULTY = b"name,yearly_cost,review_on\nExample <b>boats</b>,\xc2\xa31.2m,1/5/2030\n"
RIGHT = b"name,yearly_cost,review_on\nExample <b>boats</b>,1200000,1/5/2030\n"


@pytest.fixture(scope="module")
def administrator(client: AppClient) -> Credential:
    return somebody(client.store, "Alex", force=None, roles=[Role.ADMINISTRATOR]).actor


def choose(client: AppClient, actor: Credential, page: WebSocketClient, content: bytes, *, button: str = "") -> str:
    """Upload the file in the field of the page, press a button where one is named, and return what is drawn."""
    file, field = str(uuid.uuid4()), page.widget("register-file-0")
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n' + content + b"\r\n--x--\r\n"
    headers = {
        "Cookie": f"{cookie(actor)}; _streamlit_xsrf={TOKEN}",
        "X-Xsrftoken": TOKEN,
        "Origin": client.app.url,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    assert client.request("PUT", f"/_stcore/upload_file/{page.session}/{file}", headers, body).status == 204
    state = ClientState()
    state.CopyFrom(page.state)
    state.page_name = ""
    widget = state.widget_states.widgets.add(id=field)
    widget.file_uploader_state_value.uploaded_file_info.add(file_id=file, name="a.csv", size=len(content))
    page.state = state
    return page.runs(state)


def names(client: AppClient) -> set[str]:
    with client.store.read() as unit:
        return set(unit.register.names().values())


def test_a_file_is_checked_first_and_imported_by_the_button_that_then_is_there(
    client: AppClient, administrator: Credential
) -> None:
    with websocket_client(client, cookie(administrator)) as page:
        page.visits("register")
        faulty = choose(client, administrator, page, FAULTY)
        page.visits("register")
        right = choose(client, administrator, page, RIGHT)
        before = names(client)
        done = page.sends({}, button=page.button("Import 1 collaboration"))

    assert "1 problem in 1 row." in faulty
    assert "B: yearly_cost" in faulty
    assert "“£1.2m” is no number." in faulty
    assert "Import 1 collaboration" not in faulty
    assert "No problems. 1 new, 0 changed, 0 the same." in right
    assert "Example &lt;b&gt;boats&lt;/b&gt;" in right
    assert "Example <b>boats</b>" not in before
    assert "1 collaboration added, 0 changed." in done
    assert "Example <b>boats</b>" in names(client)


def test_what_changed_since_the_dry_run_is_said_and_the_dry_run_is_shown_anew(
    client: AppClient, administrator: Credential
) -> None:
    with websocket_client(client, cookie(administrator)) as page:
        page.visits("register")
        choose(client, administrator, page, b"name\nExample ferries\n")
        register_collaboration(
            client.store, administrator, RegisterEntry(id=CollaborationId(uuid.uuid4()), name="Example ferries")
        )
        refused = page.sends({}, button=page.button("Import 1 collaboration"))

    assert "Not imported: the file has problems." in refused
    assert "The register already has a collaboration with this name." in refused


def test_nobody_else_is_shown_a_field_for_a_register_file(client: AppClient) -> None:
    with websocket_client(client, cookie(client.lead.actor)) as page:
        assert "Import from a CSV file" not in page.visits("register")
