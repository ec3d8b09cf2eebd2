"""The route of what pages load and what holds nobody's data: ES modules, and the stylesheet."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessment.errors import sentence
from web.paths import SCRIPTS

_NO_SUCH_SCRIPT = sentence("script_not_found", "There is no such script. Reload the page.")


def script_route(scripts: Mapping[str, bytes]) -> Route:
    """Return the route of these scripts and styles, by address.

    An address names the content, so that a browser may keep it.
    """

    async def show_script(request: Request) -> Response:
        script = scripts.get(request.url.path)
        if script is None:
            return PlainTextResponse(_NO_SUCH_SCRIPT, status_code=404)
        headers = {"cache-control": "public, max-age=31536000, immutable"}
        kind = "text/css" if request.url.path.endswith(".css") else "text/javascript"
        return Response(script, media_type=kind, headers=headers)

    return Route(f"{SCRIPTS}{{rest:path}}", show_script, methods=["GET"])
