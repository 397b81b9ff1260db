"""Deleting a row: only as it was shown, and not while readers need it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from bmcspine.publishing.events import subject_of
from bmcspine.publishing.rows import Row

SHOWN = "shown"
"""Name of the hidden input that says which version the page of confirmation showed."""

SALT = "bmcspine.publishing.deletion"


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
            if request.method == "POST" and not _is_as_shown(row, request.POST.get(SHOWN, "")):
                said = "It was changed since this page was opened: look at it again, then decide."
                self.message_user(request, said, messages.ERROR)
                return HttpResponseRedirect(request.get_full_path())
            shown = {SHOWN: signing.dumps([subject_of(row), row.version], salt=SALT)}
            return super().delete_view(request, object_id, {**(extra_context or {}), **shown})


def _is_as_shown(row: Row, shown: str) -> bool:
    """Whether nobody changed the row since; from here on nobody can until it is deleted."""
    try:
        subject, version = signing.loads(shown, salt=SALT)
    except signing.BadSignature:
        return False
    rows = type(row)._base_manager.select_for_update()
    return subject == subject_of(row) and rows.filter(pk=row.pk, version=version).exists()
