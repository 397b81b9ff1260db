"""What every step of an edition is made of: a condition, a change, and a record of it."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model

from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Edition, Event

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

NEVER_BY_RANK = {"approve_edition"}
"""What a superuser may do only as a member of a group that may: rank makes nobody a clinician."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How somebody without an account signs a decision; the event keeps it."""

    person: str
    role: str
    credentials: str


def take_step(
    edition: Edition,
    event: str,
    by: "User | None",
    note: str,
    signature: Signature | None = None,
    **fields: Any,
) -> None:
    """Change the fields if nobody else did meanwhile, and record it, or refuse and do neither.

    Raises:
        StepRefused: the edition is not any more what it was when it was read.
    """
    before = {name: getattr(edition, name) for name in fields}
    with transaction.atomic():
        changed = Edition.objects.filter(pk=edition.pk, **before).update(**fields)
        need(changed == 1, "Somebody else took a step meanwhile: load the page again.")
        for name, value in fields.items():
            setattr(edition, name, value)
        record(event, edition, by, note, signature)


def record(
    kind: str,
    edition: Edition,
    by: "User | None",
    note: str,
    signature: Signature | None = None,
    about: Model | None = None,
) -> Event:
    """Append an event about an edition, bound to its very text; `about` is a further row."""
    signed = asdict(signature) if signature else {}
    return Event.objects.record(
        kind,
        by=by,
        about=about,
        note=note,
        edition=edition,
        document_id=edition.document_id,
        content_digest=edition.digest,
        **signed,
    )


def need(condition: bool, message: str) -> None:
    """Raise StepRefused with this sentence for staff unless the condition holds."""
    if not condition:
        raise StepRefused(message)


def need_permission(by: "User | None", codename: str) -> None:
    """Raise PermissionDenied unless this person, or one of the clinic's commands, may do it."""
    if by is not None and not may(by, codename):
        raise PermissionDenied


def may(by: "User", codename: str) -> bool:
    """Whether this person may take such a step; approving takes a role, whatever the rank."""
    if by.is_superuser and codename in NEVER_BY_RANK:
        return codename in given_by_roles(by, Edition)
    return by.has_perm(f"publishing.{codename}")


def given_by_roles(member: "User | AnonymousUser", model: type[Model]) -> frozenset[str]:
    """Return the codenames of all that somebody's roles allow with a model, whatever the rank."""
    given = Permission.objects.filter(
        group__user=member.pk,
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
    )
    return frozenset(given.values_list("codename", flat=True))
