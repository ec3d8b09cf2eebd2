"""Downloads. Each file is made when somebody asks for it, recorded in the audit trail, and not stored."""

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assessment.codes import ReportFormat
from assessment.comparison.compared import Selection
from assessment.dates import now
from assessment.errors import (
    AssessmentError,
    NotFound,
    NotPermitted,
    NotReadable,
    NotSaved,
    NotSignedIn,
    TooManyAtOnce,
    sentence,
)
from assessment.exports.assessment_exports import export_answers, export_report
from assessment.exports.building import BuildProcesses
from assessment.exports.comparison_exports import export_comparison_csv, export_comparison_pdf
from assessment.rounds.text_rules import file_stem
from assessment.services import services
from assessment.views.answered_assessment import assessment_id
from web.recorded_refusal import record_refusal
from web.session_cookie import credential_of
from web.work import DOWNLOADS

_BUILDER: Final = BuildProcesses(most=2, patience=15)
"""Two reports take about a second, so whoever waits longer meets a rush."""
_STATUS: Final = {NotSignedIn: 401, NotPermitted: 403, NotFound: 404, NotReadable: 503}
"""The person, the address or the database is at fault. Any other error means that the file cannot be had now: 409."""
_FILE_NOT_FOUND: Final = sentence(
    "file_not_found", "There is no such file. Download it from the Report page or the Compare page."
)
_ONLY_GET: Final = sentence(
    "download_needs_get", "A download can only be requested with GET. Open its address in a browser."
)
_NOT_RECORDED: Final = sentence(
    "download_not_recorded",
    "The file was not sent, because the download could not be recorded. Try again in a minute. "
    "If this keeps happening, ask whoever runs this service to check the database.",
)


async def report_pdf(request: Request) -> Response:
    """Send the report on one assessment as a PDF."""
    return await _report(request, ReportFormat.PDF, ".pdf", "application/pdf")


async def report_html(request: Request) -> Response:
    """Send the report on one assessment as a web page that needs no other file."""
    return await _report(request, ReportFormat.HTML, ".html", "text/html; charset=utf-8")


async def board_paper(request: Request) -> Response:
    """Send the report's two pages for the board as a PDF."""
    return await _report(request, ReportFormat.BOARD_PAPER, " board paper.pdf", "application/pdf")


async def _report(request: Request, report_format: ReportFormat, ending: str, kind: str) -> Response:
    def make() -> Response:
        app = services()
        name, file = export_report(
            app.store,
            credential_of(request),
            app.library,
            assessment_id(request.path_params["assessment"]),
            report_format=report_format,
            at=now(),
            builder=_BUILDER,
        )
        return _file(file, f"{name}{ending}", kind)

    return await _respond(request, make)


async def assessment_json(request: Request) -> Response:
    """Send one assessment in the exchange format."""

    def make() -> Response:
        app = services()
        id = assessment_id(request.path_params["assessment"])
        name, text = export_answers(app.store, credential_of(request), app.library, id, at=now())
        return _file(text.encode(), f"{name}.json", "application/json")

    return await _respond(request, make)


async def comparison_csv(request: Request) -> Response:
    """Send the comparison as CSV, with the filters that are set on the page."""

    def make() -> Response:
        app = services()
        selection = Selection.from_query(request.query_params.multi_items())
        text = export_comparison_csv(
            app.store,
            credential_of(request),
            app.library,
            selection,
            fingerprint=request.query_params.get("bank"),
            at=now(),
        )
        return _file(text.encode(), "comparison.csv", "text/csv; charset=utf-8")

    return await _respond(request, make)


async def unknown_file(_: Request) -> Response:
    """Respond that there is no such file, to every address below ``/files`` that is not another route."""
    return PlainTextResponse(_FILE_NOT_FOUND, status_code=404)


async def comparison_pdf(request: Request) -> Response:
    """Send the comparison as a PDF, with the filters that are set on the page."""

    def make() -> Response:
        app = services()
        pdf = export_comparison_pdf(
            app.store,
            credential_of(request),
            app.library,
            Selection.from_query(request.query_params.multi_items()),
            fingerprint=request.query_params.get("bank"),
            at=now(),
            builder=_BUILDER,
        )
        return _file(pdf, "comparison.pdf", "application/pdf")

    return await _respond(request, make)


async def _respond(request: Request, make: Callable[[], Response]) -> Response:
    if request.method != "GET":  # HEAD would leave a download on record that did not take place
        return PlainTextResponse(_ONLY_GET, status_code=405, headers={"allow": "GET"})

    def make_or_record_refusal() -> Response:
        try:
            return make()
        except (NotPermitted, NotFound):
            record_refusal(request, where=request.url.path.rpartition("/")[2])
            raise

    try:
        return await DOWNLOADS.run(make_or_record_refusal)
    except NotSaved:
        return PlainTextResponse(_NOT_RECORDED, status_code=503)
    except TooManyAtOnce as error:
        return PlainTextResponse(str(error), status_code=429, headers={"retry-after": "60"})
    except AssessmentError as error:
        return PlainTextResponse(str(error), status_code=_STATUS.get(type(error), 409))


def _file(content: bytes, name: str, kind: str) -> Response:
    stem, _, ending = name.rpartition(".")
    saved_as = f"{file_stem(stem)}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{saved_as}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
