from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from bmcspine.images.admin_parts import PicturedInline
from bmcspine.publishing.staff.documents import DocumentAdmin
from bmcspine.publishing.staff.people import staff
from stories.admin_authorizations import AuthorizationAdmin
from stories.models import Authorization, Story, StorySection
from stories.permission_panel import panel
from stories.story_form import StoryForm


class StorySectionInline(PicturedInline):
    model = StorySection


@admin.register(Story)
class StoryAdmin(DocumentAdmin):
    form = StoryForm
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug", "levels", "usual")}),
        ("The patient", {"fields": ("patient_name", "shows_name")}),
        ("Care of the page", {"fields": ("language", "review_every_months")}),
    )
    inlines = (StorySectionInline,)

    class Media:
        css = {"all": ["staff/stories.css"]}  # noqa: RUF012 as Django documents it

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let nobody guess a patient's name, letter by letter, with ?patient_name__startswith=."""
        return not lookup.startswith("patient_name") and super().lookup_allowed(
            lookup, value, request
        )

    def aside(self, request: HttpRequest, document: Any) -> str:
        """Show whether the story is permitted; what exactly depends on who is asking."""
        found = panel(document, staff(request), timezone.now())
        return render_to_string("admin/stories/permission.html", {"panel": found})


admin.site.register(Authorization, AuthorizationAdmin)
