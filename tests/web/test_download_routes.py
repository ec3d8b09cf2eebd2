"""Files to take away: made when asked for, kept nowhere, and refused in words."""

import csv
import hashlib
import io
import json

import pypdf
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import Request
from starlette.responses import Response

from assessment.codes import Event
from assessment.errors import NotSaved, sentence
from assessment.ids import AssessmentId
from assessment.rounds.exchange import read_exchange
from tests.web.app_client import AppClient, HttpAnswer
from web import download_routes

ASSESSMENT_NOT_FOUND = "There is no such assessment. Open it from the home page."
NOBODYS = "3f2b8c1e-0d4a-4c56-9b7e-5a1f60d2e894"
"""The id of no assessment."""


def is_to_be_saved(answer: HttpAnswer, name: str, kind: str) -> bool:
    """Whether the browser saves the file under that name, and keeps no copy of its own."""
    return (
        answer.status == 200
        and {
            "content-type": kind,
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "no-store",
        }.items()
        <= answer.headers.items()
    )


def test_the_report_is_a_pdf_to_save(client: AppClient) -> None:
    answer = client.get(f"/files/{client.has_started('Example dog unit')}/report.pdf")

    assert is_to_be_saved(answer, "Example-dog-unit-2026.pdf", "application/pdf")
    assert "Example dog unit" in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.parametrize("path", ["/files/", "/files/x", "/files/x/y.pdf", f"/files/{NOBODYS}/report.docx"])
def test_the_address_of_no_file_says_so(client: AppClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status, answer.text) == (
        404,
        "There is no such file. Download it from the Report page or the Compare page.",
    )


@pytest.mark.parametrize("path", ["/pages/", "/pages/home", "/pages/home.py"])
def test_the_address_of_a_page_s_script_leads_home(client: AppClient, path: str) -> None:
    answer = client.get(path)

    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_the_report_is_a_page_to_save(client: AppClient) -> None:
    answer = client.get(f"/files/{client.has_started('Example dog unit')}/report.html")

    assert is_to_be_saved(answer, "Example-dog-unit-2026.html", "text/html; charset=utf-8")
    assert answer.text.startswith("<!doctype html>")
    assert "Example dog unit" in answer.text


def test_the_answers_are_a_file_that_can_be_read_again(client: AppClient) -> None:
    answer = client.get(f"/files/{client.has_started('Example dog unit')}/assessment.json")

    assert is_to_be_saved(answer, "Example-dog-unit-2026.json", "application/json")
    assert read_exchange(answer.text, client.library.latest()).collaboration_name == "Example dog unit"


def test_the_comparison_is_a_table_to_save(client: AppClient) -> None:
    client.has_submitted("Example mounted unit")

    answer = client.get("/files/comparison.csv?text=mounted")

    assert is_to_be_saved(answer, "comparison.csv", "text/csv; charset=utf-8")
    _, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert row[1] == "Example mounted unit"


def test_the_comparison_is_a_pdf_to_save_with_the_same_filters(client: AppClient) -> None:
    client.has_submitted("Example air support")
    client.has_submitted("Example mounted unit")

    answer = client.get("/files/comparison.pdf?text=air+support")

    assert is_to_be_saved(answer, "comparison.pdf", "application/pdf")
    first = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "Only where the name or the round contains air support." in first
    assert "Example air support" in first
    # Unlike those that are set aside, whatever the filters, it is told nowhere on the page of those compared.
    assert "Example dog unit" not in first.partition("In this report")[0]


@pytest.mark.parametrize(
    "typed",
    ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "|calc", "＝1+1"],
)
def test_no_name_in_the_comparison_is_a_formula(client: AppClient, typed: str) -> None:
    client.has_submitted(typed)

    rows = list(csv.reader(io.StringIO(client.get("/files/comparison.csv").content.decode("utf-8-sig"), newline="")))

    assert f"'{typed}" in {row[1] for row in rows}
    assert typed not in {cell for row in rows for cell in row}


@pytest.mark.parametrize("kind", ["report.pdf", "report.html", "assessment.json"])
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
def test_unknown_and_malformed_ids_get_the_same_words(client: AppClient, id: str, kind: str) -> None:
    answer = client.get(f"/files/{id}/{kind}")

    assert (answer.status, answer.text, answer.headers["content-type"]) == (
        404,
        ASSESSMENT_NOT_FOUND,
        "text/plain; charset=utf-8",
    )


