"""A program that speaks Streamlit's protocol on its WebSocket and sends whatever it likes."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.web.app_client import AppClient

PATIENCE_SECONDS = 60
_END = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
)


class WebSocketClient:
    """One connection: what was drawn on it, and what it sends."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.state = ClientState()
        self.drawn: list[Element] = []
        self.fragments: dict[str, str] = {}
        self.pages: set[str] = set()
        self.session = ""
        self.addresses: list[str] = []
        """What the last run put into the browser's address, without the page."""
        self._on_page: dict[str, str] = {}
        """The id of every widget on the page, with its label."""

    def visits(self, page: str = "", query: str = "") -> str:
        """Open a page; everything that was drawn, as text."""
        self.state = ClientState(page_name=page, query_string=query)
        return self.runs(self.state)

    def sends(self, values: dict[str, str], *, fragment: str = "", button: str = "") -> str:
        """Send values of widgets by id, as a change on the page, and return the text that was drawn then.

        A widget that is not on the page is an error of the test, because Streamlit ignores it. To send one on purpose,
        use :meth:`forges`.
        """
        for id in (*values, *([button] if button else [])):
            assert id in self._on_page, f"There is no widget {id} on the page. It has: {self._on_page}"
        return self.forges(values, fragment=fragment, button=button)

    def forges(self, values: dict[str, str], *, fragment: str = "", button: str = "") -> str:
        """Send values of widgets that need not be on the page, and return the text that was drawn then.

        A test that sees nothing happen proves little, unless another shows that these values do something when they are
        sent from the page that has the widgets.
        """
        state = ClientState()
        state.CopyFrom(self.state)
        state.page_name = ""
        state.fragment_id = fragment
        for id, value in values.items():
            state.widget_states.widgets.add(id=id, string_value=value)
        if button:
            state.widget_states.widgets.add(id=button, trigger_value=True)
        return self.runs(state)

    def runs(self, state: ClientState) -> str:
        self.drawn = []
        self.addresses = []
        if not state.fragment_id:
            self._on_page = {}
        self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        message = ForwardMsg()
        while True:
            message.ParseFromString(self.socket.recv(timeout=PATIENCE_SECONDS, decode=False))
            match message.WhichOneof("type"):
                case "delta":
                    self._take_in(message)
                case "page_info_changed":
                    self.addresses.append(message.page_info_changed.query_string)
                case "new_session":
                    self.session = message.new_session.initialize.session_id
                case "navigation":
                    # A new session names the app's script, whichever page it then runs. A change is sent for the page.
                    self.state.page_script_hash = message.navigation.page_script_hash
                    self.pages = {page.url_pathname for page in message.navigation.app_pages}
                case "script_finished" if message.script_finished in _END:
                    return self.text

    def closing_code(self) -> int:
        """Read what is sent until the server closes the connection, and return the code that it closes with."""
        with suppress(ConnectionClosed):
            while True:
                self.socket.recv(timeout=PATIENCE_SECONDS)
        assert self.socket.close_code is not None
        return self.socket.close_code

    def _take_in(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        self.drawn.append(Element.FromString(element.SerializeToString()))
        kind = element.WhichOneof("type") or ""
        if message.delta.fragment_id:
            self.fragments[kind] = message.delta.fragment_id
        widget = getattr(element, kind, None)
        if id := getattr(widget, "id", ""):
            self._on_page[id] = getattr(widget, "label", "")

    @property
    def text(self) -> str:
        """Everything that was drawn."""
        return "\n".join(str(each) for each in self.drawn)

    def element(self, kind: str) -> Element:
        """The first element of that kind."""
        found = [each for each in self.drawn if each.WhichOneof("type") == kind]
        assert found, f"No {kind} was drawn: {self.text}"
        return found[0]

    def button(self, label: str) -> str:
        """The id of the button with that label."""
        ids = {each.button.label: each.button.id for each in self.drawn if each.WhichOneof("type") == "button"}
        assert label in ids, f"No button {label!r} was drawn, but {list(ids)}."
        return ids[label]

    def widget(self, key: str) -> str:
        """The id of the widget with that key."""
        found = [id for id in self._on_page if id.endswith(f"-{key}")]
        assert found, f"There is no widget {key} on the page. It has: {self._on_page}"
        return found[0]


@contextmanager
def websocket_client(client: AppClient, cookie: str = "", *, session: str = "") -> Iterator[WebSocketClient]:
    """A connection, with that cookie, to that Streamlit session if one is named."""
    protocols = [Subprotocol("streamlit"), *([Subprotocol("x"), Subprotocol(session)] if session else [])]
    with connect(
        f"ws://localhost:{client.app.port}/_stcore/stream",
        origin=Origin(client.app.url),
        subprotocols=protocols,
        additional_headers={"Cookie": client.own_cookies(cookie)} if cookie else {},
        max_size=None,
    ) as socket:
        yield WebSocketClient(socket)
