"""Which rows a member of staff may see: asked here, so that no list or chooser forgets to ask."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth import get_permission_codename
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

ModelT = TypeVar("ModelT", bound=models.Model, covariant=True)

SEEING = ("view", "change")
"""Whoever may change a row may see it, as in Django's admin."""


class VisibleQuerySet(models.QuerySet[ModelT]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the rows that this person may see in the screens of staff."""
        return self.all() if may_see(user, self.model) else self.none()


def may_see(user: "User | AnonymousUser", model: type[models.Model]) -> bool:
    """Whether this person may see rows of this model at all."""
    options = model._meta
    names = (get_permission_codename(action, options) for action in SEEING)
    return any(user.has_perm(f"{options.app_label}.{name}") for name in names)
