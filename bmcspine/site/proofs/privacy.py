"""Audits of what browsers are told and made to do: headers, cookies, other hosts, scripts."""

import re

from django.conf import settings

from bmcspine.site.proofs.drawing import Drawn, DrawnSite, is_inside
from bmcspine.site.proofs.proof import Proof

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Written down here a second time, so that a slip in the settings shows."""

WANTED_OF_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
SWITCHED_OFF = ("camera", "geolocation", "microphone", "browsing-topics")
LOADED_BY_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")


def headers_protect_readers(site: DrawnSite) -> Proof:
    """Every page tells browsers to run, frame, send and keep nothing that it does not need."""
    proof = Proof("Headers protect readers")
    for page in site.pages:
        wrong = [name for name, value in WANTED.items() if page.header(name) != value]
        wrong += [f"Content-Security-Policy ({name})" for name in _wrong_directives(page)]
        allowed = page.header("Permissions-Policy")
        wrong += [f"Permissions-Policy ({name})" for name in SWITCHED_OFF
                  if f"{name}=()" not in allowed]  # fmt: skip
        if settings.TLS and not page.header("Strict-Transport-Security"):
            wrong.append("Strict-Transport-Security")
        proof.check(not wrong, f"{page.path} has the wrong {', '.join(wrong)}.")
    return proof


def pages_keep_to_themselves(site: DrawnSite) -> Proof:
    """No page sets a cookie, carries a script, or makes a browser ask another host."""
    proof = Proof("Pages keep to themselves")
    for page in site.pages:
        proof.check(not page.header("Set-Cookie"), f"{page.path} sets a cookie.")
        for words in page.markup.inline:
            proof.check(False, f"{page.path} carries “{' '.join(words.split())[:40]}”.")
        for address in page.markup.loaded:
            proof.check(_is_own(address), f"{page.path} loads {address}.")
    for style in _styles(site):
        for address in LOADED_BY_STYLE.findall(style.body.decode()):
            proof.check(_stays(address), f"{style.path} loads {address}.")
    return proof


def _wrong_directives(page: Drawn) -> list[str]:
    parts = (part.split(maxsplit=1) for part in page.header("Content-Security-Policy").split("; "))
    policy = {part[0]: part[-1] for part in parts if part}
    wanted = WANTED_OF_POLICY.items()
    wrong = [name for name, value in wanted if policy.get(name) not in (value, "'none'")]
    loose = [name for name, value in policy.items() if set(value.split()) - {"'none'", "'self'"}]
    return sorted({*wrong, *loose})


def _is_own(address: str) -> bool:
    return is_inside(address.removeprefix(settings.SITE_URL))


def _styles(site: DrawnSite) -> list[Drawn]:
    """Return every style sheet that a page loads."""
    loaded = {address for page in site.pages for address in page.markup.loaded}
    return [site.get(address) for address in sorted(loaded) if address.endswith(".css")]


def _stays(address: str) -> bool:
    """Whether what a style sheet names is beside it, or within it."""
    return not re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE)