@pytest.mark.parametrize(
    "path",
    ["/files/../../etc/hostname/report.pdf", "/files/%2e%2e%2f%2e%2e%2fetc/report.pdf", "/files/..%5Cx/report.pdf"],
)
def test_no_path_leads_out_of_the_files(client: AppClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status == 400
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize(
    "query", ["sort=zz", "rows=zz", "force=zz", "bank=zz", "sort=%00&text=%00", f"text={'x' * 10_000}", "&&=&text"]
)
def test_a_comparison_in_words_nobody_knows_is_still_a_table(client: AppClient, query: str) -> None:
    client.has_submitted("Example air support")

    answer = client.get(f"/files/comparison.csv?{query}")

    assert answer.status == 200
    header, *_ = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["Force", "Collaboration", "Partner forces"]


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
def test_the_name_of_a_file_is_one_that_every_computer_takes(client: AppClient, name: str, saved_as: str) -> None:
    answer = client.get(f"/files/{client.has_started(name)}/assessment.json")

    assert answer.headers["content-disposition"] == f'attachment; filename="{saved_as}"'


def test_a_file_whose_name_has_nothing_to_keep_still_has_one(client: AppClient) -> None:
    answer = client.get(f"/files/{client.has_started('👮', round_title='…')}/assessment.json")

    assert answer.headers["content-disposition"] == 'attachment; filename="assessment.json"'
    assert json.loads(answer.content)["collaboration"]["name"] == "👮"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_are_only_read(client: AppClient, method: str) -> None:
    answer = client.ask(method, f"/files/{client.has_started()}/report.pdf", {"Origin": client.app.url}, b"")

    assert answer.status == 405


def test_another_site_gets_no_file(client: AppClient) -> None:
    answer = client.get(f"/files/{client.has_started()}/assessment.json", Origin="http://evil.example")

    assert (answer.status, answer.text) == (403, "This request comes from another site.")


@pytest.mark.parametrize(
    ("file", "event"),
    [
        ("report.pdf", Event.REPORT_ISSUED),
        ("report.html", Event.REPORT_ISSUED),
        ("assessment.json", Event.ANSWERS_EXPORTED),
    ],
)
def test_what_is_taken_is_recorded_with_its_bytes(client: AppClient, file: str, event: Event) -> None:
    id = client.has_started()

    content = client.get(f"/files/{id}/{file}").content

    assert recorded(client, id)[-1] == (event, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("file", ["comparison.csv", "comparison.pdf"])
def test_a_comparison_is_recorded_in_what_it_shows(client: AppClient, file: str) -> None:
    id = client.has_submitted(f"Example {file} unit")

    content = client.get(f"/files/{file}?text=Example+{file}").content

    assert recorded(client, id)[-1] == (Event.COMPARISON_EXPORTED, hashlib.sha256(content).hexdigest())


def test_a_file_of_which_only_the_headers_are_asked_for_is_not_taken(client: AppClient) -> None:
    id = client.has_started()

    answer = client.ask("HEAD", f"/files/{id}/report.pdf", {})

    assert (answer.status, answer.headers["allow"]) == (405, "GET")
    assert [event for event, _ in recorded(client, id)] == [Event.ASSESSMENT_STARTED]


def test_a_file_that_could_not_be_recorded_is_refused_in_words() -> None:
    def make() -> Response:
        raise NotSaved(sentence("not_saved_for_a_test", "Not saved: the disk is full."))

    with start_blocking_portal() as portal:
        answer = portal.call(download_routes._respond, Request({"type": "http", "method": "GET", "headers": []}), make)

    assert (answer.status_code, answer.body) == (
        503,
        b"The file was not sent, because the download could not be recorded. Try again in a minute. "
        b"If this keeps happening, ask whoever runs this service to check the database.",
    )


def recorded(client: AppClient, id: AssessmentId) -> list[tuple[Event, object]]:
    """What the audit trail says of the assessment, with the hash of what was taken."""
    with client.store.read() as unit:
        found = unit.assessments.find(id)
        assert found is not None
        return [(entry.event, entry.detail.get("sha256")) for entry in unit.audit.of(found)]
