"""One line of the work list: how urgent, one sentence, and one verb that leads to the screen."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse


class Level(IntEnum):
    """How urgent a line is; the names are the words that staff read."""

    OVERDUE = 0
    TO_DO = 1
    SOON = 2

    @property
    def words(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def tag(self) -> str:
        """The name that the style sheet knows it by."""
        return ("late", "now", "soon")[self]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do."""

    level: Level
    text: str
    verb: str
    address: str
    day: date | None = None
    """The day that it is about, where there is one."""


def row_screen(model: type[Model], pk: int) -> str:
    """Return the form of a row in the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def may(user: User, action: str, model: type[Model]) -> bool:
    """Whether this person may `view`, `change` or the like rows of this model."""
    codename = get_permission_codename(action, model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")
