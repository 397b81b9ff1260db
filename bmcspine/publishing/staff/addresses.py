"""Addresses of the admin with filters and fields that no link of ours has."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError
from django.http import HttpRequest


class ForgivingList(ChangeList):
    """Lets Django show the whole list where a database cannot even ask for what is wanted."""

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (OverflowError, ValueError, DataError) as error:
            raise IncorrectLookupParameters(error) from error


class TakesAnyAddress(admin.ModelAdmin):
    """For admin classes: an absurd filter, or an empty name of a field, is no error."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ForgivingList

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        try:
            return super().get_object(request, object_id, from_field or None)
        except OverflowError:
            return None  # no row has that number, and SQLite cannot even look for it
