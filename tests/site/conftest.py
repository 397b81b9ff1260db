"""Fixtures of the site: its real content, and the folder and template of error pages."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests.site.variables import settings_under

if TYPE_CHECKING:  # pytest reads this file before Django has started
    from contacts.models import ContactPoint

NUMBER = "+16175550147"
TEMPLATE = "<title>{{ title }}</title>{{ code }} {{ message }} {{ advice }} {{ phone.tel_uri }}"


@pytest.fixture
def pages_dir(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the error pages; it does not exist yet."""
    settings.ERROR_PAGES_DIR = tmp_path / "error-pages"
    return tmp_path / "error-pages"


@pytest.fixture
def template(settings: Settings) -> None:
    use_template(settings, TEMPLATE)


def use_template(settings: Settings, text: str) -> None:
    """Let this text be the template of all error pages, and the only one."""
    loader = ("django.template.loaders.locmem.Loader", {"errors/error.html": text})
    backend = "django.template.backends.django.DjangoTemplates"
    settings.TEMPLATES = [{"BACKEND": backend, "OPTIONS": {"loaders": [loader]}}]


@pytest.fixture
def contact_point(db: None) -> "ContactPoint":
    from contacts.models import Clinic, ContactPoint

    clinic = Clinic.objects.create(name="Spine", service="Service", hospital="Hospital")
    return ContactPoint.objects.create(
        clinic=clinic, label="Desk", audience=ContactPoint.Audience.EVERYONE, number=NUMBER
    )


@pytest.fixture
def written(pages_dir: Path, template: None, contact_point: "ContactPoint") -> list[Path]:
    from bmcspine.site import errors

    return errors.write_error_pages()


@pytest.fixture
def content(db: None) -> None:
    """The project's own content, published as in the demonstration."""
    call_command("seed_content", stdout=StringIO())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Return a function that reads the settings under these variables and no others."""
    no_file = {"ENV_FILE": str(tmp_path / "none")}
    return lambda variables: settings_under({**no_file, **variables}, monkeypatch)
