"""One session without a browser: what a page's websocket says to Streamlit, and what it hears.

The messages are Streamlit's own (``BackMsg``, ``ForwardMsg``), sent as a browser sends them: the fields of the page
with what they hold, and the fragment that the changed field stands in.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Radio_pb2 import Radio
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from assessment.access.credential import SESSION_COOKIE
from benchmarks.servers import HOST, Server

_PATIENCE_SECONDS: Final = 90
_RAN_THROUGH: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Refused(Exception):
    """What the page showed or did was not what it should have been."""


class Session:
    """One page that is open. It remembers of the page what it needs to change its choice."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._client = ClientState()
        self._held: dict[str, str] = {}
        self._radio = Radio()
        self._fragment = ""

    async def open(self, page: str = "", query: str = "") -> None:
        """Visit a page. Returns when all of it is drawn."""
        self._client = ClientState(query_string=query, page_name=page)
        await self._run(self._client)
        if not self._radio.id:
            raise Refused("The page has nothing to choose from.")
        self._client.page_name = ""

    async def choose(self, place: int, *, sign: str) -> float:
        """Change the choice; seconds until `sign` was heard. Raises :class:`Refused` when it never was."""
        self._held[self._radio.id] = self._radio.options[place]
        state = ClientState()
        state.CopyFrom(self._client)
        state.fragment_id = self._fragment
        for id, value in self._held.items():
            state.widget_states.widgets.add(id=id, string_value=value)
        begun = time.perf_counter()
        heard = await self._run(state, sign=sign)
        if heard is None:
            raise Refused(f"{sign} was not heard.")
        return heard - begun

    async def _run(self, state: ClientState, *, sign: str | None = None) -> float | None:
        """Have the page run, and take in what it draws; when the sign was heard, if it was."""
        shows = re.compile(sign) if sign else None
        heard: float | None = None
        message = ForwardMsg()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
            while True:
                message.ParseFromString(await self._socket.recv(decode=False))
                match message.WhichOneof("type"):
                    case "delta":
                        self._take_in(message.delta)
                        drawn = message.delta.new_element
                        if shows and (shows.search(drawn.markdown.body) or shows.search(drawn.html.body)):
                            heard = time.perf_counter()
                    case "new_session":
                        self._client.page_script_hash = message.new_session.page_script_hash
                    case "script_finished" if message.script_finished in _RAN_THROUGH:
                        return heard
                    case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        raise Refused("The page did not run.")

    def _take_in(self, delta: Delta) -> None:
        element = delta.new_element
        match element.WhichOneof("type"):
            case "radio":
                self._radio.CopyFrom(element.radio)
                self._fragment = delta.fragment_id
            case "text_input":
                self._hold(element.text_input.id, element.text_input.default, _set_to(element))
            case "text_area":
                self._hold(element.text_area.id, element.text_area.default, _set_to(element))
            case "exception":
                raise Refused(element.exception.message)
            case "alert":
                raise Refused(element.alert.body)

    def _hold(self, id: str, default: str, set_to: str | None) -> None:
        """A field begins with its default, and changes when the server sets it."""
        self._held.setdefault(id, default)
        if set_to is not None:
            self._held[id] = set_to


def _set_to(element: Element) -> str | None:
    field = element.text_input if element.HasField("text_input") else element.text_area
    return field.value if field.set_value else None


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[Session]:
    """A session, for as long as the block lasts."""
    async with connect(
        f"ws://{HOST}:{server.port}/_stcore/stream",
        origin=server.url,  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{SESSION_COOKIE}={server.cookie}"},
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=_PATIENCE_SECONDS,
        ping_interval=None,
    ) as socket:
        yield Session(socket)
