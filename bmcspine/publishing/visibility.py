"""Which rows a member of staff may see: asked here, so that no list or chooser forgets to ask."""

from functools import cache
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

ModelT = TypeVar("ModelT", bound=models.Model, covariant=True)

SEEING = ("view", "change")
"""Whoever may change a row may see it, as in Django's admin."""


class VisibleQuerySet(models.QuerySet[ModelT]):
    """Rows of which each member of staff may see all or none; a subclass may show some."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the rows that this person may see in the screens of staff."""
        return self.all() if may_see(user, self.model) else self.none()


def may_see(user: "User | AnonymousUser", model: type[models.Model]) -> bool:
    """Whether this person may see rows of this model at all."""
    options = model._meta
    names = (get_permission_codename(action, options) for action in SEEING)
    return any(user.has_perm(f"{options.app_label}.{name}") for name in names)


def visible(rows: models.QuerySet[Any], user: "User | AnonymousUser") -> models.QuerySet[Any]:
    """Return those of the rows that this person may see, whatever model they are of."""
    if isinstance(rows, VisibleQuerySet):
        return rows.visible_to(user)
    return rows if may_see(user, rows.model) else rows.none()


@cache
def hidden_from_readers() -> frozenset[str]:
    """Return the names of the models of which no public page shows anything."""
    hidden = [model for model in apps.get_models() if hasattr(model, "is_hidden_from_readers")]
    return frozenset(model._meta.label_lower for model in hidden)
