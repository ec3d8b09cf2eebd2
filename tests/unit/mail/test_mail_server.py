"""The settings of the mail server: what they say, and what is refused at the start."""

import pytest

from assessment.errors import InvalidInput
from assessment.mail.mail_server import MailSecurity, MailServer
from assessment.settings import Settings

LEAST = {
    "SMTP_HOST": "mail.force.example",
    "SMTP_SENDER": "assessment@force.example",
    "SERVICE_ADDRESS": "https://assessment.force.example/",
}


def test_without_a_mail_server_there_is_none() -> None:
    assert Settings.from_environment({"SMTP_HOST": " "}).mail_server is None


def test_a_mail_server_needs_a_host_a_sender_and_the_address_of_this_service() -> None:
    assert Settings.from_environment(LEAST).mail_server == MailServer(
        host="mail.force.example",
        port=587,
        security=MailSecurity.STARTTLS,
        sender="assessment@force.example",
        links_to="https://assessment.force.example",
    )


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("TLS", 465), ("none", 25)])
def test_each_way_to_connect_has_its_usual_port(security: str, port: int) -> None:
    server = Settings.from_environment({**LEAST, "SMTP_SECURITY": security}).mail_server

    assert server is not None
    assert (server.security.value, server.port) == (security.lower(), port)


def test_the_password_is_not_printed_with_the_settings() -> None:
    settings = Settings.from_environment({**LEAST, "SMTP_USER": "us", "SMTP_PASSWORD": "of the mail server"})

    assert "of the mail server" not in repr(settings)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"SMTP_HOST": ""}, "mail_incomplete"),
        ({"SMTP_SENDER": ""}, "mail_incomplete"),
        ({"SERVICE_ADDRESS": ""}, "mail_incomplete"),
        ({"SMTP_SECURITY": "ssl"}, "mail_security_unknown"),
        ({"SMTP_PORT": "0"}, "mail_port_invalid"),
        ({"SMTP_PORT": "65536"}, "mail_port_invalid"),
        ({"SMTP_PORT": "smtp"}, "mail_port_invalid"),
        ({"SMTP_USER": "us"}, "mail_sign_in_incomplete"),
        ({"SMTP_PASSWORD": "x"}, "mail_sign_in_incomplete"),
        ({"SMTP_SECURITY": "none", "SMTP_USER": "us", "SMTP_PASSWORD": "x"}, "mail_password_unprotected"),
        ({"SMTP_SENDER": "assessment"}, "mail_sender_invalid"),
        ({"SMTP_SENDER": "a@b.example\nBcc: c@d.example"}, "mail_sender_invalid"),
        ({"SERVICE_ADDRESS": "assessment.force.example"}, "service_address_invalid"),
        ({"SERVICE_ADDRESS": "https://force.example/assessment"}, "service_address_invalid"),
        ({"SERVICE_ADDRESS": "https://force.example:port"}, "service_address_invalid"),
    ],
)
def test_settings_that_cannot_work_are_refused_with_a_sentence(wrong: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Settings.from_environment({**LEAST, **wrong})

    assert [each.code for each in refused.value.sentences] == [code]
