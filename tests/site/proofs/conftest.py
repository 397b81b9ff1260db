"""A small site on which every audit holds; each test spoils one thing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from pytest_django import Settings

if TYPE_CHECKING:  # pytest reads this file before Django has started
    from bmcspine.site.proofs.drawing import DrawnSite
    from bmcspine.site.proofs.proof import Proof

Audit = Callable[["DrawnSite"], "Proof"]


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's connection, which a whole request would close; Django's client does so."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def clean_site(db: None, settings: Settings, tmp_path: Path) -> None:
    """Every page that the frame of a page links to, checked from top to bottom, and a story."""
    from bmcspine.publishing import reviewing, workflow
    from procedures.models import ProcedurePage
    from stories.models import Authorization
    from tests import factories

    settings.PRIVATE_DIR = tmp_path / "private"
    factories.contact_point()
    claim, kind = factories.claim("share"), ProcedurePage.PageKind.GLOSSARY
    pages = [factories.information_page(slug) for slug in ("home", "about", "privacy")]
    pages += [
        factories.information_page("accessibility"),
        factories.procedure_page(slug="bones", title="Bones", body="<p>[[claim:share]]</p>"),
        factories.procedure_page(slug="referral", title="Referral"),
        factories.procedure_page(slug="glossary", title="Words", page_kind=kind),
    ]
    reviewer = factories.member("Clinical reviewer")
    for page in pages:
        edition = factories.saved(page)
        reviewing.submit(edition, by=None)
        reviewing.approve(edition, by=reviewer, whole_page=True)
        workflow.publish(edition, by=None)
    factories.published_story(slug="a-fall", usual=[claim.key])
    factories.scan(Authorization.objects.get())


@pytest.fixture
def static_files(settings: Settings, tmp_path: Path) -> Path:
    """Our own static files, collected as for serving."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


@pytest.fixture
def problems() -> Callable[[Audit], list[str]]:
    """What an audit finds on the site as it stands now."""
    from bmcspine.site.proofs.drawing import DrawnSite

    return lambda audit: audit(DrawnSite()).problems


@pytest.fixture
def template(settings: Settings) -> Callable[[str, str], None]:
    """Put a text in the place of one of the site's templates."""

    def replace(name: str, text: str) -> None:
        loaders = [
            ("django.template.loaders.locmem.Loader", {name: text}),
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ]
        (engine,) = settings.TEMPLATES
        options = {**engine["OPTIONS"], "loaders": loaders}
        settings.TEMPLATES = [{**engine, "APP_DIRS": False, "OPTIONS": options}]

    return replace
