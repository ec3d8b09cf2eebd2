"""Files to look at and to download: each is recorded, and a refusal is a sentence."""

import csv
import hashlib
import html
import io
import json
import re
import zipfile

import pypdf
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.responses import Response

from assessment.codes import Event
from assessment.dates import now
from assessment.errors import NotSaved, sentence
from assessment.exports.issuing import issue_report
from assessment.ids import AssessmentId
from assessment.register.files import read_table
from assessment.rounds.exchange import read_exchange
from assessment.store.audit_chain import PEOPLE_CHAIN
from assessment.views.comparison_view import ROWS_PER_PAGE
from tests.web.app_client import AppClient, HttpResponse, cookie
from tests.web.websocket_client import websocket_client
from web import download_routes

ASSESSMENT_NOT_FOUND = "There is no such assessment. Choose one on the home page."
NOBODYS = "3f2b8c1e-0d4a-4c56-9b7e-5a1f60d2e894"
"""The id of no assessment."""


EVERY_FILE = [
    "preview/report.pdf",
    "preview/report.html",
    "preview/board-paper.pdf",
    "version/1/report.pdf",
    "assessment.json",
    "assessment.csv",
    "assessment.xlsx",
    "actions.csv",
    "actions.xlsx",
]
"""The addresses of the files of one assessment, below its own."""


def is_download(response: HttpResponse, name: str, kind: str, *, opens: bool = False) -> bool:
    """Return True if a browser saves or opens the file with that name and caches no copy."""
    return (
        response.status == 200
        and {
            "content-type": kind,
            "content-disposition": f'{"inline" if opens else "attachment"}; filename="{name}"',
            "cache-control": "no-store",
        }.items()
        <= response.headers.items()
    )


