"""Files are uploaded by whoever was shown a field for them, and ten an hour by one person."""

import uuid

from tests.signed_in_people import somebody
from tests.web.app_client import AppClient, HttpResponse, cookie
from tests.web.websocket_client import websocket_client

NO_FIELD = "No page is open on which you can upload a file. Open the page with the field for it again."
TOO_MANY = "You have uploaded 10 files within an hour. Wait an hour before the next."
TOKEN = "2|7a7a7a7a|7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a|1700000000"


def upload(client: AppClient, cookies: str, session: str) -> HttpResponse:
    """Send a file to Streamlit as the field does."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n\r\n{}\r\n--x--\r\n'
    headers = {
        "Cookie": f"{cookies}; _streamlit_xsrf={TOKEN}",
        "X-Xsrftoken": TOKEN,
        "Origin": client.app.url,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    return client.request("PUT", f"/_stcore/upload_file/{session}/{uuid.uuid4()}", headers, body)


def test_only_a_page_with_a_field_takes_files_and_ten_an_hour_from_one_person(client: AppClient) -> None:
    own, other = somebody(client.store, "Una"), somebody(client.store, "Oli")
    with websocket_client(client, cookie(own.actor)) as page:
        page.visits()
        refused = upload(client, cookie(own.actor), page.session)
        page.visits("start")
        statuses = [upload(client, cookie(own.actor), page.session).status for _ in range(10)]
        one_more = upload(client, cookie(own.actor), page.session)
        of_another = upload(client, cookie(other.actor), page.session)

    assert (refused.status, refused.text) == (403, NO_FIELD)
    assert statuses == [204] * 10
    assert (one_more.status, one_more.text) == (429, TOO_MANY)
    assert (of_another.status, of_another.text) == (403, NO_FIELD)
