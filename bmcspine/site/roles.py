"""Who may do what: the groups of staff, set from this one table."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

PAGES = ("procedurepage", "section", "card", "fact", "step", "option", "question", "code")
STORIES = ("story", "storysection")
EVIDENCE = ("source", "claim", "glossaryterm")
SITE = ("informationpage", "informationsection", "notice")
CONTACTS = ("clinic", "clinician", "contactpoint")
EDITIONS = ("edition", "event")
PICTURES = ("image",)

WRITING = (*PAGES, *STORIES, *EVIDENCE, *SITE, *PICTURES)
VIEWING = (*WRITING, *CONTACTS, *EDITIONS)


def _all(actions: tuple[str, ...], models: tuple[str, ...]) -> set[str]:
    return {f"{action}_{model}" for action in actions for model in models}


ROLES: dict[str, set[str]] = {
    "Writer": _all(("view",), VIEWING)
    | _all(("add", "change"), WRITING)
    | _all(("delete",), PAGES[1:] + STORIES[1:] + SITE[1:2] + PICTURES)
    | {"add_edition"},
    "Clinical reviewer": _all(("view",), VIEWING) | {"approve_edition"},
    "Publisher": _all(("view",), VIEWING) | {"publish_edition", "change_notice", "add_notice"},
    "Front desk": _all(("view",), (*CONTACTS, "notice"))
    | _all(("change",), ("clinic", "contactpoint")),
    "Privacy officer": _all(("view",), (*STORIES, *EDITIONS, *PICTURES, "authorization"))
    | {"add_authorization", "change_authorization", "revoke_authorization"},
}
"""Group name → permission codenames. Administrators are superusers, not a group."""


@transaction.atomic
def set_roles() -> None:
    """Make every group hold exactly the permissions above; running it twice changes nothing.

    Raises:
        LookupError: the table names a permission that does not exist.
    """
    for name, codenames in ROLES.items():
        found = Permission.objects.filter(codename__in=codenames)
        missing = codenames - {permission.codename for permission in found}
        if missing:
            raise LookupError(f"No such permission: {', '.join(sorted(missing))}.")
        Group.objects.get_or_create(name=name)[0].permissions.set(found)