def test_a_preview_opens_in_the_browser_as_a_pdf(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/preview/report.pdf")

    assert is_download(response, "Example-dog-unit-2026-preview.pdf", "application/pdf", opens=True)
    first = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "Not issued: a preview of" in first


def test_an_issued_report_opens_in_the_browser_and_is_the_same_file_each_time(client: AppClient) -> None:
    id = client.submit_assessment("Example dog unit")
    issue_report(client.store, client.lead.actor, client.library, id, issued_for="the board", at=now())

    first, second = (client.get(f"/files/{id}/version/1/report.pdf") for _ in range(2))

    assert is_download(first, "Example-dog-unit-2026-version-1.pdf", "application/pdf", opens=True)
    assert first.content == second.content
    assert recorded_hashes(client, id)[-2:] == [(Event.REPORT_TAKEN, hashlib.sha256(first.content).hexdigest())] * 2
    paper = client.get(f"/files/{id}/version/1/board-paper.pdf")
    assert is_download(paper, "Example-dog-unit-2026-version-1-board-paper.pdf", "application/pdf", opens=True)


def test_a_version_that_was_never_issued_is_not_found(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment()}/version/1/report.pdf")

    assert refusal_of(response) == (
        404,
        "There is no such version of this report. The Report page lists those that were issued.",
    )


@pytest.mark.parametrize(
    "path",
    [
        "/files/",
        "/files/x",
        "/files/x/y.pdf",
        f"/files/{NOBODYS}/report.pdf",
        f"/files/{NOBODYS}/preview/report.docx",
        f"/files/{NOBODYS}/version/1/x",
    ],
)
def test_an_address_without_a_file_says_so(client: AppClient, path: str) -> None:
    response = client.get(path)

    assert refusal_of(response) == (
        404,
        "There is no such file. Download it from the Report page, the Compare page or the Register.",
    )


def test_a_preview_is_saved_as_a_web_page_and_never_opens_beside_the_apps_own_pages(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/preview/report.html")

    assert is_download(response, "Example-dog-unit-2026-preview.html", "text/html; charset=utf-8")
    assert response.text.startswith("<!doctype html>")
    assert "Example dog unit" in response.text


def test_the_two_pages_for_the_board_can_be_looked_at_alone(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/preview/board-paper.pdf")

    assert is_download(response, "Example-dog-unit-2026-preview-board-paper.pdf", "application/pdf", opens=True)
    assert "What the board is asked to decide" in pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()


def test_answers_are_exported_as_csv_with_a_line_for_each_question(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/assessment.csv")

    assert is_download(response, "Example-dog-unit-2026.csv", "text/csv; charset=utf-8")
    header, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert header[:2] == ["Collaboration", "Round"]
    assert len(lines) == len(list(client.library.latest().questions()))


def test_answers_are_exported_as_an_excel_workbook(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/assessment.xlsx")

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert is_download(response, "Example-dog-unit-2026.xlsx", kind)
    assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


def test_exported_answers_can_be_read_again(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('Example dog unit')}/assessment.json")

    assert is_download(response, "Example-dog-unit-2026.json", "application/json")
    assert read_exchange(response.text, client.library.latest()).collaboration_name == "Example dog unit"


def test_a_comparison_can_be_downloaded_as_csv(client: AppClient) -> None:
    client.submit_assessment("Example mounted unit")

    response = client.get("/files/comparison.csv?text=mounted")

    assert is_download(response, "comparison.csv", "text/csv; charset=utf-8")
    _, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert row[0] == "Example mounted unit"


def test_a_long_comparison_is_drawn_a_page_at_a_time_and_its_file_holds_all_of_it(client: AppClient) -> None:
    names = [f"Example paged boats {number:02}" for number in range(ROWS_PER_PAGE + 1)]
    for name in names:
        client.submit_assessment(name)

    with websocket_client(client, cookie(client.lead.actor)) as program:
        first, second, beyond = (
            program.visits("compare", f"text=paged+boats{page}") for page in ("", "&page=2", "&page=99")
        )
    rows = csv.reader(io.StringIO(client.get("/files/comparison.csv?text=paged+boats").content.decode("utf-8-sig")))

    assert [row[0] for row in rows][1:] == names
    assert [drawn_names(each) for each in (first, second, beyond)] == [names[:ROWS_PER_PAGE], names[-1:], names[-1:]]
    assert "/compare?page=2&amp;text=paged+boats" in first


def drawn_names(drawn: str) -> list[str]:
    """Return the names of the rows of the comparison, which lead to their results."""
    return re.findall(r"data-page>(Example paged boats \d\d)<", drawn)


def test_a_comparison_can_be_downloaded_as_a_pdf_with_the_filters_of_the_page(client: AppClient) -> None:
    client.submit_assessment("Example air support")
    client.submit_assessment("Example mounted unit")

    response = client.get("/files/comparison.pdf?text=air+support")

    assert is_download(response, "comparison.pdf", "application/pdf", opens=True)
    first = pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert "Only where the name or the round contains “air support”." in first
    assert "Example air support" in first
    # Further down, the page names assessments that cannot be compared, whatever the filters are.
    assert "Example dog unit" not in first.partition("In this report")[0]


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "|calc", "＝1+1"],
)
def test_no_name_in_the_comparison_is_a_formula(client: AppClient, typed: str) -> None:
    client.submit_assessment(typed)

    rows = list(csv.reader(io.StringIO(client.get("/files/comparison.csv").content.decode("utf-8-sig"), newline="")))

    assert f"'{typed}" in {row[0] for row in rows}
    assert typed not in {cell for row in rows for cell in row}


@pytest.mark.parametrize("kind", ["preview/report.pdf", "version/1/report.pdf", "assessment.json", "actions.csv"])
@pytest.mark.parametrize(
    "id",
    [
        NOBODYS,
        "x",
        "%20",
        "%F0%9F%91%AE",
        "00000000-0000-0000-0000-00000000000g",
        "9" * 10_000,
    ],
    ids=lambda id: id[:20],
)
def test_unknown_and_malformed_ids_get_one_message(client: AppClient, id: str, kind: str) -> None:
    response = client.get(f"/files/{id}/{kind}")

    assert refusal_of(response) == (404, ASSESSMENT_NOT_FOUND)


@pytest.mark.parametrize(
    "path",
    ["/files/../../etc/hostname/report.pdf", "/files/%2e%2e%2f%2e%2e%2fetc/report.pdf", "/files/..%5Cx/report.pdf"],
)
def test_no_path_reaches_other_files_of_the_computer(client: AppClient, path: str) -> None:
    response = client.get(path)

    assert response.status == 400
    assert "content-disposition" not in response.headers


@pytest.mark.parametrize(
    "query", ["sort=zz", "rows=zz", "force=zz", "bank=zz", "sort=%00&text=%00", f"text={'x' * 10_000}", "&&=&text"]
)
def test_unknown_filters_still_give_a_comparison(client: AppClient, query: str) -> None:
    client.submit_assessment("Example air support")

    response = client.get(f"/files/comparison.csv?{query}")

    assert response.status == 200
    header, *_ = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["Collaboration", "Partner forces", "Lead force"]


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("Gwasanaeth cŵn Dyfed-Powys", "Gwasanaeth-cwn-Dyfed-Powys-2026.json"),
        ("../../etc/passwd", "etc-passwd-2026.json"),
        ('"; filename="x.exe', "filename-x.exe-2026.json"),
        ("👮 👮", "2026.json"),
        ("شرطة", "2026.json"),
        ("x" * 200, f"{'x' * 100}.json"),
        ("<b>bold</b>\ttext", "b-bold-b-text-2026.json"),
    ],
)
def test_the_name_of_a_download_is_valid_on_every_computer(client: AppClient, name: str, saved_as: str) -> None:
    response = client.get(f"/files/{client.start_assessment(name)}/assessment.json")

    assert response.headers["content-disposition"] == f'attachment; filename="{saved_as}"'


def test_a_download_without_a_usable_name_still_has_a_name(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment('👮', round_title='…')}/assessment.json")

    assert response.headers["content-disposition"] == 'attachment; filename="assessment.json"'
    assert json.loads(response.content)["collaboration"]["name"] == "👮"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_downloads_accept_no_other_method(client: AppClient, method: str) -> None:
    response = client.request(
        method, f"/files/{client.start_assessment()}/preview/report.pdf", {"Origin": client.app.url}, b""
    )

    assert response.status == 405


def test_another_site_gets_no_file(client: AppClient) -> None:
    response = client.get(f"/files/{client.start_assessment()}/assessment.json", Origin="http://evil.example")

    assert (response.status, response.text) == (403, "This request comes from another site.")


@pytest.mark.parametrize(
    ("file", "event"),
    [
        ("preview/report.pdf", Event.REPORT_PREVIEWED),
        ("preview/report.html", Event.REPORT_PREVIEWED),
        ("preview/board-paper.pdf", Event.REPORT_PREVIEWED),
        ("assessment.json", Event.ANSWERS_EXPORTED),
        ("assessment.csv", Event.ANSWERS_EXPORTED),
        ("assessment.xlsx", Event.ANSWERS_EXPORTED),
        ("actions.csv", Event.ACTIONS_EXPORTED),
        ("actions.xlsx", Event.ACTIONS_EXPORTED),
    ],
)
def test_a_download_is_recorded_with_its_hash(client: AppClient, file: str, event: Event) -> None:
    id = client.start_assessment()

    content = client.get(f"/files/{id}/{file}").content

    assert recorded_hashes(client, id)[-1] == (event, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("file", ["comparison.csv", "comparison.pdf"])
def test_a_downloaded_comparison_is_recorded_for_each_assessment_in_it(client: AppClient, file: str) -> None:
    id = client.submit_assessment(f"Example {file} unit")

    content = client.get(f"/files/{file}?text=Example+{file}").content

    assert recorded_hashes(client, id)[-1] == (Event.COMPARISON_EXPORTED, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
    ],
)
def test_what_is_sought_in_the_register_is_downloaded_and_recorded_with_its_hash(
    client: AppClient, form: str, kind: str
) -> None:
    client.start_assessment(f"Example {form} boats")

    response = client.get(f"/files/register.{form}?find={form}+boats")

    assert is_download(response, f"register.{form}", kind)
    if form != "json":
        assert [row.cells[1] for row in read_table(response.content).rows] == ["name", f"Example {form} boats"]
    with client.store.read() as unit:
        (entry,) = unit.audit.with_file(hashlib.sha256(response.content).hexdigest())
    assert (entry.event, entry.chain, entry.form_of(str(entry.detail["sha256"]))) == (
        Event.REGISTER_EXPORTED,
        PEOPLE_CHAIN,
        form,
    )


@pytest.mark.parametrize(
    "query", ["function=zz&kind=&status=%00", "force=zz", "find=%00", f"find={'x' * 10_000}", "&&="]
)
def test_unknown_filters_still_give_a_register(client: AppClient, query: str) -> None:
    response = client.get(f"/files/register.csv?{query}")

    assert (response.status, read_table(response.content).rows[0].cells[:2]) == (200, ("id", "name"))


def test_the_register_has_no_other_forms(client: AppClient) -> None:
    assert client.get("/files/register.pdf").status == 404


def test_a_request_for_headers_alone_is_refused_and_not_recorded(client: AppClient) -> None:
    id = client.start_assessment()

    response = client.request("HEAD", f"/files/{id}/preview/report.pdf", {})

    assert (response.status, response.headers["allow"]) == (405, "GET")
    assert [event for event, _ in recorded_hashes(client, id)] == [Event.ASSESSMENT_STARTED]


def test_a_download_that_could_not_be_recorded_is_refused_with_a_sentence() -> None:
    def make() -> Response:
        raise NotSaved(sentence("not_saved_for_a_test", "Not saved: the disk is full."))

    with start_blocking_portal() as portal:
        response = portal.call(
            download_routes._respond, Request({"type": "http", "method": "GET", "headers": []}), make
        )

    assert response.status_code == 503
    assert (
        b"The file was not sent, because the download could not be recorded. Try again in a minute. "
        b"If this keeps happening, ask whoever runs this service to check the database."
    ) in response.body


def refusal_of(response: HttpResponse) -> tuple[int, str]:
    """Return the status and the sentence of the page that says why there is no file, and leads on to Home."""
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/">Go to Home</a>' in response.text
    (words,) = re.findall(r'<p class="lede">(.*)</p>', response.text)
    return response.status, html.unescape(words)


def recorded_hashes(client: AppClient, id: AssessmentId) -> list[tuple[Event, object]]:
    """Return the events of the assessment in the audit trail, with the hash of each exported file."""
    with client.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        return [(entry.event, entry.detail.get("sha256")) for entry in unit.audit.of(found)]
