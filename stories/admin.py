from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from bmcspine.images.admin_parts import PicturedInline
from bmcspine.publishing.admin_documents import DocumentAdmin
from bmcspine.publishing.admin_lists import StepForm
from bmcspine.publishing.admin_people import staff
from bmcspine.publishing.admin_rows import RecordingAdmin
from bmcspine.publishing.models import Edition
from stories.models import Authorization, Story, StorySection


class StorySectionInline(PicturedInline):
    model = StorySection


@admin.register(Story)
class StoryAdmin(DocumentAdmin):
    fieldsets = (
        (None, {"fields": ("base", "title", "summary", "slug", "levels", "usual")}),
        ("The patient", {"fields": ("patient_name", "shows_name")}),
        ("Care of the page", {"fields": ("language", "review_every_months")}),
    )
    inlines = (StorySectionInline,)


@admin.register(Authorization)
class AuthorizationAdmin(RecordingAdmin):
    list_display = ("story", "provisional", "starts_on", "ends_on", "revoked_at")
    list_filter = ("provisional",)
    list_select_related = ("story",)
    readonly_fields = ("revoked_at",)
    action_form = StepForm
    actions = ("revoke",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # kept six years after its last effect: 45 CFR 164.530(j)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("stories.revoke_authorization")

    @admin.action(description="Revoke now (give the reason)", permissions=["revoke"])
    def revoke(self, request: HttpRequest, authorizations: QuerySet[Authorization]) -> None:
        reason = request.POST.get("reason", "").strip()
        if not reason:
            self.message_user(request, "Give the reason, then revoke again.", messages.ERROR)
            return
        for authorization in authorizations.filter(revoked_at=None):
            authorization.revoke(by=staff(request), reason=reason)
            self.message_user(request, f"Revoked: {authorization}. {what_remains(authorization)}")


def what_remains(authorization: Authorization) -> str:
    """Say whether readers can still see the story after this authorization ended."""
    if Edition.objects.live().filter(document=authorization.story_id).exists():
        return "Another authorization still covers the story, so it stays on the site."
    return "The story is off the site now."
