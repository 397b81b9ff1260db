"""Who may open requests for a call: members of a role that says so, whatever their rank."""

from django.contrib.auth.models import AnonymousUser, User

from bmcspine.publishing.steps import given_by_roles
from contacts.callbacks.requests import CallbackRequest


def rights_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return which of `open`, `export` and `erase` a person's roles allow.

    An administrator keeps the machine running and has no need to know who asked for a call. One
    who has to stand in joins the role first, and the history of the account tells of it.
    """
    suffix = f"_{CallbackRequest._meta.model_name}"
    return frozenset(name.removesuffix(suffix) for name in given_by_roles(user, CallbackRequest))
