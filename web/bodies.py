"""What a question's page sends of its own accord, and how much of it is read."""

from typing import Annotated, Final

from pydantic import Field
from starlette.requests import Request

_MOST_BYTES: Final = 64 * 1024
"""What a browser sends from a page that closes. Source: the Fetch standard's limit on keep-alive requests."""

QuestionName = Annotated[str, Field(max_length=20)]
Version = Annotated[int, Field(ge=0, lt=2**31)]
PageName = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


async def read_small(request: Request) -> bytes | None:
    """The body; none where it is longer than a closing page can send."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    return body
