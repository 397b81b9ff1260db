"""A site that is set up wrongly does not start, and says everything that is wrong at once."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from tests.site.variables import DEMONSTRATION, KEY, PRODUCTION, complaints

ADDRESS = "the address that readers type, such as https://spine.example.org"
DATABASE = "postgres://user:password@host/name or sqlite:////absolute/path.sqlite3"
REDIS = "redis://host:6379/0, or rediss://:password@host:6380/0 with TLS"
PHONE = "a number with + and country code, such as +16175550100"
OWN_NAME = "the name in SITE_URL, https://spine.example.org: pages are drawn under it"
WHY_TLS = "readers of health pages need TLS"


def test_production_names_all_that_is_missing(read: Any) -> None:
    assert complaints(read, {}) == [
        "SECRET_KEY: 50 random characters or more (or SECRET_KEY_FILE, a file of them)",
        "ALLOWED_HOSTS: the names that this site answers to, such as spine.example.org",
        "SITE_URL: the address that readers type, such as https://spine.example.org",
    ]


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SITE_PROFILE", "test", "put production or demonstration, not “test”"),
        ("SITE_URL", "http://spine.example.org", f"put an https address; {WHY_TLS}"),
        ("SITE_URL", "spine.example.org", f"put {ADDRESS}, not “spine.example.org”"),
        ("SITE_URL", "https://example.org/a/", f"put {ADDRESS}, not “https://example.org/a/”"),
        ("ALLOWED_HOSTS", "*", "the names that this site answers to, such as spine.example.org"),
        ("ALLOWED_HOSTS", "www.example.org", f"add {OWN_NAME}"),
        ("PORT", "eighty", "put a whole number, not “eighty”"),
        ("BEHIND_PROXY", "maybe", "put true or false, not “maybe”"),
        ("HSTS_SUBDOMAINS", "2", "put true or false, not “2”"),
        ("LOG_LEVEL", "LOUD", "put INFO or DEBUG or WARNING, not “LOUD”"),
        ("CLINIC_PHONE", "call us", f"put {PHONE}, not “call us”"),
        ("DATABASE_URL", "mysql://db/name", f"put {DATABASE}"),
        ("REDIS_URL", "localhost", f"put {REDIS}"),
        ("DEBUG", "true", "leave it out; it shows the program's inside to readers"),
    ],
)
def test_wrong_value_is_named(read: Any, name: str, value: str, complaint: str) -> None:
    assert complaints(read, PRODUCTION | {name: value}) == [f"{name}: {complaint}"]


def test_several_wrong_values_are_told_at_once(read: Any) -> None:
    wrong = {"PORT": "x", "DEBUG": "x", "LOG_LEVEL": "x", "DATABASE_URL": "x"}
    assert [line.partition(":")[0] for line in complaints(read, PRODUCTION | wrong)] == [
        "DEBUG",
        "PORT",
        "DATABASE_URL",
        "LOG_LEVEL",
    ]


def test_unreadable_secret_file_is_named(read: Any, tmp_path: Path) -> None:
    (complaint,) = complaints(read, DEMONSTRATION | {"SECRET_KEY": "", "SECRET_KEY_FILE": "/no"})
    assert complaint.startswith("SECRET_KEY_FILE: put the path of a file that can be read (")


def test_empty_secret_file_is_named(read: Any, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.touch()
    variables = {"SITE_PROFILE": "demonstration", "SECRET_KEY_FILE": str(file)}
    assert complaints(read, variables) == [
        f"SECRET_KEY_FILE: the file {file} is empty; put the secret in it"
    ]


def test_secret_key_may_begin_with_a_dollar(read: Any) -> None:
    assert read(DEMONSTRATION | {"SECRET_KEY": "$HOME-is-no-variable-here"})["SECRET_KEY"] == (
        "$HOME-is-no-variable-here"
    )


def test_secret_key_comes_from_a_file(read: Any, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    variables = {"SITE_PROFILE": "demonstration", "SECRET_KEY_FILE": str(tmp_path / "key")}
    assert read(variables)["SECRET_KEY"] == KEY


def test_production_is_strict(read: Any) -> None:
    found = read(PRODUCTION)
    assert found["DEBUG"] is False
    assert found["ALLOW_PROVISIONAL_AUTHORIZATIONS"] is False
    assert found["ALLOW_UNREVIEWED_CONTENT"] is False
    assert found["ALLOWED_HOSTS"] == ["spine.example.org", "www.example.org"]
    assert found["SITE_URL"] == "https://spine.example.org"
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SECURE_HSTS_SECONDS"] == 63_072_000
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_production_passes_djangos_deploy_checks(read: Any, settings: Settings) -> None:
    for name, value in read(PRODUCTION).items():
        if name.isupper() and name.startswith(("SE", "CSRF", "ALLOWED", "DEBUG", "MIDDLEWARE")):
            setattr(settings, name, value)
    assert run_checks(tags=["security"], include_deployment_checks=True) == []


def test_demonstration_needs_a_secret_only(read: Any) -> None:
    found = read(DEMONSTRATION)
    assert found["DEBUG"] is False
    assert found["ALLOW_PROVISIONAL_AUTHORIZATIONS"] is True
    assert found["ALLOW_UNREVIEWED_CONTENT"] is True
    assert found["SITE_URL"] == "http://127.0.0.1:8000"
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "127.0.0.1", "[::1]"]
    assert found["SESSION_COOKIE_NAME"] == "session"
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_SSL_REDIRECT"] is False


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://localhost:9000"),  # noqa: S104  # nothing is bound
        ("::1", "http://[::1]:9000"),
        ("box.example.org", "http://box.example.org:9000"),
    ],
)
def test_demonstration_follows_host_and_port(read: Any, host: str, url: str) -> None:
    assert read(DEMONSTRATION | {"HOST": host, "PORT": "9000"})["SITE_URL"] == url


def test_proxy_is_believed_only_when_told(read: Any) -> None:
    found = read(PRODUCTION | {"BEHIND_PROXY": "true"})
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_var_dir_holds_all_that_changes(read: Any, tmp_path: Path) -> None:
    found = read(DEMONSTRATION | {"VAR_DIR": str(tmp_path)})
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "db.sqlite3")
    assert found["STATIC_ROOT"] == tmp_path / "static"
    assert found["MEDIA_ROOT"] == tmp_path / "media"
    assert found["ERROR_PAGES_DIR"] == tmp_path / "error-pages"


def test_env_file_fills_in_what_is_not_set(read: Any, tmp_path: Path) -> None:
    file = tmp_path / "variables"
    file.write_text("SITE_PROFILE=demonstration\nSECRET_KEY=from-file\nPORT=8001\n")
    found = read({"ENV_FILE": str(file), "SECRET_KEY": "from-environment"})
    assert (found["SECRET_KEY"], found["PORT"]) == ("from-environment", 8001)
