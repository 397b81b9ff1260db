"""Connections to other sites only: never to a machine inside this network.

A link comes from a text that staff typed, and redirects come from strangers. So the address that
a name stands for is checked, and the connection goes to that very address: asked again, the same
name might stand for another one.
"""

import socket
import ssl
from http.client import HTTPConnection
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}


class Unreachable(Exception):  # noqa: N818 named for what it says of an address
    """The address is not asked; says why, as the end of a sentence on the link."""


class CheckedConnection(HTTPConnection):
    """Speaks to one of the addresses that were checked, in the name of the host."""

    def __init__(self, parts: SplitResult, addresses: list[str], timeout: float) -> None:
        self.default_port = PORTS[parts.scheme]  # or it would be sent with the host's name
        super().__init__(parts.hostname or "", parts.port, timeout=timeout)
        self.addresses, self.is_secure = addresses, parts.scheme == "https"

    def connect(self) -> None:
        """Connect to the first address that takes the connection."""
        for address in self.addresses:
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError:
                if address == self.addresses[-1]:
                    raise
        if self.is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def parts_of(address: str) -> SplitResult:
    """Return the parts of a web address as they are sent, or refuse what is none."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise Unreachable("is no web address") from None
    if parts.scheme not in PORTS or not host:
        raise Unreachable("is no web address")
    name = f"[{host}]" if ":" in host else host
    path, query = iri_to_uri(parts.path) or "/", iri_to_uri(parts.query)
    return parts._replace(netloc=f"{name}:{port}", path=path, query=query)


def checked_addresses(parts: SplitResult, *, allow_private: bool) -> list[str]:
    """Return what the host's name stands for; refuse it if any of that is inside this network."""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unreachable("has a name that nobody knows") from None
    addresses = [str(where[0]) for *_, where in found]
    if not allow_private and not all(map(_is_outside, addresses)):
        raise Unreachable("leads into a private network")
    return addresses


def _is_outside(text: str) -> bool:
    address = ip_address(text.partition("%")[0])
    # These spell an IPv4 address inside an IPv6 one: a way around the check.
    is_wrapped = address.version == 6 and bool(address.sixtofour or address.teredo)
    return address.is_global and not address.is_multicast and not is_wrapped
