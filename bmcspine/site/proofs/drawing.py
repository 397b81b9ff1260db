"""The site as its readers get it: whole requests through every middleware, each address once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from bmcspine.publishing.models import Edition
from bmcspine.site.proofs.markup import Markup, read
from bmcspine.site.views import LISTS
from bmcspine.web.asking import ask

STAFF = ("/admin/", "/review/")
"""Below these addresses stands nothing for readers."""

PLAIN = ("text/plain", "text/vcard")


@dataclass(frozen=True)
class Drawn:
    """One answer of the site."""

    path: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header's value, or nothing where it is missing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.header("Content-Type").startswith("text/html")

    @property
    def is_text(self) -> bool:
        """Whether people or their address books read it as it is."""
        return self.status == 200 and self.header("Content-Type").startswith(PLAIN)

    @cached_property
    def markup(self) -> Markup:
        return read(self.body.decode())


class DrawnSite:
    """Asks the site for addresses, without a network."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()
        self._drawn: dict[str, Drawn] = {}

    def get(self, path: str) -> Drawn:
        """Return what a reader's browser gets at this path, with its query string if any."""
        if path not in self._drawn:
            self._drawn[path] = self._ask(path)
        return self._drawn[path]

    @cached_property
    def editions(self) -> list[tuple[Edition, Drawn]]:
        """Every public edition with the page at its address."""
        editions = Edition.objects.live().order_by("document__kind", "document__slug")
        return [(edition, self.get(edition.get_absolute_url())) for edition in editions]

    @cached_property
    def pages(self) -> list[Drawn]:
        """Every page that readers find: those of editions, the lists, and what they lead to."""
        waiting = [page.path for _, page in self.editions] + [reverse(name) for name in LISTS]
        found: dict[str, Drawn] = {}
        while waiting:
            page = self.get(waiting.pop())
            if page.path not in found and page.is_page:
                found[page.path] = page
                waiting += inside(page.markup.links)
        return [found[path] for path in sorted(found)]

    @cached_property
    def texts(self) -> list[Drawn]:
        """Every plain text and contact card that a page leads to."""
        paths = {path for page in self.pages for path in inside(page.markup.links)}
        return [drawn for drawn in map(self.get, sorted(paths)) if drawn.is_text]

    def _ask(self, path: str) -> Drawn:
        parts = urlsplit(path)
        unquoted = unquote_to_bytes(parts.path).decode("latin-1")
        answer = ask(self._handler, unquoted, parts.query)
        return Drawn(path, int(answer.status.split()[0]), answer.headers, answer.body)


def inside(links: Iterable[str]) -> list[str]:
    """Return the paths of this site among the links, without their anchors."""
    paths = (link.partition("#")[0].removeprefix(settings.SITE_URL) for link in links)
    return [path for path in paths if is_inside(path) and not path.startswith(STAFF)]


def is_inside(address: str) -> bool:
    """Whether an address that a page holds leads to this site's own host."""
    return address.startswith("/") and not address.startswith("//")
