"""Files to look at and to download. Each is recorded in the audit trail; only issued reports are stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from assessment.codes import ExportForm, ReportFormat, TableFormat
from assessment.comparison.compared import Selection
from assessment.dates import now, uk_day
from assessment.errors import (
    AssessmentError,
    InvalidInput,
    NotFound,
    NotPermitted,
    NotReadable,
    NotSaved,
    NotSignedIn,
    TooManyAtOnce,
    sentence,
)
from assessment.exports.actions_export import export_actions
from assessment.exports.assessment_exports import export_answers, preview_report
from assessment.exports.building import SHARED_BUILDER
from assessment.exports.comparison_exports import export_comparison_csv, export_comparison_pdf
from assessment.exports.issuing import take_report
from assessment.exports.register_export import export_register
from assessment.rounds.text_rules import file_stem
from assessment.services import services
from assessment.store.register_search import RegisterQuery
from assessment.views.answered_assessment import assessment_id
from web.account_pages import HOME_LINK, SIGN_IN_LINK, message_page
from web.recorded_refusal import record_refusal
from web.session_cookie import credential_of
from web.work import DOWNLOADS


@dataclass(frozen=True, slots=True)
class _ReportFile:
    """A file of a report: its format, the end of its name, and its kind."""

    report_format: ReportFormat
    ending: str
    kind: str


_PDF: Final = "application/pdf"
_REPORT_FILES: Final = {
    "report.pdf": _ReportFile(ReportFormat.PDF, ".pdf", _PDF),
    "report.html": _ReportFile(ReportFormat.HTML, ".html", "text/html; charset=utf-8"),
    "board-paper.pdf": _ReportFile(ReportFormat.BOARD_PAPER, " board paper.pdf", _PDF),
}
"""The files of a report by the ends of their addresses."""
_TABLE_KINDS: Final = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORM_KINDS: Final = {
    ExportForm.JSON: "application/json",
    ExportForm.CSV: _TABLE_KINDS[TableFormat.CSV],
    ExportForm.XLSX: _TABLE_KINDS[TableFormat.XLSX],
}
_STATUS: Final = {NotSignedIn: 401, NotPermitted: 403, NotFound: 404, NotReadable: 503}
"""The person, the address or the database is at fault. Any other error means that the file cannot be had now: 409."""
_FILE_NOT_FOUND: Final = sentence(
    "file_not_found", "There is no such file. Download it from the Report page, the Compare page or the Register."
)
_ONLY_GET: Final = sentence(
    "download_needs_get", "A download can only be requested with GET. Open its address in a browser."
)
_NOT_RECORDED: Final = sentence(
    "download_not_recorded",
    "The file was not sent, because the download could not be recorded. Try again in a minute. "
    "If this keeps happening, ask whoever runs this service to check the database.",
)


async def report_preview(request: Request) -> Response:
    """Send the report as it would be issued now, in the format that the address names."""
    file = _REPORT_FILES.get(request.path_params["file"])
    if file is None:
        return await unknown_file(request)

    def make() -> Response:
        app = services()
        name, content = preview_report(
            app.store,
            credential_of(request),
            app.library,
            assessment_id(request.path_params["assessment"]),
            report_format=file.report_format,
            at=now(),
            builder=SHARED_BUILDER,
        )
        return _file(content, f"{name}{file.ending}", file.kind)

    return await _respond(request, make)


async def issued_report(request: Request) -> Response:
    """Send a version of the report exactly as it was issued, in the format that the address names."""
    file = _REPORT_FILES.get(request.path_params["file"])
    if file is None:
        return await unknown_file(request)

    def make() -> Response:
        name, content = take_report(
            services().store,
            credential_of(request),
            assessment_id(request.path_params["assessment"]),
            request.path_params["version"],
            file.report_format,
            at=now(),
        )
        return _file(content, f"{name}{file.ending}", file.kind)

    return await _respond(request, make)


async def answers(request: Request) -> Response:
    """Send the answers of one assessment in the form that the address names."""
    if request.path_params["form"] not in _FORM_KINDS:
        return await unknown_file(request)
    form = ExportForm(request.path_params["form"])

    def make() -> Response:
        app = services()
        id = assessment_id(request.path_params["assessment"])
        name, content = export_answers(app.store, credential_of(request), app.library, id, form=form, at=now())
        return _file(content, f"{name}.{form}", _FORM_KINDS[form])

    return await _respond(request, make)


async def actions(request: Request) -> Response:
    """Send the improvement actions of one assessment in the format that the address names."""
    if request.path_params["form"] not in _TABLE_KINDS:
        return await unknown_file(request)
    file_format = TableFormat(request.path_params["form"])

    def make() -> Response:
        app = services()
        id = assessment_id(request.path_params["assessment"])
        name, content = export_actions(
            app.store, credential_of(request), app.library, id, file_format=file_format, at=now()
        )
        return _file(content, f"{name}.{file_format}", _TABLE_KINDS[file_format])

    return await _respond(request, make)


async def register(request: Request) -> Response:
    """Send what is sought in the register in the form that the address names."""
    if request.path_params["form"] not in _FORM_KINDS:
        return await unknown_file(request)
    form = ExportForm(request.path_params["form"])

    def make() -> Response:
        at = now()
        query = RegisterQuery.from_query(request.query_params.multi_items(), today=uk_day(at))
        content = export_register(services().store, credential_of(request), query, form=form, at=at)
        return _file(content, f"register.{form}", _FORM_KINDS[form])

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
    return _refused(NotFound(_FILE_NOT_FOUND), status=404)


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
            builder=SHARED_BUILDER,
        )
        return _file(pdf, "comparison.pdf", _PDF)

    return await _respond(request, make)


async def _respond(request: Request, make: Callable[[], Response]) -> Response:
    if request.method != "GET":  # HEAD would leave a download on record that did not take place
        return _refused(InvalidInput(_ONLY_GET), status=405, headers={"allow": "GET"})

    def make_or_record_refusal() -> Response:
        try:
            return make()
        except (NotPermitted, NotFound):
            record_refusal(request, where=request.url.path.rpartition("/")[2])
            raise

    try:
        return await DOWNLOADS.run(make_or_record_refusal)
    except NotSaved:
        return _refused(NotSaved(_NOT_RECORDED), status=503)
    except TooManyAtOnce as error:
        return _refused(error, status=429, headers={"retry-after": "60"})
    except AssessmentError as error:
        return _refused(error, status=_STATUS.get(type(error), 409))


def _refused(error: AssessmentError, *, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the page that says why there is no file, with the one way on from it."""
    link = SIGN_IN_LINK if isinstance(error, NotSignedIn) else HOME_LINK
    page = message_page("This file cannot be shown", error=error, status=status, link=link)
    page.headers.update(headers or {})
    return page


def _file(content: bytes, name: str, kind: str) -> Response:
    """Return the file to be saved. A PDF opens in the browser; a web page of ours must not, beside the app's own."""
    stem, _, ending = name.rpartition(".")
    saved_as = f"{file_stem(stem)}.{ending}"
    place = "inline" if kind == _PDF else "attachment"
    headers = {"content-disposition": f'{place}; filename="{saved_as}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
