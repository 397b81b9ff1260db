"""Test set-up: environment first, because the settings read it when Django starts."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

VAR = tempfile.TemporaryDirectory(prefix="bmcspine-tests-")
(Path(VAR.name) / "static").mkdir()

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "bmcspine.settings",
    "SITE_PROFILE": "demonstration",
    "SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
    "VAR_DIR": VAR.name,
    "SITE_URL": "http://127.0.0.1:8000",  # whatever HOST and PORT the shell has
    "ENV_FILE": os.devnull,  # a private .env must not change what the tests see
}

from tests.callbacks.keys import write_keys  # noqa: E402

write_keys(Path(VAR.name))

from django.conf import settings  # noqa: E402  (the environment has to stand first)

# Hashing is slow on purpose; tests make many accounts and guard nothing.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Names without hashes: pages can be tested without collecting static files first.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Set the roles once for all tests: it takes longer than most of them."""
    from bmcspine.site.roles import set_roles

    with django_db_blocker.unblock():
        set_roles()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Let no test see what another one's rows, long rolled back, left in the cache."""
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture(autouse=True)
def closed_breaker() -> None:
    """Let no test see what the breaker made of another one's database, or of none: a test that
    imports the program for servers makes it watch a file that is not there."""
    from bmcspine.breaker import database

    database.watch(lambda: None, lambda: None)
    database.is_open = database.is_silent = False


@pytest.fixture(autouse=True)
def one_day() -> None:
    """Let each test end on the day on which it begins, in New York: many reckon from today, and
    so does the site that they ask."""
    from tests.waiting import pass_midnight

    pass_midnight()


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "write tests/site/permissions.txt anew, instead of comparing with it"
    parser.addoption("--write-permissions", action="store_true", help=help_)


def pytest_unconfigure() -> None:
    """Tidy up here: the processes of parallel tests end without Python's own tidying."""
    VAR.cleanup()
