"""What the admin screens of claims, sources and glossary terms share: where readers meet them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from bmcspine.publishing.models import Edition
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.previews import PreviewsRow
from bmcspine.publishing.staff.rows import RecordingAdmin
from procedures.uses import uses


class EvidenceAdmin(PreviewsRow, RecordingAdmin):
    """Names the pages that use a row, and says what it takes for readers to see a change."""

    change_form_template = "admin/rows/evidence_form.html"
    name_field = "key"
    """The field by which texts know the row; it stays as it is while a page uses it."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        in_use = obj is not None and obj.pk and uses(obj, Edition.objects.all())
        return (self.name_field,) if in_use else ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if row := context["original"]:
            context["uses"] = uses(row, Edition.objects.visible_to(staff(request)))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not (change and form.changed_data):
            return
        found = uses(obj, Edition.objects.visible_to(staff(request)))
        if behind := [f"“{use.document}”" for use in found if use.public and not use.is_current]:
            said = f"Readers still see it as it was before, on {', '.join(behind)}. Save each of "
            said += "these pages again and have it reviewed; the links stand beside the form."
            self.message_user(request, said, messages.WARNING)
