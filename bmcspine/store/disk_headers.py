"""What nginx says of the pages that it answers from disk: no more, and no less, than the site."""

import re

from django.conf import settings

from bmcspine.store import disk
from bmcspine.store.pages import Page
from bmcspine.store.requests import Address
from bmcspine.store.saved_copies import copy_from_disk
from bmcspine.web.asking import Headers
from bmcspine.web.csp import CSP, build_policy
from bmcspine.web.policies import FIXED_HEADERS, SECURE_CSP

OF_THE_BODY = frozenset({"content-length", "content-encoding", "etag"})
"""Headers that nginx makes from the file."""

UNSENDABLE = frozenset({"/procedures/is-this-for-me/", "/referral/cover-sheet/"})
"""Pages with fields that are sent nowhere."""

A_STORY = re.compile("/stories/.+")


def usual_headers(path: str) -> dict[str, str]:
    """Return the headers of a page with this path, as deploy/nginx sends them (tests/nginx)."""
    sent_to = [CSP.NONE] if path in UNSENDABLE else [CSP.SELF]
    kind = "plain" if path.endswith(".txt") else "html"
    headers = {
        "Content-Type": f"text/{kind}; charset=utf-8",
        "Cache-Control": "public, no-cache",
        "Vary": "Accept-Encoding",
        CSP.HEADER_ENFORCE.value: build_policy(SECURE_CSP | {"form-action": sent_to}),
        "Permissions-Policy": ", ".join(f"{name}=()" for name in settings.PERMISSIONS_POLICY),
        **FIXED_HEADERS,
    }
    if A_STORY.fullmatch(path):
        headers["X-Robots-Tag"] = "noarchive"
    return headers


def has_usual_headers(path: str, page: Page) -> bool:
    """Whether nginx would say of this page just what the site does."""
    return _comparable(page.variant("identity").headers) == usual_headers(path)


def from_disk(address: Address) -> Page | None:
    """Return the last good copy of a page on disk, if one may be shown now."""
    copy = disk.saved(address)
    if copy is None:
        return None
    return copy_from_disk(copy.body, usual_headers(address.path)["Content-Type"], copy.drawn)


def _comparable(headers: Headers) -> dict[str, str]:
    """Return the headers without those of the body, and without HSTS, which a site may set in its
    own way (HSTS_SUBDOMAINS) here and in nginx."""
    left_out = OF_THE_BODY | {"strict-transport-security"}
    return {name: value for name, value in headers if name.lower() not in left_out}
