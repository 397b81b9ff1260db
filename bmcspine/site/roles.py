"""Who may do what: the groups of staff, set from this one table."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db import transaction

PARTS = (
    *("procedures.section", "procedures.card", "procedures.fact", "procedures.step"),
    *("procedures.option", "procedures.question", "procedures.code", "procedures.chart"),
    *("procedures.iconarray", "procedures.tick", "procedures.band"),
    *("stories.storysection", "site.informationsection"),
)
STORIES = ("stories.story", "stories.storysection")
DOCUMENTS = ("procedures.procedurepage", "stories.story", "site.informationpage")
EVIDENCE = (
    *("procedures.source", "procedures.claim", "procedures.glossaryterm"),
    *("procedures.trial", "procedures.outcome"),
)
CONTACTS = ("contacts.clinic", "contacts.clinician", "contacts.contactpoint")
EDITIONS = ("publishing.edition", "publishing.event")

WRITING = (*DOCUMENTS, *PARTS, *EVIDENCE, "site.notice", "images.image")
VIEWING = (*WRITING, *CONTACTS, *EDITIONS)


def _may(actions: str, *models: str) -> set[str]:
    """Return the permissions to do each of these actions with rows of each of these models."""
    named = [model.split(".") for model in models]
    return {f"{app}.{action}_{model}" for action in actions.split() for app, model in named}


ROLES: dict[str, set[str]] = {
    "Writer": _may("view", *VIEWING)
    | _may("add change", *WRITING)
    | _may("delete", *PARTS, *EVIDENCE, "images.image")
    | {"publishing.add_edition"},
    "Clinical reviewer": _may("view", *VIEWING) | {"publishing.approve_edition"},
    "Publisher": _may("view", *VIEWING)
    | _may("add change", "site.notice")
    | {"publishing.publish_edition", "stories.revoke_authorization"},
    "Front desk": _may("view", *CONTACTS, "site.notice")
    | _may("change", "contacts.clinic", "contacts.contactpoint")
    | _may("view open export erase", "contacts.callbackrequest"),
    "Privacy officer": _may("view", *STORIES, *EDITIONS, "images.image")
    | _may("view add change revoke", "stories.authorization")
    | _may("view export erase", "contacts.callbackrequest"),  # a person's wish; not the work
}
"""Group name → permissions. Administrators are superusers, not a group: see docs/adr/0011."""


class RoleBackend(ModelBackend):
    """Rights come with roles alone: a permission tied to an account by hand counts for nothing."""

    def get_user_permissions(self, user_obj: object, obj: object = None) -> set[str]:
        return set()


@transaction.atomic
def set_roles() -> None:
    """Make every group hold exactly the permissions above; running it twice changes nothing.

    Raises:
        LookupError: the table names a permission that does not exist.
    """
    permissions = Permission.objects.select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in permissions}
    for role, wanted in ROLES.items():
        if missing := wanted - known.keys():
            raise LookupError(f"No such permission: {', '.join(sorted(missing))}.")
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(known[name] for name in wanted)
