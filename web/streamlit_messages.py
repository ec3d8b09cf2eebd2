"""Filter the messages that a browser sends to Streamlit over the WebSocket.

Whoever has a socket may ask Streamlit to clear its caches, which are those of everybody. Such a message must not
arrive. Nor must one of very many small values: reading 3.5 million of them, in 7 MB, keeps everybody waiting.
"""

from typing import Final

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

MOST_VALUES: Final = 10_000
"""The most values in one message. The largest page sends a few hundred."""
_BYTES: Final = (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES)


def harmless(frame: bytes) -> bytes | None:
    """Return the one message that the frame holds, encoded anew, or None if Streamlit must not see it.

    The frame is read by Streamlit's own class, so nothing can mean one thing here and another there. Of several
    messages in one frame protobuf keeps the last; fields that Streamlit does not know are left out.
    """
    try:
        _count_down(frame, 0, len(frame), BackMsg.DESCRIPTOR, MOST_VALUES)
        message = BackMsg.FromString(frame)
    except (DecodeError, RecursionError):
        return None
    kind = message.WhichOneof("type")
    if kind == "clear_cache" or (kind is None and frame):
        return None
    message.DiscardUnknownFields()
    encoded: bytes = message.SerializeToString()
    return encoded


def _count_down(frame: bytes, start: int, end: int, kind: Descriptor, left: int) -> int:
    """Return `left` less the values of the message between two places of the frame, by protobuf's encoding.

    Raise :class:`DecodeError` as soon as there are more, which takes milliseconds, and for what is no message.
    """
    while start < end:
        key, start = _varint(frame, start)
        left -= 1
        match key & 7:
            case 0:
                _, start = _varint(frame, start)
            case 1:
                start += 8
            case 5:
                start += 4
            case 2:
                length, start = _varint(frame, start)
                field = kind.fields_by_number.get(key >> 3)
                if field is not None and field.message_type is not None:
                    left = _count_down(frame, start, min(start + length, end), field.message_type, left)
                elif field is not None and field.type not in _BYTES:
                    left -= length  # numbers that are packed take a byte each at least
                start += length
            case _:
                raise DecodeError("groups are not used")
        if left < 0 or start > end:
            raise DecodeError("too many values, or cut off")
    return left


def _varint(frame: bytes, start: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(frame[start : start + 10]):
        value |= (byte & 127) << 7 * place
        if byte < 128:
            return value, start + place + 1
    raise DecodeError("cut off")
