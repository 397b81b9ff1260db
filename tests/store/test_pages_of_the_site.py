"""The site's own pages stay readable, number first, when the database is gone."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta

import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from django.utils import timezone

from bmcspine import copies
from bmcspine.breaker import Breaker
from bmcspine.publishing import workflow
from bmcspine.publishing.models import Event
from bmcspine.store.drawings import Drawings
from bmcspine.store.moments import plan
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.store import PageStore
from bmcspine.web.asking import Answer, ask
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["/contact/", "/referral/"]


class Site:
    """The site behind a store, and the stamp of its database, which a test may take away."""

    def __init__(self) -> None:
        self.answers, self.application = True, get_wsgi_application()
        self.store = PageStore(self.draw, self, plan, copies, 1_000_000, Breaker(pauses=[3600]))

    def draw(self, address: Address) -> Answer:
        return ask(self.application, address.path)

    def read(self, *, anew: bool = False) -> int:
        if not self.answers:
            raise OperationalError("server closed the connection")
        return Event.objects.count()

    def peek(self) -> None:
        return None

    def let_go(self) -> None:
        return None

    def page(self, path: str) -> Page:
        page = self.store.find(Address(path, ""))
        assert page is not None
        return page

    def words(self, path: str) -> str:
        return self.page(path).variant("identity").body.decode()


def draw_here(
    self: Drawings, address: Address, stamp: int, draw: Callable[[], Page]
) -> Future[Page]:
    """Draw in the thread of the test, which alone sees its database."""
    future: Future[Page] = Future()
    future.set_result(draw())
    return future


@pytest.fixture
def site(settings, tmp_path, monkeypatch) -> Site:
    settings.PAGES_DIR = tmp_path / "pages"
    monkeypatch.setattr(Drawings, "join", draw_here)
    return Site()


@pytest.fixture
def referral(site, django_capture_on_commit_callbacks):
    values = {"slug": "referral", "page_kind": "referral", "audience": "clinicians"}
    with django_capture_on_commit_callbacks(execute=True):
        return factories.published(factories.procedure_page(**values))


@pytest.fixture
def point(referral):
    return factories.contact_point()


@pytest.mark.parametrize("path", PAGES)
def test_page_is_shown_as_it_was_last_and_says_so(site, point, path):
    before = site.words(path)
    site.answers = False
    said = site.words(path)
    assert site.page(path).status == "200 OK"
    assert "This is a saved copy of" in said
    assert said.index(point.display) < said.index("</h1>")
    assert before.split('<main id="main">')[1] in said


def test_plain_text_says_that_it_is_a_copy(site, point):
    site.page("/contact.txt")
    site.answers = False
    said = site.words("/contact.txt")
    assert said.startswith("This is a saved copy of")
    assert point.display in said


@pytest.mark.parametrize("path", PAGES)
def test_page_that_nobody_read_before_is_an_error_with_a_number(site, point, path):
    site.answers = False
    assert site.page(path).status == "503 Service Unavailable"


@pytest.mark.parametrize("begins", [0, 1])
def test_copy_ends_when_a_notice_begins_or_ends(site, point, begins):
    soon, hour = timezone.now() + timedelta(hours=1), timedelta(hours=1)
    factories.notice(starts_at=soon if begins else soon - 2 * hour, ends_at=soon + begins * hour)
    site.page("/contact/")
    site.answers = False
    with time_machine.travel(soon, tick=False):
        assert site.page("/contact/").status.startswith("503")


def test_copy_ends_with_the_change_that_outdates_it(site, point, referral):
    site.page("/referral/")
    workflow.withdraw(referral, by=factories.member("Publisher"), reason="Wrong dose")
    site.answers = False
    assert site.page("/referral/").status.startswith("503")


def test_request_for_a_call_leaves_the_copies_alone(site, point):
    site.page("/contact/")
    Event.objects.record(Event.Kind.ADDED, about=factories.callback())
    site.answers = False
    assert site.page("/contact/").status == "200 OK"
