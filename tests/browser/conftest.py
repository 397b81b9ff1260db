"""One demonstration and one browser for all browser tests; one context per combination."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pages import HEIGHT_PX, PHONE_LARGE
from tests.browser.prepare import chromium
from tests.browser.server import running_site
from tests.browser.staff import Staff
from tests.browser.weigh import weight_table

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # the sandbox does not start for root, which containers and CI run as
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks for elsewhere fails at once, and test_privacy.py reports it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

LONGEST_WAIT_MS = 10_000
"""For an element that should be there: the site answers in a few milliseconds."""

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the demonstration's data, which parallel workers share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "site"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """Yield the address of a demonstration; workers take turns to start."""
    with (site_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        running = running_site(site_folder)
        address = running.__enter__()
    yield address
    running.__exit__(None, None, None)


@pytest.fixture
def changing_rows(site_folder: Path) -> Iterator[None]:
    """Keep others from what a test changes: rows of the shared site that pages or lists show."""
    with _rows_held(site_folder, fcntl.LOCK_EX):
        yield


@pytest.fixture
def unchanged_rows(site_folder: Path) -> Iterator[None]:
    """Hold back whoever changes rows while a test compares pages that show them."""
    with _rows_held(site_folder, fcntl.LOCK_SH):
        yield


@contextmanager
def _rows_held(folder: Path, how: int) -> Iterator[None]:
    with (folder / "rows-lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


@pytest.fixture(scope="session")
def writer(browser: Browser, site: str, site_folder: Path) -> Staff:
    """Return the writer among the demonstration's accounts."""
    return Staff(browser, site, (site_folder / "demo-password").read_text().strip())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a Chromium; none is an error, never a skipped test."""
    # Playwright's event loop lives in this thread. Django would take its presence for an
    # asynchronous view and refuse the database to other tests of the same process.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    executable = chromium()
    if not executable:
        pytest.fail('No Chromium: run "make test", or "python tests/browser/prepare.py".')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_page(browser: Browser, site: str) -> OpenPage:
    """Return a function that opens an address; each combination has one tab, used again.

    So do not hold two pages of one combination at once: both would show the later address.
    """
    tabs: dict[tuple[object, ...], Page] = {}

    def open_(
        path: str, *, width: int = PHONE_LARGE, scheme: str = "light", script: bool = True
    ) -> Page:
        key = (width, scheme, script)
        if key not in tabs:
            tabs[key] = new_tab(browser, site, *key)
        tabs[key].emulate_media(media="null")  # a test may have left it at print
        tabs[key].goto(path)
        return tabs[key]

    return open_


def new_tab(browser: Browser, site: str, width: int, scheme: str, script: bool) -> Page:
    """Return a tab of a reader with this screen, this color scheme, with or without script."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": HEIGHT_PX},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",  # no smooth scrolling to wait for
    )
    context.set_default_timeout(LONGEST_WAIT_MS)
    return context.new_page()


@pytest.fixture(scope="session")
def npm_packages() -> Path:
    """Return the folder of the locked npm packages; none is an error."""
    folder = Path(__file__).parent / "node_modules"
    if not folder.exists():
        pytest.fail('No npm packages: run "make test", or "python tests/browser/prepare.py".')
    return folder


@pytest.fixture(scope="session")
def axe(npm_packages: Path) -> str:
    """Return the script that looks for barriers in a page."""
    return (npm_packages / "axe-core" / "axe.min.js").read_text()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the pages weigh and what the tasks of editors take, where it was measured."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    weights = _recorded(reports, "weight")
    if weights:
        terminalreporter.section("weights in bytes, first visit")
        terminalreporter.write_line(weight_table(weights))
    efforts = _recorded(reports, "effort")
    if efforts:
        terminalreporter.section("what the tasks of editors take")
        terminalreporter.write_line("\n".join(efforts))


def _recorded(reports: list[pytest.TestReport], name: str) -> list:
    return [value for report in reports for key, value in report.user_properties if key == name]
