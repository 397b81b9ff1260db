"""The screens of permissions: the list, the form in the order of the paper, its scans."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from bmcspine.images.models import Image
from bmcspine.publishing.staff.filters import Choice, WordFilter
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.rows import RecordingAdmin
from bmcspine.publishing.staff.tags import tag
from stories import scan_files
from stories.admin_revocation import revoke
from stories.admin_scans import open_scan
from stories.authorization_form import AuthorizationForm
from stories.models import Authorization, Scan, Story
from stories.states import covered, state_of, states

PAPER: Any = (
    ("Whose permission", {"fields": ("story", "person", "signed_by", "basis", "provisional")}),
    (
        "What it covers",
        {
            "fields": (
                ("covers_text", "covers_name", "covers_photo", "covers_voice"),
                "photos",
                "description",
            )
        },
    ),
    ("By whom, to whom, what for", {"fields": ("discloser", "recipients", "purpose")}),
    ("From when to when", {"fields": ("starts_on", "ends_on", "end_event")}),
    (
        "What the form says",
        {
            "fields": (
                "states_revocation",
                "states_no_condition",
                "states_redisclosure",
                "plainly_written",
                "stands_alone",
                ("third_party_pays", "payer", "states_payment"),
            )
        },
    ),
    (
        "The signature",
        {
            "fields": (
                "signed_on",
                ("representative", "authority"),
                "witness",
                ("spoken_language", "interpreter"),
                "copy_given",
            )
        },
    ),
    ("The text that the patient saw", {"fields": ("seen_edition",)}),
    ("The paper", {"fields": ("scan", "scans_on_record", "paper_kept_at")}),
)
"""The items in the order of the paper form. Source: 45 CFR 164.508(c)."""


NOT_SEEN = (
    "The text cannot go public yet: show the patient an edition of the story, then choose it here."
)


class PermissionState(WordFilter):
    title = "state"
    parameter_name = "state"

    def choose(self, request: HttpRequest, screen: Any) -> dict[str, Choice]:
        known = states(timezone.localdate())
        return {value: (words, _rows_where(where)) for value, (words, where) in known.items()}


def _rows_where(where: Q) -> Callable[[Any], QuerySet[Any]]:
    return lambda rows: rows.filter(where)


class AuthorizationAdmin(RecordingAdmin):
    """Records signed forms; none is ever deleted."""

    form = AuthorizationForm
    change_form_template = "admin/stories/authorization_form.html"
    fieldsets = PAPER
    list_display = ("about", "parts", "state", "revoke_now")
    list_filter = (PermissionState, "person")
    list_select_related = ("story",)
    search_fields = ("story__title",)
    ordering = ("revoked_at", "ends_on", "pk")
    radio_fields = {"person": admin.VERTICAL, "third_party_pays": admin.HORIZONTAL}  # noqa: RUF012

    class Media:
        css = {"all": ["staff/stories.css", "staff/permissions.css"]}  # noqa: RUF012 as Django documents it

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # kept six years after its last effect: 45 CFR 164.530(j)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        name = "stories_authorization"
        return [
            path("<int:pk>/revoke/", view(partial(revoke, self)), name=f"{name}_revoke"),
            path("<int:pk>/scans/<int:scan>/", view(partial(open_scan, self)), name=f"{name}_scan"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the story for good: a form that was signed for one is none for another."""
        return ("scans_on_record",) if obj is None else ("story", "scans_on_record")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Ask first whose permission it is: the rest of the form depends on it."""
        if (
            request.method == "GET"
            and "story" not in request.GET
            and self.has_add_permission(request)
        ):
            return self._choose_story(request)
        return super().add_view(request, form_url, extra_context)

    def _choose_story(self, request: HttpRequest) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Record a permission",
            "stories": Story.objects.visible_to(staff(request)),
        }
        return TemplateResponse(request, "admin/stories/choose_story.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context["original"]
        context["state"] = state_of(row, timezone.localdate()) if row else None
        context["may_revoke"] = staff(request).has_perm("stories.revoke_authorization")
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a scan only if the whole form is saved."""
        with scan_files.NewScans() as new:
            request.new_scans = new  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the pictures that need a permission, as boxes: they work without a script."""
        people = Image.objects.visible_to(staff(request)).filter(shows_person=True)
        boxes = {"queryset": people.order_by("-pk"), "widget": CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs | boxes)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if file := form.cleaned_data.get("scan"):
            new = request.new_scans  # type: ignore[attr-defined]
            Scan.objects.add(form.instance, file, by=staff(request), into=new)
        row: Authorization = form.instance
        if row.covers_text and not row.provisional and row.seen_edition is None:
            self.message_user(request, NOT_SEEN, messages.WARNING)

    @admin.display(description="scans on record")
    def scans_on_record(self, row: Authorization) -> str:
        scans = row.scans.select_related("added_by") if row.pk else ()
        return render_to_string("admin/stories/scans.html", {"scans": scans})

    @admin.display(description="about", ordering="story__title")
    def about(self, row: Authorization) -> str:
        return str(row.story or f"Photos or voice of {row.signed_by}")

    @admin.display(description="covers")
    def parts(self, row: Authorization) -> str:
        return covered(row)

    @admin.display(description="state", ordering="ends_on")
    def state(self, row: Authorization) -> str:
        found = state_of(row, timezone.localdate())
        return tag(found.words, found.level)

    @admin.display(description="revoke")
    def revoke_now(self, row: Authorization) -> str:
        address = reverse("admin:stories_authorization_revoke", args=[row.pk])
        words = "What to do outside" if row.revoked_at else "Revoke now"
        return format_html('<a href="{}">{}</a>', address, words)
