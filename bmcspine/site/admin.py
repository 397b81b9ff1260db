from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from bmcspine.publishing.admin_base import DocumentAdmin, RecordingAdmin
from bmcspine.site.errors import write_error_pages
from bmcspine.site.models import InformationPage, InformationSection, Notice
from contacts.admin import ContactPointAdmin
from contacts.models import ContactPoint

admin.site.site_header = "Spine Fracture Clinic: staff"
admin.site.site_title = "Staff"
admin.site.index_title = "What would you like to do?"


class InformationSectionInline(admin.StackedInline):
    model = InformationSection
    extra = 0
    fk_name = "document"


@admin.register(InformationPage)
class InformationPageAdmin(DocumentAdmin):
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug")}),
        ("Care of the page", {"fields": ("language", "review_every_months")}),
    )
    inlines = (InformationSectionInline,)


@admin.register(ContactPoint)
class PrintedContactPointAdmin(ContactPointAdmin):
    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save the number, and write it into the error pages as soon as it is stored."""
        super().save_model(request, obj, form, change)
        transaction.on_commit(write_error_pages)


@admin.register(Notice)
class NoticeAdmin(RecordingAdmin):
    list_display = ("title", "tone", "starts_at", "ends_at")
    list_filter = ("tone",)
    search_fields = ("title", "text")
