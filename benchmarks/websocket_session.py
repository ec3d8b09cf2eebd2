"""One session without a browser, which exchanges messages with Streamlit over a WebSocket as a page does.

The messages are Streamlit's own (``BackMsg``, ``ForwardMsg``), sent as a browser sends them: with the values of the
page's fields and the fragment of the field that changed.
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

from benchmarks.servers import HOST, Server

_PATIENCE_SECONDS: Final = 90
_SUCCEEDED: Final = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class SessionFailed(Exception):
    """The page failed, or did not show the expected text."""


class Session:
    """One open page, with what is needed to change its choice."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._client = ClientState()
        self._field_values: dict[str, str] = {}
        self._radio = Radio()
        self._fragment = ""

    async def open(self, page: str = "", query: str = "") -> None:
        """Visit a page, and return when all of it is drawn."""
        self._client = ClientState(query_string=query, page_name=page)
        await self._run(self._client)
        self._client.page_name = ""

    async def choose(self, place: int, *, marker: str) -> float:
        """Change the choice and return the seconds until `marker` arrived.

        Raise :class:`SessionFailed` if it did not arrive, or there is nothing to choose from.
        """
        if not self._radio.id:
            raise SessionFailed("The page has nothing to choose from.")
        self._field_values[self._radio.id] = self._radio.options[place]
        state = ClientState()
        state.CopyFrom(self._client)
        state.fragment_id = self._fragment
        for id, value in self._field_values.items():
            state.widget_states.widgets.add(id=id, string_value=value)
        started = time.perf_counter()
        arrived_at = await self._run(state, marker=marker)
        if arrived_at is None:
            raise SessionFailed(f"{marker} did not arrive.")
        return arrived_at - started

    async def _run(self, state: ClientState, *, marker: str | None = None) -> float | None:
        """Run the page and record its fields. Return the time at which the marker arrived, or None."""
        shows = re.compile(marker) if marker else None
        arrived_at: float | None = None
        message = ForwardMsg()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
            while True:
                message.ParseFromString(await self._socket.recv(decode=False))
                match message.WhichOneof("type"):
                    case "delta":
                        self._record_element(message.delta)
                        drawn = message.delta.new_element
                        if shows and (shows.search(drawn.markdown.body) or shows.search(drawn.html.body)):
                            arrived_at = time.perf_counter()
                    case "new_session":
                        self._client.page_script_hash = message.new_session.page_script_hash
                    case "script_finished" if message.script_finished in _SUCCEEDED:
                        return arrived_at
                    case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        raise SessionFailed("The page did not run.")

    def _record_element(self, delta: Delta) -> None:
        element = delta.new_element
        match element.WhichOneof("type"):
            case "radio":
                self._radio.CopyFrom(element.radio)
                self._fragment = delta.fragment_id
            case "text_input":
                self._set_field(element.text_input.id, element.text_input.default, _value_from_server(element))
            case "text_area":
                self._set_field(element.text_area.id, element.text_area.default, _value_from_server(element))
            case "exception":
                raise SessionFailed(element.exception.message)
            case "alert":
                raise SessionFailed(element.alert.body)

    def _set_field(self, id: str, default: str, set_to: str | None) -> None:
        """Record the value of a field: its default at first, then what the server sets."""
        self._field_values.setdefault(id, default)
        if set_to is not None:
            self._field_values[id] = set_to


def _value_from_server(element: Element) -> str | None:
    field = element.text_input if element.HasField("text_input") else element.text_area
    return field.value if field.set_value else None


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[Session]:
    """Open a session until the end of the block."""
    async with connect(
        f"ws://{HOST}:{server.port}/_stcore/stream",
        origin=server.url,  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{server.cookie_name}={server.cookie}"},
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=_PATIENCE_SECONDS,
        ping_interval=None,
    ) as socket:
        yield Session(socket)
