"""Deleting a row: only as it was shown, and not while readers need it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from bmcspine.publishing.staff.row_bases import SHOWN, is_as_shown, sign_version


class DeletesWhatWasShown(admin.ModelAdmin):
    """Deletes one row at a time, in the version that whoever confirms has seen."""

    delete_confirmation_template = "admin/rows/delete_confirmation.html"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Ask, then delete; a row that was changed since is shown again instead."""
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            if row is None or not self.has_delete_permission(request, row):
                return super().delete_view(request, object_id, extra_context)
            if request.method == "POST" and not is_as_shown(row, request.POST.get(SHOWN, "")):
                said = "It was changed since this page was opened: look at it again, then decide."
                self.message_user(request, said, messages.ERROR)
                return HttpResponseRedirect(request.get_full_path())
            shown = {SHOWN: sign_version(row)}
            return super().delete_view(request, object_id, {**(extra_context or {}), **shown})

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Add to what keeps Django from deleting the places where readers would miss the row."""
        deleted, counted, lacking, protected = super().get_deleted_objects(objs, request)
        places = [place for row in objs for place in row.kept_by()]
        links = [format_html('<a href="{}">{}</a>', place.screen, place.label) for place in places]
        return deleted, counted, lacking, [*protected, *links]
