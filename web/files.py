"""Files to take away. Each is made when it is asked for, for whoever asks, and kept nowhere."""

from collections.abc import Callable
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.actions.record import note_refusal
from assessment.comparison.table import Selection
from assessment.errors import AssessmentError, NotFound, NotPermitted, NotSignedIn
from assessment.house import house
from assessment.moments import now
from assessment.rounds.text import file_stem
from assessment.views.comparison import open_comparison_file, open_comparison_report
from assessment.views.opening import assessment_id
from assessment.views.report import open_exchange_file, open_report, open_report_page
from web.sessions import credential_of


async def report(request: Request) -> Response:
    """The board's PDF of one assessment."""

    def make() -> Response:
        rooms = house()
        id = assessment_id(request.path_params["assessment"])
        name, pdf = open_report(rooms.store, credential_of(request), rooms.library, id, at=now())
        return _file(pdf, f"{name}.pdf", "application/pdf")

    return await _made(request, make)


async def report_page(request: Request) -> Response:
    """The same report as a page that needs nothing else."""

    def make() -> Response:
        rooms = house()
        id = assessment_id(request.path_params["assessment"])
        name, page = open_report_page(rooms.store, credential_of(request), rooms.library, id, at=now())
        return _file(page.encode(), f"{name}.html", "text/html; charset=utf-8")

    return await _made(request, make)


async def exchange(request: Request) -> Response:
    """One assessment in the exchange format."""

    def make() -> Response:
        rooms = house()
        id = assessment_id(request.path_params["assessment"])
        name, text = open_exchange_file(rooms.store, credential_of(request), rooms.library, id)
        return _file(text.encode(), f"{name}.json", "application/json")

    return await _made(request, make)


async def comparison(request: Request) -> Response:
    """The comparison as CSV, with the same filters as on the page."""

    def make() -> Response:
        rooms = house()
        selection = Selection.from_query(request.query_params.multi_items())
        text = open_comparison_file(
            rooms.store,
            credential_of(request),
            rooms.library,
            selection,
            fingerprint=request.query_params.get("bank"),
        )
        return _file(text.encode(), "comparison.csv", "text/csv; charset=utf-8")

    return await _made(request, make)


async def nothing(_: Request) -> Response:
    """What no other address of a file fits."""
    return PlainTextResponse("There is no such file. Open it from the report's page.", status_code=404)


async def comparison_report(request: Request) -> Response:
    """The comparison as a PDF, with the same filters as on the page."""

    def make() -> Response:
        rooms = house()
        pdf = open_comparison_report(
            rooms.store,
            credential_of(request),
            rooms.library,
            Selection.from_query(request.query_params.multi_items()),
            fingerprint=request.query_params.get("bank"),
            at=now(),
        )
        return _file(pdf, "comparison.pdf", "application/pdf")

    return await _made(request, make)


async def _made(request: Request, make: Callable[[], Response]) -> Response:
    try:
        return await run_in_threadpool(make)
    except NotSignedIn as error:
        return PlainTextResponse(str(error), status_code=401)
    except NotPermitted as error:
        await run_in_threadpool(_note_refusal, request)
        return PlainTextResponse(str(error), status_code=403)
    except NotFound as error:
        await run_in_threadpool(_note_refusal, request)
        return PlainTextResponse(str(error), status_code=404)
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=409)


def _note_refusal(request: Request) -> None:
    with suppress(AssessmentError):
        note_refusal(house().store, credential_of(request), where=request.url.path.rpartition("/")[2])


def _file(content: bytes, name: str, kind: str) -> Response:
    stem, _, ending = name.rpartition(".")
    saved_as = f"{file_stem(stem)}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{saved_as}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
