"""The table of who gets what at each address: reading it, writing it, and filling in a column."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.utils.http import urlencode

from tests import factories
from tests.site.addresses import Address, addresses, steps

FILE = Path(__file__).parent / "permissions.txt"
GROUPS = {
    "writer": "Writer",
    "reviewer": "Clinical reviewer",
    "publish.": "Publisher",
    "desk": "Front desk",
    "privacy": "Privacy officer",
}
ADMINISTRATOR, NOBODY, CLOSED = "admin.", "nobody", "closed"
ROLES = (*GROUPS, ADMINISTRATOR, NOBODY, CLOSED)
"""The columns; nobody has not signed in, closed is an administrator whose account is closed."""

HOW = "pytest tests/site/test_permissions.py -k table --write-permissions"
FORM = "application/x-www-form-urlencoded"
METHODS = ("GET", "POST", "PUT", "DELETE")
LETTERS = {200: ".", 400: "?", 411: "?", 403: "x", 404: "-", 405: "m", 409: "=", 410: "g", 422: "!"}

Table = dict[str, dict[str, str]]

HEADING = f"""\
# What each role gets at each address, for {", ".join(METHODS)}. Every cell is tested.
# After a change: {HOW}
# Then read the difference as you would read a change of the locks on the doors.
#
# .  the page, or the form again     >  done, and sent on     L  to the sign-in page
# x  not for this role               -  not found             g  gone
# m  no such method here             ?  bad request           =  somebody else was faster
# !  cannot be made of what was sent
#
"""


def read() -> Table:
    """Return the table of the file: address → role → a letter for each method."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    cells = [line.rsplit(maxsplit=len(ROLES)) for line in lines]
    return {name: dict(zip(ROLES, letters, strict=True)) for name, *letters in cells}


def write(table: Table) -> None:
    """Write the whole table, its columns under their names."""
    width = max(map(len, table))
    columns = " ".join(f"{role:8}" for role in ROLES)
    rows = (
        f"{name:{width}} " + " ".join(f"{cells[role]:8}" for role in ROLES)
        for name, cells in sorted(table.items())
    )
    lines = [f"{'#':{width}} {columns}", *rows]
    FILE.write_text(HEADING + "\n".join(line.rstrip() for line in lines) + "\n")


def column(role: str) -> dict[str, str]:
    """Ask for every address as this role; nothing that happens is kept."""
    client = client_of(role)
    asked = (*addresses(), *steps())
    return {address.name: "".join(answers(client, address)) for address in asked}


def client_of(role: str) -> Client:
    """Return the browser of somebody with this role."""
    client = Client()
    if role == NOBODY:
        return client
    member = factories.member(GROUPS.get(role, ""))
    client.force_login(member)
    if role == CLOSED:
        member.is_active = False
        member.save()
    return client


def answers(client: Client, address: Address) -> Iterator[str]:
    """Ask for an address by each method, each time as somebody who has just signed in."""
    signed_in = client.cookies.copy()
    for method in METHODS:
        with transaction.atomic():
            response = client.generic(method, address.path, urlencode(address.sent), FORM)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(signed_in)
        if response.status_code in (301, 302):
            yield "L" if "/login/" in response.url else ">"
        else:
            yield LETTERS[response.status_code]
