"""Filter the messages that a browser sends to Streamlit over the WebSocket.

Any visitor may ask Streamlit to clear its caches, which are those of everybody. Such a message must not arrive.
"""

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg


def harmless(frame: bytes) -> bytes | None:
    """Return the one message that the frame holds, encoded anew, or None if Streamlit must not see it.

    The frame is read by Streamlit's own class, so nothing can mean one thing here and another there. Of several
    messages in one frame protobuf keeps the last; fields that Streamlit does not know are left out.
    """
    try:
        message = BackMsg.FromString(frame)
    except DecodeError:
        return None
    kind = message.WhichOneof("type")
    if kind == "clear_cache" or (kind is None and frame):
        return None
    message.DiscardUnknownFields()
    encoded: bytes = message.SerializeToString()
    return encoded
