"""Settings come from the environment, and have defaults for what it does not name."""

import base64
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from assessment.errors import InvalidInput
from assessment.settings import PROJECT, Provider, Settings
from assessment.store import Store

ODD = "a folder [of 100%25]? #1"
"""A name with everything that means something in an address, a pattern or a shell."""


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_without_an_environment_everything_is_in_the_projects_folder() -> None:
    settings = Settings.from_environment({}, project=Path("/srv/app"))

    assert settings == Settings(
        database_url="sqlite:////srv/app/data/assessments.db", banks=Path("/srv/app/question_banks")
    )


def test_the_database_lies_in_the_projects_folder_whatever_that_is_called(tmp_path: Path) -> None:
    project = tmp_path / ODD
    with closing(Store.of(Settings.from_environment({}, project=project))) as store:
        store.migrate()

    assert everything_in(tmp_path) == {
        ODD,
        f"{ODD}/data",
        f"{ODD}/data/assessments.db",
        f"{ODD}/data/audit-heads.log",
        f"{ODD}/data/audit.key",
        f"{ODD}/data/migrating.lock",
    }


def test_the_command_line_finds_its_database_in_a_folder_whatever_that_is_called(python: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "assessment", tmp_path / ODD / "assessment")

    told = subprocess.run(
        [python, "-m", "assessment", "people", "forget", "nobody@force.example"],
        cwd=tmp_path / ODD,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stderr == "nobody@force.example: nobody has this e-mail address. Check how it is written.\n"
    assert (tmp_path / ODD / "data" / "assessments.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == [ODD]


def test_the_projects_folder_is_the_one_that_holds_the_banks() -> None:
    assert (PROJECT / "question_banks").is_dir()


def test_the_environment_says_where_the_database_and_the_banks_are() -> None:
    settings = Settings.from_environment({"DATABASE_URL": "postgresql://app@host/name", "QUESTION_BANKS": "/srv/banks"})

    assert settings == Settings(
        database_url="postgresql://app@host/name",
        banks=Path("/srv/banks"),
        audit_heads=PROJECT / "data/audit-heads.log",
    )


def test_a_blank_setting_counts_as_not_set() -> None:
    assert Settings.from_environment({"DATABASE_URL": " ", "QUESTION_BANKS": ""}) == Settings.from_environment({})


def test_a_password_in_the_address_is_not_printed() -> None:
    settings = Settings.from_environment({"DATABASE_URL": "postgresql://app:hunter2@host/name"})

    assert "hunter2" not in repr(settings)


KEY = bytes(range(192, 224))


@pytest.mark.parametrize(
    "written",
    [KEY.hex(), KEY.hex().upper(), base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY).decode().rstrip("=")],
)
def test_a_key_may_be_written_in_hex_or_base64(written: str) -> None:
    settings = Settings.from_environment({"AUDIT_KEY": f" {written}\n"})

    assert settings.audit_key == KEY
    assert repr(KEY) not in repr(settings)


@pytest.mark.parametrize("written", ["secret", "00" * 31, "no key at all, however long it may be", "ŵ" * 64])
def test_text_that_is_not_a_key_is_refused_without_repeating_it(written: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Settings.from_environment({"AUDIT_KEY": written})

    assert str(refusal.value) == (
        "AUDIT_KEY is not a key. "
        "Write at least 32 random bytes in hex or base64, as `openssl rand -hex 32` prints them."
    )


def test_the_heads_log_is_where_the_environment_says() -> None:
    assert Settings.from_environment({"AUDIT_HEADS": "/srv/heads.log"}).audit_heads == Path("/srv/heads.log")


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://app:hunter2@host/name", "postgresql://u:hunter2@h:x/"],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Store.open(url)

    assert str(refusal.value) == (
        "DATABASE_URL is not a database address that this app can use. "
        "Write sqlite:////folder/file.db or postgresql://user:password@host/name."
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_is_understood_without_connecting(scheme: str) -> None:
    Store.open(f"{scheme}://app@127.0.0.1:1/name").close()


def test_no_identity_provider_is_named_unless_the_environment_names_one() -> None:
    assert Settings.from_environment({"OIDC_ISSUER": " "}).provider is None


def test_an_identity_provider_is_the_one_that_the_environment_names() -> None:
    environment = {"OIDC_ISSUER": "https://identity.example", "OIDC_CLIENT_ID": "app", "OIDC_CLIENT_SECRET": "hunter2"}

    assert Settings.from_environment(environment).provider == Provider(
        issuer="https://identity.example", client_id="app", client_secret="hunter2", name="your identity provider"
    )
    assert "hunter2" not in repr(Settings.from_environment(environment))


def test_half_an_identity_provider_is_refused_and_the_missing_settings_are_named() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Settings.from_environment({"OIDC_CLIENT_ID": "app"})

    assert str(refusal.value) == (
        "The settings of the identity provider are incomplete. "
        "Set OIDC_ISSUER and OIDC_CLIENT_SECRET too, or leave them all out."
    )


@pytest.mark.parametrize("issuer", ["http://identity.example", "identity.example", "https://", "http://[", "ftp://x"])
def test_an_identity_provider_that_others_can_listen_to_is_refused(issuer: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Settings.from_environment({"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "app", "OIDC_CLIENT_SECRET": "hunter2"})

    assert str(refusal.value) == (
        "OIDC_ISSUER is not an https address. Write it exactly as it is in the provider's tokens."
    )


@pytest.mark.parametrize("address", ["loghost", "loghost:514", "/dev/log"])
def test_a_syslog_server_is_a_host_with_or_without_a_port_or_a_path(address: str) -> None:
    assert Settings.from_environment({"AUDIT_SYSLOG": address}).audit_syslog == address


@pytest.mark.parametrize(
    "address", [":514", "loghost:", "loghost:syslog", "loghost:0", "loghost:65536", "udp://loghost"]
)
def test_what_is_no_address_of_a_syslog_server_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Settings.from_environment({"AUDIT_SYSLOG": address})

    assert str(refusal.value) == (
        "AUDIT_SYSLOG is not the address of a syslog server. Write host, host:port or a path such as /dev/log."
    )


def instance_of(database_url: str) -> str:
    return Settings(database_url=database_url, banks=PROJECT).instance


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("sqlite:////here/assessments.db", "sqlite:////there/assessments.db", False),
        ("sqlite:////here/assessments.db", "sqlite:////here/../here/assessments.db", True),
        (f"sqlite:///{PROJECT}/data/a%20b.db", f"sqlite:///{PROJECT}/data/a b.db", True),
        ("postgresql://app:old@host/name", "postgresql://other:new@host/name", True),
        ("postgresql://app@host/name", "postgresql://app@host:6432/name", False),
        ("postgresql://app@host/name", "postgresql://app@host/other", False),
        ("postgresql:///name?host=/run/one", "postgresql:///name?host=/run/other", False),
        ("postgresql://host/name?sslmode=require", "postgresql://host/name", True),
    ],
)
def test_an_instance_is_told_apart_by_the_place_of_its_database_alone(one: str, other: str, *, is_same: bool) -> None:
    assert (instance_of(one) == instance_of(other)) is is_same
    assert len(instance_of(one)) == 8
