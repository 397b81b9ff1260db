"""All of the site that readers can reach: every address that a page names, and what it says."""

import re
from urllib.parse import urljoin, urlsplit

from django.test import Client

NAMED = re.compile(r'(?:href|src|content|<loc>)=?["\']?(https?://[^"\'<\s]+|/[^"\'<\s]*)')
SETS = re.compile(r'srcset="([^"]+)"')
START = ("/", "/sitemap.xml", "/robots.txt", "/procedures/", "/notices/")
NOT_OURS = ("/admin/", "/static/")


def named_in(address, text):
    """Yield the paths of this site that a document names."""
    found = NAMED.findall(text)
    for entry in SETS.findall(text):
        found += [part.split()[0] for part in entry.split(",")]
    for target in found:
        parts = urlsplit(urljoin(f"http://127.0.0.1:8000{address}", target.replace("&amp;", "&")))
        if parts.netloc == "127.0.0.1:8000" and not parts.path.startswith(NOT_OURS):
            yield parts.path


def addresses():
    """Return every address that readers reach from the home page and the site map."""
    client, seen, waiting = Client(), set(), [*START]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        if "text" in response.headers["Content-Type"] or "xml" in response.headers["Content-Type"]:
            waiting += named_in(address, response.content.decode())
    return seen


def answer(address):
    """Return status, and headers and body as one text, of what a reader gets."""
    response = Client().get(address)
    said = "".join(f"{name}: {value}\n" for name, value in response.items())
    return response.status_code, said.encode() + response.content


def traces(found, words):
    """Return every address whose answer still holds one of the words."""
    held = {}
    for address in sorted(found):
        _, said = answer(address)
        if hits := [word for word in words if word.encode() in said]:
            held[address] = hits
    return held
