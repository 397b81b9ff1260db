"""Filters beside a list that choose rows by what their querysets know, such as `lapsed`."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

Choice = tuple[str, Callable[[Any], QuerySet[Any]]]


class WordFilter(admin.SimpleListFilter):
    """Offers a few words, each of which chooses some of the rows."""

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        """Return, by its value in the address, what staff read, and which rows that means."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.chosen = self.choose(request, model_admin)
        return [(value, words) for value, (words, _) in self.chosen.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = self.chosen.get(self.value() or "")
        return found[1](queryset) if found else queryset
