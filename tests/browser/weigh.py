"""What a page weighs over the wire, on the first visit of a new reader."""

from typing import TypedDict

from playwright.sync_api import Browser, BrowserContext, Response

from tests.browser.pages import HEIGHT_PX, PHONE_LARGE

FIRST_ROUND_BYTES = 14_600
"""HTML and CSS together: what a new connection carries in its first round trip, ten packets of
1,460 bytes. Source: RFC 6928 (initial window) and RFC 9293 (segment size over Ethernet)."""

FIRST_VISIT_BYTES = 60_000
"""Everything, font and pictures included. The project's own promise."""

TO_THE_END = "scrollTo({top: document.body.scrollHeight, behavior: 'instant'})"
PICTURES_ARE_IN = """() => [...document.images].every(image => {
  const {top, bottom} = image.getBoundingClientRect();
  return image.complete || bottom <= 0 || top >= innerHeight;
})"""
"""Whether all pictures on the screen have come; others are loaded when the reader comes to them."""


class Weight(TypedDict):
    """Bytes of one page. `html`, `css`: bodies as Chromium got them; `html_gzip`: the same page
    for an older browser; `total`: all that came, headers too."""

    path: str
    html: int
    html_gzip: int
    css: int
    total: int


def weigh(browser: Browser, site: str, path: str) -> Weight:
    """Visit a page with an empty cache, read it to its end, and return what came."""
    viewport = {"width": PHONE_LARGE, "height": HEIGHT_PX}
    context = browser.new_context(base_url=site, viewport=viewport)
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(path, wait_until="networkidle")
    page.evaluate(TO_THE_END)
    page.wait_for_function(PICTURES_ARE_IN)
    result = Weight(
        path=path,
        html=body_bytes(responses, "document"),
        html_gzip=gzip_bytes(context, path),
        css=body_bytes(responses, "stylesheet"),
        total=sum(sum(sizes(response)) for response in responses),
    )
    context.close()
    return result


def body_bytes(responses: list[Response], kind: str) -> int:
    """Return the compressed size of all responses of one kind, without headers."""
    wanted = (response for response in responses if response.request.resource_type == kind)
    return sum(sizes(response)[0] for response in wanted)


def sizes(response: Response) -> tuple[int, int]:
    """Return the bytes of body and headers as they came over the wire."""
    measured = response.request.sizes()
    return measured["responseBodySize"], measured["responseHeadersSize"]


def gzip_bytes(context: BrowserContext, path: str) -> int:
    """Return the size of a page for a browser that knows gzip only."""
    response = context.request.get(path, headers={"Accept-Encoding": "gzip"})
    return int(response.headers.get("content-length", len(response.body())))


def weight_table(weights: list[Weight]) -> str:
    """Return a table for the terminal, one line a page."""
    head = ("page", "HTML", "(gzip)", "CSS", "HTML+CSS", "first visit")
    rows = [
        (w["path"], w["html"], w["html_gzip"], w["css"], w["html"] + w["css"], w["total"])
        for w in sorted(weights, key=lambda weight: weight["path"])
    ]
    limits = ("allowed", "", "", "", FIRST_ROUND_BYTES, FIRST_VISIT_BYTES)
    line = "{:<45}" + "{:>12}" * 5
    return "\n".join(line.format(*row) for row in [head, *rows, limits])
