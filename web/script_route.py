"""The route of the scripts that pages load: ES modules that hold nobody's data."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from web.paths import SCRIPTS


def script_route(version: str, modules: Mapping[str, bytes]) -> Route:
    """Return the route of these modules, by path. Their address names the version, so a browser may keep them."""

    async def show_script(request: Request) -> Response:
        module = modules.get(request.path_params["path"])
        if module is None or request.path_params["version"] != version:
            return PlainTextResponse("There is no such script.", status_code=404)
        return Response(
            module,
            media_type="text/javascript",
            headers={"cache-control": "public, max-age=31536000, immutable"},
        )

    return Route(f"{SCRIPTS}{{version}}/{{path:path}}", show_script, methods=["GET"])
