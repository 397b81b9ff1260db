"""Filters beside a list that choose rows by what their querysets know, such as `lapsed`."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

Choice = tuple[str, Callable[[Any], QuerySet[Any]]]


class WordFilter(admin.SimpleListFilter):
    """Offers a few words, each of which chooses some of the rows."""

    choose: dict[str, Choice] = {}  # noqa: RUF012 as Django's own lists of choices
    """Value in the address → what staff read, and which rows that means."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, words) for value, (words, _) in self.choose.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return self.choose[value][1](queryset) if value in self.choose else queryset
