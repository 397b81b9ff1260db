"""A member of staff at the real screens, whose clicks and typed fields are counted."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import LONGEST_WAIT_MS


@dataclass
class Effort:
    """What a task cost in all, over everybody who had a hand in it."""

    clicks: int = 0
    typed: int = 0
    people: list[str] = field(default_factory=list)


class Hand:
    """One signed-in person; signing in is not counted."""

    def __init__(self, browser: Browser, site: str, name: str, password: str, effort: Effort):
        self.context = browser.new_context(
            base_url=site, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        self.context.set_default_timeout(3 * LONGEST_WAIT_MS)
        self.page = self.context.new_page()
        self.effort = effort
        effort.people.append(name)
        self.page.goto("/admin/login/")
        self.page.get_by_label("Username:").fill(name)
        self.page.get_by_label("Password:").fill(password)
        self.page.get_by_role("button", name="Log in").click()
        self.page.wait_for_url("**/admin/")

    def __enter__(self) -> "Hand":
        return self

    def __exit__(self, *error: object) -> None:
        self.context.close()

    def click(
        self, role: str, name: str, within: Page | Locator | None = None, **how: bool
    ) -> None:
        """Click what is called so, and count it; the name is a pattern unless `exact`."""
        called = name if how.get("exact") else re.compile(name)
        self.press((within or self.page).get_by_role(role, name=called, **how))

    def press(self, what: Locator) -> None:
        """Click the first of these, and count it."""
        what.first.click()
        self.effort.clicks += 1

    def type(self, label: str, text: str, within: Page | None = None) -> None:
        """Fill one field, and count it; reaching it with Tab or a click is part of it."""
        (within or self.page).get_by_label(label, exact=False).first.fill(text)
        self.effort.typed += 1

    def attach(self, label: str, file: Path, within: Page) -> None:
        """Choose a file: one click on the field, one in the computer's own window."""
        within.get_by_label(label).set_input_files(file)
        self.effort.clicks += 2
