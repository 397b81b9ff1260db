"""The screens of staff in a browser: signed in, with a page of one's own to work on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page, expect

from tests.browser.pages import DESK, HEIGHT_PX

LONGEST_WAIT_MS = 20_000
"""Staff's forms are long, and the first visit loads the library of the rich text."""

expect.set_options(timeout=LONGEST_WAIT_MS)

PARTS = (
    *("facts", "sections", "charts", "cards", "steps", "options", "questions", "codes"),
    *("iconarrays", "ticks", "bands"),
)
"""Written out: pytest reads this file before Django has started."""
ADD = "/admin/procedures/procedurepage/add/"


class Staff:
    """A member of staff in the demonstration, whose sign-in serves all their tabs."""

    def __init__(self, browser: Browser, site: str, password: str, name: str = "writer") -> None:
        self._browser, self._site, self._password, self.name = browser, site, password, name
        with self._context() as context:
            sign_in(context.new_page(), name, password)
            self._state = context.storage_state()

    @contextmanager
    def tab(
        self, *, width: int = DESK, scheme: str = "light", script: bool = True, dots: int = 1
    ) -> Iterator[Page]:
        """Yield a tab of their own, and close it with everything that it keeps."""
        options = {"width": width, "scheme": scheme, "script": script}
        options |= {"device_scale_factor": dots}
        with self._context(storage_state=self._state, **options) as context:
            yield context.new_page()

    def colleague(self, name: str) -> "Staff":
        """Return somebody else of the same demonstration."""
        return Staff(self._browser, self._site, self._password, name)

    def sign_in_again(self, page: Page) -> None:
        sign_in(page, self.name, self._password)

    def new_page(self) -> str:
        """Save a page with two sections and a question; return the address of its form."""
        with self._context(storage_state=self._state) as context:
            return new_page(context.request)

    @contextmanager
    def _context(
        self, width: int = DESK, scheme: str = "light", script: bool = True, **options: object
    ) -> Iterator[BrowserContext]:
        context = self._browser.new_context(
            base_url=self._site,
            viewport={"width": width, "height": HEIGHT_PX},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(LONGEST_WAIT_MS)
        yield context
        context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    if not page.url.startswith("http"):
        page.goto("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.wait_for_selector("#user-tools")


def new_page(request: APIRequestContext) -> str:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', request.get(ADD).text())
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "slug": f"page-{uuid4().hex[:8]}", "_continue": "1"}
    fields |= {"title": "A page of mine", "summary": "What it is about.", "language": "en"}
    fields |= {"page_kind": "information", "audience": "patients", "position": "0"}
    fields |= {"review_every_months": "12"}
    counts = {"sections": 2, "questions": 1}
    for part in PARTS:
        fields |= {f"{part}-TOTAL_FORMS": str(counts.get(part, 0)), f"{part}-INITIAL_FORMS": "0"}
    for place, heading in enumerate(("First", "Second")):
        own = {"role": "other", "heading": heading, "body": f"<p>{heading} text.</p>"}
        own |= {"key": heading.lower(), "position": str(place + 1)}
        fields |= {f"sections-{place}-{name}": value for name, value in own.items()}
    fields |= {
        "questions-0-question": "Why?",
        "questions-0-answer": "So.",
        "questions-0-key": "why",
    }
    response = request.post(ADD, form=fields)
    assert response.url.endswith("/change/"), response.text()
    return response.url
