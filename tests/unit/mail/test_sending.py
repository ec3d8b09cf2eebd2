"""Messages go to a real mail server on this computer, or it is said why not."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assessment.errors import NotSent
from assessment.mail.link_messages import LinkMessage
from assessment.mail.mail_server import MailSecurity, MailServer
from assessment.mail.sending import send
from tests.mail_server import PASSWORD, SENDER, RunningMailServer, make_certificate, running_mail_server

MESSAGE = LinkMessage(to="eve@kent.example", subject="A link", text="Hello Siân,\nhttps://force.example/secret\n")


@pytest.fixture
def mail() -> Iterator[RunningMailServer]:
    with running_mail_server() as mail:
        yield mail


def test_a_message_reaches_the_one_person_it_is_for(mail: RunningMailServer) -> None:
    send(mail.settings(), MESSAGE)

    (message,) = mail.messages
    assert mail.recipients == [["eve@kent.example"]]
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, "eve@kent.example", "A link")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == MESSAGE.text


def test_with_starttls_the_server_must_be_one_that_this_computer_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "certificate.pem")
    with running_mail_server(certificate) as mail:
        settings = mail.settings(MailSecurity.STARTTLS, password=PASSWORD)
        with pytest.raises(NotSent, match="could not be reached"):
            send(settings, MESSAGE)

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(NotSent, match="refused this service"):
            send(mail.settings(MailSecurity.STARTTLS, password="wrong"), MESSAGE)
        assert mail.messages == []
        send(settings, MESSAGE)

        assert len(mail.messages) == 1


def test_a_server_without_starttls_is_sent_nothing_where_that_is_asked_for(mail: RunningMailServer) -> None:
    with pytest.raises(NotSent, match="refused this service"):
        send(mail.settings(MailSecurity.STARTTLS), MESSAGE)

    assert mail.messages == []


@pytest.mark.parametrize("address", ["nobody@kent.example", "a@b.example, c@d.example", "a\r\nBcc: x@y.example", ""])
def test_an_address_that_the_server_or_we_do_not_take_is_said_and_not_logged(
    mail: RunningMailServer, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    mail.refuses.add("nobody@kent.example")

    with pytest.raises(NotSent, match="did not take the message for this person"):
        send(mail.settings(), LinkMessage(to=address, subject="A link", text=MESSAGE.text))

    assert mail.messages == []
    (logged,) = [each for each in caplog.records if each.name.startswith("assessment")]
    assert "@" not in logged.getMessage()
    assert "secret" not in logged.getMessage()


def test_a_server_that_is_not_there_or_says_nothing_is_given_up_on() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        server = MailServer(
            host="127.0.0.1", port=port, security=MailSecurity.NONE, sender=SENDER, links_to="https://force.example"
        )
        with pytest.raises(NotSent, match="could not be reached"):
            send(server, MESSAGE, patience=0.1)
    with pytest.raises(NotSent, match="could not be reached"):
        send(server, MESSAGE)
