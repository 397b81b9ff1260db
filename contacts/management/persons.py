"""What the commands for one person's requests have in common."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contacts.callbacks.people import Found, find
from contacts.callbacks.staff.forms import PersonForm


def add_person(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--phone",
        default="",
        help="telephone number; left out, it is asked for, and stays out of the shell's history",
    )
    parser.add_argument("--reason", default="the person’s wish", help="without name or number")


def account() -> str:
    """Return who runs the command, for the record."""
    return f"{getpass.getuser()}, on the server"


def found_for(command: BaseCommand, options: dict[str, Any]) -> Found:
    """Look for the requests of the number, and say what was found.

    Raises:
        CommandError: the number or the reason will not do.
    """
    phone = options["phone"] or input("Telephone number: ")
    form = PersonForm({"phone": phone, "reason": options["reason"]})
    if not form.is_valid():
        raise CommandError(
            " ".join(str(words) for field in form.errors.values() for words in field)
        )
    reason = form.cleaned_data["reason"]
    found = find(form.cleaned_data["phone"], reason=reason, by=account())
    command.stderr.write(f"{len(found.requests)} of {found.looked_through} have this number.")
    if found.unopened:
        names = ", ".join(map(str, found.unopened))
        command.stderr.write(f"Did not open, so they may be this person's too: {names}.")
    return found
